import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32 } from "../addresses.ts";
import { articleMetas, breadcrumb, framed } from "../chrome.ts";
import { type Column, childrenOf, columnOf, type Entry, listed, pathTo, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";
import { hanwebArticle, hanwebEntryPath } from "./hanweb.ts";

const PER_PAGE = 2;
/** The column whose page shows every organ's catalogue. */
const CATALOGUE = "900";
const REPORT = "/module/xxgk/xxgkAnnualReport.jsp";

/** A unified social credit code: what the module names an organ by. */
const areaOf = (column: Column): string => `11${hex32(column.key).toUpperCase().slice(0, 16)}`;
/** The column of an organ, for those that stand at or below it. */
const organOf = (site: Site, column: Column): Column | undefined =>
  pathTo(site, column).find(({ key }) => /^organ-\d+$/.test(key));
const infotypeOf = (column: Column): string => `A${column.code}`;
const isAnnual = ({ key }: Column): boolean => key.endsWith("-annual");
const yearOf = (entry: Entry): number => Number(/\d{4}(?=年)/.exec(entry.title)?.[0]);

/** `annual`: where an organ's reports hang, as a node of its catalogue's tree or on the module's own page of reports by year. */
function xxgkOf(annual: "node" | "page"): Family {
  const reportPath = (organ: Column, year: number): string => `${REPORT}?area=${areaOf(organ)}&fbtime=${year}`;
  const years = (site: Site, organ: Column): number[] =>
    childrenOf(site, organ)
      .filter(isAnnual)
      .flatMap((column) => listed(site, column).map(yearOf));
  const columnPath = (site: Site, column: Column): string => {
    const organ = organOf(site, column);
    if (organ === undefined) return `/col/col${column.code}/index.html`;
    if (annual === "page" && isAnnual(column)) return reportPath(organ, Math.max(...years(site, organ)));
    const node = organ === column ? "" : `&number=${infotypeOf(column)}`;
    return `/col/col${CATALOGUE}/index.html?vc_xxgkarea=${areaOf(organ)}${node}`;
  };
  const nodesOf = (site: Site, organ: Column | undefined): Column[] =>
    childrenOf(site, organ ?? null).filter((column) => annual === "node" || !isAnnual(column));
  const tree = (site: Site, ask: Ask): Answer => {
    const organ = site.columns.find((column) => areaOf(column) === ask.query.get("area"));
    const nodes = nodesOf(site, organ);
    return html(`<script>var d = new dTree('d');d.add(0,-1,'信息公开目录');
${nodes
  .map(
    (node, i) =>
      `d.add(${i + 1},0,'<a href="javascript:void(0)" onclick="funclick(\\'${infotypeOf(node)}\\',\\'${escapeHtml(node.name)}\\');">${escapeHtml(node.name)}</a>');`,
  )
  .join("\n")}
document.write(d);</script>`);
  };
  /** Everything of the organ where no node is named; only to those who post. */
  const search = (site: Site, ask: Ask): Answer | null => {
    const asked = (name: string): string => new URLSearchParams(ask.body).get(name) ?? ask.query.get(name) ?? "";
    if (ask.method !== "POST" || asked("area") === "" || asked("divid") !== `div${CATALOGUE}`) return null;
    const organ = site.columns.find((column) => areaOf(column) === asked("area"));
    const infotype = asked("infotypeId");
    const entries = nodesOf(site, organ)
      .filter((column) => infotype === "" || infotypeOf(column) === infotype)
      .flatMap((column) => listed(site, column));
    const page = Math.max(1, Number(asked("currpage")));
    return html(`<table class="list">
${onPage(entries, PER_PAGE, page - 1)
  .map(
    (entry, i) =>
      `<tr class="tr_main_value_${i % 2 === 0 ? "odd" : "even"}"><td>${i + 1}</td><td><a href="${hanwebEntryPath(site, entry)}" target="_blank" title="${escapeHtml(entry.title)}">${escapeHtml(entry.title)}</a></td><td>${entry.published}</td></tr>`,
  )
  .join("\n")}
</table><div class="page">第${page}页&nbsp;&nbsp;共${Math.max(1, Math.ceil(entries.length / PER_PAGE))}页&nbsp;<a href="javascript:goPage(2)">下一页</a></div>`);
  };
  /** The report of an organ and year, with the years as tabs; a year without a report is an empty page. */
  const annualReport = (site: Site, ask: Ask): Answer | null => {
    const organ = site.columns.find((column) => areaOf(column) === ask.query.get("area"));
    const column = organ && childrenOf(site, organ).find(isAnnual);
    if (!organ || !column) return null;
    const year = Number(ask.query.get("fbtime"));
    const entry = listed(site, column).find((candidate) => candidate.kind === "report" && yearOf(candidate) === year);
    if (!entry) return html("");
    const newest = Math.max(...years(site, organ));
    const tabs = Array.from({ length: 5 }, (_, i) => newest - i).map(
      (tab) => `<li${tab === year ? ' class="on"' : ""}><a href="${reportPath(organ, tab)}">${tab}年</a></li>`,
    );
    const path = (one: Column): string => columnPath(site, one);
    const main = `${breadcrumb(site, column, path)}<ul class="years">${tabs.join("")}</ul>${hanwebArticle(site, entry)}`;
    const title = `${entry.title}-${site.name}`;
    return html(framed({ site, title, metas: articleMetas(entry, column), columnPath: path, main }));
  };
  const catalogue = (site: Site, column: Column): string => {
    const organ = organOf(site, column) ?? column;
    const area = areaOf(organ);
    const number = organ === column ? "" : infotypeOf(column);
    const tabs = childrenOf(site, organ).map((one) => `<a href="${columnPath(site, one)}">${escapeHtml(one.name)}</a>`);
    return `${annual === "page" ? `<div class="tabs">${tabs.join("")}</div>` : ""}<iframe src="/module/xxgk/tree.jsp?standardXxgk=1&amp;area=${area}&amp;divid=div${CATALOGUE}" frameborder="0"></iframe>
<div id="div${CATALOGUE}"></div>
<script>loadDynamic('/module/xxgk/search.jsp?standardXxgk=1&infotypeId=${number}&vc_title=&vc_number=&area=${area}','div${CATALOGUE}','${number}','','','3');</script>`;
  };
  const entryPath = (site: Site, entry: Entry): string => {
    const organ = organOf(site, columnOf(site, entry.column));
    const isPage = annual === "page" && entry.kind === "report" && organ !== undefined;
    return isPage ? reportPath(organ, yearOf(entry)) : hanwebEntryPath(site, entry);
  };
  return {
    columnPath,
    entryPath,
    attachmentPath: (_site, entry, index) =>
      `/attach/0/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`,
    perPage: Number.POSITIVE_INFINITY,
    pagePath: columnPath,
    list: (site, column, entries) =>
      organOf(site, column) === undefined
        ? `<ul>${entries.map((entry) => `<li><a href="${entryPath(site, entry)}">${escapeHtml(entry.title)}</a></li>`).join("")}</ul>`
        : catalogue(site, column),
    hub: (site, column) => (organOf(site, column) === undefined ? null : catalogue(site, column)),
    article: hanwebArticle,
    own(site, ask) {
      if (ask.path === "/module/xxgk/tree.jsp") return tree(site, ask);
      if (ask.path === "/module/xxgk/search.jsp") return search(site, ask);
      return ask.path === REPORT ? annualReport(site, ask) : null;
    },
  };
}

const html = (body: string): Answer => ({ type: "text/html; charset=utf-8", body });

/** An organ's reports are a node of its catalogue's tree. */
export const hanwebXxgk = xxgkOf("node");
/** They are shown by year on a page of their own. */
export const hanwebAnnual = xxgkOf("page");
