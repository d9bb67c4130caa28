import type { Health, SiteRun } from "../../data/records/index.ts";
import type { Source } from "../../data/sources/index.ts";
import { FetchBlocked, type FetchError, RobotsDisallowed } from "../fetch/index.ts";
import type { Tally } from "../raw/index.ts";

/** What a crawl of a source came to, besides its documents. */
export type Findings = {
  /** Pages that could be read. */
  pagesRead: number;
  /** What kept pages from being read, in order. */
  errors: FetchError[];
  /** Listings and shells that were found and could not be read: each a sentence. */
  unread: string[];
};

/**
 * How a source is, by what its crawl came to. Anything but `ok` leaves the last good state as it is, so a doubtful harvest
 * is never `ok`: fewer documents than expected, less than half of the last good crawl's, or known ones unseen while
 * something could not be read.
 */
export function healthOf(
  source: Pick<Source, "expect">,
  findings: Findings,
  tally: Tally,
  lastGood: Pick<SiteRun, "found" | "lastRun"> | null,
): { health: Health; reason: string | null } {
  const unread = summary(findings.unread);
  const because = unread ? `; ${unread}` : "";
  const first = findings.errors[0];
  if (findings.pagesRead === 0 && first) return { health: kindOf(first), reason: first.message };
  const bad = findings.errors.find((error) => error instanceof FetchBlocked) ? "blocked" : "broken";
  const floor = source.expect?.min ?? 0;
  if (tally.found < floor)
    return { health: bad, reason: `found ${tally.found} documents, expected at least ${floor}${because}` };
  if (lastGood && tally.found < lastGood.found / 2)
    return {
      health: bad,
      reason: `found ${tally.found} documents where there were ${lastGood.found} on ${lastGood.lastRun.slice(0, 10)}${because}`,
    };
  if (tally.found === 0) return { health: bad, reason: `found no annual report${because}` };
  if (tally.gone > 0 && unread)
    return {
      health: bad,
      reason: `${tally.gone} known documents were not seen, and not everything could be read${because}`,
    };
  return { health: "ok", reason: unread };
}

function kindOf(error: FetchError): Health {
  if (error instanceof FetchBlocked) return "blocked";
  return error instanceof RobotsDisallowed ? "disallowed" : "unreachable";
}

function summary(sentences: string[]): string | null {
  const [first, ...others] = [...new Set(sentences)];
  if (first === undefined) return null;
  return others.length === 0 ? first : `${first} (and ${others.length} more like it)`;
}
