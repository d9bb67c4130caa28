import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { allowList, hostGlob } from "../../data/sources/index.ts";
import { FetchRefused } from "./errors.ts";
import type { FetchSource } from "./types.ts";

/** Which hosts a source may be fetched from. */
export class Hosts {
  readonly #allows: (url: URL) => boolean;
  readonly #own: Set<string>;
  readonly #globs: { glob: string; matches: (url: URL) => boolean }[];

  constructor(source: Pick<FetchSource, "home" | "columns" | "allow">) {
    const { home, columns, allow } = source;
    this.#allows = allowList(source);
    this.#own = new Set([home, ...columns].map((url) => new URL(url).host));
    this.#globs = allow.map((glob) => ({ glob, matches: hostGlob(glob) }));
  }

  /** Throws FetchRefused unless the address is http(s), on a host of the source, and no private one that it doesn't name. */
  check(url: URL): void {
    if (url.protocol !== "http:" && url.protocol !== "https:")
      throw new FetchRefused(url.href, "scheme", `${url.protocol} is not fetched, only http and https`);
    if (!this.#allows(url))
      throw new FetchRefused(
        url.href,
        "outside_allow_list",
        `${url.host} is no host of this source (home, columns, allow)`,
      );
    if (isPrivate(bare(url.hostname)) && !this.names(url)) throw privateAddress(url.href, url.hostname);
  }

  /**
   * Whether the source's own home, columns or allow name this very host, so that it may be private: a glob names a host
   * where it has no wildcard, or an address where it doesn't begin with one (`10.1.*`).
   */
  names(url: URL): boolean {
    if (this.#own.has(url.host)) return true;
    const address = isIP(bare(url.hostname)) !== 0;
    return this.#globs.some(
      ({ glob, matches }) => matches(url) && (address ? !/^[*?]/.test(glob) : !/[*?]/.test(glob.split(":")[0] ?? "")),
    );
  }
}

export const privateAddress = (url: string, address: string): FetchRefused =>
  new FetchRefused(url, "private_address", `${address} is a private address that this source doesn't name`);

/** Anything but a public address: private, loopback, link-local, reserved. False for names. */
export function isPrivate(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() !== "unicast";
}

/** An IPv6 address stands in brackets in a URL. */
const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, "");
