import type { Context, Page } from "../discover/index.ts";
import type { PageRequest, Platform, Series } from "../platforms/index.ts";
import type { Sighting } from "../raw/index.ts";

/** A listing whose further pages are being asked for. */
export type Listing = {
  /** What relative links in its replies mean. */
  base: string;
  platform: Platform;
  columnName: string | null;
  /** What its first page calls itself. */
  name: string;
  context: Context;
  depth: number;
  score: number;
  /** Further pages in a row on which nothing may be a report. */
  fruitless: number;
  /** Identities of what it has listed so far. */
  seen: Set<string>;
  /** Shapes of the reports that its first page lists: a guessed page that lists other things is another page. */
  shapes: Set<string>;
};

/** Where in a listing's series a visit stands, and what else could be tried if this is not the right one. */
export type Step = { listing: Listing; series: Series; n: number; first: boolean; alternatives: Series[] };

type Way = {
  request: PageRequest;
  score: number;
  /** Clicks from where the crawl began. */
  depth: number;
  context: Context;
  /** The column it was found in. */
  columnName: string | null;
  referer: string | null;
};

/** One thing to fetch and read. */
export type Visit = Way &
  (
    | { kind: "seed" }
    /** `ofYear`: the words that led here name a year: a report shown here is as finished as any. */
    | { kind: "page"; ofYear?: boolean }
    | { kind: "more"; step: Step }
    /** `promised`: what the link says it is. `truncated`: a title cut short, so that only the page can tell. */
    | { kind: "document"; sighting: Sighting; promised: "report" | "file" | "truncated" }
  );

/** A page with where it stands. */
export type Standing = { page: Page; platform: Platform; context: Context; columnName: string | null; depth: number };
