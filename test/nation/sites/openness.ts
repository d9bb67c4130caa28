import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32 } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, childrenOf, columnOf, type Entry, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";

const PER_PAGE = 2;

/** 24 hexadecimal digits: an id of the database. */
const objectId = (name: string): string => hex32(name).slice(0, 24);
const isAnnual = ({ key }: Column): boolean => key === "annual" || key.endsWith("-annual");
const branchOf = (column: Column): string => objectId(column.parent ?? column.key);

function columnPath(_site: Site, column: Column): string {
  if (isAnnual(column)) return `/opennessAnnualReport/?branch_id=${branchOf(column)}`;
  if (column.key.endsWith("-guide")) return `/opennessGuide/?branch_id=${branchOf(column)}`;
  if (column.parent === "organs") return `/opennessContent/?branch_id=${objectId(column.key)}`;
  return column.key === "organs" ? "/openness/" : `/content/channel/${objectId(column.key)}/`;
}

const yearOf = (entry: Entry): number => Number(/\d{4}(?=年)/.exec(entry.title)?.[0]);

function entryPath(site: Site, entry: Entry): string {
  const isReport = isAnnual(columnOf(site, entry.column));
  return isReport
    ? `/openness/detail/annual_report/${objectId(entry.id)}.html`
    : `/content/detail/${objectId(entry.id)}.html`;
}

const attachmentPath = (entry: Entry, index: number): string =>
  `/attachment/download/${objectId(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;

/** The openness family of 安徽's counties: a list of organs with their guide, catalogue and annual reports, or with a site of their own. */
export const openness: Family = {
  columnPath,
  entryPath,
  attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
  perPage: PER_PAGE,
  pagePath: (site, column, page) => {
    const path = columnPath(site, column);
    return page === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}page=${page + 1}`;
  },
  list: (site, column, entries, page) => `<ul class="is-listnews">
${onPage(entries, PER_PAGE, page)
  .map(
    (entry) =>
      `<li><a href="${entry.href ?? entryPath(site, entry)}" title="${escapeHtml(entry.title)}">${escapeHtml(cut(entry.title, 28))}</a><span class="date">${entry.published}</span></li>`,
  )
  .join("\n")}
</ul><div class="pagination">${
    (page + 1) * PER_PAGE < entries.length
      ? `<a href="${openness.pagePath(site, column, page + 1)}">下一页</a>`
      : "<span>下一页</span>"
  }</div>`,
  hub: (site, column, children) =>
    column.key === "organs"
      ? `<table class="branch_list">${children
          .map((organ) => {
            const [guide, annual] = childrenOf(site, organ);
            const link = (one: Column | undefined, words: string): string =>
              one === undefined ? "" : `<td><a href="${columnPath(site, one)}">${words}</a></td>`;
            return `<tr><td><a href="${columnPath(site, organ)}">${escapeHtml(cut(organ.name, 8))}</a></td>${link(guide, "指南")}${link(annual, "年报")}</tr>`;
          })
          .join("\n")}
<tr><td><a href="http://127.0.0.1:9/" target="_blank">${escapeHtml(`${site.organ.replace("人民政府", "")}气象局`)}</a></td><td><a href="http://127.0.0.1:9/xxgk/annual_report/" target="_blank">年报</a></td></tr></table>`
      : null,
  article: (
    _site,
    entry,
  ) => `<div class="is-newscontnet"><h1>${escapeHtml(entry.title)}</h1><div class="is-info">${entry.published}　${escapeHtml(entry.publisher)}</div>
<div id="zoom">${entry.body}
${entry.attachments.map((a, i) => `<p><a href="${attachmentPath(entry, i)}">${escapeHtml(a.name)}</a></p>`).join("\n")}</div></div>`,
};

/** Others show an organ's reports by year, each at the year's own address. */
export const opennessYears: Family = {
  ...openness,
  entryPath(site, entry) {
    const column = columnOf(site, entry.column);
    const isYear = isAnnual(column) && entry.kind === "report";
    return isYear
      ? `/OpennessAnnualReport/year/show/${branchOf(column)}/${yearOf(entry)}.html`
      : entryPath(site, entry);
  },
  perPage: Number.POSITIVE_INFINITY,
  list: (site, column, entries) =>
    `<ul class="years">${entries
      .map((entry) => {
        const words = isAnnual(column) && entry.kind === "report" ? `${yearOf(entry)}年` : escapeHtml(entry.title);
        return `<li><a href="${entry.href ?? opennessYears.entryPath(site, entry)}">${words}</a></li>`;
      })
      .join("")}</ul>`,
};
