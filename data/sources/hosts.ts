import type { Source } from "./schema.ts";

/** True for a host that other people own: not a loopback, private or link-local address, not a bare name. */
export function isPublicHost(hostname: string): boolean {
  if (!hostname.includes(".") || /(^|\.)(localhost|local|internal|test)$/.test(hostname)) return false;
  return !/^(127|10|0|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname);
}

/** The public hosts (or globs) of a source that are not below gov.cn, with the field that names each. */
export function outsideGovCn(source: Source): { host: string; path: (string | number)[] }[] {
  const named = [
    { host: new URL(source.home).hostname, path: ["home"] },
    ...source.columns.map((url, i) => ({ host: new URL(url).hostname, path: ["columns", i] })),
    ...source.allow.map((glob, i) => ({ host: glob.replace(/:[\d*]+$/, ""), path: ["allow", i] })),
  ];
  return named.filter(({ host }) => host === "*" || (isPublicHost(host) && !/(^|\.)gov\.cn$/i.test(host)));
}
