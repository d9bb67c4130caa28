import type { FetchedDocument } from "../data/records/index.ts";
import { byPlace, byPrecedence, type Reading } from "./precedence.ts";

/** What the archive says of a report besides what the parser read. */
export type Standing = { document: FetchedDocument; isCurrent: boolean; goneSince: string | null };

export type Settlement = {
  standings: Map<string, Standing>;
  /** Readings that are no version of their own, each with the report that stands for them. */
  twins: Map<string, string>;
};

/**
 * Decides, among all readings of the same report (`reportKey`), which is the current version and which are no versions at
 * all. One page often carries a report twice, as text and as an attachment, or as a notice that only points to the
 * attachment: these are twins, and the best-read of them stands for all. One with other numbers is never a twin: what was read there would be lost.
 * A version that vanished from its site stays current, with the time since when it is gone; one that was altered in place is superseded, unless what is
 * there now has lost the tables. A report is gone, too, where another took its place (the next year's, at an address that shows the newest): since it was
 * last seen anywhere.
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
  const versions: Version[] = [];
  for (const [reportId, same] of Map.groupBy(byPrecedence(readings), (reading) => reading.reportId)) {
    const documents = same.map(({ document }) => document).sort(byPlace);
    const numbers = same[0]?.numbers ?? null;
    const [best] = documents;
    if (!best) continue;
    const stands = versions.find((version) => isTwin({ reportId, documents, numbers }, version));
    if (stands) {
      twins.set(reportId, stands.reportId);
      continue;
    }
    const isCurrent = versions.length === 0;
    standings.set(reportId, {
      document: best,
      isCurrent,
      goneSince: isCurrent ? goneSince || vanished(best) : best.goneSince,
    });
    versions.push({ reportId, documents, numbers });
  }
}

type Version = { reportId: string; documents: readonly FetchedDocument[]; numbers: string | null };

/** Whether a version only says once more, beside each of its documents, what another says. */
function isTwin(version: Version, other: Version): boolean {
  if (version.numbers !== null && version.numbers !== other.numbers) return false;
  const pages = new Set(other.documents.map(({ pageUrl }) => pageUrl));
  const urls = new Set(other.documents.map(({ url }) => url));
  return version.documents.every(({ pageUrl, url }) => pages.has(pageUrl) && !urls.has(url));
}

/** Bytes that others took the place of may be those of a report that is there all the same. */
const vanished = ({ state, goneSince }: FetchedDocument): string | null => (state === "gone" ? goneSince : null);
