import {
  addressOf,
  attribute,
  closest,
  type Link,
  type Page,
  withoutParameters,
  withParameters,
} from "../discover/index.ts";
import type { Platform, Series } from "./platform.ts";

const SELECTORS = new Set(["select"]);

/**
 * LonSun 龙讯: every organ has /public/column/<organ>, whose `type` says what of it is shown: 3 is 政府信息公开年报, 4 the catalogue.
 * Type 3 shows the newest report itself; the others are chosen by a selector of years, as timeFrame. Lists are paged by pageIndex.
 */
export const lonsun: Platform = {
  name: "lonsun",
  recognise: (page) => /\/public\/(column|content)\/\d+/.test(page.url) || page.links.some((link) => isOwn(link, page)),
  entries: yearsOf,
  pages: (page) => (new URL(page.url).searchParams.get("action") === "list" ? [following(page)] : null),
};

const isOwn = ({ url }: Link, page: Page): boolean =>
  /\/public\/column\/\d+/.test(url) && new URL(url).host === new URL(page.url).host;

/** The years that a page of type 3 offers besides the one it shows; the newest is what it shows without being asked for a year. */
function yearsOf(page: Page): Link[] {
  const options = page.dom.tagged("option").filter((option) => {
    const selector = closest(option, SELECTORS);
    return selector && /timeframe|year|nian/i.test(`${attribute(selector, "id")} ${attribute(selector, "name")}`);
  });
  const years = options.map((option) => ({
    year: Number(/(?:19|20)\d{2}/.exec(attribute(option, "value"))?.[0]),
    isShown: "selected" in option.attribs,
  }));
  const newest = Math.max(...years.map(({ year }) => year));
  return years.flatMap(({ year, isShown }) => {
    const address =
      year === newest
        ? withoutParameters(page.url, (name) => name === "timeFrame")
        : withParameters(page.url, { timeFrame: year });
    const url = addressOf(address, page);
    return year && !isShown && url ? [{ url, text: `${year}年`, date: null }] : [];
  });
}

/** The pages after this one, as many as its pager's script says. */
function following(page: Page): Series {
  const current = Number(new URL(page.url).searchParams.get("pageIndex") ?? "1");
  const said = /pageCount['"]?\s*[:=]\s*['"]?(\d+)/i.exec(page.body)?.[1] ?? /共\s*(\d+)\s*页/.exec(page.dom.text)?.[1];
  return {
    extent: said === undefined ? "probed" : "declared",
    at: (n) => {
      if (said !== undefined && current + 1 + n > Number(said)) return null;
      return { url: withParameters(page.url, { pageIndex: current + 1 + n }) };
    },
  };
}
