import type { RawStore } from "../raw/index.ts";
import type { Fetcher } from "./types.ts";

export { FetchBlocked, FetchError, FetchFailed, FetchRefused, RobotsDisallowed } from "./errors.ts";
export type { Fetched, Fetcher, FetchRequest, FetchSession, FetchSource, Rendered } from "./types.ts";

export type FetcherOptions = {
  store: RawStore;
  /** A mail address or page about the crawl, sent with every request: `Gongkai/VERSION (+contact)`. */
  userAgentContact: string | null;
  /** For tests: the clock and the way to wait. */
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
};

/** The one way to the network. Pace and back-off hold per registrable domain over all sessions of a fetcher. */
export function openFetcher(_options: FetcherOptions): Fetcher {
  throw new Error("not yet built");
}

/** The browser that `render` would use: GONGKAI_CHROMIUM, an installed Chrome or Chromium, Playwright's own; null where there is none. */
export function findBrowser(): string | null {
  return null;
}
