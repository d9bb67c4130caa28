import { escapeHtml } from "../../carriers/html.ts";
import { serial } from "../addresses.ts";
import type { Entry, Site } from "../content.ts";
import type { Family } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";
import { trs } from "./trs.ts";

const html = (body: string): Answer => ({ type: "text/html; charset=utf-8", body });

const isReport = (entry: Entry): boolean => entry.kind === "report";

/** The report's figures as a file; no two are the same. */
const pdfOf = (entry: Entry): Buffer => Buffer.from(`%PDF-1.4\n% ${entry.id}\n%%EOF\n`);

/** Some reports are behind something else. `answer`: what a visitor of the nth organ's reports gets instead. */
const butFor = (organ: number, answer: Answer): Family => ({
  ...trs,
  own: (site, { path }) =>
    site.entries.some((entry) => entry.id.includes(`/report-${organ}-`) && trs.entryPath(site, entry) === path)
      ? answer
      : null,
});

const captcha = html(
  `<html><head><title>访问验证</title></head><body><form><p>您的访问过于频繁，请输入验证码后继续</p><input name="codeValue"><img src="/captcha.jpg"></form></body></html>`,
);
const login = html(
  `<html><head><title>统一身份认证平台</title></head><body><form action="/sso/login" method="post"><p>账号</p><input name="username"><p>密码</p><input type="password" name="password"><button>登录</button></form><p>主办：临江县人民政府办公室</p></body></html>`,
);

/** A report's page says that it is in the file; `shown`: how the page gives the file, `given`: how its server does. */
const inFile = (
  pathOf: (entry: Entry) => string,
  shown: (path: string, entry: Entry) => string,
  given: (entry: Entry, ask: Ask, site: Site) => Answer,
): Family => ({
  ...trs,
  article: (site, entry) =>
    isReport(entry)
      ? `<h1>${escapeHtml(entry.title)}</h1><div class="trs_editor_view">${shown(pathOf(entry), entry)}</div>`
      : trs.article(site, entry),
  attachmentPath: (_site, entry) => pathOf(entry),
  own(site, ask) {
    const asked = ask.path + (ask.query.size > 0 ? `?${ask.query}` : "");
    const entry = site.entries.find((candidate) => isReport(candidate) && pathOf(candidate) === asked);
    return entry === undefined ? null : given(entry, ask, site);
  },
});

const framed = (entry: Entry): string => `/wcm/view_${serial(entry)}.html`;
const upload = (entry: Entry): string => `/upload/${serial(entry)}.pdf`;
const download = (entry: Entry): string => `/system/_content/download.jsp?owner=1664&wbfileid=${serial(entry)}`;
const linked = (path: string, entry: Entry): string =>
  `<p>详见附件。</p><p>附件【<a href="${escapeHtml(path)}">${escapeHtml(entry.title)}.pdf</a>】</p>`;
const pdf = (entry: Entry): Answer => ({ type: "application/pdf", body: pdfOf(entry) });

/** The ways in which a page has a PDF as its body. */
const VIEWERS = [
  (path: string) => `<iframe src="/pdfjs/web/viewer.html?file=${encodeURIComponent(path)}" width="100%"></iframe>`,
  (path: string) => `<embed src="${path}" type="application/pdf">`,
  (path: string) => `<object data="${path}" type="application/pdf"></object>`,
  (path: string) => `<iframe src="${path}"></iframe>`,
];

/** 年度报告.pdf in GBK. */
const GBK_NAME = "%C4%EA%B6%C8%B1%A8%B8%E6.pdf";

/** Sites some of whose reports are hard to get, each under the name of what is in the way. */
export const obstacles: Readonly<Record<string, Family>> = {
  "captcha-some": butFor(3, captcha),
  "login-some": butFor(2, login),
  "file-with-referer": inFile(download, linked, (entry, { referer, host }, site) =>
    referer === `http://${host}${trs.entryPath(site, entry)}` ? pdf(entry) : html("<p>请从正文页面下载附件</p>"),
  ),
  "file-in-viewer": inFile(upload, (path, entry) => VIEWERS[serial(entry) % VIEWERS.length]?.(path) ?? "", pdf),
  "file-that-lies": inFile(download, linked, (entry) => ({
    ...{ type: "text/html;charset=GBK", body: pdfOf(entry) },
    headers: { "content-disposition": `attachment; filename*=GBK''${GBK_NAME}` },
  })),
  // The report's page is a frame around another page of the site, beside frames that are none of its business.
  "in-frame": {
    ...trs,
    article: (site, entry) =>
      isReport(entry)
        ? `<h1>${escapeHtml(entry.title)}</h1><div class="footer"><iframe src="/links.html"></iframe></div>
<iframe src="/visitcount?id=${serial(entry)}"></iframe><iframe src="/stat.html" width="0" height="0"></iframe>
<div class="trs_editor_view"><iframe src="${framed(entry)}" width="100%"></iframe></div>`
        : trs.article(site, entry),
    attachmentPath: (_site, entry) => framed(entry),
    own(site, { path }) {
      const entry = site.entries.find((candidate) => isReport(candidate) && framed(candidate) === path);
      return entry === undefined ? null : html(`<html><body>${entry.body}</body></html>`);
    },
    forbidden: (asked) => /links|visitcount|stat/.test(asked),
  },
  // Each row names the page for telephones before the page.
  "wap-first": {
    ...trs,
    list: (site, column, entries, page) =>
      trs
        .list(site, column, entries, page)
        .replace(
          /<li>(<a href="([^"]+)\.html"[^>]*>)/g,
          (row, anchor, stem) => `<li>${anchor.replace(`${stem}.html`, `${stem}_wap.html`)}手机版</a>${row.slice(4)}`,
        ),
    forbidden: (asked) => asked.includes("_wap"),
  },
};
