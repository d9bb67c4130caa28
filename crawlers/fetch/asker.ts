import { type HeaderList, header, type RawStore, type RequestKey, type StoredResponse } from "../raw/index.ts";
import type { Cookies } from "./cookies.ts";
import { FetchFailed } from "./errors.ts";
import type { Clock, Line, Pacer } from "./pace.ts";
import type { Strikes } from "./strikes.ts";
import { NoAnswer, type Received, type Transport } from "./transport.ts";
import type { FetchRequest } from "./types.ts";

const RETRIES = 2;
const TEMPORARY = new Set([429, 502, 503, 504]);
/** A host that wants a longer rest than this is not waited for. */
const LONGEST_REST_MS = 5 * 60 * 1000;

export type Means = { store: RawStore; transport: Transport; pacer: Pacer; clock: Clock; userAgent: string };

/** A request to one address, all questions of permission settled. */
export type Question = {
  url: URL;
  key: RequestKey & { method: "GET" | "POST" };
  request: FetchRequest;
  /** Milliseconds to the next request to this domain. */
  pace: number;
  /** The source names the host, so it may be a private one. */
  privateToo: boolean;
};

/** Puts questions to servers at their pace, and every answer into the raw store before anything looks at it. */
export class Asker {
  readonly #means: Means;
  readonly #run: string;
  readonly #cookies: Cookies;
  readonly #strikes: Strikes;

  constructor(means: Means, run: string, cookies: Cookies, strikes: Strikes) {
    this.#means = means;
    this.#run = run;
    this.#cookies = cookies;
    this.#strikes = strikes;
  }

  /** Asks, and asks again where the failure may pass. Gives the last answer; throws where there is none. */
  async ask(question: Question): Promise<StoredResponse> {
    const line = this.#means.pacer.line(question.url);
    for (let attempt = 0; ; attempt++) {
      const last = attempt === RETRIES;
      const answer = await line.take(
        question.pace,
        () => this.#mayAsk(question, line),
        () => this.#once(question, line, question.pace * 2 ** (attempt + 1), last),
      );
      if (answer !== null) return answer;
    }
  }

  #mayAsk({ url }: Question, line: Line): void {
    this.#strikes.check(url);
    if (line.resting() > LONGEST_REST_MS)
      throw new FetchFailed(
        url.href,
        "backing_off",
        `not asked: the host wants ${Math.ceil(line.resting() / 60_000)} minutes of rest`,
      );
  }

  /** One request. Null: a passing failure, to be tried again; the line rests meanwhile. */
  async #once(question: Question, line: Line, backOff: number, last: boolean): Promise<StoredResponse | null> {
    const { url, key, request, privateToo } = question;
    const { store, transport, clock } = this.#means;
    const headers = this.#headers(question);
    const retrieved = new Date(clock.now());
    let received: Received;
    try {
      received = await transport.send(
        { url: url.href, method: key.method, headers, body: request.body ?? null },
        privateToo,
      );
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      line.rest(error.temporary ? backOff : 0);
      if (error.temporary && !last) return null;
      this.#strikes.silent(url);
      throw error;
    }
    const stored = await store.append(this.#run, {
      request: key,
      requestHeaders: [["Host", url.host], ["Connection", "keep-alive"], ...headers],
      ...received,
      retrieved,
    });
    this.#strikes.answered(url, stored);
    if (!TEMPORARY.has(stored.status)) return stored;
    const rest = restAskedFor(stored, clock.now()) ?? backOff;
    line.rest(rest);
    return last || rest > LONGEST_REST_MS ? stored : null;
  }

  #headers({ url, key, request }: Question): HeaderList {
    const cookie = this.#cookies.header(url);
    const known = key.method === "GET" ? this.#means.store.latest(key) : null;
    const etag = known && header(known.headers, "etag");
    const modified = known && header(known.headers, "last-modified");
    return withDefaults(Object.entries(request.headers ?? {}), [
      ["User-Agent", this.#means.userAgent],
      ["Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"],
      ["Accept-Language", "zh-CN,zh;q=0.9"],
      ["Accept-Encoding", "gzip, deflate, br"],
      ["Content-Type", request.body === undefined ? null : "application/x-www-form-urlencoded"],
      ["Referer", request.referer ?? null],
      ["Cookie", cookie],
      ["If-None-Match", etag],
      ["If-Modified-Since", modified],
    ]);
  }
}

function withDefaults(own: HeaderList, defaults: [name: string, value: string | null][]): HeaderList {
  const given = new Set(own.map(([name]) => name.toLowerCase()));
  const missing = defaults.flatMap(
    ([name, value]): HeaderList => (value === null || given.has(name.toLowerCase()) ? [] : [[name, value]]),
  );
  return [...missing, ...own];
}

/** Retry-After, in seconds or as a date, as milliseconds from now. */
function restAskedFor({ headers }: StoredResponse, now: number): number | null {
  const value = header(headers, "retry-after")?.trim();
  if (!value) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
