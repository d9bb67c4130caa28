import { EnvironmentError } from "../../data/records/index.ts";
import type { Source } from "../../data/sources/index.ts";
import { decode, isDue, type Known, type Page, readPage, readRendered } from "../discover/index.ts";
import { FetchError, type Fetched, type FetchRequest, type FetchSession } from "../fetch/index.ts";
import { type PageRequest, type Platform, platformOf, withArticle } from "../platforms/index.ts";
import type { ContentRequest, RawStore } from "../raw/index.ts";
import type { Visit } from "./visit.ts";

/** A response, fetched tonight or kept from an earlier night. */
export type Response = Pick<Fetched, "url" | "mediaType" | "headers" | "body">;
/** A page as read, whether a browser had to show it, and what gave its article where it holds none itself. */
export type Shown = { page: Page } & Had;
type Had = { rendered: boolean; content: ContentRequest | null };
const AS_IT_IS: Had = { rendered: false, content: null };
/** Why there is nothing to read, and how it would have been had where that is not known from earlier nights. */
export type Unread = { unread: string; error: FetchError | null; had?: Had };

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
  /** By family, which of the requests that it proposes for an article has given one. */
  readonly #proven = new Map<string, number>();

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
    const stored = await this.#kept(visit, AS_IT_IS);
    const response = stored ?? (await this.#attempt(() => this.#session.fetch(asked(visit))));
    return "unread" in response ? response : { ...response, url: routed(response.url, visit.request.url) };
  }

  /** A response as a page, with what its family keeps elsewhere, shown by a browser where nothing else can. */
  async page(visit: Visit, response: Response): Promise<Shown | Unread> {
    if (visit.kind === "more") {
      const { body } = visit.request;
      const page = readPage(response, visit.step.listing.base);
      return { page: body === undefined ? page : { ...page, posted: body }, ...AS_IT_IS };
    }
    const shell = readPage(response);
    const { browser } = this.#source;
    const platform = platformOf(shell);
    if (browser === "always") return this.#rendered(visit, response);
    const page = await this.#withScripts(shell, platform.scripts?.(shell) ?? []);
    if ("unread" in page) return page;
    const needsBrowser = platform.needsBrowser?.(page) ?? false;
    const content = platform.content?.(page) ?? null;
    if (typeof content === "string") return { page: withArticle(page, content) ?? page, ...AS_IT_IS };
    const article = content && content.length > 0 && (await this.#article(visit, page, platform, content));
    if (article && !("unread" in article && needsBrowser)) return article;
    return needsBrowser ? this.#rendered(visit, response) : { page, ...AS_IT_IS };
  }

  async #rendered(visit: Visit, response: Response): Promise<Shown | Unread> {
    const { url } = visit.request;
    const had: Had = { rendered: true, content: null };
    if (this.#source.browser === "never")
      return this.#missed(url, `${url} needs a browser, which the source forbids (browser: never)`, null, had);
    const kept = await this.#kept(visit, had);
    if (kept) return { page: readPage(kept), ...had };
    const shown = await this.#attempt(() => this.#session.render(response.url));
    if ("unread" in shown) return this.#missed(url, shown.unread, shown.error, had);
    return { page: readRendered(shown.page, shown.html, shown.loaded), ...had };
  }

  #missed(url: string, unread: string, error: FetchError | null, had: Had): Unread {
    return this.had(url) ? { unread, error } : { unread, error, had };
  }

  async #withScripts(page: Page, addresses: string[]): Promise<Page | Unread> {
    const loaded: Page["loaded"] = [];
    for (const url of addresses) {
      const script = await this.#attempt(() => this.#session.fetch({ url, referer: page.url }));
      if ("unread" in script) return { ...script, unread: `${page.url} needs a script: ${script.unread}` };
      loaded.push({ url, body: decode(script.body, script.headers.get("content-type")) });
    }
    return loaded.length === 0 ? page : { ...page, loaded: [...page.loaded, ...loaded] };
  }

  /** A page with its article, from the first of the requests that gives one; the one that did so before is asked first. */
  async #article(visit: Visit, shell: Page, { name }: Platform, requests: PageRequest[]): Promise<Shown | Unread> {
    const proven = requests[this.#proven.get(name) ?? 0];
    let error: FetchError | null = null;
    for (const request of new Set([...(proven ? [proven] : []), ...requests])) {
      const { url, method = "GET", body = null } = request;
      const had: Had = { rendered: false, content: { url, method, body } };
      const kept = await this.#kept(visit, had);
      const answer = kept ?? (await this.#attempt(() => this.#session.fetch({ ...request, referer: shell.url })));
      if ("unread" in answer) {
        error ??= answer.error;
        continue;
      }
      const text = isText(answer) ? decode(answer.body, answer.headers.get("content-type")) : null;
      const page = text === null ? shell : withArticle(shell, text);
      if (page === null) continue;
      this.#proven.set(name, requests.indexOf(request));
      return { page, ...had };
    }
    const why = `${visit.request.url}: nothing gives its article${error ? ` (${error.message})` : ""}`;
    const { url = shell.url, method = "GET", body = null } = requests[0] ?? {};
    return this.#missed(visit.request.url, why, error, { rendered: false, content: { url, method, body } });
  }

  /** Whether an earlier night had a document there. */
  had(url: string): boolean {
    return this.#known.has(url);
  }

  async #kept(visit: Visit, had: Had): Promise<Response | null> {
    const { url } = visit.request;
    const said = this.#saidOf(visit);
    const stored = said && this.#store.document(url, had);
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

/** What a response holds is meant for the route (#721) that was asked for, though no server hears of it. */
function routed(address: string, asked: string): string {
  const url = new URL(address);
  url.hash ||= new URL(asked).hash;
  return url.href;
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
