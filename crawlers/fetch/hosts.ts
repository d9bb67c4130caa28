import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { FetchRefused } from "./errors.ts";
import type { FetchSource } from "./types.ts";

/** Which hosts a source may be fetched from. */
export class Hosts {
  readonly #own: Set<string>;
  readonly #globs: { glob: string; pattern: RegExp }[];

  constructor({ home, columns, allow }: Pick<FetchSource, "home" | "columns" | "allow">) {
    this.#own = new Set([home, ...columns].map((url) => new URL(url).host));
    this.#globs = allow.map((glob) => ({ glob: glob.toLowerCase(), pattern: globPattern(glob) }));
  }

  /** Throws FetchRefused unless the address is http(s), on a host of the source, and no private one that it doesn't name. */
  check(url: URL): void {
    if (url.protocol !== "http:" && url.protocol !== "https:")
      throw new FetchRefused(url.href, "scheme", `${url.protocol} is not fetched, only http and https`);
    if (!this.#own.has(url.host) && !this.#globs.some(({ pattern }) => matches(pattern, url)))
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
      ({ glob, pattern }) =>
        matches(pattern, url) && (address ? !glob.startsWith("*") : !glob.split(":")[0]?.includes("*")),
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

const matches = (pattern: RegExp, url: URL): boolean => pattern.test(url.host) || pattern.test(url.hostname);

const globPattern = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(/[.+^${}()|[\]\\?]/g, "\\$&").replaceAll("*", ".*")}$`, "i");
