import type { Place } from "./address.ts";
import { anchorsOf, choicesOf, targetOf } from "./anchor.ts";
import { attribute, closest, type Dom, type Element, parentOf, seen } from "./dom.ts";
import { isReportTitle } from "./titles.ts";
import { fold } from "./words.ts";

/** A link as a person sees it: where it leads, its words as whole as the page gives them, the date printed beside it. */
export type Link = {
  url: string;
  text: string;
  date: string | null;
  /** What is posted there, where a script makes the link. */
  posted?: string | undefined;
};

const DATE = /((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?/;
const EDGE_DATE = new RegExp(
  `^[\\[(（【\\s]*${DATE.source}[\\])）】\\s]*|[\\[(（【\\s]*${DATE.source}[\\])）】\\s]*$`,
  "g",
);

/** What holds one entry of a listing and what is said of it. */
const ROWS = new Set(["li", "tr", "dd"]);
/** More characters are no row or link, but the page around it. */
const LONGEST_ROW = 2000;

/** The links of a page, in the page's order, each address with each wording once. */
export function linksOf(dom: Dom, on: Place): Link[] {
  const links = new Map<string, Link>();
  for (const anchor of anchorsOf(dom)) {
    const url = targetOf(anchor, on);
    if (!url) continue;
    const shown = seen(anchor.children, LONGEST_ROW);
    const text = wording(shown, attribute(anchor, "title") || attribute(anchor, "alt") || pictured(anchor));
    const key = `${url} ${text}`;
    if (links.has(key)) continue;
    const row = closest(anchor, ROWS) ?? parentOf(anchor);
    const date = dateIn(shown) ?? onlyDateIn(row ? seen(row.children, LONGEST_ROW).replace(shown, "") : "");
    links.set(key, { url, text, date });
  }
  for (const { url, text } of dom.tagged("select").flatMap((select) => choicesOf(select, on)))
    if (!links.has(`${url} ${text}`)) links.set(`${url} ${text}`, { url, text, date: null });
  return [...links.values()];
}

/** What a picture that is a link says. */
export function pictured(anchor: Element): string {
  const picture = anchor.children.find((child) => "attribs" in child && child.name === "img");
  return picture && "attribs" in picture ? attribute(picture, "alt") : "";
}

/** The words of a link: its title attribute where that says more, else what is shown, without the date. */
export function wording(shown: string, title: string): string {
  const visible = shown.replace(/\s+/g, " ").trim().replace(EDGE_DATE, "").trim();
  const said = title.replace(/\s+/g, " ").trim().replace(EDGE_DATE, "").trim();
  if (said === "" || (isReportTitle(visible) && !isReportTitle(said))) return visible;
  const cut = /(…|\.{2,})$/.test(visible);
  return cut || visible === "" || fold(said).length >= fold(visible).length ? said : visible;
}

/** The first date in a text, as an ISO date; null where there is none that exists. */
export function dateIn(text: string): string | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const iso = `${match[1]}-${(match[2] ?? "").padStart(2, "0")}-${(match[3] ?? "").padStart(2, "0")}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

/** The date of a row; null where the row holds several and none can be said to be the link's. */
function onlyDateIn(text: string): string | null {
  const dates = new Set(text.match(new RegExp(DATE, "g")) ?? []);
  return dates.size === 1 ? dateIn(text) : null;
}
