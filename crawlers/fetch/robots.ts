import * as robotsModule from "robots-parser";
import { FetchBlocked, FetchFailed, FetchRefused } from "./errors.ts";
import type { Fetched } from "./types.ts";

/** The word by which robots.txt files may address us. */
export const ROBOTS_NAME = "Gongkai";

export type Robots = {
  allows(url: string): boolean;
  /** Milliseconds between requests that it asks for. */
  delay: number;
};

type RobotsParser = typeof robotsModule.default.default;

/** The package's types speak of an ES module, which it is not: what is imported is the function itself. */
const robotsParser: unknown = robotsModule.default;
const isParser = (value: unknown): value is RobotsParser => typeof value === "function";

const NONE: Robots = { allows: () => true, delay: 0 };

/**
 * What robots.txt says. None (4xx, an HTML page in its place, a redirect that leads elsewhere) allows all; where the server fails,
 * nothing may be fetched tonight: FetchFailed.
 */
export async function readRobots(origin: string, fetch: (url: string) => Promise<Fetched>): Promise<Robots> {
  const url = `${origin}/robots.txt`;
  let fetched: Fetched;
  try {
    fetched = await fetch(url);
  } catch (error) {
    if (error instanceof FetchRefused) return NONE;
    if (!(error instanceof FetchFailed || error instanceof FetchBlocked)) throw error;
    if (error.status === null && !UNREADABLE.has(error.code)) throw error;
    // 521 is no failure of the server but the first step of a challenge.
    if (error instanceof FetchBlocked && error.status === 521) throw error;
    if (error.status !== null && error.status >= 500) throw notTonight(url, error);
    return NONE;
  }
  return parsed(url, new TextDecoder().decode(fetched.body));
}

/** There is an answer, but no rules in it. */
const UNREADABLE = new Set(["too_large", "bad_encoding", "empty", "too_many_redirects"]);

function parsed(url: string, text: string): Robots {
  if (/^\s*</.test(text)) return NONE;
  if (!isParser(robotsParser)) throw new TypeError("robots-parser is no function any more");
  const rules = robotsParser(url, text);
  return {
    allows: (address) => rules.isAllowed(address, ROBOTS_NAME) ?? true,
    delay: (rules.getCrawlDelay(ROBOTS_NAME) ?? 0) * 1000,
  };
}

const notTonight = (url: string, cause: FetchFailed | FetchBlocked): FetchFailed =>
  new FetchFailed(url, "robots_unavailable", `answers ${cause.status}: the host is left alone tonight`, cause.status, {
    cause,
  });
