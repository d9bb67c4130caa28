import { FetchBlocked, type FetchError, RobotsDisallowed } from "../fetch/index.ts";
import type { Findings } from "../source/index.ts";

/** What kept addresses from being read, and what that means for who adds the site. */
export type Obstacle = { kind: string; times: number; first: string; means: string };

/** What each kind of failure means, by the errors' stable words. */
const MEANINGS: Record<string, string> = {
  blocked:
    "the site turns this crawler or this network away; that is recorded and never circumvented. A crawl from another network may be let in",
  robots: "robots.txt forbids it, and what it forbids is never fetched; reports behind it are out of reach",
  robots_unavailable: "robots.txt cannot be had, so nothing is fetched tonight; try again another day",
  outside_allow_list:
    "it leads to a host that the entry does not name; if that host is the site's own, put it under allow",
  private_address: "it leads to a private address, which is fetched only where the entry names it",
  unreachable: "nobody answers there; the address may be old, or closed to this network",
  timeout: "no answer in time; the site may be slow or closed to this network",
  tls: "its certificate or encryption cannot be used; where the site also answers on http, give that as its home",
  backing_off: "the site asks for a longer rest than a probe can wait; try again later",
  http_404: "the page is gone; columns of the entry that are gone should be taken out",
};

/** The failures that count: a guessed page that is not there is none. */
export function obstaclesOf({ errors, unread, notes, pagesRead }: Findings): Obstacle[] {
  const said = new Set([...unread, ...notes]);
  const counting = errors.filter(({ message }) => pagesRead === 0 || said.has(message));
  const groups = [...Map.groupBy(counting, kindOf)];
  return groups.map(([kind, of]) => ({
    kind,
    times: of.length,
    first: of[0]?.message ?? "",
    means: MEANINGS[kind] ?? "the site's own fault; try again another day",
  }));
}

function kindOf(error: FetchError): string {
  if (error instanceof FetchBlocked) return "blocked";
  return error instanceof RobotsDisallowed ? "robots" : error.code;
}
