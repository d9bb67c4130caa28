import type { StoredResponse } from "../raw/index.ts";

/** What the fetcher must know of a source (data/sources): its hosts, its pace, whether a browser may be used. */
export type FetchSource = {
  id: string;
  home: string;
  columns: string[];
  /** Globs for other hosts that belong to it; a glob matches a host with or without its port. */
  allow: string[];
  /** Milliseconds between the starts of two requests to one registrable domain. */
  pace: number;
  browser: "auto" | "never" | "always";
};

export type FetchRequest = {
  url: string;
  method?: "GET" | "POST" | undefined;
  body?: string | undefined;
  headers?: Record<string, string> | undefined;
  /** Some downloads are only given to who comes from their page. */
  referer?: string;
};

/** A document as fetched, or as the store has it. */
export type Fetched = {
  /** Where it came from, after redirects. */
  url: string;
  requestedUrl: string;
  /** 200 also where the server answered 304. */
  status: number;
  headers: Headers;
  /** Content encoding undone. */
  body: Uint8Array;
  sha256: string;
  /** From Content-Type, lower case, without parameters; null where the server says none. The charset is in `headers`. */
  mediaType: string | null;
  /** From Content-Disposition, else the last segment of the path where that has an extension. */
  fileName: string | null;
  /** ISO 8601, UTC. */
  retrieved: string;
  /** 304, or the same bytes as the newest response before. */
  unchanged: boolean;
  /** This run had it already: no request was made. */
  fromStore: boolean;
  stored: StoredResponse;
};

/** What a page in a browser loaded, and how it asked. */
export type Loaded = Fetched & { asked: FetchRequest };

export type Rendered = {
  page: Fetched;
  /** The DOM after the page's scripts have run. */
  html: string;
  /** The stored DOM: its key is `RENDER url`. */
  stored: StoredResponse;
  /** The JSON and XML responses that the page loaded, in the order it asked for them. */
  loaded: Loaded[];
};

/** One source's visit to its hosts: its allow-list, cookies and run. Any number of calls may be under way at once. */
export interface FetchSession {
  /** Hosts that are asked over http although their addresses say https, with why: over https they have never answered. */
  readonly overHttp: ReadonlyMap<string, string>;
  /**
   * Fetches one address as a polite visitor, following redirects. Throws FetchRefused, RobotsDisallowed, FetchBlocked or
   * FetchFailed (errors.ts); everything a server answers is in the raw store before this returns or throws.
   */
  fetch(request: FetchRequest): Promise<Fetched>;
  /**
   * Loads a page in a browser; every request the page makes goes through `fetch`, so robots, pace, allow-list and the raw
   * store hold for it too. Pictures, fonts and styles are not loaded. Throws what `fetch` throws for the page itself, and
   * EnvironmentError where there is no browser.
   */
  render(url: string): Promise<Rendered>;
  /** Gives back the browser tab. */
  close(): Promise<void>;
}

export interface Fetcher {
  session(source: FetchSource, run: string): FetchSession;
  /** Closes connections and the browser. */
  close(): Promise<void>;
}
