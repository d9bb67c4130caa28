import type { Context, ListSize, Page } from "../discover/index.ts";
import type { PageRequest, Platform, Series } from "../platforms/index.ts";
import type { Sighting } from "../raw/index.ts";

/** A listing whose further pages are being asked for. */
export type Listing = {
  /** What relative links in its replies mean. */
  base: string;
  charset: string;
  platform: Platform;
  columnName: string | null;
  /** What its first page calls itself. */
  name: string;
  context: Context;
  depth: number;
  year: number | null;
  score: number;
  /** Further pages in a row on which nothing may be a report. */
  fruitless: number;
  /**
   * ISO 8601: when the page before first said what it says now; what was asked for before then is asked for again. Null
   * where no page before shows a report: the next is the listing's first.
   */
  since: string | null;
  /** Identities of what it has listed so far. */
  seen: Set<string>;
  /** Shapes of the reports that its first page lists: a guessed page that lists other things is another page. */
  shapes: Set<string>;
  /** How many entries it says it has, those that it has given so far, and what last kept it from giving more. */
  total: number | null;
  records: Set<string>;
  problem: string | null;
  /** What its first page prints of its size, the rows that it has listed so far, on how many pages, and how many on the first. */
  size: ListSize | null;
  rows: Set<string>;
  pages: number;
  perPage: number;
  /** Further pages that are planned and not read yet. */
  pending: number;
  /** Ways on after its pager's last page, for as long as it has given less than it says it has. */
  onward: Series[];
};

/** Where in a listing's series a visit stands, and what else could be tried if this is not the right one. */
export type Step = { listing: Listing; series: Series; n: number; first: boolean; alternatives: Series[] };

/** Whether a step may be wrong: nothing on the site says that there is such a page. */
export const isGuess = ({ first, series, alternatives }: Step): boolean =>
  series.extent !== "declared" || (first && alternatives.length > 0);

type Way = {
  request: PageRequest;
  score: number;
  /** Clicks from where the crawl began. */
  depth: number;
  context: Context;
  /** The column it was found in. */
  columnName: string | null;
  /** The year named by the words that led here, or to the column it stands in. */
  year?: number | null;
  referer: string | null;
};

/** One thing to fetch and read. */
export type Visit = Way &
  (
    | { kind: "seed" }
    | { kind: "page" }
    | { kind: "more"; step: Step }
    /**
     * `promised`: what the link says it is. `truncated`: a title cut short, so that only the page can tell. `frame`: a frame of a report's
     * page that shows nothing of it itself, which can only be told from what the frame shows, too.
     */
    | { kind: "document"; sighting: Sighting; promised: "report" | "file" | "truncated" | "frame" }
  );

export type DocumentVisit = Extract<Visit, { kind: "document" }>;

/** A page with where it stands. */
export type Standing = {
  page: Page;
  platform: Platform;
  context: Context;
  columnName: string | null;
  depth: number;
  year: number | null;
};
