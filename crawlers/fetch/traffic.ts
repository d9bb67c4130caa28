import { setTimeout as delay } from "node:timers/promises";
import type { Frame, Page, Request, Route } from "playwright-core";
import { requestUrl } from "../raw/index.ts";
import { FetchError, FetchLedAway } from "./errors.ts";
import type { Fetched, FetchRequest, Loaded } from "./types.ts";

/** A page is done when it has asked for nothing during this time. */
const QUIET_MS = 500;
/** A page that asks for more than this is no listing: what goes beyond is refused. */
const MOST_REQUESTS = 100;

/** What shapes the picture, not the document. */
const PICTURE = new Set(["image", "media", "font", "ping", "manifest", "texttrack", "eventsource", "other"]);

/** Headers that are the fetcher's business, not the page's. */
const OURS =
  /^(user-agent|host|cookie|connection|content-length|accept-encoding|accept-language|referer|upgrade-insecure-requests|if-.*|sec-.*|:.*)$/i;

/** What a page in a browser asks for, fetched for it. */
export class Traffic {
  /** Why what the tab shows is not the page: its script goes on to another address, or has loaded it again in vain. */
  lost: FetchError | null = null;
  readonly #tab: Page;
  readonly #page: string;
  readonly #fetch: (request: FetchRequest) => Promise<Fetched>;
  readonly #data: { order: number; loaded: Loaded }[] = [];
  #asked = 0;
  #underWay = 0;
  #lastMove = Date.now();
  #stopped = false;
  #fault: unknown = null;

  constructor(tab: Page, page: string, fetch: (request: FetchRequest) => Promise<Fetched>) {
    this.#tab = tab;
    this.#page = page;
    this.#fetch = fetch;
  }

  async answer(route: Route): Promise<void> {
    this.#underWay++;
    try {
      await this.#answered(route, route.request());
    } catch (error) {
      // A tab that has gone on to the next page wants no answers any more.
      if (!this.#stopped) this.#fault ??= error;
    } finally {
      this.#underWay--;
      this.#lastMove = Date.now();
    }
  }

  /** Waits until the page asks for nothing more; throws what stopped an answer, other than a refusal. */
  async quiet(longestMs: number): Promise<void> {
    const end = Date.now() + longestMs;
    while (Date.now() < end && (this.#underWay > 0 || Date.now() - this.#lastMove < QUIET_MS))
      await delay(QUIET_MS / 10);
    if (this.#fault !== null) throw this.#fault;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** The JSON and XML that the page loaded, in the order it asked. */
  data(): Loaded[] {
    return this.#data.toSorted((a, b) => a.order - b.order).map(({ loaded }) => loaded);
  }

  async #answered(route: Route, request: Request): Promise<void> {
    const kind = request.resourceType();
    // Scripts wait for styles to load.
    if (kind === "stylesheet") return route.fulfill({ status: 200, contentType: "text/css", body: "" });
    const frame = frameOf(request);
    const isPage = request.isNavigationRequest() && frame === this.#tab.mainFrame();
    const leadsAway = isPage && requestUrl(request.url()) !== requestUrl(this.#page);
    // Not asked for here: whether it is followed is not the page's to say.
    if (leadsAway) this.lost ??= new FetchLedAway(this.#page, request.url());
    // A window that opens beside the page is none of it.
    if (leadsAway || frame?.page() !== this.#tab) return route.abort("blockedbyclient");
    const order = this.#asked++;
    if (PICTURE.has(kind) || order >= MOST_REQUESTS || this.#stopped) return route.abort("blockedbyclient");
    try {
      const asked = await asFetchRequest(request);
      const fetched = await this.#fetch(asked);
      if ((kind === "xhr" || kind === "fetch") && isData(fetched))
        this.#data.push({ order, loaded: { ...fetched, asked } });
      await route.fulfill({
        status: fetched.status,
        headers: passedOn(fetched.headers),
        body: Buffer.from(fetched.body),
      });
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (isPage) this.lost ??= error;
      if (error.status === null || error.status < 400) await route.abort("blockedbyclient");
      else await route.fulfill({ status: error.status, body: "" });
    }
  }
}

/** The frame that asks; null for a window that is only about to open. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

async function asFetchRequest(request: Request): Promise<FetchRequest> {
  const all = await request.allHeaders();
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => !OURS.test(name)));
  const body = request.postData();
  const { referer } = all;
  return {
    url: request.url(),
    method: request.method() === "POST" ? "POST" : "GET",
    headers,
    ...(body === null ? {} : { body }),
    ...(referer === undefined ? {} : { referer }),
  };
}

/** The body is decoded already, and the cookies are kept by the session. */
const passedOn = (headers: Headers): { [name: string]: string } =>
  Object.fromEntries([...headers].filter(([name]) => !/^(content-(encoding|length)|transfer-encoding)$/.test(name)));

/** By what it is: many servers call their JSON text/html. */
const isData = ({ mediaType, body }: Fetched): boolean =>
  /\b(json|xml)\b/.test(mediaType ?? "") ||
  /^\s*([[{]|<\?xml)/.test(Buffer.from(body.subarray(0, 100)).toString("latin1"));
