import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32, serial } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { columnOf, type Entry, listed, type Site } from "../content.ts";
import type { Family } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

const PER_PAGE = 4;
/** The page itself holds the first block; the rest comes by XHR, a block at a time. */
const BLOCK = 2 * PER_PAGE;
const PROXY = "/module/web/jpage/dataproxy.jsp";

const entryPath = (site: Site, entry: Entry): string => {
  const [year, month, day] = entry.published.split("-").map(Number);
  return `/art/${year}/${month}/${day}/art_${columnOf(site, entry.column).code}_${serial(entry)}.html`;
};

const record = (site: Site, entry: Entry): string =>
  `<record><![CDATA[<li><a href="${entry.href ?? entryPath(site, entry)}" title="${escapeHtml(entry.title)}" target="_blank">${escapeHtml(cut(entry.title, 20))}</a><span>${entry.published}</span></li>]]></record>`;

const attachmentPath = (entry: Entry, index: number): string =>
  `/attach/0/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;

/** Hanweb JCMS (大汉版通): the first records inside the page, later ones from dataproxy.jsp, which honours startrecord. */
export const hanweb: Family = {
  columnPath: (_site, column) => `/col/col${column.code}/index.html`,
  entryPath,
  attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
  perPage: Number.POSITIVE_INFINITY,
  pagePath: (_site, column) => `/col/col${column.code}/index.html`,
  list: (site, column, entries) => {
    const unit = `4${column.code}`;
    return `<div class="default_pgContainer" id="${unit}"><script type="text/xml"><datastore>
<nextgroup><![CDATA[<a href="${PROXY}?page=1&webid=3&path=/&columnid=${column.code}&unitid=${unit}&webname=${encodeURIComponent(encodeURIComponent(site.name))}&permissiontype=0"></a>]]></nextgroup>
<recordset>
${entries
  .slice(0, BLOCK)
  .map((entry) => record(site, entry))
  .join("\n")}
</recordset></datastore></script></div>
<script>jQuery('#${unit}').jpage({totalRecord:${entries.length},perPage:${PER_PAGE},groupSize:2,barPosition:'bottom',proxyUrl:'${PROXY}'})</script>`;
  },
  article: (
    _site,
    entry,
  ) => `<!--<$[标题]>begin--><h1 class="main-txt-title">${escapeHtml(entry.title)}</h1><!--<$[标题]>end-->
<table class="xxgk_table"><tr><td>索引号：</td><td>${hex32(entry.id).slice(0, 9)}/${entry.published.slice(0, 4)}-00012</td><td>发布机构：</td><td>${escapeHtml(entry.publisher)}</td></tr>
<tr><td>组配分类：</td><td>政府信息公开年报</td><td>发布日期：</td><td>${entry.published}</td></tr></table>
<div id="zoom" class="article-content">${entry.body}
${entry.attachments
  .map(
    (a, i) =>
      `<p><img src="/module/jslib/ico/${extension(a)}.gif"><a href="${attachmentPath(entry, i)}" target="_blank">${escapeHtml(a.name)}</a></p>`,
  )
  .join("\n")}</div>`,
  own: (site, ask) => (ask.path === PROXY ? dataproxy(site, ask) : null),
};

/** The records from startrecord to endrecord; without them, of the block that `page` names. */
function dataproxy(site: Site, ask: Ask): Answer {
  const asked = (name: string): number => Number(ask.query.get(name) ?? new URLSearchParams(ask.body).get(name) ?? 0);
  const column = site.columns.find((candidate) => candidate.code === String(asked("columnid")));
  const entries = column === undefined ? [] : listed(site, column);
  const start = asked("startrecord") || (Math.max(1, asked("page")) - 1) * PER_PAGE + 1;
  const end = asked("endrecord") || start + BLOCK - 1;
  return {
    type: "text/xml; charset=utf-8",
    body: `<?xml version="1.0" encoding="utf-8"?><datastore><totalrecord>${entries.length}</totalrecord><totalpage>${Math.ceil(entries.length / PER_PAGE)}</totalpage><recordset>
${entries
  .slice(start - 1, end)
  .map((entry) => record(site, entry))
  .join("\n")}
</recordset></datastore>`,
  };
}
