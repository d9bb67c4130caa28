import { redirectTarget, requestUrl, type StoredResponse } from "../raw/index.ts";
import { fetched, refusal } from "./answer.ts";
import { Asker, type Means, type Question } from "./asker.ts";
import type { Tab } from "./browser.ts";
import { Cookies } from "./cookies.ts";
import { FetchBlocked, FetchError, FetchFailed, FetchRefused, RobotsDisallowed } from "./errors.ts";
import { Hosts } from "./hosts.ts";
import { renderPage } from "./render.ts";
import { type Robots, readRobots } from "./robots.ts";
import { Strikes } from "./strikes.ts";
import { NoAnswer } from "./transport.ts";
import type { Fetched, FetchRequest, FetchSession, FetchSource, Rendered } from "./types.ts";

const MOST_REDIRECTS = 10;

type Answer = { stored: StoredResponse; fromStore: boolean };
type How = { forRobots: boolean; anew: boolean };

/** One source's visit. */
export class Session implements FetchSession {
  readonly overHttp = new Map<string, string>();
  readonly #means: Means;
  readonly #source: FetchSource;
  readonly #run: string;
  readonly #hosts: Hosts;
  readonly #cookies = new Cookies();
  readonly #strikes = new Strikes();
  readonly #asker: Asker;
  readonly #robots = new Map<string, Promise<Robots>>();
  readonly #underWay = new Map<string, Promise<Fetched>>();
  readonly #tab: Tab;

  constructor(means: Means, tab: Tab, source: FetchSource, run: string) {
    this.#means = means;
    this.#tab = tab;
    this.#source = source;
    this.#run = run;
    this.#hosts = new Hosts(source);
    this.#asker = new Asker(means, run, this.#cookies, this.#strikes);
  }

  fetch(request: FetchRequest): Promise<Fetched> {
    const key = JSON.stringify([request.method ?? "GET", request.url, request.body ?? ""]);
    const same = this.#underWay.get(key);
    if (same) return same;
    const fetching = this.#get(request, false).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, fetching);
    return fetching;
  }

  async render(url: string): Promise<Rendered> {
    const page = await this.fetch({ url });
    const route = new URL(url).hash;
    const at = { ...page, url: page.url + route };
    const { html, loaded } = await this.#tab.use((tab) => renderPage(tab, at, (request) => this.fetch(request)));
    const shown = { url, html, loaded: loaded.map(({ asked }) => asked) };
    const stored = await this.#means.store.appendRendered(this.#run, page.stored, shown);
    // A wall may be drawn by script.
    this.#strikes.answered(new URL(page.url), stored);
    const problem = refusal(url, stored);
    if (problem !== null) {
      this.#means.store.failed(this.#run, { method: "RENDER", url }, problem.code);
      throw problem;
    }
    return { page, html, stored, loaded };
  }

  close(): Promise<void> {
    return this.#tab.close();
  }

  /** The document at an address, or why there is none; the store hears of both. */
  async #get(request: FetchRequest, forRobots: boolean): Promise<Fetched> {
    if (!URL.canParse(request.url)) throw new FetchRefused(request.url, "scheme", "is no address");
    try {
      const { stored, fromStore } = await this.#follow(request, forRobots);
      const problem = refusal(request.url, stored);
      if (problem !== null) throw problem;
      return fetched(request.url, stored, await this.#means.store.body(stored), fromStore);
    } catch (error) {
      if (error instanceof FetchError && !(error instanceof FetchRefused))
        this.#means.store.failed(this.#run, keyOf(request), error.code);
      throw error;
    }
  }

  /** Follows redirects, each hop checked and stored for itself. */
  async #follow(asked: FetchRequest, forRobots: boolean): Promise<Answer> {
    const visited = new Set<string>();
    let request = asked;
    let fromStore = true;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      request = this.#overHttp(request);
      const { url } = keyOf(request);
      // A redirect to itself wants the cookie it has just set: what the store has is that redirect.
      const how = { forRobots, anew: visited.has(url) };
      const answer = await this.#answer(request, how).catch((error) => this.#plainAnswer(request, how, error));
      fromStore &&= answer.fromStore;
      visited.add(url);
      const target = redirectTarget(answer.stored);
      if (target === null) return { stored: answer.stored, fromStore };
      const newCookies = this.#cookies.take(new URL(url), answer.stored.headers, this.#means.clock.now());
      if (visited.has(target) && !newCookies) break;
      request = redirected(request, target, answer.stored.status);
    }
    throw new FetchFailed(asked.url, "too_many_redirects", "redirects in a circle or without end");
  }

  /** The request, under http where its host is asked so. */
  #overHttp(request: FetchRequest): FetchRequest {
    const { host, protocol } = new URL(request.url);
    return protocol === "https:" && this.overHttp.has(host) ? plain(request) : request;
  }

  /**
   * The answer over http of a host that gives none over https: many sites have http alone. One that has ever answered over https is
   * out of order, and one that sends its visitors there has no other: then the fault is thrown.
   */
  async #plainAnswer(request: FetchRequest, how: How, fault: unknown): Promise<Answer> {
    const { origin, host, protocol } = new URL(request.url);
    if (!(fault instanceof NoAnswer) || protocol !== "https:") throw fault;
    if (this.#means.store.last({ method: "GET", url: `${origin}/robots.txt` }) !== null) throw fault;
    const answer = await this.#answer(plain(request), how).catch((error: unknown) => {
      throw error instanceof RobotsDisallowed || error instanceof FetchBlocked ? error : fault;
    });
    const target = redirectTarget(answer.stored);
    if (target !== null && new URL(target).origin === origin) throw fault;
    this.overHttp.set(host, fault.message);
    return answer;
  }

  /** One request: is it ours, did this run make it already, does robots.txt allow it; then it is made. */
  async #answer(request: FetchRequest, { forRobots, anew }: How): Promise<Answer> {
    const key = keyOf(request);
    const url = new URL(key.url);
    this.#hosts.check(url);
    const known = anew ? null : this.#means.store.answered(this.#run, key);
    // What an earlier try of this run was told counts as if told now.
    if (known !== null) this.#strikes.answered(url, known);
    return { stored: known ?? (await this.#ask(request, key, url, forRobots)), fromStore: known !== null };
  }

  async #ask(request: FetchRequest, key: Question["key"], url: URL, forRobots: boolean): Promise<StoredResponse> {
    const robots = forRobots ? null : await this.#robotsOf(url.origin);
    if (robots !== null && !robots.allows(url.href))
      throw new RobotsDisallowed(url.href, "robots", "robots.txt forbids it");
    // The question for robots.txt may have told how the host is to be asked.
    const over = this.#overHttp(request);
    if (over !== request) return (await this.#answer(over, { forRobots, anew: false })).stored;
    const pace = Math.max(this.#source.pace, robots?.delay ?? 0);
    return this.#asker.ask({ url, key, request, pace, privateToo: this.#hosts.names(url) });
  }

  /** Read once a run, and remembered also where it can't be had. */
  #robotsOf(origin: string): Promise<Robots> {
    const robots = this.#robots.get(origin) ?? readRobots(origin, (url) => this.#get({ url }, true));
    this.#robots.set(origin, robots);
    return robots;
  }
}

const keyOf = ({ method = "GET", url, body }: FetchRequest): Question["key"] => ({
  method,
  url: requestUrl(url),
  body: body ?? null,
});

const plain = (request: FetchRequest): FetchRequest => ({ ...request, url: request.url.replace(/^https:/i, "http:") });

/** As browsers do: what was posted is posted again only where the status says so. */
function redirected({ method, body, ...request }: FetchRequest, url: string, status: number): FetchRequest {
  const again = status === 307 || status === 308;
  return again && method !== undefined && body !== undefined ? { ...request, method, body, url } : { ...request, url };
}
