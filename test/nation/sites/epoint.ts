import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32 } from "../addresses.ts";
import { type Column, columnOf, type Entry, listed, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

/** The server's own size of a page, whatever is asked for. */
const PER_PAGE = 5;

type Fields = Record<string, unknown>;

/** How the installations differ: where the interface is, how it wants to be asked, and what the first page of a list is called. */
type Variant = {
  project: string;
  /** What a request says; null where the server does not understand it. */
  read(ask: Ask): Fields | null;
  firstPage: number;
  /** Articles are shells too, filled by a second request; one in three of them has no text but a PDF. */
  shells: boolean;
};

const fieldsIn = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;

function json(text: string): Fields | null {
  try {
    return fieldsIn(JSON.parse(text));
  } catch {
    return null;
  }
}

const uuid = (name: string): string => hex32(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const columnPath = (_site: Site, column: Column): string =>
  `/dynamic/zwgk/govInfoPub.html?categorynum=003${column.code}`;

const attachmentPath = (entry: Entry, index: number): string =>
  `/uploadfile/${uuid(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;

function family(variant: Variant): Family {
  const entryPath = (site: Site, entry: Entry): string =>
    variant.shells
      ? `/zwgk/showinfo.html?infoGuid=${uuid(entry.id)}`
      : `/003/003${columnOf(site, entry.column).code}/${entry.published.replaceAll("-", "")}/${uuid(entry.id)}.html`;
  const detail = `${variant.project}/rest/commonapiaction/getGovInfoDetail`;
  return {
    columnPath,
    entryPath,
    ...(variant.shells && {
      articlePath: (site: Site, entry: Entry) =>
        `${detail}#${new URLSearchParams({ params: JSON.stringify({ siteGuid: guidOf(site), infoGuid: uuid(entry.id) }) })}`,
    }),
    attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
    perPage: Number.POSITIVE_INFINITY,
    pagePath: columnPath,
    list: () => `<ul id="govInfoList" class="news-items"></ul><div id="page"></div>
<script src="/js/lib/jquery.min.js"></script><script src="/js/webBuilderCommon.js"></script><script src="/js/govInfoPub.js"></script>`,
    article: (_site, entry) =>
      variant.shells
        ? `<div id="info_spnContent"></div><script src="/js/webBuilderCommon.js"></script><script src="/js/showinfo.js"></script>`
        : `<h1>${escapeHtml(entry.title)}</h1><div class="mian-cont">${entry.body}${entry.attachments
            .map((a, i) => `<p><a href="${attachmentPath(entry, i)}">${escapeHtml(a.name)}</a></p>`)
            .join("")}</div>`,
    own(site, ask) {
      switch (ask.path) {
        case "/js/webBuilderCommon.js":
          return script(
            `var siteInfo = {"siteGuid":"${guidOf(site)}","projectName":"${variant.project}","webVersion":"5.0"}\nif (!window.webbuilder) {\n    window.webbuilder = {};\n}`,
          );
        case "/js/govInfoPub.js":
          return script(
            `Util.ajax({url: siteInfo.projectName + "/rest/lightfrontaction/getgovinfolist", data: params});`,
          );
        case "/js/showinfo.js":
          return script(
            `Util.ajax({url: siteInfo.projectName + "/rest/commonapiaction/getGovInfoDetail", data: params});`,
          );
        case `${variant.project}/rest/lightfrontaction/getgovinfolist`:
          return ask.method === "POST" ? list(site, ask, variant, entryPath) : null;
        case detail:
          return ask.method === "POST" && variant.shells ? article(site, ask) : null;
      }
      return null;
    },
  };
}

const guidOf = (site: Site): string => uuid(site.id);

const script = (body: string): Answer => ({ type: "application/javascript", body });
const answer = (custom: unknown): Answer => ({
  type: "text/html;charset=UTF-8",
  body: JSON.stringify({ custom, status: { code: "200", text: "", url: "" } }),
});

function list(site: Site, ask: Ask, variant: Variant, entryPath: Family["entryPath"]): Answer {
  const fields = variant.read(ask);
  if (fields === null) return { status: 500, type: "text/html;charset=UTF-8", body: "<h1>HTTP Status 500</h1>" };
  const column = site.columns.find(({ code }) => `003${code}` === fields.categorynum);
  const entries = column && fields.siteGuid === guidOf(site) ? listed(site, column) : [];
  const page = Number(fields.pageIndex) - variant.firstPage;
  // The database is asked for rows from a negative number on.
  if (page < 0) return { status: 500, type: "text/html;charset=UTF-8", body: "<h1>HTTP Status 500</h1>" };
  const data = onPage(entries, PER_PAGE, page).map((entry) => ({
    infourl: entry.href ?? entryPath(site, entry),
    title: `<font color="">${escapeHtml(entry.title)}</font>`,
    realtitle: entry.title,
    infodate: entry.published,
    infoid: uuid(entry.id),
  }));
  return answer({ data, total: entries.length });
}

/** The status is a word, and a report that is a PDF has no text. */
function article(site: Site, ask: Ask): Answer {
  const fields = json(new URLSearchParams(ask.body).get("params") ?? "");
  const entry = site.entries.find(({ id, hidden }) => !hidden && uuid(id) === fields?.infoGuid);
  if (entry === undefined || fields?.siteGuid !== guidOf(site)) return answer({ status: "false" });
  const pdflist = entry.attachments.map(({ name }, i) => ({
    attachname: name,
    attachtype: extension(entry.attachments[i]),
    attachurl: attachmentPath(entry, i),
  }));
  const isPdf = entry.body === "";
  const { title, published, publisher } = entry;
  const data = { title, infodate: published, deptname: publisher, infotype: isPdf ? "pdf" : "html", pdflist };
  return answer({ status: "true", data: isPdf ? data : { ...data, infocontent: entry.body } });
}

/** 新点 Epoint: Xuzhou's way of asking, Yingkou's and that of Shanghai's districts. */
export const epointVariants: Readonly<Record<string, Family>> = {
  epoint: family({
    project: "/EWB-FRONT",
    read: ({ body }) => json(body),
    firstPage: 1,
    shells: false,
  }),
  "epoint-params": family({
    project: "/EWB_YK_Mid",
    read: ({ body }) => fieldsIn(json(body)?.params) ?? {},
    firstPage: 0,
    shells: false,
  }),
  "epoint-form": family({
    project: "/shbs-application-front",
    read: ({ body }) => json(new URLSearchParams(body).get("params") ?? ""),
    firstPage: 1,
    shells: true,
  }),
};
