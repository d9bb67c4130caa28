import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32 } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, columnOf, type Entry, listed, type Site } from "../content.ts";
import type { Family } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

const PER_PAGE = 4;
const GROUP = 3;

/** What one installation's getMessage.do does otherwise than another's. */
type Endpoint = {
  /** The application's own spelling of its path. */
  context: "truecms" | "TrueCMS";
  /** Records that may be asked for at a time, and what whoever asks for more is answered; null: it is switched off. */
  limit: number | null;
  beyond: "nothing" | "404";
  /** Rows that stand in the page from the start. */
  initial: number;
};

/** 8-4-4-4-12 hexadecimal digits. */
const uuid = (name: string): string =>
  hex32(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, (_all, ...parts) => parts.slice(0, 5).join("-"));

const folder = (site: Site, column: Column): string => `/${site.id.replaceAll("-", "")}/${column.key}`;
const columnPath = (site: Site, column: Column): string => `${folder(site, column)}/${column.key}.html`;
const columnId = (site: Site, column: Column): string => uuid(`${site.id}/${column.key}`);
const entryPath = (site: Site, entry: Entry): string =>
  `${folder(site, columnOf(site, entry.column))}/content/${uuid(entry.id)}.html`;
const attachmentPath = (entry: Entry, index: number): string =>
  `/resource/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;

const row = (site: Site, entry: Entry): string =>
  `<li><a href="${entry.href ?? entryPath(site, entry)}" target="_blank">${escapeHtml(cut(entry.title, 26))}</a><span>${entry.published}</span></li>`;

/** TrueCMS: the first rows hidden in the page, the others from getMessage.do, to its own pages' visitors only. */
function truecmsOf({ context, limit, beyond, initial }: Endpoint): Family {
  const proxy = `/${context}/messageController/getMessage.do`;
  const getMessage = (site: Site, ask: Ask): Answer | null => {
    const asked = (name: string): string => ask.query.get(name) ?? "";
    if (limit === null || ask.referer === null) return null;
    const tooMany = Number(asked("perpage")) > limit;
    if (tooMany && beyond === "404") return null;
    const column = site.columns.find((candidate) => columnId(site, candidate) === asked("columnId"));
    const entries = column === undefined || tooMany ? [] : listed(site, column);
    const records = entries
      .slice(Number(asked("startrecord")) - 1, Number(asked("endrecord")))
      .map((entry) => `<record><![CDATA[${row(site, entry)}]]></record>`);
    const result = `<datastore><totalrecord>${entries.length}</totalrecord><recordset>${records.join("")}</recordset></datastore>`;
    const json = JSON.stringify({ result });
    return {
      type: "application/javascript;charset=UTF-8",
      body: asked("callback") === "" ? json : `${asked("callback")}(${json})`,
    };
  };
  return {
    columnPath,
    entryPath,
    attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
    perPage: Number.POSITIVE_INFINITY,
    pagePath: columnPath,
    list: (site, column, entries) => `<div id="initData" style="display:none"><ul class="xxgk-list-con">
${entries
  .slice(0, initial)
  .map((entry) => row(site, entry))
  .join("\n")}
</ul></div><div id="content"></div>
<script>
var dataStore = $('#initData li').map(function () { return this.outerHTML; }).get();
$('#content').jpage({dataStore:dataStore,totalRecord:${entries.length},dataBefore:'<ul>',dataAfter:'</ul>',
  contentTemplate:'<datastore><totalrecord>\${nr.totalRecord}</totalrecord><recordset><record><![CDATA[<li><a href="\${msg.htmlPath}">\${msg.msgTitle}</a></li>]]></record></recordset></datastore>',
  proxyUrl:'${proxy}',perPage:${PER_PAGE},groupSize:${GROUP},barPosition:'bottom',
  ajaxParam:{
    columnId:'${columnId(site, column)}'
  }
});</script>`,
    article: (
      _site,
      entry,
    ) => `<div class="content"><h1>${escapeHtml(entry.title)}</h1><div class="info">发布日期：${entry.published}　来源：${escapeHtml(entry.publisher)}</div>
<div id="zoom">${entry.body}
${entry.attachments.map((a, i) => `<p><a href="${attachmentPath(entry, i)}">${escapeHtml(a.name)}</a></p>`).join("\n")}</div></div>`,
    own: (site, ask) => (ask.path === proxy ? getMessage(site, ask) : null),
  };
}

/** 如皋: more than 20 at a time are not found. */
export const truecms = truecmsOf({ context: "truecms", limit: 20, beyond: "404", initial: PER_PAGE * GROUP });
/** 南通, with a lower limit: more than 10 at a time are nothing. */
export const truecmsNothing = truecmsOf({ context: "TrueCMS", limit: 10, beyond: "nothing", initial: PER_PAGE });
/** 连云港: only the rows in the page. */
export const truecmsOff = truecmsOf({ context: "TrueCMS", limit: null, beyond: "404", initial: 15 });
