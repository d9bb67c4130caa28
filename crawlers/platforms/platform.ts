import type { Link, Page } from "../discover/index.ts";

/** What is asked of a site for a page or a piece of a listing. */
export type PageRequest = {
  url: string;
  method?: "GET" | "POST";
  body?: string;
  headers?: Record<string, string>;
};

/** Requests for the further pages of a listing, in order. */
export type Series = {
  /**
   * The request for the nth further page (from 0), null after the last. `listed`: how many entries of its own the listing
   * has given so far, for servers whose replies are of a size of their own.
   */
  at(n: number, listed: number): PageRequest | null;
  /**
   * `declared`: the site says how many there are, and all are asked for. `probed`: a guess, dropped at the first page that
   * gives nothing new in the listing's own folder. `possible`: an endpoint that the family has for every column, whether it
   * lists anything or not; all that it gives is the listing's own.
   */
  extent: "declared" | "probed" | "possible";
  /**
   * How many entries (of `Platform.entries`) the listing says it has. As long as there are fewer, a series whose reply gives
   * nothing new is followed by the next way; what no way gives is said to be unread.
   */
  total?: number;
  /** Names this way among its family's: the one that is right for a listing is tried first for the site's others. */
  way?: string;
};

/**
 * One CMS family. A new family is a new file in this folder, put into the list in index.ts at its place in the order of
 * recognition; all members but the first two may be left out where the family has nothing special.
 */
export type Platform = {
  /** The file's name; also what `platform` in a registry and in the archive's `sites` says. */
  name: string;
  /** Whether the page is made by this family. */
  recognise(page: Page): boolean;
  /** Listed links that are no anchors of the page: in scripts, embedded records, XML and JSON replies; all that a `total` counts. */
  entries?(page: Page): Link[];
  /**
   * Ways to the further pages of the listing on this page; the first that gives new entries is right. Empty where the
   * page is all there is; null where it does not say, so that generic ways are tried.
   */
  pages?(page: Page): Series[] | null;
  /** Addresses of scripts that say what this page's requests need. They are read first, and stand in `page.loaded`. */
  scripts?(page: Page): string[];
  /**
   * The article of a page that shows none: the HTML, where the page carries it as data; else the requests that may be
   * answered with it, the likeliest first. Null where the page shows what it has.
   */
  content?(page: Page): string | PageRequest[] | null;
  /** Whether only a browser can show what this page lists. */
  needsBrowser?(page: Page): boolean;
};

/** A series from a list of addresses. */
export const declared = (addresses: string[]): Series => ({
  at: (n) => {
    const url = addresses[n];
    return url === undefined ? null : { url };
  },
  extent: "declared",
});

/** Whether a parameter of this name says which page of a listing is asked for. */
export const isPageParameter = (name: string): boolean =>
  /^(page|pageno|pagenum|pageindex|pagenumber|currentpage|curpage|cur_page|current)$/i.test(name);
