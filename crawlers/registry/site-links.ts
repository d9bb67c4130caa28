import { leadingPlace } from "../../data/organs/index.ts";
import { siteListWords as words } from "../../data/words/index.ts";
import {
  addressOf,
  attribute,
  closest,
  type Element,
  fold,
  mentions,
  type Page,
  type Place,
  parentOf,
  pictured,
  seen,
} from "../discover/index.ts";

/** A link to another site, and the heading of the list it stands in: 市教育局, in 部门网站. */
export type SiteLink = { url: string; text: string; heading: string | null };

const LONGEST_HEADING = 16;
/** How far above a link the heading of its list is looked for. */
const MOST_STEPS_UP = 6;
/** The address in window.open('…') and location.href = '…'. */
const SCRIPTED = /["'](https?:\/\/[^"']+)["']/;
const SELECT = new Set(["select"]);
const TITLES = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"]);

/** The links of a page that lead to other hosts: anchors, the options of drop-down lists, and what opens a window by script. */
export function siteLinksOf(page: Page): SiteLink[] {
  const own = new URL(page.url).host;
  const links = new Map<string, SiteLink>();
  for (const element of page.dom.tagged("a", "area", "option", "li")) {
    const url = targetOf(element, page);
    if (!url || new URL(url).host === own) continue;
    const text = textOf(element) || attribute(element, "title") || attribute(element, "alt") || pictured(element);
    if (text === "" || links.has(`${url} ${text}`)) continue;
    links.set(`${url} ${text}`, {
      url,
      text,
      heading: element.name === "option" ? labelOf(element) : headingOf(element),
    });
  }
  return [...links.values()];
}

/** The pages of a portal's own that list other sites. */
export function listPagesOf(page: Page): string[] {
  const own = new URL(page.url).host;
  const named = page.links.filter(
    ({ url, text }) => new URL(url).host === own && url !== page.url && words.pages.includes(fold(text)),
  );
  return [...new Set(named.map(({ url }) => url))];
}

function targetOf(element: Element, on: Place | string): string | null {
  const given = { a: "href", area: "href", option: "value", li: "data-url" }[element.name] ?? "href";
  const scripted = SCRIPTED.exec(attribute(element, "onclick"))?.[1] ?? "";
  const plain = attribute(element, given);
  // A value that is no address (0, 区县) would be read as one relative to the page.
  if (element.name !== "option" || /^(https?:)?\/\//i.test(plain.trim())) {
    const url = plain && addressOf(plain, on);
    if (url) return url;
  }
  return addressOf(scripted, on);
}

/** What a drop-down list says it is of: its first line, that leads nowhere, else what stands before it. */
function labelOf(option: Element): string | null {
  const select = closest(option, SELECT);
  if (!select) return null;
  const first = select.children.find((child) => "attribs" in child);
  const label = first && "attribs" in first && targetOf(first, "http://x/") === null ? textOf(first) : "";
  return label || attribute(select, "title") || headingOf(select);
}

/** The nearest words before an element, or before what holds it, that read like the heading of a list of sites: 区县网站, 南京市. */
function headingOf(element: Element): string | null {
  let at: Element | null = element;
  for (let step = 0; at && step < MOST_STEPS_UP; step++, at = parentOf(at))
    for (let before = at.prev; before; before = before.prev) {
      // The entry before this one in a list, or the list before this one, is no heading.
      if ("attribs" in before && before.name === at.name && firstLink(before)) continue;
      const text = "attribs" in before ? titleOf(before) : before.type === "text" ? plain(before.data) : "";
      const isTitle = "attribs" in before && TITLES.has(before.name) && text !== "";
      if (isTitle || isHeading(text)) return text;
    }
  return null;
}

function isHeading(text: string): boolean {
  if (text.length < 2 || text.length > LONGEST_HEADING) return false;
  return mentions(fold(text).replace(/[()]/g, ""), words.headings) || leadingPlace(text, null)?.length === text.length;
}

/** What an element says, if it is no list itself: a heading may be a link as a whole. */
function titleOf(element: Element): string {
  const text = textOf(element);
  if (text.length > LONGEST_HEADING || element.name === "select") return "";
  const link = firstLink(element);
  return link === null || textOf(link) === text ? text : "";
}

function firstLink(element: Element): Element | null {
  if (element.name === "a") return element;
  for (const child of element.children) {
    const link = "attribs" in child ? firstLink(child) : null;
    if (link) return link;
  }
  return null;
}

const textOf = (element: Element): string => plain(seen(element.children));

const plain = (text: string): string => text.replace(/\s+/g, " ").replace(/^[\s·•>»|:：【[]+|[\s·•>»|:：】\]]+$/g, "");
