import { EnvironmentError } from "../../data/records/index.ts";
import type { Source } from "../../data/sources/index.ts";
import { isDue, type Known, type Page, readPage, readRendered } from "../discover/index.ts";
import { FetchError, type Fetched, type FetchRequest, type FetchSession } from "../fetch/index.ts";
import { platformOf } from "../platforms/index.ts";
import type { RawStore } from "../raw/index.ts";
import type { Visit } from "./visit.ts";

/** A response, fetched tonight or kept from an earlier night. */
export type Response = Pick<Fetched, "url" | "mediaType" | "headers" | "body">;
/** A page as read, and whether a browser had to show it. */
export type Shown = { page: Page; rendered: boolean };
/** Why there is nothing to read. */
export type Unread = { unread: string; error: FetchError | null };

/** What a listing says of a report tonight. */
type Said = Pick<Known, "linkText" | "listedDate">;

/** How one crawl of one source gets at responses and pages. */
export class Reader {
  readonly #source: Source;
  readonly #store: RawStore;
  readonly #session: FetchSession;
  /** Whether a stored document is asked for again. */
  readonly #due: (url: string, retrieved: string, said: Said) => boolean;
  readonly #known: ReadonlyMap<string, Known>;

  constructor(
    source: Source,
    store: RawStore,
    session: FetchSession,
    night: { known: ReadonlyMap<string, Known>; now: Date; refresh: boolean },
  ) {
    this.#source = source;
    this.#store = store;
    this.#session = session;
    this.#known = night.known;
    this.#due = (url, retrieved, said) => {
      const known = night.known.get(url) ?? null;
      return night.refresh || isDue(url, { retrieved, known, ...said }, night.now);
    };
  }

  /** The response to a visit; a document that is stored and not due is not asked for. */
  async response(visit: Visit): Promise<Response | Unread> {
    const stored = await this.#kept(visit, false);
    return stored ?? this.#attempt(() => this.#session.fetch(asked(visit)));
  }

  /** A response as a page, shown by a browser where nothing else can. */
  async page(visit: Visit, response: Response): Promise<Shown | Unread> {
    const page = readPage(response, visit.kind === "more" ? visit.step.listing.base : undefined);
    const { browser } = this.#source;
    const needed = platformOf(page).needsBrowser?.(page) ?? false;
    if (!(needed || browser === "always") || visit.kind === "more") return { page, rendered: false };
    if (browser === "never")
      return { unread: `${visit.request.url} needs a browser, which the source forbids (browser: never)`, error: null };
    const kept = await this.#kept(visit, true);
    if (kept) return { page: readPage(kept), rendered: true };
    return this.#attempt(async () => {
      const shown = await this.#session.render(response.url);
      return { page: readRendered(shown.page, shown.html, shown.loaded), rendered: true };
    });
  }

  /** Whether an earlier night had a document there. */
  had(url: string): boolean {
    return this.#known.has(url);
  }

  async #kept(visit: Visit, rendered: boolean): Promise<Response | null> {
    const { url } = visit.request;
    const said = this.#saidOf(visit);
    const stored = said && this.#store.document(url, rendered);
    if (!stored || this.#due(url, stored.retrieved, said)) return null;
    const headers = new Headers(stored.headers);
    const mediaType = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || null;
    return { url: stored.url, mediaType, headers, body: await this.#store.body(stored) };
  }

  /** What is said tonight of a report that need not be asked for again; null for what must be: pages that may list something new. */
  #saidOf(visit: Visit): Said | null {
    if (visit.kind === "page" && visit.ofYear) return this.#known.get(visit.request.url) ?? null;
    if (visit.kind !== "document") return null;
    const { linkText = null, listedDate = null } = visit.sighting;
    return { linkText, listedDate };
  }

  /** What a site or this machine refuses is a finding of the crawl; anything else ends it. */
  async #attempt<T>(read: () => Promise<T>): Promise<T | Unread> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof FetchError) return { unread: error.message, error };
      if (error instanceof EnvironmentError) return { unread: `needs a browser: ${error.message}`, error: null };
      throw error;
    }
  }
}

function asked({ request, referer }: Visit): FetchRequest {
  return { ...request, ...(referer === null ? {} : { referer }) };
}

/** PDF, ZIP and what is made of it (DOCX, OFD), old Office, RTF, RAR. */
const FILE_BEGINNINGS = ["%PDF", "PK\u0003\u0004", "\u00d0\u00cf\u0011\u00e0", "{\\rtf", "Rar!"];

/** Whether a response is a text that may be a page or a reply, and not a file. */
export function isText({ body, mediaType }: Response): boolean {
  const head = Buffer.from(body.subarray(0, 512)).toString("latin1");
  if (FILE_BEGINNINGS.some((beginning) => head.startsWith(beginning))) return false;
  return mediaType === null || /^text\/(?!plain)|html|xml|json|javascript/.test(mediaType) || /^\s*[<{[(]/.test(head);
}
