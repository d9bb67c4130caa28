import { escapeHtml } from "../carriers/html.ts";
import { type Column, childrenOf, type Entry, pathTo, type Site, type SiteList } from "./content.ts";

/** What stands in the head of a page and how it is framed: the parts that every CMS has in common. */
export type Frame = {
  site: Site;
  title: string;
  metas: [name: string, content: string][];
  /** The home page's own path to a column. */
  columnPath: (column: Column) => string;
  main: string;
};

/** A whole page: head, navigation, main part, footer with its lists of other sites. */
export function framed({ site, title, metas, columnPath, main }: Frame): string {
  const meta = [["SiteName", site.name], ["SiteDomain", "127.0.0.1"], ["SiteIDCode", site.siteCode], ...metas];
  return `<!DOCTYPE html>
<html lang="zh-CN"><head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<title>${escapeHtml(title)}</title>
${meta.map(([name, content]) => `<meta name="${name}" content="${escapeHtml(content ?? "")}">`).join("\n")}
</head><body>
<div class="top"><a href="/" class="logo">${escapeHtml(site.name)}</a>
<form action="/search" class="search"><input name="q" placeholder="请输入关键字"><button>搜索</button></form>
<span><a href="javascript:void(0)" onclick="big5()">繁体</a> | <a href="javascript:;">无障碍</a> | <a href="javascript:;">长者版</a></span></div>
<div class="nav"><ul><li><a href="/">首页</a></li>${childrenOf(site, null)
    .map((column) => `<li><a href="${columnPath(column)}">${escapeHtml(column.name)}</a></li>`)
    .join("")}</ul></div>
<div class="main">
${main}
</div>
${footer(site)}
</body></html>
`;
}

/** Where the page of all lists of sites is. */
export const SITES_PATH = "/wzdh/";

const footer = (site: Site): string => `<div class="footer">
${site.neighbours.map((list) => (list.form === "select" ? dropDown(list) : list.form === "links" ? linkGroup(list) : "")).join("\n")}
${site.neighbours.some(({ form }) => form === "page") ? `<a href="${SITES_PATH}">网站导航</a>` : ""}
<a href="https://www.gov.cn/">中国政府网</a>
<p>主办：${escapeHtml(site.organ)}办公室　网站标识码：${site.siteCode}　示例：本站为演示而设，不是政府网站</p>
</div>`;

const dropDown = ({ heading, links }: SiteList): string =>
  `<select onchange="window.open(this.value)"><option>${heading}</option>${links
    .map(({ name, url }) => `<option value="${url}">${escapeHtml(name)}</option>`)
    .join("")}</select>`;

const linkGroup = ({ heading, links }: SiteList): string =>
  `<div class="links"><h4>${heading}</h4><ul>${links
    .map(({ name, url }) => `<li><a href="${url}" target="_blank">${escapeHtml(name)}</a></li>`)
    .join("")}</ul></div>`;

/** 网站导航: every list by its heading. */
export const sitesMain = (site: Site): string =>
  `<h2>网站导航</h2>${site.neighbours
    .filter(({ form }) => form === "page")
    .map(
      ({ heading, links }) =>
        `<dl><dt>${heading}</dt><dd>${links.map(({ name, url }) => `<a href="javascript:void(0)" onclick="window.open('${url}')">${escapeHtml(name)}</a>`).join(" ")}</dd></dl>`,
    )
    .join("\n")}`;

/** 当前位置：首页 > 政务公开 > … */
export function breadcrumb(site: Site, column: Column, columnPath: (column: Column) => string): string {
  const steps = pathTo(site, column).map((step) => `<a href="${columnPath(step)}">${escapeHtml(step.name)}</a>`);
  return `<div class="position">当前位置：<a href="/">首页</a> &gt; ${steps.join(" &gt; ")}</div>`;
}

/** The article's meta tags as 国办发〔2017〕47号 names them. */
export function articleMetas(entry: Entry, column: Column): [string, string][] {
  return [
    ...columnMetas(column),
    ["ArticleTitle", entry.title],
    ["PubDate", `${entry.published} 09:00`],
    ["ContentSource", entry.publisher],
    ["Keywords", ""],
    ["Description", ""],
  ];
}

export const columnMetas = (column: Column): [string, string][] => [
  ["ColumnName", column.name],
  ["ColumnType", "政务公开"],
  ["ColumnDescription", ""],
  ["ColumnKeywords", ""],
];

/** Link text as lists cut it. */
export const cut = (title: string, length = 24): string =>
  title.length > length ? `${title.slice(0, length)}…` : title;
