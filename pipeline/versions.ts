import { isCopy } from "../crawlers/index.ts";
import type { FetchedDocument, ReportStatus } from "../data/records/index.ts";

/** One reading of a report in one document: the parser saw it there. */
export type Reading = { reportId: string; reportKey: string; status: ReportStatus; document: FetchedDocument };

/** What the archive says of a report besides what the parser read. */
export type Standing = { document: FetchedDocument; isCurrent: boolean; goneSince: string | null };

export type Settlement = {
  standings: Map<string, Standing>;
  /** Readings that are no version of their own, each with the report that stands for them. */
  twins: Map<string, string>;
};

/** Without statutory tables a reading never takes the place of one with them, whatever became of that: a person must look. */
const hasTables = (status: ReportStatus): boolean => status !== "narrative" && status !== "rejected";

/** From the least to the most that a reading can be relied on. */
const TRUST: readonly ReportStatus[] = ["rejected", "narrative", "incomplete", "inconsistent", "realigned", "verified"];

/**
 * Decides, among all readings of the same report (`reportKey`), which is the current version and which are no versions at
 * all. One page often carries a report twice, as text and as an attachment, or as a notice that only points to the
 * attachment: these are twins, and the best-read of them stands for all. A version that vanished from its site stays
 * current, with the time since when it is gone; one that was altered in place is superseded, unless what is there now has lost the tables. A report
 * is gone, too, where another took its place (the next year's, at an address that shows the newest): since it was last seen anywhere.
 */
export function settle(readings: Reading[]): Settlement {
  const settlement: Settlement = { standings: new Map(), twins: new Map() };
  const atAddress = Map.groupBy(readings, ({ document }) => document.url);
  for (const group of Map.groupBy(readings, (reading) => reading.reportKey).values())
    settleOne(group, settlement, lastSeenUntil(group, atAddress));
  return settlement;
}

/** When a report was first found nowhere, after it was last there; null where it is there, or where nobody can tell what took its place. */
function lastSeenUntil(group: readonly Reading[], atAddress: ReadonlyMap<string, Reading[]>): string | null {
  if (group.some(({ document }) => document.state === "current")) return null;
  const ends = group.map((reading) => {
    const { state, goneSince, url } = reading.document;
    const others = state === "gone" ? [] : (atAddress.get(url) ?? []);
    return state === "gone" || others.some((other) => tookPlaceOf(other, reading)) ? (goneSince ?? "") : "";
  });
  return ends.reduce((a, b) => (a > b ? a : b), "") || null;
}

/** Whether a report stood at another's address after it: a wall or an error there, which is none, says nothing of what it hides. */
const tookPlaceOf = (other: Reading, { reportKey, document }: Reading): boolean =>
  other.reportKey !== reportKey &&
  other.document.sha256 !== document.sha256 &&
  (other.document.state !== "superseded" || other.document.retrieved >= (document.goneSince ?? ""));

function settleOne(readings: Reading[], { standings, twins }: Settlement, goneSince: string | null): void {
  const ranked = readings.toSorted(byPreference);
  const current = ranked[0];
  if (!current) return;
  const pages = new Set(documentsOf(current.reportId, ranked).map((document) => document.pageUrl));
  const urls = new Set(documentsOf(current.reportId, ranked).map((document) => document.url));
  for (const reportId of new Set(ranked.map((reading) => reading.reportId))) {
    const documents = documentsOf(reportId, ranked);
    const isCurrent = reportId === current.reportId;
    if (!isCurrent && documents.every(({ pageUrl, url }) => pages.has(pageUrl) && !urls.has(url))) {
      twins.set(reportId, current.reportId);
      continue;
    }
    const [best] = documents;
    if (best)
      standings.set(reportId, { document: best, isCurrent, goneSince: (isCurrent && goneSince) || vanished(best) });
  }
}

/** Bytes that others took the place of may be those of a report that is there all the same. */
const vanished = ({ state, goneSince }: FetchedDocument): string | null => (state === "gone" ? goneSince : null);

const documentsOf = (reportId: string, readings: Reading[]): FetchedDocument[] =>
  readings.filter((reading) => reading.reportId === reportId).map((reading) => reading.document);

/** What is there before what vanished, and that before what was replaced. */
export const PRESENCE: Record<FetchedDocument["state"], number> = { current: 2, gone: 1, superseded: 0 };

/** With tables before without, what is there before what vanished, well read before badly read, the article before its copies, newer before older, the page before its attachments, where it was read before its twins. */
function byPreference(a: Reading, b: Reading): number {
  return (
    Number(hasTables(b.status)) - Number(hasTables(a.status)) ||
    PRESENCE[b.document.state] - PRESENCE[a.document.state] ||
    TRUST.indexOf(b.status) - TRUST.indexOf(a.status) ||
    byAddress(a.document.pageUrl) - byAddress(b.document.pageUrl) ||
    b.document.retrieved.localeCompare(a.document.retrieved) ||
    Number(isPage(b.document)) - Number(isPage(a.document)) ||
    Number(a.document.twinOf !== null) - Number(b.document.twinOf !== null) ||
    a.document.url.localeCompare(b.document.url) ||
    // The same address with other bytes, and several reports in one document: any order will do that is always the same.
    a.document.sha256.localeCompare(b.document.sha256) ||
    a.reportId.localeCompare(b.reportId)
  );
}

/** The article's own page, an endpoint that gives the same, a copy for telephones. */
const byAddress = (url: string): number => (isCopy(url) ? 2 : Number(/\.(jsp|do)$/i.test(new URL(url).pathname)));

const isPage = (document: FetchedDocument): boolean => document.url === document.pageUrl;
