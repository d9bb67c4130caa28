import { escapeHtml } from "../../carriers/html.ts";
import { extension, serial } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, columnOf, type Entry, pathTo, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";

const PER_PAGE = 10;

const columnPath = (site: Site, column: Column): string =>
  `/${pathTo(site, column)
    .map((step) => step.key)
    .join("/")}/`;

/** Relative to its column: ./202401/t20240124_12860407.html */
const inColumn = (entry: Entry): string => {
  const day = entry.published.replaceAll("-", "");
  return `${day.slice(0, 6)}/t${day}_${serial(entry)}.html`;
};

const fileName = (entry: Entry, index: number): string =>
  `P0${entry.published.replaceAll("-", "")}${String(serial(entry) * 7 + index).padStart(10, "0")}.${extension(entry.attachments[index])}`;

const rows = (entries: Entry[]): string =>
  entries
    .map(
      (entry) =>
        `<li><a href="${entry.href ?? `./${inColumn(entry)}`}" target="_blank" title="${escapeHtml(entry.title)}">${escapeHtml(cut(entry.title))}<span>${entry.published}</span></a></li>`,
    )
    .join("\n");

/** TRS WCM (拓尔思): static files, page 2 is index_1.html. */
export const trs: Family = {
  columnPath,
  entryPath: (site, entry) => columnPath(site, columnOf(site, entry.column)) + inColumn(entry),
  attachmentPath: (site, entry, index) =>
    `${columnPath(site, columnOf(site, entry.column))}${entry.published.slice(0, 7).replace("-", "")}/${fileName(entry, index)}`,
  perPage: PER_PAGE,
  pagePath: (site, column, page) => `${columnPath(site, column)}index${page === 0 ? "" : `_${page}`}.html`,
  // How many pages there are is known to the script alone.
  list: (_site, _column, entries, page) => `<div class="overview_right"><ul>
${rows(onPage(entries, PER_PAGE, page))}
</ul></div>
<div id="page"><script>createPageHTML(${Math.max(1, Math.ceil(entries.length / PER_PAGE))}, ${page}, "index", "html");</script></div>`,
  article: (_site, entry) => `<div class="xl_title"><h1>${escapeHtml(entry.title)}</h1>
<div class="info">发布日期：${entry.published}　来源：${escapeHtml(entry.publisher)}　浏览次数：<span id="hits"></span>　<a href="javascript:window.print()">打印</a></div></div>
<div class="trs_editor_view TRS_UEDITOR trs_paper_default">${entry.body}</div>
${entry.attachments
  .map(
    (a, i) =>
      `<div class="fj">附件：<a href="./${fileName(entry, i)}" appendix="true" title="${escapeHtml(a.name)}">${escapeHtml(a.name)}</a></div>`,
  )
  .join("\n")}`,
};
