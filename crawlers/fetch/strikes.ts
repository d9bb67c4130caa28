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

  blocked(url: URL): void {
    this.#silent.delete(url.host);
    count(this.#blocked, url);
  }

  silent(url: URL): void {
    count(this.#silent, url);
  }

  served(url: URL): void {
    this.#blocked.delete(url.host);
    this.#silent.delete(url.host);
  }
}

function count(strikes: Map<string, Set<string>>, { host, href }: URL): void {
  strikes.set(host, (strikes.get(host) ?? new Set()).add(href));
}
