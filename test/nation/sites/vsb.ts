import { escapeHtml } from "../../carriers/html.ts";
import { serial } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, columnOf, type Entry, listed, pathTo, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";
import type { Answer } from "../server.ts";

const PER_PAGE = 6;

const stem = (site: Site, column: Column): string =>
  `/${pathTo(site, column)
    .map((step) => step.key)
    .join("/")}`;

const pagesOf = (entries: readonly Entry[]): number => Math.max(1, Math.ceil(entries.length / PER_PAGE));

/** Old pages keep their addresses: the last has number 1, the newest only the column's own. */
const pagePath = (site: Site, column: Column, page: number, pages: number): string =>
  page === 0 ? `${stem(site, column)}.htm` : `${stem(site, column)}/${pages - page}.htm`;

const entryPath = (site: Site, entry: Entry): string =>
  `/info/${columnOf(site, entry.column).code}/${serial(entry)}.htm`;

/** The file's name is in the link's text and in Content-Disposition, nowhere in its address. */
const DOWNLOAD = "/system/_content/download.jsp";
const attachmentPath = (entry: Entry, index: number): string =>
  `${DOWNLOAD}?urltype=news.DownloadAttachUrl&owner=1462738&wbfileid=${serial(entry) + index}`;

/** As the CMS writes every link of a page: from the page's own folder. */
function relative(from: string, to: string): string {
  const [here, there] = [from.split("/").slice(0, -1), to.split("/")];
  let common = 0;
  while (common < here.length && here[common] === there[common]) common++;
  return "../".repeat(here.length - common) + there.slice(common).join("/");
}

const rows = (site: Site, entries: Entry[], from: string): string =>
  entries
    .map(
      (entry, i) =>
        `<li id="line_u8_${i}"><a href="${entry.href ?? relative(from, entryPath(site, entry))}" target="_blank" title="${escapeHtml(entry.title)}">${escapeHtml(cut(entry.title, 26))}</a><span>${entry.published}</span></li>`,
    )
    .join("\n");

/** 共24条 首页 上页 1 2 … 4 下页 尾页 1/4; `hrefOf` counts pages from 0. */
function pager(entries: number, page: number, pages: number, hrefOf: (page: number) => string): string {
  const link = (to: number, words: string, name: string): string =>
    to < 0 || to >= pages || to === page
      ? `<span class="p_${name}_d p_fun_d">${words}</span>`
      : `<span class="p_${name} p_fun"><a href="${escapeHtml(hrefOf(to))}">${words}</a></span>`;
  // The pager names the first pages and the last; those between are dots.
  const numbers = Array.from({ length: pages }, (_, n) => n).filter((n) => n < 2 || n === pages - 1);
  const numbered = numbers.map((n) =>
    n === page
      ? `<span class="p_no_d">${n + 1}</span>`
      : `<span class="p_no"><a href="${escapeHtml(hrefOf(n))}">${n + 1}</a></span>`,
  );
  return `<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_t">共${entries}条</span> <span class="p_pages">${link(0, "首页", "first")}${link(page - 1, "上页", "prev")}${numbered.join('<span class="p_dot">...</span>')}${link(page + 1, "下页", "next")}${link(pages - 1, "尾页", "last")}</span> <span class="p_t">${page + 1}/${pages}</span></div>`;
}

/** 博达 VSB: /info/TREE/ID.htm, lists as files that count down, attachments from download.jsp. */
export const vsb: Family = {
  columnPath: (site, column) => `${stem(site, column)}.htm`,
  entryPath,
  attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
  disposition: true,
  perPage: PER_PAGE,
  pagePath: (site, column, page) => pagePath(site, column, page, pagesOf(listed(site, column))),
  list: (site, column, entries, page) => {
    const pages = pagesOf(entries);
    const from = pagePath(site, column, page, pages);
    return `<div class="n_list"><ul>
${rows(site, onPage(entries, PER_PAGE, page), from)}
</ul>${pager(entries.length, page, pages, (to) => relative(from, pagePath(site, column, to, pages)))}</div>`;
  },
  article: (_site, entry) => `<form name="_newscontent_fromname">
<div class="content-title"><h3>${escapeHtml(entry.title)}</h3><i>发布时间：${entry.published}　来源：${escapeHtml(entry.publisher)}　点击：[<script>_showDynClicks("wbnews", 1462738, ${serial(entry)})</script>]</i></div>
<div id="vsb_content"><div class="v_news_content">${entry.body}</div></div>
${entry.attachments.length > 0 ? "<ul>" : ""}${entry.attachments
  .map(
    (a, i) =>
      `<li>附件【<a href="${escapeHtml(attachmentPath(entry, i))}" target="_blank">${escapeHtml(a.name)}</a>】已下载<span id="nattach${serial(entry) + i}">3</span>次</li>`,
  )
  .join("\n")}${entry.attachments.length > 0 ? "</ul>" : ""}</form>`,
  own: (_site, ask) => (ask.path === DOWNLOAD && ask.referer === null ? notFromHere : null),
};

/** Who does not come from the article gets a page instead of the file. */
const notFromHere: Answer = {
  type: "text/html; charset=utf-8",
  body: `<html><head><title>系统提示</title></head><body><div class="tip">${"&nbsp;".repeat(700)}</div><p>请从正文页面下载附件！</p></body></html>`,
};

const treeUrl = (column: Column): string => `/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=${column.code}`;

/** VSB again, its lists by query. */
export const vsbDynamic: Family = {
  ...vsb,
  columnPath: (_site, column) => treeUrl(column),
  pagePath: (site, column, page) => dynamicPath(column, page, pagesOf(listed(site, column))),
  list: (site, column, entries, page) => {
    const pages = pagesOf(entries);
    const hrefOf = (to: number): string => dynamicPath(column, to, pages).slice(1);
    return `<div class="n_list"><ul>${rows(site, onPage(entries, PER_PAGE, page), "/")}</ul>${pager(entries.length, page, pages, hrefOf)}</div>`;
  },
};

const dynamicPath = (column: Column, page: number, pages: number): string =>
  `/list.jsp?totalpage=${pages}&PAGENUM=${page + 1}&urltype=tree.TreeTempUrl&wbtreeid=${column.code}`;
