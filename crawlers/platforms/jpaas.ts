import { attribute, Dom, type Link, linksOf, type Page } from "../discover/index.ts";
import { isRecord, parseJson } from "./json.ts";
import { declared, type Platform, type Series } from "./platform.ts";

const ENDPOINT = /jpaas-publish-server\/front\/page\/build\/unit/;
/** Units that hold the frame of a page and no list. */
const FRAME = /导航|位置|头部|底部|页[头脚]|header|footer|\bnav|banner/i;
const PAGE_SIZE = 15;

/**
 * Hanweb jpaas (新 JCMS): a column's page is put together by a script from units, each asked of one endpoint and answered with
 * HTML inside JSON. The page's number counts only within paramJson: elsewhere it is ignored and the first page comes back.
 */
export const jpaas: Platform = {
  name: "jpaas",
  recognise: (page) => ENDPOINT.test(page.body) || isReply(page),
  entries: rowsOf,
  pages: (page) => {
    if (isReply(page)) return [following(page)];
    const units = unitsOf(page).filter((unit) => !FRAME.test(unit.searchParams.get("tagId") ?? ""));
    return units.length > 0 ? [declared(units.map((unit) => pageAt(unit, 1, PAGE_SIZE)))] : null;
  },
};

const isReply = (page: Page): boolean => ENDPOINT.test(page.url);

/** The units that a page's script asks for, with what it sends along: `queryData="{'webId':'149','tagId':'列表'}"`. */
function unitsOf(page: Page): URL[] {
  return page.dom.tagged("script", "div").flatMap((element) => {
    const address = attribute(element, "url");
    const unit = ENDPOINT.test(address) ? URL.parse(address, page.url) : null;
    if (!unit) return [];
    const query = attribute(element, "querydata");
    for (const [, name = "", value = ""] of query.matchAll(/['"](\w+)['"]\s*:\s*['"]?([^'",}]*)/g))
      unit.searchParams.set(name, value);
    return [unit];
  });
}

function pageAt(unit: URL, pageNo: number, pageSize: number): string {
  const url = new URL(unit);
  url.searchParams.set("paramJson", JSON.stringify({ pageNo, pageSize: String(pageSize) }));
  return url.href;
}

/** The HTML of a reply: `{"data":{"html":"…"}}`, or data itself. */
function htmlOf(page: Page): string {
  const reply = parseJson(page.body);
  const data = isRecord(reply) ? reply.data : null;
  const html = isRecord(data) ? data.html : data;
  return typeof html === "string" ? html : "";
}

function rowsOf(page: Page): Link[] {
  return isReply(page) ? linksOf(new Dom(htmlOf(page)), page) : [];
}

/** A reply says how many rows there are, and has them all where it says nothing and is not full. */
function following(page: Page): Series {
  const url = new URL(page.url);
  const html = htmlOf(page);
  const asked = parseJson(url.searchParams.get("paramJson") ?? "");
  const said = (source: string, name: string): number | null => {
    const value = new RegExp(`\\b${name}['"]?\\s*[:=]\\s*['"]?(\\d+)`, "i").exec(source)?.[1];
    return value === undefined ? null : Number(value);
  };
  const current = isRecord(asked) ? Number(asked.pageNo) : 1;
  const size = isRecord(asked) ? Number(asked.pageSize) : PAGE_SIZE;
  const [count, given] = [said(html, "count"), rowsOf(page).length];
  const rows = said(html, "rows") || size;
  const at = (n: number) => ({ url: pageAt(url, current + 1 + n, size) });
  if (count === null && given >= size) return { extent: "probed", at };
  const last = Math.ceil((count ?? 0) / rows);
  return { extent: "declared", total: count ?? given, at: (n) => (current + 1 + n > last ? null : at(n)) };
}
