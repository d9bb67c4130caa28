import { columnWords as words } from "../../data/words/index.ts";
import { partsOf, withoutParameters, withQueryIn } from "./query.ts";

/** What relative links mean, and the charset in which they write their queries. */
export type Place = { base: string; charset: string };

/**
 * The address a link leads to, ready to be fetched: absolute, without session ids and parameters that change nothing.
 * Double slashes and letter case of the path stay (sites mean them), hash routes too. Null for what is no web address. `on`: the page
 * that has the link, or the address that a link in UTF-8 is relative to.
 */
export function addressOf(href: string, on: Place | string): string | null {
  const raw = href.trim().replace(/^["']|["']$/g, "");
  if (raw === "" || (raw.startsWith("#") && !isRoute(raw))) return null;
  const { base, charset } = typeof on === "string" ? { base: on, charset: "utf-8" } : on;
  const url = URL.parse(withQueryIn(charset, raw), base);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  url.pathname = url.pathname.replace(/;jsessionid=[^/]*/i, "");
  if (!isRoute(url.hash)) url.hash = "";
  return withoutParameters(url, (name) => words.idleParameters.includes(name.toLowerCase()));
}

/**
 * One name for the twins of an address: http and https, with and without www, hosts and _wap and _app copies for telephones, a folder and its index page,
 * a post under the column and under the platform of which it is known by its number (words.numberedPosts).
 * Only for knowing them as one; never fetched.
 */
export function identity(address: string): string {
  const url = new URL(address);
  const path = url.pathname
    .replace(COPY, "$2")
    .replace(NUMBERED_POST, "/$1")
    .replace(/\/(index|default)\.(s?html?|jsp|php|aspx?)$/i, "/");
  const host = url.host
    .replace(/^www\./, "")
    .replace(COPY_HOST, "")
    .replace(/:(80|443)$/, "");
  return `${host}${path}${url.search}${url.hash}`;
}

const COPY = /_(wap|app)(\.s?html?)$/i;
const COPY_HOST = /^(m|wap|3g)\.(?=[^.]+\.[^.]+\.)/;

/** Whether an address is that of a copy for telephones, of which the site has the page itself too. */
export function isCopy(address: string): boolean {
  const { host, pathname } = new URL(address);
  return COPY.test(pathname) || COPY_HOST.test(host) || /^\/(m|wap|mobile|3g)\//i.test(pathname);
}

const NUMBERED_POST = new RegExp(`^.*/(?:${words.numberedPosts.join("|")})$`);

const [TRAP_FOLDERS, TRAP_NAMES] = [true, false].map((isFolder) =>
  words.traps.filter((trap) => trap.startsWith("/") === isFolder),
);

/** Print, share, login, calendar and big5 addresses: they multiply pages and hold nothing of their own. */
export function isTrap(address: string): boolean {
  const { pathname, searchParams } = new URL(address);
  const path = pathname.toLowerCase();
  if (TRAP_FOLDERS?.some((folder) => path.startsWith(folder))) return true;
  const segments = path.split("/").map((segment) => segment.replace(/[.;(].*$/, "").replace(/[\d_-]+$/, ""));
  const asked = [...searchParams].flat().map((text) => text.toLowerCase());
  return TRAP_NAMES?.some((name) => segments.includes(name) || asked.includes(name)) ?? false;
}

const isRoute = (hash: string): boolean => /^#(\/|!|\d+$)/.test(hash);

/**
 * What the addresses of one listing have in common: host, first folder, and the pattern of the rest with numbers and ids left
 * open; what a query asks for counts, for some sites have nothing else. Each route of a page is of a shape of its own: however
 * many there are, they cost no request.
 */
export function shapeOf(address: string): string {
  const url = new URL(address);
  const [first = "", ...rest] = url.pathname.split("/").slice(1);
  const isColumn = rest.length > 0 && !/^(19|20)\d{2}$/.test(first);
  const asked = partsOf(url).map(shapeOfParameter).sort();
  const path = [url.host, isColumn ? first : opened(first), ...rest.map(opened)].join("/");
  return `${path}${asked.length > 0 ? `?${asked.join("&")}` : ""}${url.hash}`;
}

/** What is no UTF-8 is told apart as it is written. */
function shapeOfParameter(part: string): string {
  const [[name = "", value = ""] = []] = new URLSearchParams(part);
  return value.includes("\ufffd") ? part : `${name}=${opened(value)}`;
}

const opened = (text: string): string =>
  text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|\d+/gi, "#");
