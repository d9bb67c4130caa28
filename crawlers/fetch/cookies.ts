import { getDomain } from "tldts";
import { getSetCookies, Headers } from "undici";
import type { HeaderList } from "../raw/index.ts";

type Kept = { domain: string; hostOnly: boolean; path: string; name: string; value: string };

/** The cookies of one session: some sites answer every visitor without one with a redirect to itself. Kept until the session ends. */
export class Cookies {
  readonly #kept = new Map<string, Kept>();

  /** Takes up what a response sets; true where that is something new. */
  take(url: URL, headers: HeaderList, now: number): boolean {
    const set = new Headers(headers.filter(([name]) => name.toLowerCase() === "set-cookie"));
    let changed = false;
    for (const { name, value, domain, path, expires, maxAge } of getSetCookies(set)) {
      const scope = domain?.replace(/^\./, "").toLowerCase();
      if (scope !== undefined && !belongs(url.hostname, scope)) continue;
      const kept: Kept = {
        domain: scope ?? url.hostname,
        hostOnly: scope === undefined,
        path: path?.startsWith("/") ? path : "/",
        name,
        value,
      };
      const key = `${kept.domain} ${kept.path} ${name}`;
      const ended = maxAge !== undefined ? maxAge <= 0 : expires !== undefined && new Date(expires).getTime() <= now;
      changed ||= ended ? this.#kept.has(key) : this.#kept.get(key)?.value !== value;
      if (ended) this.#kept.delete(key);
      else this.#kept.set(key, kept);
    }
    return changed;
  }

  /** The Cookie header for a request; null where there is nothing to send. */
  header(url: URL): string | null {
    const sent = [...this.#kept.values()].filter(
      ({ domain, hostOnly, path }) =>
        (hostOnly ? url.hostname === domain : within(url.hostname, domain)) && onPath(url.pathname, path),
    );
    return sent.length === 0 ? null : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
  }
}

const within = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** A host may set cookies for its own domain, not for all of gov.cn. */
const belongs = (host: string, domain: string): boolean =>
  host === domain || (within(host, domain) && getDomain(domain) !== null);

const onPath = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith("/") ? path : `${path}/`);
