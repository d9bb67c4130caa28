import { gbkBytes } from "./gbk.ts";

/**
 * A link's address with its query as a browser writes it on a page of the charset: the path is UTF-8 on every page, the query is in the
 * page's own charset, and a server that reads GBK understands nothing else.
 */
export function withQueryIn(charset: string, href: string): string {
  if (!/^gb/i.test(charset)) return href;
  const [, before = "", query = "", after = ""] = /^([^?#]*\?)([^#]*)(.*)$/s.exec(href) ?? [];
  return before === "" ? href : before + query.replace(/[^\0-\x7f]/gu, inGbk) + after;
}

/** A character as the URL standard percent-encodes it after encoding: the second byte may be ASCII, which stays; what GBK lacks goes as &#8364;. */
function inGbk(character: string): string {
  const bytes = gbkBytes(character);
  if (!bytes) return `%26%23${character.codePointAt(0)}%3B`;
  return bytes
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`))
    .join("");
}

/**
 * An address with parameters set. The others stay as they are written: URLSearchParams writes them all anew, and what is no UTF-8
 * is lost by that.
 */
export function withParameters(address: string | URL, fields: Record<string, string | number>): string {
  const url = new URL(address);
  const added = new Map(Object.entries(fields));
  const parts = partsOf(url).flatMap((part) => {
    const name = nameOf(part);
    if (!(name in fields)) return [part];
    const value = added.get(name);
    added.delete(name);
    return value === undefined ? [] : [written(name, value)];
  });
  url.search = [...parts, ...[...added].map(([name, value]) => written(name, value))].join("&");
  return url.href;
}

/** An address without those of its parameters of which this is said; as it is where that is none. */
export function withoutParameters(address: string | URL, isIdle: (name: string) => boolean): string {
  const url = new URL(address);
  const parts = partsOf(url);
  const left = parts.filter((part) => !isIdle(nameOf(part)));
  if (left.length < parts.length) url.search = left.join("&");
  return url.href;
}

/** The parameters of an address as they are written: name=value. */
export const partsOf = (url: URL): string[] =>
  url.search
    .slice(1)
    .split("&")
    .filter((part) => part !== "");

const nameOf = (part: string): string => [...new URLSearchParams(part).keys()][0] ?? "";
const written = (name: string, value: string | number): string =>
  new URLSearchParams({ [name]: String(value) }).toString();
