import { anyOf, columnWords } from "../../data/words/index.ts";
import { type Element, parentOf, seen } from "./dom.ts";
import type { List } from "./list.ts";
import type { Page } from "./page.ts";
import { fold } from "./words.ts";

/** How much a page says that its list has: entries, or only pages. */
export type ListSize = { entries: number | null; pages: number | null };

const { entries, pages, scripts, before, after } = columnWords.listSizes;
const HAN = "\\p{Script=Han}";
const inPager = (pattern: string): RegExp =>
  new RegExp(`(?<=^|[^${HAN}]|${anyOf(before)})${pattern}(?=$|[^${HAN}]|${anyOf(after)})`, "u");
const ENTRIES = entries.map(inPager);
const PAGES = pages.map(inPager);
const ANY = new RegExp([...entries, ...pages].join("|"));
const SCRIPTS = scripts.map((pattern) => new RegExp(pattern));
/** More characters are no pager, but the page around it. */
const LONGEST_PAGER = 150;

/**
 * What a page says of the size of one of its lists, in the words around its pager or the script that draws it; null where it
 * says nothing, or nothing that is sure to be of this list: several numbers are of several lists.
 */
export function sizeOf(page: Page, list: List): ListSize | null {
  const parts = ANY.test(plain(page.dom.text)) ? page.dom.elements : [];
  const printed = parts.flatMap((part) => {
    const text = part.name === "script" || part.name === "style" ? "" : pagerText(part, list);
    return text === "" ? [] : [{ part, text }];
  });
  const scripted = page.dom
    .tagged("script")
    .map((part) => ({ part, text: part.children.map((child) => ("data" in child ? child.data : "")).join("") }));
  const said = (texts: Printed[], patterns: RegExp[]): Set<number> => {
    const found = texts.flatMap(({ part, text }) => {
      const number = numberIn(text, patterns);
      return number === null ? [] : [{ part, number }];
    });
    const innermost = found.filter(({ part }) => !found.some((other) => parentOf(other.part) === part));
    return new Set(innermost.filter(({ part }) => list.owns(part)).map(({ number }) => number));
  };
  const only = (numbers: Set<number>): number | null => {
    const [number = null] = numbers;
    return numbers.size === 1 ? number : null;
  };
  const size = {
    entries: only(new Set([...said(printed, ENTRIES), ...said(scripted, SCRIPTS)])),
    pages: list.isTurned ? null : only(said(printed, PAGES)),
  };
  return size.entries === null && size.pages === null ? null : size;
}

type Printed = { part: Element; text: string };

/** The words of a part of a page, without the links in it, where they are few enough for a pager and no sentence; else "". */
function pagerText({ children }: Element, { linking }: List): string {
  const unlinked = children.filter((child) => !("attribs" in child && linking.has(child)));
  const shown = seen(unlinked, 4 * LONGEST_PAGER);
  if (!/\d/.test(shown)) return "";
  const text = plain(shown);
  return text.length > LONGEST_PAGER || text.includes("。") ? "" : text;
}

/** Folded text with its numbers in one piece: 1,234. */
const plain = (text: string): string => fold(text).replace(/(?<=\d),(?=\d{3})/g, "");

function numberIn(text: string, patterns: RegExp[]): number | null {
  for (const pattern of patterns) {
    const number = Number(pattern.exec(text)?.[1] ?? 0);
    if (number > 0) return number;
  }
  return null;
}
