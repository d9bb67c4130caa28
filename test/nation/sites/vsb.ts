import { escapeHtml } from "../../carriers/html.ts";
import { serial } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, columnOf, type Entry, pathTo, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";

const PER_PAGE = 15;

const stem = (site: Site, column: Column): string =>
  `/${pathTo(site, column)
    .map((step) => step.key)
    .join("/")}`;

const entryPath = (site: Site, entry: Entry): string =>
  `/info/${columnOf(site, entry.column).code}/${serial(entry)}.htm`;

/** The file's name is in the link's text and in Content-Disposition, nowhere in its address. */
const attachmentPath = (entry: Entry, index: number): string =>
  `/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1462738&wbfileid=${serial(entry) + index}`;

/** 博达 VSB: /info/TREE/ID.htm, attachments from download.jsp. */
export const vsb: Family = {
  columnPath: (site, column) => `${stem(site, column)}.htm`,
  entryPath,
  attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
  disposition: true,
  perPage: PER_PAGE,
  pagePath: (site, column, page) => (page === 0 ? `${stem(site, column)}.htm` : `${stem(site, column)}/${page}.htm`),
  list: (site, _column, entries, page) => `<div class="n_list"><ul>
${onPage(entries, PER_PAGE, page)
  .map(
    (entry, i) =>
      `<li id="line_u8_${i}"><a href="${entry.href ?? `..${entryPath(site, entry)}`}" target="_blank" title="${escapeHtml(entry.title)}">${escapeHtml(cut(entry.title, 26))}</a><span>${entry.published}</span></li>`,
  )
  .join("\n")}
</ul><div class="pb_sys_common"><span class="p_t">共${entries.length}条</span></div></div>`,
  article: (_site, entry) => `<form name="_newscontent_fromname">
<div class="content-title"><h3>${escapeHtml(entry.title)}</h3><i>发布时间：${entry.published}　来源：${escapeHtml(entry.publisher)}　点击：[<script>_showDynClicks("wbnews", 1462738, ${serial(entry)})</script>]</i></div>
<div id="vsb_content"><div class="v_news_content">${entry.body}</div></div>
${entry.attachments.length > 0 ? "<ul>" : ""}${entry.attachments
  .map(
    (a, i) =>
      `<li>附件【<a href="${escapeHtml(attachmentPath(entry, i))}" target="_blank">${escapeHtml(a.name)}</a>】已下载<span id="nattach${serial(entry) + i}">3</span>次</li>`,
  )
  .join("\n")}${entry.attachments.length > 0 ? "</ul>" : ""}</form>`,
};
