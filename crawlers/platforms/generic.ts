import type { Link, Page } from "../discover/index.ts";
import { addressOf, attribute, fold, shapeOf, withParameters } from "../discover/index.ts";
import { afterTurnedRows, filesFrom } from "./numbered-files.ts";
import { declared, isPageParameter, type Platform, type Series } from "./platform.ts";

/** The shortest listing that may go on elsewhere. */
const FULL = 8;

/**
 * Whatever no family claims: next links, numbered links, and the usual names of further pages, tried and kept only
 * while they list something new.
 */
export const generic: Platform = {
  name: "generic",
  recognise: () => true,
  pages: (page) => {
    const linked = linkedPages(page);
    if (linked.length > 0) return [declared(linked)];
    const turned = afterTurnedRows(page).map((first) => filesFrom(page, first));
    return turned.length > 0 ? turned : looksFull(page) ? guesses(page) : [];
  },
};

/** The pages that the page itself links to: rel=next, 下一页, and numbers in a pager. */
function linkedPages(page: Page): string[] {
  const related = page.dom.tagged("link", "a").filter((tag) => attribute(tag, "rel") === "next");
  const next = related.map((tag) => addressOf(attribute(tag, "href"), page));
  const worded = page.links.filter(
    (link) => isNext(link) || (/^\d{1,3}$/.test(link.text) && isSibling(link.url, page.url)),
  );
  return [...new Set([...next, ...worded.map((link) => link.url)])].filter(
    (url): url is string => url !== null && url !== page.url,
  );
}

const isNext = (link: Link): boolean => /^(下一?页|下页|后一?页|next|>|>>|»|›)[>»›]*$/.test(fold(link.text));

/** A page of the same listing: the same address but for its numbers. */
function isSibling(a: string, b: string): boolean {
  const shape = (address: string): string => {
    const url = new URL(address);
    return `${url.host}${url.pathname.replace(/\/(index|default)?(_\d+)?(\.\w+)?$/, "/").replace(/_?\d+/g, "#")}`;
  };
  const [first, second] = [shape(a), shape(b)];
  return first === second || first.startsWith(second) || second.startsWith(first);
}

/** Few entries are all there are; a guess costs the site a request that it answers with 404. */
function looksFull(page: Page): boolean {
  const counts = new Map<string, number>();
  for (const { url } of page.links) counts.set(shapeOf(url), (counts.get(shapeOf(url)) ?? 0) + 1);
  return Math.max(0, ...counts.values()) >= FULL;
}

/** Where further pages may be: where the listing's own address has a page number nowhere else, else under the usual names. */
export function guesses(page: Page): Series[] {
  const turned = turnedQuery(page.url) ?? turnedFile(page.url);
  if (turned) return [probed(turned)];
  const { pathname } = new URL(page.url);
  const folder = pathname.replace(/\.s?html?$/, "") === pathname ? pathname.replace(/\/?$/, "/") : null;
  const numbered = [filesFrom(page, 1), filesFrom(page, 2)];
  if (folder === null) return numbered;
  const inFolder = probed((n) => new URL(`${folder}${n + 2}`, page.url).href);
  return pathname.endsWith("/") ? [...numbered, inFolder] : [inFolder, ...numbered];
}

const probed = (address: (n: number) => string): Series => ({ extent: "probed", at: (n) => ({ url: address(n) }) });

/** The same query with its page number turned on. */
function turnedQuery(address: string): ((n: number) => string) | null {
  const shown = [...new URL(address).searchParams].find(
    ([name, value]) => isPageParameter(name) && /^\d{1,4}$/.test(value),
  );
  if (!shown) return null;
  return (n) => withParameters(address, { [shown[0]]: Number(shown[1]) + n + 1 });
}

/** The first page of files that are called by their numbers: 1.html, column-index-1.shtml. */
function turnedFile(address: string): ((n: number) => string) | null {
  const url = new URL(address);
  const file = /^(.*\/(?:[a-z-]*[-_])?)([01])(\.\w+)$/i.exec(url.pathname);
  if (!file) return null;
  return (n) => new URL(`${file[1]}${Number(file[2]) + n + 1}${file[3]}${url.search}`, address).href;
}
