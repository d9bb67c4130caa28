import type { Health, SiteRun } from "../../data/records/index.ts";
import type { Source } from "../../data/sources/index.ts";
import { FetchBlocked, type FetchError, RobotsDisallowed } from "../fetch/index.ts";
import type { Tally } from "../raw/index.ts";
import type { Harvest } from "./shortfall.ts";

/** What a crawl of a source came to, besides its documents. */
export type Findings = {
  /** Pages that could be read. */
  pagesRead: number;
  /** What kept addresses from being read, in order. */
  errors: FetchError[];
  /** What may list reports and could not be read tonight, each a sentence: known reports may be unseen for it. */
  unread: string[];
  /** What else a person should know, each a sentence: documents that failed, what robots.txt forbids. */
  notes: string[];
  /** What the listings of annual reports that say how many entries they have declare and have given. */
  harvest: Harvest;
};

/**
 * How a source is, by what its crawl came to. Anything but `ok` leaves the last good state as it is, so a doubtful harvest
 * is never `ok`: fewer documents than expected, less than half of the last good crawl's, of the reports that are listed or of what the
 * listings declare, none at all, or known ones unseen while something could not be read. The reason is one sentence, null where there is nothing to say.
 */
export function healthOf(
  source: Pick<Source, "expect">,
  findings: Findings,
  tally: Tally,
  lastGood: Pick<SiteRun, "found" | "lastRun"> | null,
): { health: Health; reason: string | null } {
  const [firstError] = findings.errors;
  if (findings.pagesRead === 0 && firstError) return { health: kindOf(firstError), reason: firstError.message };
  const { moved, returned } = tally;
  const known = [
    ...(moved > 0 ? [`${documents(moved)} ${moved === 1 ? "has" : "have"} moved to other addresses`] : []),
    ...(returned > 0 ? [`of the new, ${documents(returned)} ${returned === 1 ? "was" : "were"} known and gone`] : []),
  ];
  // What follows from a wall is said of every address; what the site did is said but once.
  const walls = findings.errors.filter((error) => error instanceof FetchBlocked && error.status !== null);
  const said = [...walls.slice(0, 1).map(({ message }) => message), ...known, ...findings.unread, ...findings.notes];
  const shortfall = shortfallOf(source, findings, tally, lastGood);
  if (shortfall === null) return { health: "ok", reason: summary(said) };
  const blocked = findings.errors.find((error) => error instanceof FetchBlocked);
  return { health: blocked ? "blocked" : "broken", reason: summary([shortfall, ...said]) };
}

function shortfallOf(
  { expect }: Pick<Source, "expect">,
  { unread, harvest }: Findings,
  { found, gone, listed, missed }: Tally,
  lastGood: Pick<SiteRun, "found" | "lastRun"> | null,
): string | null {
  if (expect && found < expect.min) return `found ${documents(found)}, expected at least ${expect.min}`;
  if (lastGood && found < lastGood.found / 2)
    return `found ${documents(found)}, ${lastGood.found} on ${lastGood.lastRun.slice(0, 10)}`;
  if (found === 0) return "found no annual report";
  if (missed > listed / 2) return `${missed} of ${listed} listed reports could not be had`;
  if (harvest.declared > 2 * harvest.listed)
    return `listings of annual reports declare ${harvest.declared} entries, ${harvest.listed} were listed`;
  return gone > 0 && unread.length > 0
    ? `${gone} known ${gone === 1 ? "document was" : "documents were"} not seen, perhaps for what was not read`
    : null;
}

function kindOf(error: FetchError): Health {
  if (error instanceof FetchBlocked) return "blocked";
  return error instanceof RobotsDisallowed ? "disallowed" : "unreachable";
}

const documents = (n: number): string => `${n} ${n === 1 ? "document" : "documents"}`;

/** A reason with more to say than this says how much more. */
const MOST_SAID = 100;
const OF_ADDRESS = /^(https?:\/\/\S+): (.+)$/s;

/** All that is to say, each thing once: what is the same of several addresses is said of the first, with how many there are. */
function summary(sentences: string[]): string | null {
  const alike = Map.groupBy(new Set(sentences), (sentence) => OF_ADDRESS.exec(sentence)?.[2] ?? sentence);
  const all = [...alike.values()].map(([first = "", ...others]) =>
    others.length > 0 ? `${first} (and ${others.length} more addresses)` : first,
  );
  const more = all.length > MOST_SAID ? [`${all.length - MOST_SAID} more`] : [];
  return all.length === 0 ? null : [...all.slice(0, MOST_SAID), ...more].join("; ");
}
