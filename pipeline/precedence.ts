import { isCopy } from "../crawlers/index.ts";
import type { FetchedDocument, ReportStatus } from "../data/records/index.ts";
import { isCorrection } from "./parser/index.ts";

/** One reading of a report in one document: the parser saw it there. */
export type Reading = {
  reportId: string;
  reportKey: string;
  status: ReportStatus;
  /** Its place among the reports of the document. */
  ordinal: number;
  /** ISO date. */
  published: string | null;
  /** Whether its title says that it corrects another. */
  saysCorrection: boolean;
  /** The same where the numbers are; null where it has no tables. */
  numbers: string | null;
  document: FetchedDocument;
};

/** What is there before what vanished, and that before what was replaced. */
const PRESENCE: Record<FetchedDocument["state"], number> = { current: 2, gone: 1, superseded: 0 };

/** Without statutory tables a reading never takes the place of one with them, whatever became of that: a person must look. */
const hasTables = ({ status }: Reading): boolean => status !== "narrative" && status !== "rejected";

/** From the least to the most that a reading can be relied on. */
const TRUST: readonly ReportStatus[] = ["rejected", "narrative", "incomplete", "inconsistent", "realigned", "verified"];

type Order = (a: Reading, b: Reading) => number;
const largest =
  (value: (reading: Reading) => number | boolean): Order =>
  (a, b) =>
    Number(value(b)) - Number(value(a));
const latest =
  (value: (reading: Reading) => string | null): Order =>
  (a, b) =>
    Number((value(b) ?? "") > (value(a) ?? "")) - Number((value(a) ?? "") > (value(b) ?? ""));
/** Content systems number their pages: 9.html was there before 10.html. */
const highest =
  (address: (reading: Reading) => string): Order =>
  (a, b) =>
    natural.compare(address(b), address(a));
const natural = new Intl.Collator("en", { numeric: true });

/**
 * The readings of one report, the one that is its newest version first. With tables before without; what is there before what vanished, and that the
 * later, the later it did; then what the documents say: a correction before what it corrects, the later publication before the earlier, and on one page the
 * report further down. The moment at which something was fetched says nothing of its age, and is not asked.
 */
export function byPrecedence(readings: readonly Reading[]): Reading[] {
  const published = publishedOnPages(readings);
  const trusted = new Map<string, number>();
  for (const { status, document } of readings)
    trusted.set(document.sha256, Math.max(trusted.get(document.sha256) ?? 0, TRUST.indexOf(status)));
  const orders: Order[] = [
    largest(hasTables),
    largest((reading) => !wasReplaced(reading, readings)),
    latest(({ document }) => lastSeen(document)),
    largest(isCalledCorrection),
    latest(({ document }) => published.get(document.pageUrl) ?? null),
    largest(({ document }) => trusted.get(document.sha256) ?? 0),
    largest(({ document }) => -rankOfAddress(document.pageUrl)),
    latest((reading) => reading.published),
    highest(({ document }) => document.pageUrl),
    largest(({ document }) => isPage(document)),
    highest(({ document }) => document.url),
    // The same address with other bytes: any order will do that is always the same.
    latest(({ document }) => document.sha256),
    largest(({ ordinal }) => ordinal),
    latest(({ reportId }) => reportId),
  ];
  return readings.toSorted((a, b) => orders.reduce((order, next) => order || next(a, b), 0));
}

/** Where one version is to be found, of the documents that have it: what is there, the article before its copies, the page before its attachments, where it was read before its twins. */
export function byPlace(a: FetchedDocument, b: FetchedDocument): number {
  return (
    PRESENCE[b.state] - PRESENCE[a.state] ||
    rankOfAddress(a.pageUrl) - rankOfAddress(b.pageUrl) ||
    Number(isPage(b)) - Number(isPage(a)) ||
    Number(a.twinOf !== null) - Number(b.twinOf !== null) ||
    a.url.localeCompare(b.url, "en") ||
    a.sha256.localeCompare(b.sha256, "en")
  );
}

/** Until when it was there; what is there still, for ever. */
const endOf = ({ state, goneSince }: FetchedDocument): string => (state === "current" ? "9999" : (goneSince ?? ""));

/** The same, but that it only counts on which day something else was fetched in its place: a wall stands before all pages of a site in one night. */
const lastSeen = (document: FetchedDocument): string =>
  document.state === "superseded" ? endOf(document).slice(0, 10) : endOf(document);

/** Whether another version took its place at its very address, which one without tables cannot. */
const wasReplaced = (reading: Reading, all: readonly Reading[]): boolean =>
  reading.document.state === "superseded" &&
  all.some(
    (other) =>
      other.document.url === reading.document.url &&
      endOf(other.document) > endOf(reading.document) &&
      hasTables(other) >= hasTables(reading),
  );

const isCalledCorrection = ({ saysCorrection, document }: Reading): boolean =>
  saysCorrection || isCorrection(document.linkText ?? "") || isCorrection(document.fileName ?? "");

/** A page and its files were published together: on the latest day that one of them names. */
function publishedOnPages(readings: readonly Reading[]): Map<string, string> {
  const days = new Map<string, string>();
  for (const { published, document } of readings)
    if (published !== null && published > (days.get(document.pageUrl) ?? "")) days.set(document.pageUrl, published);
  return days;
}

/** The article's own page, an endpoint that gives the same, a copy for telephones. */
const rankOfAddress = (url: string): number => (isCopy(url) ? 2 : Number(/\.(jsp|do)$/i.test(new URL(url).pathname)));

const isPage = (document: FetchedDocument): boolean => document.url === document.pageUrl;
