import { escapeHtml } from "../carriers/html.ts";
import { articleMetas, breadcrumb, columnMetas, framed, SITES_PATH, sitesMain } from "./chrome.ts";
import { type Attachment, type Column, childrenOf, columnOf, type Entry, listed, type Site } from "./content.ts";
import type { Answer, Ask, Route } from "./server.ts";

/** What tells one CMS family from another: where things are, and its markup for a list and an article. */
export type Family = {
  columnPath(site: Site, column: Column): string;
  entryPath(site: Site, entry: Entry): string;
  /** Where the article's text comes from, where its page holds none; after # what is posted there. */
  articlePath?(site: Site, entry: Entry): string;
  /** Another address of the same article. */
  twinPath?(site: Site, entry: Entry): string | null;
  attachmentPath(site: Site, entry: Entry, index: number): string;
  /** How many entries a page of a list has, and where its page `page` is, counted from 0; page 0 is the column's own too. */
  perPage: number;
  pagePath(site: Site, column: Column, page: number): string;
  /** Page `page` of a list of `entries`, with its pager. */
  list(site: Site, column: Column, entries: Entry[], page: number): string;
  /** The page of a column that has others below it; without it, their links. */
  hub?(site: Site, column: Column, children: Column[]): string | null;
  /** Title, date and source, body and attachments. */
  article(site: Site, entry: Entry): string;
  /** Its endpoints, later pages and everything else that a portal doesn't have by itself; may stand in for any page. */
  own?(site: Site, ask: Ask): Answer | null;
  /** What it answers for an address that it does not have; 404 without it. */
  absent?(home: Answer): Answer;
  /** Whether no visitor may ask for this path and query: they multiply pages and hold nothing of their own. */
  forbidden?(asked: string): boolean;
  /** More meta tags for a column's page. */
  columnMetas?(site: Site, column: Column): [string, string][];
  /** The last word on an HTML page (another encoding); UTF-8 without it. */
  encode?(html: string): Answer;
  /** Attachments are named in Content-Disposition only. */
  disposition?: boolean;
};

/** A government portal in the hands of a CMS family: home page, columns, articles, attachments, robots.txt. */
export function portal(site: Site, family: Family): Route {
  const columnPath = (column: Column): string => family.columnPath(site, column);
  const html = (title: string, metas: [string, string][], main: string, modified?: Date): Answer => ({
    ...(family.encode ?? utf8)(framed({ site, title, metas, columnPath, main })),
    ...(modified !== undefined && { modified }),
  });

  const home = (): Answer =>
    html(
      site.name,
      [],
      homeMain(site, columnPath, (entry) => family.entryPath(site, entry)),
      newest(site, site.entries),
    );

  const columnPage = (column: Column, page: number): Answer => {
    const children = childrenOf(site, column);
    const entries = listed(site, column);
    const links = family.hub?.(site, column, children) ?? hub(children, columnPath);
    const main = children.length > 0 ? links : family.list(site, column, entries, page);
    const metas = [...columnMetas(column), ...(family.columnMetas?.(site, column) ?? [])];
    return html(
      `${column.name}-${site.name}`,
      metas,
      breadcrumb(site, column, columnPath) + main,
      newest(site, entries),
    );
  };

  const entryPage = (entry: Entry): Answer => {
    const column = columnOf(site, entry.column);
    const main = breadcrumb(site, column, columnPath) + family.article(site, entry);
    return html(`${entry.title}-${site.name}`, articleMetas(entry, column), main, entry.modified);
  };

  const file = (entry: Entry, attachment: Attachment): Answer => ({
    type: family.disposition ? "application/octet-stream" : attachment.mediaType,
    body: attachment.bytes,
    modified: entry.modified,
    ...(family.disposition && {
      headers: { "content-disposition": `attachment;filename*=UTF-8''${encodeURIComponent(attachment.name)}` },
    }),
  });

  return (ask) => {
    const own = family.own?.(site, ask) ?? null;
    if (own !== null) return own;
    if (ask.path === "/") return home();
    if (ask.path === "/robots.txt") return robots(site) ?? family.absent?.(home()) ?? null;
    if (ask.path === SITES_PATH) return html(`网站导航-${site.name}`, [], sitesMain(site));
    const asked = ask.path + (ask.query.size > 0 ? `?${ask.query}` : "");
    if (site.forwarded.includes(asked)) return { status: 301, type: "text/html", body: "", headers: { location: "/" } };
    for (const column of site.columns) {
      const page = pageAsked(site, family, column, asked);
      if (page >= 0) return columnPage(column, page);
    }
    for (const entry of site.entries.filter((candidate) => !candidate.hidden && candidate.href === null)) {
      if (family.entryPath(site, entry) === asked) return entryPage(entry);
      const index = entry.attachments.findIndex((_, i) => family.attachmentPath(site, entry, i) === asked);
      const attachment = entry.attachments[index];
      if (attachment !== undefined) return file(entry, attachment);
    }
    return family.absent?.(home()) ?? null;
  };
}

/** Which page of the column's list the address means; -1: none. */
function pageAsked(site: Site, family: Family, column: Column, asked: string): number {
  if (asked === family.columnPath(site, column)) return 0;
  const pages = Math.max(1, Math.ceil(listed(site, column).length / family.perPage));
  return Array.from({ length: pages }, (_, page) => family.pagePath(site, column, page)).indexOf(asked);
}

/** The entries on that page of the list. */
export const onPage = (entries: Entry[], perPage: number, page: number): Entry[] =>
  entries.slice(page * perPage, (page + 1) * perPage);

const utf8 = (html: string): Answer => ({ type: "text/html; charset=utf-8", body: html });

/** A site without robots.txt has 404 there, or its own HTML page. */
function robots(site: Site): Answer | null {
  if (site.robots === null) return null;
  return { type: site.robots.startsWith("<") ? "text/html; charset=utf-8" : "text/plain", body: site.robots };
}

const newest = (site: Site, entries: Entry[]): Date =>
  new Date(Math.max(site.changed.getTime(), ...entries.map((entry) => entry.modified.getTime())));

const hub = (children: Column[], columnPath: (column: Column) => string): string =>
  `<div class="left"><ul class="menu">${children
    .map(
      (child) =>
        `<li><a href="${columnPath(child)}" title="${escapeHtml(child.name)}">${escapeHtml(child.name)}</a></li>`,
    )
    .join("\n")}</ul></div>`;

/** The latest of every column without sub-columns but the annual reports, and the big buttons. */
function homeMain(site: Site, columnPath: (c: Column) => string, entryPath: (e: Entry) => string): string {
  const news = site.entries.filter((entry) => entry.kind === "news" && !entry.hidden);
  const buttons = ["政府信息公开指南", "政府信息公开制度", "依申请公开", "政务服务", "互动交流"];
  return `<div class="news"><ul>${news
    .map(
      (entry) =>
        `<li><a href="${entryPath(entry)}" title="${escapeHtml(entry.title)}">${escapeHtml(entry.title)}</a><span>${entry.published}</span></li>`,
    )
    .join("\n")}</ul></div>
<div class="entrances">${buttons.map((words) => `<a href="javascript:void(0)">${words}</a>`).join("\n")}
${childrenOf(site, null)
  .flatMap((top) => childrenOf(site, top))
  .map((column) => `<a href="${columnPath(column)}">${escapeHtml(column.name)}</a>`)
  .join("\n")}</div>`;
}
