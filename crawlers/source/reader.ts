import { EnvironmentError } from "../../data/records/index.ts";
import type { Source } from "../../data/sources/index.ts";
import { decode, isRubbish, type Page, readPage, readRendered } from "../discover/index.ts";
import { FetchError, FetchLedAway, type FetchRequest, type FetchSession } from "../fetch/index.ts";
import { type PageRequest, type Platform, platformOf, withArticle } from "../platforms/index.ts";
import { type ContentRequest, loadedBy, type RawStore, requestUrl } from "../raw/index.ts";
import { type Earlier, isText, Keeper, type Origin, type Response } from "./keeper.ts";
import type { Visit } from "./visit.ts";

/** A page as read, whether a browser had to show it, and what gave its article where it holds none itself. */
export type Shown = { page: Page } & Had & Origin;
type Had = { rendered: boolean; content: ContentRequest | null };
const AS_IT_IS: Had = { rendered: false, content: null };
/** Why there is nothing to read, and how it would have been had where that is not known from earlier nights. */
export type Unread = { unread: string; error: FetchError | null; had?: Had };

/** How one crawl of one source gets at responses and pages. */
export class Reader {
  readonly #source: Source;
  readonly #store: RawStore;
  readonly #session: FetchSession;
  readonly #had: Earlier["known"];
  readonly keeper: Keeper;
  /** By family, which of the requests that it proposes for an article has given one. */
  readonly #proven = new Map<string, number>();

  constructor(source: Source, store: RawStore, session: FetchSession, night: Earlier) {
    this.#source = source;
    this.#store = store;
    this.#session = session;
    this.#had = night.known;
    this.keeper = new Keeper(store, night);
  }

  /** A visit under the address that its host is asked by. */
  named(visit: Visit): Visit {
    const { url } = visit.request;
    if (!url.startsWith("https:") || !this.#session.overHttp.has(new URL(url).host)) return visit;
    return { ...visit, request: { ...visit.request, url: url.replace(/^https/, "http") } };
  }

  /** What a person should know of how the hosts were asked, each a sentence. */
  get notes(): string[] {
    return [...this.#session.overHttp].map(([host, fault]) => `${host} is read over http, for over https ${fault}`);
  }

  /** The response to a visit; what is stored and not due is not asked for. */
  async response(planned: Visit): Promise<Response | Unread> {
    const visit = this.named(planned);
    const kept = await this.#kept(visit, AS_IT_IS);
    const response = kept ?? (await this.#fetched(asked(visit)));
    return "unread" in response ? response : { ...response, url: routed(response.url, visit.request.url) };
  }

  /** A response as a page, with what its family keeps elsewhere, shown by a browser where nothing else can. */
  async page(visit: Visit, response: Response): Promise<Shown | Unread> {
    if (isRubbish(response.body))
      return { unread: `${visit.request.url}: is no page, it has too many tags`, error: null };
    if (visit.kind === "more") {
      const { body } = visit.request;
      const page = readPage(response, visit.step.listing);
      return { page: body === undefined ? page : { ...page, posted: body }, ...AS_IT_IS, ...originOf(response) };
    }
    const shell = readPage(response);
    const { browser } = this.#source;
    const platform = platformOf(shell);
    if (browser === "always") return this.#rendered(visit, response);
    const page = await this.#withScripts(shell, platform.scripts?.(shell) ?? []);
    if ("unread" in page) return page;
    const needsBrowser = platform.needsBrowser?.(page) ?? false;
    const content = platform.content?.(page) ?? null;
    const shown = { ...AS_IT_IS, ...originOf(response) };
    if (typeof content === "string") return { page: withArticle(page, content) ?? page, ...shown };
    const article = content && content.length > 0 && (await this.#article(visit, page, platform, content));
    if (article && !("unread" in article && needsBrowser)) return article;
    return needsBrowser ? this.#rendered(visit, response) : { page, ...shown };
  }

  async #rendered(visit: Visit, response: Response): Promise<Shown | Unread> {
    const { url } = visit.request;
    const had: Had = { rendered: true, content: null };
    if (this.#source.browser === "never")
      return this.#missed(url, `${url} needs a browser, which the source forbids (browser: never)`, null, had);
    const kept = await this.#kept(visit, had);
    if (kept && !("unread" in kept)) return { page: readPage(kept), ...had, ...originOf(kept) };
    const same = visit.kind === "document" ? null : await this.#sameAsShown(url, response);
    if (same) return { ...same, ...had };
    const shown = await this.#attempt(() => this.#session.render(url));
    if ("unread" in shown && shown.error instanceof FetchLedAway)
      return { page: { ...readPage(response), leadsTo: shown.error.target }, ...AS_IT_IS, ...originOf(response) };
    if ("unread" in shown) return this.#missed(url, shown.unread, shown.error, had);
    const page = readRendered({ ...shown.page, url: response.url }, shown.html, shown.loaded);
    const sha256 = shown.stored.sha256 ?? shown.page.sha256;
    return { page, ...had, kept: false, since: this.#store.since(shown.stored), sha256 };
  }

  /** A page as a browser showed it last, where it and the data it then loaded say tonight what they said then. */
  async #sameAsShown(url: string, response: Response): Promise<({ page: Page } & Origin) | null> {
    const shown = this.#store.latest({ method: "RENDER", url });
    const requests = shown ? loadedBy(shown) : [];
    // What loads no data is made by its scripts alone.
    if (!shown || requests.length === 0 || response.since > shown.retrieved) return null;
    const loaded = [];
    for (const asked of requests) {
      const kept = response.kept && !asked.body ? await this.keeper.keptPart(asked.url) : null;
      const reply = kept ?? (await this.#fetched({ ...asked, referer: requestUrl(response.url) }));
      if ("unread" in reply || reply.since > shown.retrieved) return null;
      loaded.push({ ...reply, asked });
    }
    const html = Buffer.from(await this.#store.body(shown)).toString();
    const sha256 = shown.sha256 ?? response.sha256;
    return { page: readRendered(response, html, loaded), kept: false, since: this.#store.since(shown), sha256 };
  }

  #missed(url: string, unread: string, error: FetchError | null, had: Had): Unread {
    return this.had(url) ? { unread, error } : { unread, error, had };
  }

  async #withScripts(page: Page, addresses: string[]): Promise<Page | Unread> {
    const loaded: Page["loaded"] = [];
    for (const url of addresses) {
      const script = (await this.keeper.keptPart(url)) ?? (await this.#fetched({ url, referer: page.url }));
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
      const answer = kept ?? (await this.#fetched({ ...request, referer: shell.url }));
      if ("unread" in answer) {
        error ??= answer.error;
        continue;
      }
      const text = isText(answer) ? decode(answer.body, answer.headers.get("content-type")) : null;
      const page = text === null ? shell : withArticle(shell, text);
      if (page === null) continue;
      this.#proven.set(name, requests.indexOf(request));
      return { page, ...had, ...originOf(answer) };
    }
    const why = `${visit.request.url}: nothing gives its article${error ? ` (${error.message})` : ""}`;
    const { url = shell.url, method = "GET", body = null } = requests[0] ?? {};
    return this.#missed(visit.request.url, why, error, { rendered: false, content: { url, method, body } });
  }

  /** Whether an earlier night had a document there. */
  had(url: string): boolean {
    return this.#had.has(url);
  }

  async #kept(visit: Visit, { rendered, content }: Had): Promise<Response | Unread | null> {
    const { url, method = "GET", body = null } = visit.request;
    const kept = await this.keeper.kept(visit, content ?? { url, method: rendered ? "RENDER" : method, body });
    return kept instanceof FetchError ? { unread: kept.message, error: kept } : kept;
  }

  #fetched(request: FetchRequest): Promise<Response | Unread> {
    return this.#attempt(async () => {
      const fetched = await this.#session.fetch(request);
      return { ...fetched, kept: false, since: this.#store.since(fetched.stored) };
    });
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

const originOf = ({ kept, since, sha256 }: Origin): Origin => ({ kept, since, sha256 });

function asked({ request, referer }: Visit): FetchRequest {
  return { ...request, ...(referer === null ? {} : { referer }) };
}
