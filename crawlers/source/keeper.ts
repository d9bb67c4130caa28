import {
  contextOf,
  isColumnDue,
  isDue,
  isReportTitle,
  isRubbish,
  isWayDue,
  type Known,
  type Page,
  readPage,
} from "../discover/index.ts";
import { type FetchError, type Fetched, headersOf, refusal } from "../fetch/index.ts";
import { entriesOf, platformOf } from "../platforms/index.ts";
import { mediaType, type RawStore, type RequestKey, type StoredResponse } from "../raw/index.ts";
import { isGuess, type Visit } from "./visit.ts";

/**
 * How an answer was come by. `kept`: from an earlier night. `since` (ISO 8601): when its address first said what it says. `sha256`: of its body.
 */
export type Origin = { kept: boolean; since: string; sha256: string };
/** A response, fetched tonight or kept from an earlier night. */
export type Response = Pick<Fetched, "url" | "mediaType" | "headers" | "body"> & Origin;

/** What tonight's crawl of a source is held against. */
export type Earlier = {
  known: ReadonlyMap<string, Known>;
  /** Digests of what was given in place of documents. */
  refused: ReadonlySet<string>;
  now: Date;
  refresh: boolean;
};

/** What need not be asked for tonight, because an earlier night did and it is not due. */
export class Keeper {
  readonly #store: RawStore;
  readonly #night: Earlier;
  #pages = true;
  /** Pages that were kept. */
  pagesKept = 0;

  constructor(store: RawStore, night: Earlier) {
    this.#store = store;
    this.#night = night;
  }

  /** From now on every page is asked for. */
  keepNoPages(): void {
    this.#pages = false;
  }

  /**
   * What the store has for a visit's request, where that is not to be asked for tonight; for a guess at further pages that
   * was wrong, why; else null.
   */
  async kept(visit: Visit, request: RequestKey): Promise<Response | FetchError | null> {
    // A page that lists is shown again where the data that it loads has changed, which the reader asks.
    if (request.method === "RENDER" && visit.kind !== "document") return null;
    const stored = this.#store.last(request);
    if (
      !stored ||
      this.#night.refused.has(stored.sha256 ?? "") ||
      (this.#isDue(visit, request, stored) && !(await this.#isIdle(visit, request, stored)))
    )
      return null;
    const problem = refusal(request.url, stored);
    if (problem) return isWrongGuess(visit, stored) ? problem : null;
    const response = await this.#response(stored);
    if (visit.kind === "document") return response;
    if (
      visit.kind !== "more" &&
      visit.context !== "annual" &&
      isText(response) &&
      !isRubbish(response.body) &&
      isColumn(readPage(response))
    )
      return null;
    this.pagesKept++;
    return response;
  }

  /** What the store has of a thing that pages need (a script), where that is not to be asked for tonight. */
  async keptPart(url: string): Promise<Response | null> {
    const stored = this.#store.last({ method: "GET", url });
    const { now, refresh } = this.#night;
    if (stored?.verdict !== "document" || refresh || !this.#pages) return null;
    return isWayDue(url, stored.retrieved, now) ? null : this.#response(stored);
  }

  /** Whether it is a guess at a listing's first entries that gave none, and its week is not over. */
  async #isIdle(visit: Visit, { url, body }: RequestKey, stored: StoredResponse): Promise<boolean> {
    const { now, refresh } = this.#night;
    if (refresh || !this.#pages || visit.kind !== "more" || !isGuess(visit.step)) return false;
    const { listing } = visit.step;
    const { since, platform } = listing;
    if (since !== null || isWayDue(url + (body ?? ""), stored.retrieved, now)) return false;
    if (stored.verdict !== "document") return isWrongGuess(visit, stored);
    return entriesOf(readPage(await this.#response(stored), listing), platform).length === 0;
  }

  async #response(stored: StoredResponse): Promise<Response> {
    const body = await this.#store.body(stored);
    if (stored.sha256 === null) throw new Error("a document without a digest");
    const said = { mediaType: mediaType(stored.headers), headers: headersOf(stored.headers), sha256: stored.sha256 };
    return { url: stored.url, ...said, body, kept: true, since: this.#store.since(stored) };
  }

  #isDue(visit: Visit, { url, body }: RequestKey, { retrieved }: StoredResponse): boolean {
    const { now, refresh, known } = this.#night;
    if (refresh) return true;
    if (visit.kind === "document") {
      const { linkText = null, listedDate = null } = visit.sighting;
      const address = visit.request.url;
      return isDue(address, { retrieved, known: known.get(address) ?? null, linkText, listedDate }, now);
    }
    if (!this.#pages) return true;
    const name = url + (body ?? "");
    const since = visit.kind === "more" ? visit.step.listing.since : null;
    if (since !== null) return retrieved < since || isWayDue(name, retrieved, now);
    const isFirst = visit.kind === "more" || visit.context === "annual";
    return isFirst ? isColumnDue(name, retrieved, visit.year ?? null, now) : isWayDue(name, retrieved, now);
  }
}

/** Whether a page is one that new reports would be put on, however the way to it is called. */
function isColumn(page: Page): boolean {
  return contextOf(page) === "annual" || entriesOf(page, platformOf(page)).some(({ text }) => isReportTitle(text));
}

/** A guess at a listing's further pages that has been answered with 404 is right as little tonight. */
const isWrongGuess = (visit: Visit, { status, verdict }: StoredResponse): boolean =>
  visit.kind === "more" && isGuess(visit.step) && (status === 404 || status === 410 || verdict === "missing");

/** PDF, ZIP and what is made of it (DOCX, OFD), old Office, RTF, RAR. */
const FILE_BEGINNINGS = ["%PDF", "PK\u0003\u0004", "\u00d0\u00cf\u0011\u00e0", "{\\rtf", "Rar!"];

/** Whether a response is a text that may be a page or a reply, and not a file. */
export function isText({ body, mediaType }: Pick<Response, "body" | "mediaType">): boolean {
  const head = Buffer.from(body.subarray(0, 512)).toString("latin1");
  if (FILE_BEGINNINGS.some((beginning) => head.startsWith(beginning))) return false;
  return mediaType === null || /^text\/(?!plain)|html|xml|json|javascript/.test(mediaType) || /^\s*[<{[(]/.test(head);
}
