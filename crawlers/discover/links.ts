import type { CheerioAPI } from "cheerio";
import { addressOf } from "./address.ts";
import { isReportTitle } from "./titles.ts";
import { fold } from "./words.ts";

/** A link as a person sees it: where it leads, its words as whole as the page gives them, the date printed beside it. */
export type Link = { url: string; text: string; date: string | null };

const DATE = /((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?/;
const EDGE_DATE = new RegExp(
  `^[\\[(（【\\s]*${DATE.source}[\\])）】\\s]*|[\\[(（【\\s]*${DATE.source}[\\])）】\\s]*$`,
  "g",
);

/** The links of a page, in the page's order, each address with each wording once. */
export function linksOf($: CheerioAPI, base: string): Link[] {
  const links = new Map<string, Link>();
  for (const element of $("a[href], area[href]")) {
    const anchor = $(element);
    const url = addressOf(anchor.attr("href") ?? "", base);
    if (!url) continue;
    const shown = anchor.text();
    const text = wording(shown, anchor.attr("title") ?? anchor.attr("alt") ?? "");
    const row = anchor.closest("li, tr, dd");
    const date = dateIn(shown) ?? onlyDateIn((row.length > 0 ? row : anchor.parent()).text().replace(shown, ""));
    const key = `${url} ${text}`;
    if (!links.has(key)) links.set(key, { url, text, date });
  }
  return [...links.values()];
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
