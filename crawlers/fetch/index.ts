import { setTimeout as delay } from "node:timers/promises";
import { type RawStore, SOFTWARE } from "../raw/index.ts";
import type { Means } from "./asker.ts";
import { Browsers } from "./browser.ts";
import { Pacer } from "./pace.ts";
import { Session } from "./session.ts";
import { Transport } from "./transport.ts";
import type { Fetcher } from "./types.ts";

export { headersOf, refusal } from "./answer.ts";
export { FetchBlocked, FetchError, FetchFailed, FetchLedAway, FetchRefused, RobotsDisallowed } from "./errors.ts";
export { findBrowser } from "./find-browser.ts";
export type { Fetched, Fetcher, FetchRequest, FetchSession, FetchSource, Rendered } from "./types.ts";

export type FetcherOptions = {
  store: RawStore;
  /** A mail address or page about the crawl, sent with every request: `Gongkai/VERSION (+contact)`. */
  userAgentContact: string | null;
  /** For tests: the clock and the way to wait, in milliseconds. */
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
};

/** The one way to the network. Pace and back-off hold per registrable domain over all sessions of a fetcher. */
export function openFetcher({ store, userAgentContact, now = Date.now, sleep = delay }: FetcherOptions): Fetcher {
  const clock = { now, sleep };
  const means: Means = {
    store,
    transport: new Transport(),
    pacer: new Pacer(clock),
    clock,
    userAgent: userAgentContact ? `${SOFTWARE} (+${userAgentContact})` : SOFTWARE,
  };
  const browsers = new Browsers();
  return {
    session: (source, run) => new Session(means, browsers.tab(), source, run),
    close: async () => {
      await browsers.close();
      await means.transport.close();
    },
  };
}
