import { columnWords as words } from "../../data/words/index.ts";
import { addressOf, identity } from "./address.ts";
import { isFile } from "./attachments.ts";
import { attribute, bears, closest, type Element, parentOf, seen } from "./dom.ts";
import type { Link } from "./links.ts";
import type { Page } from "./page.ts";
import { fold } from "./words.ts";

/** The list on a page that holds the links which the page is read for. */
export type List = {
  /** What it lists: one identity for each row. */
  rows: Set<string>;
  /** A script shows its rows a page at a time: pages are no measure of it. */
  isTurned: boolean;
  /** The parts of the page with links in them that are no pager's. */
  linking: ReadonlySet<Element>;
  /** Whether a part of the page that says a size says it of this list. */
  owns(part: Element): boolean;
};

const ROWS = new Set(["li", "tr", "dd"]);
/** Shorter words are a button: 下载, 查看详情. */
const SHORTEST_TITLE = 10;
/** The part of the links that a list must hold: others are the site's favourites. */
const MOST = 0.75;
const TURNED = new Set(words.turnedRows);
const NOT_OF_LISTS = new Set([...words.otherNumbers, ...words.siteFurniture, ...words.articleContainers]);

/** The list around most of some links of a page; null where the page has none of them as anchors. */
export function listAround(page: Page, links: readonly Link[]): List | null {
  const wanted = new Set(links.map(({ url }) => url));
  const anchors = page.dom
    .tagged("a")
    .filter((anchor) => !isPagerLink(anchor))
    .map((anchor) => ({ anchor, url: addressOf(attribute(anchor, "href"), page) }));
  const inOrder = new Map(page.dom.elements.map((element, at) => [element, at]));
  const order = (element: Element): number => inOrder.get(element) ?? 0;
  const frames = framesAround(
    anchors.filter(({ url }) => url !== null && wanted.has(url)).map(({ anchor }) => anchor),
    order,
  );
  if (frames.length === 0) return null;
  const own = anchors.filter(({ anchor }) => frames.some((frame) => isWithin(anchor, frame)));
  const rows = Map.groupBy(own, ({ anchor }) => rowOf(anchor));
  const isOwn = new Set(own.map(({ anchor }) => anchor));
  const linking = new Set<Element>();
  for (const { anchor } of anchors)
    for (let at: Element | null = anchor; at && !linking.has(at); at = parentOf(at)) linking.add(at);
  const owns = (part: Element): boolean => {
    const place = placeOf(part, anchors);
    if (place === null) return false;
    if (place.every(({ anchor }) => isOwn.has(anchor))) return true;
    // Where one frame holds several lists, a pager stands below its own, or above it where nothing but the site's menu is above.
    const above = anchors.findLast(({ anchor }) => order(anchor) < order(part))?.anchor;
    if (above && isOwn.has(above)) return true;
    const below = anchors.find(({ anchor }) => order(anchor) > order(part))?.anchor;
    return below !== undefined && isOwn.has(below) && !(above && isDated(page, above));
  };
  const isTurned = [...rows.keys()].some(
    (row) => closest(row, TURNED) !== null || /display:\s*none/.test(attribute(row, "style")),
  );
  return { rows: new Set([...rows.values()].flatMap(entriesIn)), isTurned, linking, owns };
}

type Anchored = { anchor: Element; url: string | null };

/** The links in the nearest surroundings of a part of a page that have any; null where these are of a search, the site's frame or an article. */
function placeOf(part: Element, anchors: readonly Anchored[]): Anchored[] | null {
  for (let at: Element | null = part; at; at = parentOf(at)) {
    const frame = at;
    const within = anchors.filter(({ anchor }) => isWithin(anchor, frame));
    if (within.length > 0) return within;
    if (bears(at, NOT_OF_LISTS)) return null;
  }
  return [];
}

const isPagerLink = (anchor: Element): boolean => {
  const text = fold(seen(anchor.children, 20));
  return !/\p{L}/u.test(text) || words.pagerLinks.includes(text);
};

const rowOf = (anchor: Element): Element => closest(anchor, ROWS) ?? anchor;

/** What a row lists: usually one entry beside its files and buttons, in a table of several columns more. */
function entriesIn(row: Anchored[]): string[] {
  const named = row.filter(
    ({ anchor }) => fold(attribute(anchor, "title") || seen(anchor.children, 200)).length >= SHORTEST_TITLE,
  );
  const pages = named.filter(({ url }) => url && !isFile(url));
  const entries = pages.length > 0 ? pages : named.length > 0 ? named : row.slice(0, 1);
  return entries.flatMap(({ url }) => (url ? [identity(url)] : []));
}

/** The nearest surroundings that hold most of some links, and what is beside them of the same kind: long lists are cut up. */
function framesAround(links: readonly Element[], order: (element: Element) => number): Element[] {
  const held = new Map<Element, number>();
  for (const link of links)
    for (let at = parentOf(rowOf(link)); at; at = parentOf(at)) held.set(at, (held.get(at) ?? 0) + 1);
  const most = [...held].filter(([, count]) => count >= MOST * links.length).map(([element]) => element);
  const [frame] = most.sort((a, b) => order(b) - order(a));
  if (!frame) return [];
  const beside = [...held.keys()].filter((other) => parentOf(other) === parentOf(frame));
  return beside.filter((other) => other.name === frame.name && attribute(other, "class") === attribute(frame, "class"));
}

function isWithin(element: Element, frame: Element): boolean {
  for (let at: Element | null = element; at; at = parentOf(at)) if (at === frame) return true;
  return false;
}

/** Whether a link is a row of some list: menus have no dates. */
function isDated(page: Page, anchor: Element): boolean {
  const url = addressOf(attribute(anchor, "href"), page);
  return page.links.some((link) => link.url === url && link.date !== null);
}
