import { getDomain } from "tldts";
import type { SomeFields, Source } from "./schema.ts";

/** True for a host that other people own: not a loopback, private or link-local address, not a bare name. */
export function isPublicHost(hostname: string): boolean {
  if (!hostname.includes(".") || /(^|\.)(localhost|local|internal|test)$/.test(hostname)) return false;
  return !/^(127|10|0|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname);
}

/** Whether a host (or glob of hosts) is a government's: below gov.cn. */
export const isGovCn = (host: string): boolean => /(^|\.)gov\.cn$/i.test(host);

/** The public hosts (or globs) of a source that are not below gov.cn, with the field that names each. */
export function outsideGovCn(source: SomeFields): { host: string; path: (string | number)[] }[] {
  const { home, columns = [], allow = [] } = source;
  const named = [
    ...(home ? [{ host: new URL(home).hostname, path: ["home"] }] : []),
    ...columns.map((url, i) => ({ host: new URL(url).hostname, path: ["columns", i] })),
    ...allow.map((glob, i) => ({ host: withoutPort(glob), path: ["allow", i] })),
  ];
  return named.filter(({ host }) => isPublicHost(host) && !isGovCn(host));
}

/** Whether a glob allows more than one owner's hosts: after its last wildcard there must be a whole domain (*.a.gov.cn), or before its first half an address (10.1.*). */
export function isTooWide(glob: string): boolean {
  const host = withoutPort(glob);
  if (!/[*?]/.test(host) || /^\d+\.\d+\./.test(host)) return false;
  const [, domain = ""] = /[*?][^.*?]*\.([^*?]*)$/.exec(host) ?? [];
  return getDomain(domain) === null;
}

/** One name for the twins of a home: http and https, with and without www, a folder and its index page. */
export function siteOf(home: string): string {
  const { host, pathname, search } = new URL(home);
  const path = pathname.replace(/\/(index|default)\.(s?html?|jsp|php|aspx?)$/i, "/");
  return `${host.replace(/^www\./, "").replace(/:(80|443)$/, "")}${path}${search}`;
}

const withoutPort = (glob: string): string => glob.replace(/:[\d*?]+$/, "");

/** A glob of hosts as a test: `*` stands for any characters, `?` for one; it names a host with or without its port. */
export function hostGlob(glob: string): (url: URL) => boolean {
  const open = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const pattern = new RegExp(`^${open}$`, "i");
  return ({ host, hostname }) => pattern.test(host) || pattern.test(hostname);
}

/** The hosts a source may be read from: its home's, its columns', its `allow` globs'. */
export function allowList({ home, columns, allow }: Pick<Source, "home" | "columns" | "allow">): (url: URL) => boolean {
  const hosts = new Set([home, ...columns].map((address) => new URL(address).host));
  const globs = allow.map(hostGlob);
  return (url) => hosts.has(url.host) || globs.some((matches) => matches(url));
}
