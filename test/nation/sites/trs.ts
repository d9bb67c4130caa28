import { escapeHtml } from "../../carriers/html.ts";
import { extension, serial } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, columnOf, type Entry, pathTo, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";

/** What differs from one TRS site to the next. */
type Template = {
  /** The file of a column's first page, which the column's folder shows too, and how its files and articles end. */
  stem: string;
  ending: "html" | "shtml";
  /** The number in the name of page 2's file. */
  second: 1 | 2;
  perPage: number;
  /** What tells the script that draws the pager how many pages there are; nothing else does. `page` counts from 0. */
  pager(of: { pages: number; page: number; entries: number; stem: string; ending: string }): string;
  rows(entries: Entry[], hrefOf: (entry: Entry) => string): string;
  /** The first page holds so many pages' rows, of which its script shows one page's at a time; the others are files of their own. */
  inFirst?: number;
  /** Columns are linked by their folders' names without the slash, as some editors type them. */
  slashless?: boolean;
  /** Articles that were moved from an older system have lost their day. */
  dayless?: boolean;
};

/** TRS WCM (拓尔思): static files, an article in a folder of its month below its column's. */
function trsOf(template: Template): Family {
  const { stem, ending, second, perPage, inFirst = 1, slashless = false, dayless = false } = template;
  const folder = (site: Site, column: Column): string =>
    `/${pathTo(site, column)
      .map((step) => step.key)
      .join("/")}/`;
  const dayOf = (entry: Entry): string =>
    dayless && serial(entry) % 3 === 0 ? "19700101" : entry.published.replaceAll("-", "");
  const monthOf = (entry: Entry): string => dayOf(entry).slice(0, 6);
  const inColumn = (entry: Entry): string => `${monthOf(entry)}/t${dayOf(entry)}_${serial(entry)}.${ending}`;
  const pagesOf = (entries: readonly Entry[]): number => Math.max(1, Math.ceil(entries.length / perPage));
  const rowsOf = (entries: Entry[], page: number): Entry[] =>
    page === 0 ? entries.slice(0, perPage * inFirst) : onPage(entries, perPage, page);
  return {
    columnPath: (site, column) =>
      stem === "index"
        ? folder(site, column).slice(0, slashless ? -1 : undefined)
        : `${folder(site, column)}${stem}.${ending}`,
    entryPath: (site, entry) => folder(site, columnOf(site, entry.column)) + inColumn(entry),
    attachmentPath: (site, entry, index) =>
      `${folder(site, columnOf(site, entry.column))}${monthOf(entry)}/${fileName(entry, index)}`,
    perPage,
    pagePath: (site, column, page) => {
      if (page > 0 && page < inFirst) return "";
      return `${folder(site, column)}${stem}${page === 0 ? "" : `_${page - 1 + second}`}.${ending}`;
    },
    list: (_site, _column, entries, page) => `<div class="overview_right"><ul>
${template.rows(rowsOf(entries, page), (entry) => entry.href ?? `./${inColumn(entry)}`)}
</ul></div>
<div id="page">${template.pager({ pages: pagesOf(entries), page, entries: entries.length, stem, ending })}</div>`,
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
}

const fileName = (entry: Entry, index: number): string =>
  `P0${entry.published.replaceAll("-", "")}${String(serial(entry) * 7 + index).padStart(10, "0")}.${extension(entry.attachments[index])}`;

/** The date stands inside the link. */
const plainRows: Template["rows"] = (entries, hrefOf) =>
  entries
    .map(
      (entry) =>
        `<li><a href="${hrefOf(entry)}" target="_blank" title="${escapeHtml(entry.title)}">${escapeHtml(cut(entry.title))}<span>${entry.published}</span></a></li>`,
    )
    .join("\n");

/** No row is in the page: each is written by a script of its own, from its variables. */
const writtenRows: Template["rows"] = (entries, hrefOf) =>
  entries
    .map(
      (entry) => `<script>
var url = "${hrefOf(entry)}"
var title = "";
var FILENUM = "无"
if (title == "") {
title = "${entry.title}";
}
document.writeln("<li><a href="+url+" title="+title+">"+title.substring(0,20)+"</a><span>");
document.writeln("${entry.published} 09:00");
document.writeln("</span></li>");
</script>`,
    )
    .join("\n");

/** Rows that wait for the script to show them. */
const pagedRows =
  (perPage: number, hidden: string): Template["rows"] =>
  (entries, hrefOf) =>
    entries
      .map(
        (entry, i) =>
          `<li class="pagedContent${i < perPage ? '"' : hidden}><a href="${hrefOf(entry)}"><span class="news_title">${escapeHtml(entry.title)}</span></a><span>${entry.published}</span></li>`,
      )
      .join("\n");

const script = (text: string): string => `<script>${text}</script>`;

const standard: Template = {
  stem: "index",
  ending: "html",
  second: 1,
  perPage: 10,
  pager: ({ pages, page, stem, ending }) => script(`createPageHTML(${pages}, ${page}, "${stem}", "${ending}");`),
  rows: plainRows,
};

export const trs = trsOf(standard);

/** The ways in which TRS sites differ, each under the name of its site. */
export const trsVariants: Readonly<Record<string, Family>> = {
  // Page 2 is index_2, the call begins with the container's id.
  "trs-second": trsOf({
    ...{ ...standard, ending: "shtml", second: 2, perPage: 6 },
    pager: ({ pages, page, stem, ending, entries }) =>
      script(`createPageHTML('page_div',${pages}, ${page + 1},'${stem}','${ending}',${entries});`),
  }),
  "trs-rlist": trsOf({
    ...{ ...standard, stem: "rlist", ending: "shtml", second: 2, perPage: 6 },
    pager: ({ pages, page, stem, ending, entries }) =>
      script(`createPageHTML('page_div',${pages},${page + 1},'${stem}','${ending}',${entries});`),
  }),
  "trs-create-page": trsOf({
    ...{ ...standard, perPage: 6, slashless: true },
    pager: ({ pages, page, stem, ending }) => script(`createPage(${pages}, ${page}, "${stem}", "${ending}");`),
  }),
  "trs-count-page": trsOf({
    ...{ ...standard, perPage: 6, dayless: true },
    pager: ({ pages, page }) => script(`var currentPage = ${page};\nvar countPage = ${pages}\nvar num = 6;`),
  }),
  "trs-config": trsOf({
    ...{ ...standard, perPage: 6 },
    pager: ({ pages, page }) =>
      script(`var pagination_script_config = { pageNumber: '${page}', total: '${pages}', pageName: 'index' };`),
  }),
  "trs-written": trsOf({
    ...{ ...standard, ending: "shtml", perPage: 6, rows: writtenRows },
    pager: ({ pages, page, stem, ending }) =>
      script(`var countPage = ${pages};\ncreatePageHTML(countPage, ${page}, "${stem}", "${ending}");`),
  }),
  // The script turns the pages of the first file; those that are not in it follow under their own numbers.
  "trs-paged": trsOf({
    ...{
      ...standard,
      ending: "shtml",
      second: 2,
      perPage: 5,
      inFirst: 3,
      rows: pagedRows(5, '" style="display:none"'),
    },
    pager: ({ pages, page }) => script(`var totalPages = ${pages}, clientPages = 3, current = ${page + 1};`),
  }),
  "trs-paged-class": trsOf({
    ...{ ...standard, ending: "shtml", second: 2, perPage: 5, inFirst: 3, rows: pagedRows(5, ' hide"') },
    pager: ({ pages, page }) => script(`var totalPages = ${pages}, clientPages = 3, current = ${page + 1};`),
  }),
  // The style of the class hides them all, and the script shows those of a page.
  "trs-paged-script": trsOf({
    ...{ ...standard, ending: "shtml", second: 2, perPage: 5, inFirst: 3, rows: pagedRows(5, '"') },
    pager: ({ entries, pages }) =>
      `${script("$('.pagedContent').pager({ pageSize: 5 });")}<div class="total">共${entries}条 共${pages}页</div>`,
  }),
};
