import type { Verdict } from "../raw/index.ts";
import { FetchBlocked, FetchFailed } from "./errors.ts";

/** After this many addresses in a row a host is left alone for the rest of the run. */
const LIMIT = 3;

/** The hosts that turn us away or have fallen silent during a run. */
export class Strikes {
  readonly #blocked = new Map<string, Set<string>>();
  readonly #silent = new Map<string, Set<string>>();

  /** Throws where the host is to be left alone. */
  check({ host, href }: URL): void {
    if ((this.#blocked.get(host)?.size ?? 0) >= LIMIT)
      throw new FetchBlocked(href, "blocked", `not asked: ${host} has turned us away ${LIMIT} times in a row`);
    if ((this.#silent.get(host)?.size ?? 0) >= LIMIT)
      throw new FetchFailed(href, "unreachable", `not asked: ${host} has not answered ${LIMIT} times in a row`);
  }

  /** Takes note of an answer. Where robots.txt is served, other addresses may still be walled off. */
  answered(url: URL, verdict: Verdict): void {
    this.#silent.delete(url.host);
    if (verdict === "blocked") count(this.#blocked, url);
    else if (verdict === "document" && url.pathname !== "/robots.txt") this.#blocked.delete(url.host);
  }

  silent(url: URL): void {
    count(this.#silent, url);
  }
}

function count(strikes: Map<string, Set<string>>, { host, href }: URL): void {
  strikes.set(host, (strikes.get(host) ?? new Set()).add(href));
}
