import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32, serial } from "../addresses.ts";
import { articleMetas, breadcrumb, framed } from "../chrome.ts";
import { type Column, childrenOf, columnOf, type Entry, listed, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

const PER_PAGE = 5;

const isAnnual = ({ key }: Column): boolean => key.endsWith("-annual");
const yearOf = (entry: Entry): number => Number(/\d{4}(?=年)/.exec(entry.title)?.[0]);

/** /public/column/<organ>: an organ by its number, what is shown of it by type. */
function columnPath(site: Site, column: Column): string {
  const organ =
    column.key.startsWith("organ-") && column.parent !== "organs" ? columnOf(site, column.parent ?? "") : column;
  if (organ !== column) return `/public/column/66${organ.code}?type=${isAnnual(column) ? 3 : 2}`;
  if (column.parent === "organs") return `/public/column/66${column.code}?type=4&action=list`;
  return column.key === "annual"
    ? `/public/column/66101?type=4&action=list&catId=${column.code}`
    : `/${column.code}.html`;
}

const reportsOf = (site: Site, column: Column): Entry[] =>
  listed(site, column)
    .filter((entry) => entry.kind === "report")
    .sort((a, b) => yearOf(b) - yearOf(a));

/** An organ's newest report is its column itself, an older one that of its year; elsewhere an article has its number alone. */
function entryPath(site: Site, entry: Entry): string {
  const column = columnOf(site, entry.column);
  if (!isAnnual(column) || entry.kind !== "report") return `/public/content/1${serial(entry)}`;
  const path = columnPath(site, column);
  return entry === reportsOf(site, column)[0] ? path : `${path}&timeFrame=${yearOf(entry)}`;
}

const attachmentPath = (entry: Entry, index: number): string =>
  `/group1/M00/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;

const article: Family["article"] = (
  _site,
  entry,
) => `<h1 class="newstitle">${escapeHtml(entry.title)}</h1><div class="newsinfo">发布时间：${entry.published}　来源：${escapeHtml(entry.publisher)}</div>
<div class="wzcon j-fontContent">${entry.body}
${entry.attachments.map((a, i) => `<p><a href="${attachmentPath(entry, i)}">${escapeHtml(a.name)}</a></p>`).join("\n")}</div>`;

const list: Family["list"] = (site, _column, entries, page) => `<ul class="xxgk_nav_list">
${onPage(entries, PER_PAGE, page)
  .map(
    (entry) =>
      `<li><a href="${entry.href ?? entryPath(site, entry)}" target="_blank" title="${escapeHtml(entry.title)}">${escapeHtml(entry.title)}</a><span>${entry.published}</span></li>`,
  )
  .join("\n")}
</ul><div id="page_public_info"></div>
<script>Ls.pagination("#page_public_info", function (i) { location.href = Ls.url("pageIndex", i + 1); }, { pageIndex: ${page + 1}, pageCount: ${Math.max(1, Math.ceil(entries.length / PER_PAGE))}, total: ${entries.length} });</script>`;

/** The report of the year that timeFrame names, the newest without it, and a selector of the years. */
function annualReport(site: Site, ask: Ask): Answer | null {
  const column = site.columns.find(
    (candidate) => isAnnual(candidate) && columnPath(site, candidate) === `${ask.path}?type=3`,
  );
  if (!column || ask.query.get("type") !== "3") return null;
  const reports = reportsOf(site, column);
  const timeFrame = ask.query.get("timeFrame");
  const entry = timeFrame === null ? reports[0] : reports.find((report) => String(yearOf(report)) === timeFrame);
  if (!entry) return { type: "text/html; charset=utf-8", body: "<p>暂无内容</p>" };
  const options = reports.map((report) => {
    const year = yearOf(report);
    return `<option value="${year}"${report === entry ? ' selected="selected"' : ""}>${year}年</option>`;
  });
  const path = (one: Column): string => columnPath(site, one);
  const main = `${breadcrumb(site, column, path)}<select id="timeFrame" onchange="location.href=Ls.url('timeFrame',this.value)">${options.join("")}</select>${article(site, entry)}`;
  const metas = articleMetas(entry, column);
  return {
    type: "text/html; charset=utf-8",
    body: framed({ site, title: `${column.name}-${site.name}`, metas, columnPath: path, main }),
  };
}

/** LonSun 龙讯: organs by number, the newest report in the place of a list. */
export const lonsun: Family = {
  columnPath,
  entryPath,
  attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
  perPage: PER_PAGE,
  pagePath: (site, column, page) =>
    page === 0 ? columnPath(site, column) : `${columnPath(site, column)}&pageIndex=${page + 1}`,
  list,
  hub: (site, column) =>
    column.parent === "organs"
      ? `<ul class="menu">${childrenOf(site, column)
          .map((child) => `<li><a href="${columnPath(site, child)}">${escapeHtml(child.name)}</a></li>`)
          .join("")}<li><a href="${columnPath(site, column).replace(/\?.*/, "?type=5")}">依申请公开</a></li></ul>`
      : null,
  article,
  own: annualReport,
};
