import type { Defect } from "./defects.ts";

/** What the country's sites hold, whatever CMS shows it. Entries are changed in place to let time pass. */

export type Attachment = {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  /** Why it cannot be read, where it cannot. */
  defect?: Defect;
};

/**
 * `report`: an annual report. `notice`: a page whose attachment cannot be read. `lookalike`: named like a report, and none.
 * `forbidden`: behind robots.txt. `elsewhere`: a link to a host that is not the site's. `news`: everything else.
 */
export const ENTRY_KINDS = ["report", "notice", "lookalike", "forbidden", "elsewhere", "news"] as const;

export type Entry = {
  /** Unique in the country: `qingxi/news-1`, `qingxi-finance-2022`. */
  id: string;
  kind: (typeof ENTRY_KINDS)[number];
  /** The key of its column. */
  column: string;
  title: string;
  /** ISO date. */
  published: string;
  publisher: string;
  /** The article as an HTML fragment. */
  body: string;
  attachments: Attachment[];
  /** When it last changed: what Last-Modified says. */
  modified: Date;
  /** Taken down: neither listed nor answered. */
  hidden: boolean;
  /** For `elsewhere`: where the link leads. */
  href: string | null;
};

export type Column = {
  key: string;
  name: string;
  /** What the CMS numbers it by. */
  code: string;
  /** The key of the column it stands under. */
  parent: string | null;
  /** `json`: its page comes without entries, which only its endpoint gives. */
  list: "page" | "json";
};

/** A list of other sites: a drop-down list or a group of links in the footer, or a group on the page of all lists (网站导航). */
export type SiteList = { heading: string; form: "select" | "links" | "page"; links: { name: string; url: string }[] };

export type Site = {
  id: string;
  /** The name of a file in sites/. */
  family: string;
  /** As its pages call it. */
  name: string;
  /** Whose site it is. */
  organ: string;
  division: string;
  siteCode: string;
  annualReports: string;
  /** What /robots.txt answers; null: 404. */
  robots: string | null;
  columns: Column[];
  entries: Entry[];
  /** 区县网站 and the like. */
  neighbours: SiteList[];
  /** The lists are empty, though the articles are still there. */
  collapsed: boolean;
  /** When an entry was last put up or taken down: what Last-Modified says of lists. */
  changed: Date;
  /** Paths that lead to the home page, now that what was there is elsewhere. */
  forwarded: string[];
};

/** The column with that key; a site's own data never names one that it lacks. */
export function columnOf(site: Site, key: string): Column {
  const column = site.columns.find((candidate) => candidate.key === key);
  if (column === undefined) throw new RangeError(`site ${site.id} has no column ${key}`);
  return column;
}

/** From the top column down to this one. */
export function pathTo(site: Site, column: Column): Column[] {
  return column.parent === null ? [column] : [...pathTo(site, columnOf(site, column.parent)), column];
}

export const childrenOf = (site: Site, column: Column | null): Column[] =>
  site.columns.filter((candidate) => candidate.parent === (column?.key ?? null));

/** What the column lists, newest first. */
export function listed(site: Site, column: Column): Entry[] {
  if (site.collapsed) return [];
  return site.entries
    .filter((entry) => entry.column === column.key && !entry.hidden)
    .sort((a, b) => b.published.localeCompare(a.published) || a.id.localeCompare(b.id));
}

/** The column with all that stands under it. */
export const withDescendants = (site: Site, column: Column): Column[] => [
  column,
  ...childrenOf(site, column).flatMap((child) => withDescendants(site, child)),
];

/** Gives a column and all under it another key and code, and so other addresses, whatever the family makes them of. */
export function rename(site: Site, column: Column): void {
  for (const child of childrenOf(site, column)) rename(site, child);
  const key = `${column.key}-new`;
  for (const child of childrenOf(site, column)) child.parent = key;
  for (const entry of site.entries) if (entry.column === column.key) entry.column = key;
  if (site.annualReports === column.key) site.annualReports = key;
  Object.assign(column, { key, code: `9${column.code}` });
}

/** An entry as it is first put up. */
export const newEntry = (
  known: Pick<Entry, "id" | "kind" | "column" | "title" | "published" | "publisher" | "body" | "attachments">,
): Entry => ({ ...known, modified: new Date(`${known.published}T09:00:00+08:00`), hidden: false, href: null });

/** What time has done to a new site: nothing. */
export const untouched = (): Pick<Site, "neighbours" | "collapsed" | "changed" | "forwarded"> => ({
  neighbours: [],
  collapsed: false,
  changed: new Date("2019-05-15T09:00:00+08:00"),
  forwarded: [],
});
