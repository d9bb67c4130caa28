import type { Link, Page } from "../discover/index.ts";
import { attribute, fold, shapeOf } from "../discover/index.ts";
import { declared, type Platform, type Series } from "./platform.ts";

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
    return linked.length > 0 ? [declared(linked)] : looksFull(page) ? guesses(page.url) : [];
  },
};

/** The pages that the page itself links to: rel=next, 下一页, and numbers in a pager. */
function linkedPages(page: Page): string[] {
  const related = page.dom.tagged("link", "a").filter((tag) => attribute(tag, "rel") === "next");
  const next = related.map((tag) => URL.parse(attribute(tag, "href"), page.base)?.href);
  const worded = page.links.filter(
    (link) => isNext(link) || (/^\d{1,3}$/.test(link.text) && isSibling(link.url, page.url)),
  );
  return [...new Set([...next, ...worded.map((link) => link.url)])].filter(
    (url): url is string => url !== undefined && url !== page.url,
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

function guesses(address: string): Series[] {
  const url = new URL(address);
  const file = /^(.*\/)([^/]*?)(?:[_-]\d+)?(\.s?html?)$/.exec(url.pathname);
  const folder = file?.[1] ?? (url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`);
  const stem = file?.[2] || "index";
  const extension = file?.[3] ?? ".html";
  const probe = (path: (n: number) => string): Series => ({
    extent: "probed",
    at: (n) => ({ url: new URL(path(n), address).href }),
  });
  return [probe((n) => `${folder}${stem}_${n + 1}${extension}`), probe((n) => `${folder}${stem}_${n + 2}${extension}`)];
}
