import type { StoredResponse } from "../raw/index.ts";
import { FetchBlocked, FetchFailed } from "./errors.ts";

/** After this many addresses in a row a host is left alone for the rest of the run. */
const LIMIT = 3;
/** How servers say that they can't answer anybody now: one that goes on saying so is not to be asked on. */
const UNWELL = new Set([422, 429, 502, 503, 504]);

/** The hosts that turn us away, are unwell or have fallen silent during a run. */
export class Strikes {
  /** By host, and by host and path for the endpoints that want the letters in a picture. */
  readonly #blocked = new Map<string, Set<string>>();
  readonly #unwell = new Map<string, Set<string>>();
  readonly #silent = new Map<string, Set<string>>();

  /** Throws where the host, or this endpoint of it, is to be left alone. */
  check({ host, pathname, href }: URL): void {
    const wall = [host, host + pathname].find((place) => isOut(this.#blocked, place));
    if (wall) throw new FetchBlocked(href, "blocked", `not asked: ${wall} has turned us away ${LIMIT} times in a row`);
    if (isOut(this.#unwell, host))
      throw new FetchFailed(href, "backing_off", `not asked: ${host} could not answer ${LIMIT} times in a row`);
    if (isOut(this.#silent, host))
      throw new FetchFailed(href, "unreachable", `not asked: ${host} has not answered ${LIMIT} times in a row`);
  }

  /** Takes note of an answer. Where robots.txt is served, other addresses may still be walled off. */
  answered({ host, pathname, href }: URL, { verdict, status }: Pick<StoredResponse, "verdict" | "status">): void {
    this.#silent.delete(host);
    if (UNWELL.has(status) || verdict === "out_of_service") count(this.#unwell, host, href);
    else this.#unwell.delete(host);
    if (verdict === "blocked") {
      // Downloads behind a captcha are one wall, however many there are: the site around them is open.
      const isCaptcha = status === 200;
      count(this.#blocked, host, isCaptcha ? pathname : href);
      if (isCaptcha) count(this.#blocked, host + pathname, href);
    } else if (verdict === "document" && pathname !== "/robots.txt") {
      this.#blocked.delete(host);
      this.#blocked.delete(host + pathname);
    }
  }

  silent({ host, href }: URL): void {
    count(this.#silent, host, href);
  }
}

const isOut = (strikes: Map<string, Set<string>>, place: string): boolean => (strikes.get(place)?.size ?? 0) >= LIMIT;

function count(strikes: Map<string, Set<string>>, place: string, strike: string): void {
  strikes.set(place, (strikes.get(place) ?? new Set()).add(strike));
}
