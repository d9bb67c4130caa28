import { type Address, goodResponses } from "./documents.ts";
import { answerUrl, requestUrl } from "./http-message.ts";
import type { ResponseIndex } from "./response-index.ts";
import type { Sighting, Tally } from "./types.ts";

/** What a run has to be counted by: what it sighted, what it could not fetch, and what was known of the site before. */
export type Found = {
  sightings: { url: string; sighting: Sighting }[];
  failures: ReadonlySet<string>;
  addresses: Address[];
};

const BEST_KNOWN_FIRST = ["same", "changed", "returned", "new"] as const;

/** An address as a run saw it. `print`: by what its document is known again at another. */
type Seen = {
  sha256: string | null;
  print: string | null;
  news: (typeof BEST_KNOWN_FIRST)[number];
  isFirstSeen: boolean;
  hasFailed: boolean;
  url: string;
  /** Where a person finds it, and whether that is all that is there. */
  page: string;
  isNotice: boolean;
};

/** Counts what a run has sighted against what was known before. */
export function tallyOf(index: ResponseIndex, run: string, { sightings, failures, addresses }: Found): Tally {
  const known = new Map(addresses.map((address) => [address.url, address]));
  const unseen = new Map(known);
  for (const { url } of sightings) unseen.delete(url);
  const seen = sightings
    .filter(({ sighting }) => !sighting.twinOf)
    .map((one) => seenBy(index, run, one, known.get(one.url), failures));
  const there = seen.filter(({ sha256 }) => sha256 !== null);
  const lost = [...unseen.values()]
    .filter(({ goneSince, sighting }) => goneSince === null && !sighting.twinOf)
    .map((address) => printOf(address, goodResponses(index, address).at(-1)?.sha256));
  // What is the same at several addresses is one document, as well known as the best known of them.
  const documents = [...Map.groupBy(there, ({ print }) => print).values()].map((copies) => {
    const hasMoved =
      copies.every(({ isFirstSeen }) => isFirstSeen) &&
      copies.some(({ print }) => print !== null && lost.includes(print));
    return hasMoved ? "moved" : BEST_KNOWN_FIRST.find((news) => copies.some((copy) => copy.news === news));
  });
  const prints = new Set(there.map(({ print }) => print));
  const count = (what: (typeof documents)[number]): number => documents.filter((news) => news === what).length;
  return {
    found: documents.length,
    ...{
      new: count("new") + count("returned"),
      returned: count("returned"),
      changed: count("changed"),
      moved: count("moved"),
    },
    gone: lost.filter((print) => print === null || !prints.has(print)).length,
    failed: seen.filter(({ hasFailed }) => hasFailed).length,
    ...missedOf(seen),
  };
}

/** How many reports were listed, and of how many nothing was had. */
function missedOf(seen: readonly Seen[]): Pick<Tally, "listed" | "missed"> {
  // A page that a shell leads to is found at the shell, its files at the page.
  const pages = new Set(seen.map(({ page }) => page));
  const byPage = Map.groupBy(seen, ({ url, page }) => (pages.has(url) ? url : page));
  const reports = [...byPage.values()].map((parts) => {
    const carriers = parts.filter(({ isNotice }) => !isNotice);
    return carriers.length > 0 ? carriers : parts;
  });
  return {
    listed: reports.length,
    missed: reports.filter((parts) => parts.every(({ hasFailed }) => hasFailed)).length,
  };
}

/** What a run came to at one address that it sighted. */
function seenBy(
  index: ResponseIndex,
  run: string,
  { url, sighting }: Pick<Address, "url" | "sighting">,
  address: Address | undefined,
  failures: ReadonlySet<string>,
): Seen {
  const responses = goodResponses(index, { url, sighting });
  const now = responses.findLast((response) => response.run === run);
  const earlier = [...(address ? goodResponses(index, address) : []), ...responses];
  const before = earlier.findLast((response) => response.run !== run);
  const isNew = address === undefined || before === undefined;
  const isBack = !isNew && address.goneSince !== null;
  const sha256 = responses.at(-1)?.sha256 ?? null;
  const failed =
    failures.has(requestUrl(url)) || (sighting.content ? failures.has(answerUrl(sighting.content)) : false);
  return {
    ...{ sha256, print: printOf({ sighting }, sha256), isFirstSeen: address === undefined },
    news: isNew ? "new" : isBack ? "returned" : now !== undefined && now.sha256 !== before.sha256 ? "changed" : "same",
    hasFailed: responses.length === 0 || (now === undefined && failed),
    ...{ url, page: sighting.pageUrl ?? url, isNotice: sighting.isNotice ?? false },
  };
}

/** By what a document is known again at another address: its article, else its bytes. */
const printOf = ({ sighting }: Pick<Address, "sighting">, sha256: string | null | undefined): string | null =>
  sighting.print ?? sha256 ?? null;
