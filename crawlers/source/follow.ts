import {
  fold,
  framesOf,
  identity,
  isFile,
  isReportTitle,
  isTruncatedReportTitle,
  type Link,
  leadOf,
  listAround,
  mayNameReport,
  type Page,
  shapeOf,
  sizeOf,
  yearNamed,
} from "../discover/index.ts";
import { entriesOf, onward, type PageRequest, pagesOf, recordsOf, type Series } from "../platforms/index.ts";
import { isShort } from "./shortfall.ts";
import type { Listing, Standing, Step, Visit } from "./visit.ts";

/** Outside an annual-report column, a page with fewer reports mentions them and does not list them. */
const FEWEST_LISTED = 3;
/** A listing that has shown so many pages in a row without any report is of something else, or has no end. */
const MOST_FRUITLESS = 10;
/** Reports before pages: what was found is safe before more is looked for. */
export const REPORT_SCORE = 1000;

/** What the links of a page lead to: reports and their files, pages that lead towards reports, frames that may hold a listing. */
export function visitsFrom(standing: Standing, links: Link[]): Visit[] {
  const { page, context, columnName, depth } = standing;
  // In a year's column all that is said without a year is of that year.
  const year = context === "annual" ? standing.year : null;
  const way = { depth: depth + 1, columnName, year, referer: page.base };
  const above = new Set(page.breadcrumb.slice(0, -1).map(fold));
  const followed = links.flatMap((link): Visit[] => {
    const request: PageRequest = { url: link.url, ...(link.posted && { method: "POST", body: link.posted }) };
    const promised = promiseOf(link, standing);
    if (promised) {
      const sighting = { linkText: link.text, listedDate: link.date, columnName };
      return [{ ...way, kind: "document", request, score: REPORT_SCORE, context, sighting, promised }];
    }
    // What a breadcrumb leads up to stands no deeper for that.
    const lead = isFile(link.url) ? null : leadOf(link, above.has(fold(link.text)) ? "anywhere" : context);
    if (!lead) return [];
    const found = { context: lead.context, columnName: link.text || columnName, year: yearNamed(link.text) ?? year };
    return [{ ...way, ...found, kind: "page", request, score: lead.score - depth }];
  });
  const frames = context === "anywhere" ? [] : framesOf(page);
  const framed = frames.map((url): Visit => ({ ...way, kind: "page", request: { url }, score: 75 - depth, context }));
  return [...followed, ...framed];
}

/** What a link promises by its words: a report, a file that may be one, a title cut short; null for neither. */
function promiseOf(link: Link, { page, context }: Standing): "report" | "file" | "truncated" | null {
  if (identity(link.url) === identity(page.url)) return null;
  if (isReportTitle(link.text)) return "report";
  if (isTruncatedReportTitle(link.text)) return "truncated";
  if (context !== "annual") return null;
  if (isFile(link.url)) return /公开|报告|年报/.test(link.text) ? "file" : null;
  return mayNameReport(link) ? "truncated" : null;
}

/**
 * The first further page of a listing of reports; null for pages that merely mention some, and where one page is all.
 * `since`: when the page first said what it says. `rightWays`: by family, the way that was right for another listing.
 */
export function firstStep(at: Standing, since: string, rightWays: ReadonlyMap<string, string>): Step | null {
  const { page, platform, ...standing } = at;
  const entries = entriesOf(page, platform);
  const reports = entries.filter(isListed);
  if (standing.context !== "annual" && reports.length < FEWEST_LISTED) return null;
  const right = rightWays.get(platform.name);
  const isRight = ({ way }: Series): number => Number(way !== undefined && way === right);
  const ways = pagesOf(page, platform).toSorted((a, b) => isRight(b) - isRight(a));
  const list = listAround(page, reports);
  const size = list && sizeOf(page, list);
  // Without a pager, but with a word on its size, there may be more.
  const [series = list && NONE, ...alternatives] = ways;
  if (!series) return null;
  const listing: Listing = {
    ...{ ...standing, base: page.base, charset: page.charset, platform, score: 150 - standing.depth, fruitless: 0 },
    since: reports.length > 0 ? since : null,
    name: nameOf(page),
    seen: new Set(entries.map((link) => identity(link.url))),
    shapes: new Set((reports.length > 0 ? reports : entries).map((link) => shapeOf(link.url))),
    ...totalOf(series, at),
    ...{ size, rows: list?.rows ?? new Set(), pages: 1, perPage: list?.rows.size ?? 0, pending: 0, onward: [] },
  };
  if (listing.total === null && isShort(listing))
    listing.onward = onward(page, series).map((way) => whileShort(listing, way));
  return { listing, series, n: 0, first: true, alternatives };
}

const NONE: Series = { extent: "declared", at: () => null };

const whileShort = (listing: Listing, { at, ...way }: Series): Series => ({
  ...way,
  at: (n, listed) => (isShort(listing) ? at(n, listed) : null),
});

/**
 * The pages that a further page of a listing itself says follow: a reply says how many there are, a pager's last window where
 * it ends. Null where the page only repeats the guess that led to it, or the total by which the listing is asked for already.
 */
export function stepFrom(standing: Standing, { listing, series: before, alternatives }: Step): Step | null {
  const [series, ...others] = pagesOf(standing.page, listing.platform);
  if (!series || (series.extent === "probed" && before.extent === "probed")) return null;
  if (series.total !== undefined && series.total === listing.total) return null;
  if (series.total === undefined) return { listing, series, n: 0, first: false, alternatives: [] };
  // Other ways are for what a listing that says how many entries it has does not give.
  const counted = { ...listing, ...totalOf(series, standing) };
  return { listing: counted, series, n: 0, first: false, alternatives: [...others, ...alternatives] };
}

const entryOf = (link: Link): string => `${identity(link.url)} ${link.text}`;

function totalOf({ total = null }: { total?: number | null }, { page, platform }: Standing) {
  return { total, records: new Set(recordsOf(page, platform).map(entryOf)), problem: null };
}

/** What a page calls its listing; "" for a reply that is no page. */
const nameOf = ({ columnName, title }: Page): string => fold(columnName ?? title).replace(/第?\d+页/g, "");

/**
 * What a further page of a listing adds to it: how many entries are new, leaving out those that other listings would have. A
 * guess may bring another listing altogether, or the news of the home page, which sites show for what they don't have.
 */
export function freshIn({ listing, series }: Step, page: Page, links: Link[]): number {
  const name = nameOf(page);
  if (series.extent === "probed" && name !== "" && name !== listing.name) return 0;
  for (const record of recordsOf(page, listing.platform)) listing.records.add(entryOf(record));
  for (const row of rowsOn(page, listing)) listing.rows.add(row);
  const fresh = links.filter(({ url }) => !listing.seen.has(identity(url)));
  for (const { url } of fresh) listing.seen.add(identity(url));
  const own = series.extent !== "probed" || listing.shapes.size === 0;
  const entries = fresh.filter(({ url }) => own || listing.shapes.has(shapeOf(url))).length;
  if (entries > 0) listing.pages++;
  return entries;
}

/** The rows of a listing's further page, by what holds its reports; where it has none, by what they look like. */
function rowsOn(page: Page, { shapes }: Listing): Iterable<string> {
  const like = page.links.filter(({ url }) => shapes.has(shapeOf(url)));
  return listAround(page, page.links.filter(isListed))?.rows ?? like.map(({ url }) => identity(url));
}

const isListed = ({ text }: Link): boolean => isReportTitle(text) || isTruncatedReportTitle(text);

/** Takes note of how many reports a further page of a listing shows; false where it is not worth going on. */
export function isFruitful(listing: Listing, reports: number): boolean {
  listing.fruitless = reports > 0 ? 0 : listing.fruitless + 1;
  return listing.fruitless < MOST_FRUITLESS;
}

/** Where a listing goes on after a further page that gave `fresh` new entries; null where it ends. */
export function stepAfter(step: Step, fresh: number): Step | null {
  const { listing, series, first, alternatives } = step;
  const isCounted = listing.total !== null;
  if (isCounted && !isShort(listing)) return null;
  if (fresh > 0) return { ...step, n: step.n + 1, first: false, alternatives: isCounted ? alternatives : [] };
  const wrong = series.extent === "probed" || isCounted || (first && alternatives.length > 0);
  return wrong ? otherWay(step) : { ...step, n: step.n + 1, first: false, alternatives: [] };
}

/** The first way on after what a listing's pager names, once; null where the listing is not short or nothing is known. */
export function stepBeyond(listing: Listing): Step | null {
  const [series, ...alternatives] = listing.onward.splice(0);
  return series && isShort(listing) ? { listing, series, n: 0, first: true, alternatives } : null;
}

/** The next way to the further pages of a listing, null where there is none. */
export function otherWay({ listing, alternatives: [series, ...alternatives] }: Step): Step | null {
  return series ? { listing, series, n: 0, first: true, alternatives } : null;
}
