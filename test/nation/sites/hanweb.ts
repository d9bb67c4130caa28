import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32, serial } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, columnOf, type Entry, listed, type Site } from "../content.ts";
import type { Family } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

const PER_PAGE = 4;
const PROXY = "/module/web/jpage/dataproxy.jsp";

/** What one installation's dataproxy.jsp does otherwise than another's. */
type Proxy = {
  /** Pages in a group: the column's page holds the first group, a reply one of the others. */
  groupSize: number;
  /** What it reads of a request: the range of records, or only the page's number, a page being a whole group. */
  counts: "records" | "pages";
  /** Records that a reply has at most. */
  most?: number;
  /** GET is not answered. */
  onlyPosted?: boolean;
  /** The column and unit are encrypted, and what is asked for from outside is always empty. */
  isSealed?: boolean;
  /** The rows stand in the page itself, all of them, and the proxy has none. */
  isInPage?: boolean;
  /** Its records as 江苏 has them: title before href, in single quotes, some records escaped instead of wrapped. */
  isJiangsu?: boolean;
};

export const hanwebEntryPath = (site: Site, entry: Entry): string => {
  const [year, month, day] = entry.published.split("-").map(Number);
  return `/art/${year}/${month}/${day}/art_${columnOf(site, entry.column).code}_${serial(entry)}.html`;
};

const attachmentPath = (entry: Entry, index: number): string =>
  `/attach/0/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;

/** 大汉版通's article. */
export const hanwebArticle: Family["article"] = (_site, entry) =>
  `<!--<$[标题]>begin--><h1 class="main-txt-title">${escapeHtml(entry.title)}</h1><!--<$[标题]>end-->
<table class="xxgk_table"><tr><td>索引号：</td><td>${hex32(entry.id).slice(0, 9)}/${entry.published.slice(0, 4)}-00012</td><td>发布机构：</td><td>${escapeHtml(entry.publisher)}</td></tr>
<tr><td>组配分类：</td><td>政府信息公开年报</td><td>发布日期：</td><td>${entry.published}</td></tr></table>
<div id="zoom" class="article-content">${entry.body}
${entry.attachments
  .map(
    (a, i) =>
      `<p><img src="/module/jslib/ico/${extension(a)}.gif"><a href="${attachmentPath(entry, i)}" target="_blank">${escapeHtml(a.name)}</a></p>`,
  )
  .join("\n")}</div>`;

/** Hanweb JCMS (大汉版通): the first group of records inside the page, the others from dataproxy.jsp. */
function hanwebOf(proxy: Proxy): Family {
  const group = proxy.groupSize * PER_PAGE;
  const columnPath = (_site: Site, column: Column): string => `/col/col${column.code}/index.html`;
  const row = (site: Site, entry: Entry): string => {
    const href = entry.href ?? hanwebEntryPath(site, entry);
    const title = escapeHtml(entry.title);
    const attributes = proxy.isJiangsu ? `title='${title}' href='${href}'` : `href="${href}" title="${title}"`;
    return `<li><a ${attributes} target="_blank">${escapeHtml(cut(entry.title, 20))}</a><span>${entry.published}</span></li>`;
  };
  const record = (site: Site, entry: Entry, i: number): string => {
    const html = row(site, entry);
    return `<record>${proxy.isJiangsu && i % 3 === 2 ? escapeHtml(html) : `<![CDATA[${html}]]>`}</record>`;
  };
  const rows = (site: Site, entries: Entry[]): string =>
    `<recordset>\n${entries.map((entry, i) => record(site, entry, i)).join("\n")}\n</recordset>`;
  const unitOf = (column: Column): string => `4${column.code}`;
  const named = (name: string): string => (proxy.isSealed ? hex32(`sealed ${name}`) : name);
  const call = (unit: string, entries: Entry[]): string =>
    `<script>jQuery('#${unit}').jpage({totalRecord:${entries.length},perPage:${PER_PAGE},groupSize:${proxy.groupSize},barPosition:'bottom',proxyUrl:'${PROXY}'})</script>`;
  const list: Family["list"] = (site, column, entries) => {
    const unit = unitOf(column);
    const next = `${PROXY}?page=1&appid=1&appid=1&webid=3&path=/&columnid=${named(column.code)}&unitid=${named(unit)}&webname=${encodeURIComponent(encodeURIComponent(site.name))}&permissiontype=0`;
    if (proxy.isInPage)
      return `<div class="default_pgContainer" id="${unit}"><ul>
${entries.map((entry) => row(site, entry)).join("\n")}
</ul></div>${call(unit, entries)}`;
    return `<div class="default_pgContainer" id="${unit}"><script type="text/xml"><datastore>
<nextgroup><![CDATA[<a href="${next}"></a>]]></nextgroup>
${rows(site, entries.slice(0, group))}</datastore></script></div>
${call(unit, entries)}`;
  };
  const dataproxy = (site: Site, ask: Ask): Answer => {
    if (proxy.onlyPosted && ask.method !== "POST")
      return { status: 405, type: "text/html", body: "<h1>HTTP Status 405 - Method Not Allowed</h1>" };
    const posted = new URLSearchParams(ask.body);
    const asked = (name: string): number => Number(ask.query.get(name) ?? posted.get(name) ?? 0);
    const column = site.columns.find((candidate) => candidate.code === String(asked("columnid")));
    const entries = column === undefined ? [] : listed(site, column);
    const type = "text/xml; charset=utf-8";
    if (proxy.isSealed || proxy.isInPage) return { type, body: `<?xml version="1.0" encoding="utf-8"?>\n<datastore/>` };
    const isRange = proxy.counts === "records";
    const pageSize = isRange ? PER_PAGE : group;
    const start = (isRange && asked("startrecord")) || (Math.max(1, asked("page")) - 1) * pageSize + 1;
    const end = (isRange && asked("endrecord")) || start + group - 1;
    const given = entries.slice(start - 1, end).slice(0, proxy.most ?? group);
    return {
      type,
      body: `<?xml version="1.0" encoding="utf-8"?><datastore><totalrecord>${entries.length}</totalrecord><totalpage>${Math.ceil(entries.length / PER_PAGE)}</totalpage>${rows(site, given)}</datastore>`,
    };
  };
  return {
    columnPath,
    entryPath: hanwebEntryPath,
    attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
    perPage: Number.POSITIVE_INFINITY,
    pagePath: columnPath,
    list,
    article: hanwebArticle,
    own: (site, ask) => (ask.path === PROXY ? dataproxy(site, ask) : null),
  };
}

/** It honours startrecord. */
export const hanweb = hanwebOf({ groupSize: 2, counts: "records" });
/** It honours only page. */
export const hanwebPages = hanwebOf({ groupSize: 3, counts: "pages", isJiangsu: true });
/** It answers only what is posted, with fewer records at a time than it is asked for. */
export const hanwebPosted = hanwebOf({ groupSize: 2, counts: "records", onlyPosted: true, most: 5 });
/** Its deep pages are empty for everybody but its own script. */
export const hanwebSealed = hanwebOf({ groupSize: 3, counts: "records", isSealed: true });
/** 山东: the proxy has nothing, for the column's page has all. */
export const hanwebInPage = hanwebOf({ groupSize: 3, counts: "records", isInPage: true });
