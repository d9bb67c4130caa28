import type { FetchedDocument, Health, SiteRun } from "../../data/records/index.ts";

/**
 * What identifies a request. `RENDER` is a page as a browser shows it: its stored body is the rendered DOM, a function of
 * what the page loaded. The URL is stored without its fragment, but for a rendered page: each route of an application is one.
 */
export type RequestKey = { method: "GET" | "POST" | "RENDER"; url: string; body?: string | null | undefined };

/** What a browser made of an address. */
export type Shown = { url: string; html: string; loaded: readonly LoadRequest[] };
/** A request for data that a page makes while it is shown. */
export type LoadRequest = {
  url: string;
  method?: "GET" | "POST" | undefined;
  body?: string | undefined;
  headers?: Record<string, string> | undefined;
};

/** HTTP headers in the order and spelling they had, repeated ones repeated. */
export type HeaderList = [name: string, value: string][];

/** One HTTP request and its response, as they went over the wire, transfer-encoding undone. */
export type Exchange = {
  request: RequestKey;
  requestHeaders: HeaderList;
  status: number;
  statusText: string;
  headers: HeaderList;
  /** As received: still content-encoded. Empty for a 304. */
  body: Uint8Array;
  /** When the response began. */
  retrieved: Date;
};

/**
 * What a response is to the archive. `document`: bytes worth a version (a 304 confirms one). `blocked`: the site turns us
 * away, whatever the status says. `missing`: a page that says with status 200 that there is no such page; `out_of_service`: that
 * the site serves nobody now. `empty` and `broken` (content encoding): a 2xx without a readable body. `other`: redirects and errors.
 */
export const VERDICTS = ["document", "blocked", "missing", "out_of_service", "empty", "broken", "other"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A response in the raw store, without its body. */
export type StoredResponse = {
  run: string;
  method: RequestKey["method"];
  url: string;
  /** As received: 304 where the server said that nothing changed; its body is then the one it said so about. */
  status: number;
  /** For a 304: those of the response it confirms, brought up to date. */
  headers: HeaderList;
  /** ISO 8601, UTC. */
  retrieved: string;
  /** SHA-256 (hex) of the decoded body; null where that is empty or its content encoding broken. */
  sha256: string | null;
  verdict: Verdict;
  /** The same bytes as the newest earlier response to this request (or a 304). */
  unchanged: boolean;
  /** The record itself. */
  warcFile: string;
  warcOffset: number;
  /** The record that holds the body: another one for a revisit. */
  bodyFile: string;
  bodyOffset: number;
};

/** By what responses are found; what is not said may be any. */
export type Wanted = {
  /** The address asked, whatever the method. */
  url?: string | undefined;
  /** SHA-256 (hex) of the decoded body. */
  sha256?: string | undefined;
  /** Retrieved then or later; and before. */
  from?: Date | undefined;
  to?: Date | undefined;
};

/** A request that is answered with an article which its page does not hold. */
export type ContentRequest = RequestKey & { method: "GET" | "POST" };

/** What a listing says about an address that is, perhaps, a report. */
export type Sighting = {
  /** The page where a person finds it: the notice for an attachment; null where that is the address itself. */
  pageUrl?: string | null | undefined;
  linkText?: string | null | undefined;
  /** ISO date printed beside the link. */
  listedDate?: string | null | undefined;
  columnName?: string | null | undefined;
  fileName?: string | null | undefined;
  /**
   * How the document is had, where it is not the bytes of the address; what is not said stays as it was last said.
   * `rendered`: it is what a browser shows there (`FetchSession.render`).
   */
  rendered?: boolean | undefined;
  /** It is what this request is answered with: the address itself gives a shell that its script fills. */
  content?: ContentRequest | null | undefined;
  /** Another address of the document that this run sighted there; it is not asked for under this one. */
  twinOf?: string | null | undefined;
  /** Every address that runs have called it a twin of; said by the store. */
  twinsOf?: string[] | undefined;
  /**
   * Digests (SHA-256) of what the address was answered with and is no document of it: a page given for any report, a shell that leads
   * nowhere. The document is what it was before. Said in a run, also with none, it says that the run did not get the document.
   */
  refused?: string[] | undefined;
  /** A digest of the article without the site's frame, where that can be told: the same where a document has moved. */
  print?: string | null | undefined;
  /** The page only points to the report: its files or frames have it. */
  isNotice?: boolean | undefined;
};

/** Counts of a run's sighted documents: twins, and copies that say the same, are one. */
export type Tally = {
  /** In the store, from this run or an earlier one. */
  found: number;
  /** Seen for the first time, or back after it was gone; its document fetched. */
  new: number;
  /** Of these, those that are back. */
  returned: number;
  /** Gave other bytes than before. */
  changed: number;
  /** Documents of known addresses that this run didn't sight, there or elsewhere: what `gone` becomes if the run is `ok`. */
  gone: number;
  /** Documents of known addresses that this run sighted at new ones instead: neither new nor gone. */
  moved: number;
  /** Sighted, but this run asked in vain, or nobody ever got it. */
  failed: number;
  /** Reports listed, a page with its files being one. */
  listed: number;
  /** Of these, those of which nothing was had: neither page nor file, no file where the page is only a notice. */
  missed: number;
};

/** How a run ended. The counts come from what it sighted. */
export type Outcome = {
  name: string;
  division: string | null;
  platform: string | null;
  health: Health;
  reason: string | null;
  finished: Date;
};

/**
 * Every response as received (ARCHIVE/raw/*.warc.gz) and the index over them (index.sqlite, which can be rebuilt from the
 * WARCs). One process writes, any number read meanwhile. Methods that write throw a GongkaiError on a store opened to read.
 */
export interface RawStore {
  readonly mode: "read" | "write";
  /** Starts a crawl of one source, or carries on its last one if that was never finished and began less than 24 hours ago. */
  beginRun(site: string, now: Date): { run: string; resumed: boolean };
  /**
   * The last response that this run already has for the request, so that an interrupted crawl fetches nothing twice.
   * Temporary refusals (429, 5xx without 521) don't count as answers.
   */
  answered(run: string, request: RequestKey): StoredResponse | null;
  /** The newest good response (2xx with a body, or a 304 that confirms one) to the request: for conditional requests, and for documents not due for another visit. */
  latest(request: RequestKey): StoredResponse | null;
  /** What a request was answered with last, redirects followed to where they led then; null where it was never made. */
  last(request: RequestKey): StoredResponse | null;
  /** ISO 8601: when the request of a good response was first given these bytes, others having come before. */
  since(of: StoredResponse): string;
  /** Every response by its address, its body's digest, its time, or any of these together; oldest first. */
  find(wanted: Wanted): Iterable<StoredResponse>;
  /** Writes the response to the WARC, then to the index. Bodies that the store has already, and 304s, become `revisit` records. */
  append(run: string, exchange: Exchange): Promise<StoredResponse>;
  /**
   * Keeps the DOM that a browser made of a page: a `conversion` record that refers to the page's response, with the requests for
   * data that the page made. Its key is `RENDER url`.
   */
  appendRendered(run: string, page: StoredResponse, shown: Shown): Promise<StoredResponse>;
  /** The body, content encoding undone. Throws a GongkaiError where the WARC is damaged or the encoding broken. */
  body(of: StoredResponse | FetchedDocument): Promise<Uint8Array>;
  /** In this run this address is listed as (perhaps) a report. Saying so again replaces what was said before. */
  sighted(run: string, url: string, sighting: Sighting): void;
  /** The run begins to look anew: what it has sighted so far is unsaid. */
  unsight(run: string): void;
  /** In this run the request got no document, and why (one stable word: `timeout`, `http_404`, `blocked` …). Said by `fetch`. */
  failed(run: string, request: RequestKey, code: string): void;
  /** What the run comes to so far: for deciding its health before it is finished. */
  tally(run: string): Tally;
  /**
   * Ends the run. An address is gone since the first finished `ok` run of its site that didn't sight it; runs of other
   * health leave the last good state. The summary goes to the WARC as a metadata record, so that all can be rebuilt from raw.
   */
  finishRun(run: string, outcome: Outcome): Promise<SiteRun>;
  /** Runs that have begun and not ended: they go on, or were stopped. */
  unfinishedRuns(): string[];
  /** The newest finished run of each site, by site. */
  lastRuns(): SiteRun[];
  /** The newest finished run of the site that was `ok`: its last good state. */
  lastGood(site: string): SiteRun | null;
  /** Digests of what runs have said is no document, wherever the site gave it. */
  refused(site: string): ReadonlySet<string>;
  /** Every version of every address ever sighted, by site and address, or of one site's; redirects followed to where the bytes came from. */
  documents(site?: string): Iterable<FetchedDocument>;
  /**
   * What keeps the store from having all that was ever stored, a sentence for each: WARC files that are missing, damaged where nothing is known of them yet, or
   * refer to what is lost.
   */
  damages(): Promise<string[]>;
  close(): Promise<void>;
}
