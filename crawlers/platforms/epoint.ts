import { attribute, type Page } from "../discover/index.ts";
import { jsonEntries, jsonNumber, parseJson } from "./json.ts";
import { scriptValue } from "./literal.ts";
import type { PageRequest, Platform, Series } from "./platform.ts";

/**
 * 新点 Epoint WebBuilder: column pages (…?categorynum=) and many articles (showinfo.html?infoGuid=) are shells over a REST
 * interface, whose place and site number stand in a script, siteInfo in webBuilderCommon.js. What is asked is posted, in one of
 * three styles; the number of the first page is 0 on some servers and 1 on others.
 */
export const epoint: Platform = {
  name: "epoint",
  recognise: (page) => /EWB-FRONT|lightfrontaction|webBuilderCommon|siteGuid/i.test(page.body) || REST.test(page.url),
  entries: (page) => (parseJson(page.body) === undefined ? [] : jsonEntries(page.body, page)),
  scripts: (page) => (categoryOf(page) !== null || articleOf(page) !== null ? scriptsOf(page) : []),
  pages: (page) => {
    const shown = shownBy(page);
    if (shown) return following(page, shown);
    const category = categoryOf(page);
    return category === null ? null : STYLES.map((style) => opening(page, category, style));
  },
  content: (page) => {
    const article = articleOf(page);
    return article && detailRequests(page, article);
  },
};

const REST = /\/rest\/\w+\/get/i;
const PAGE_SIZE = 20;

type Fields = Record<string, unknown>;
/** How a request says its fields, and the number of the first page on the servers where it was seen. */
type Style = { type: string; first: number; write(fields: Fields): string; read(body: string): unknown };

const JSON_TYPE = "application/json;charset=UTF-8";
const STYLES: readonly Style[] = [
  { type: JSON_TYPE, first: 1, write: (fields) => JSON.stringify(fields), read: parseJson },
  {
    ...{ type: JSON_TYPE, first: 0, write: (fields) => JSON.stringify({ token: "", params: fields }) },
    read: (body) => fieldsIn(parseJson(body)).params,
  },
  {
    ...{ type: "application/x-www-form-urlencoded;charset=UTF-8", first: 1 },
    write: (fields) => new URLSearchParams({ params: JSON.stringify(fields) }).toString(),
    read: (body) => parseJson(new URLSearchParams(body).get("params") ?? ""),
  },
];

const fieldsIn = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** What a column's address says of it. */
function categoryOf({ url }: Page): Fields | null {
  const { searchParams } = new URL(url);
  const categorynum = searchParams.get("categorynum") ?? searchParams.get("categoryNum");
  return categorynum === null ? null : { deptcode: searchParams.get("deptcode") ?? "", categorynum };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the address of an article's shell calls it by: infoGuid, infoid or id. */
function articleOf({ url }: Page): { name: string; id: string } | null {
  const found = [...new URL(url).searchParams].find(([name, id]) => /^(info)?(guid|id)$/i.test(name) && UUID.test(id));
  return found ? { name: found[0], id: found[1] } : null;
}

/** The scripts of the page that say where the interface is, and how this page uses it. */
function scriptsOf(page: Page): string[] {
  const addresses = page.dom.tagged("script").map((script) => URL.parse(attribute(script, "src"), page.base)?.href);
  const own = addresses.filter((url) => url !== undefined && SPEAKING.test(url)).filter((url) => url !== undefined);
  const common = new URL("/js/webBuilderCommon.js", page.url).href;
  return own.length > 0 ? own : [common];
}

const SPEAKING = /\/[^/?]*(webBuilderCommon|ajaxReq|govInfo|showinfo|zwgk)[^/?]*\.js/i;

function siteOf(page: Page): { project: string; siteGuid: unknown; said: string } {
  const said = [page.body, ...page.loaded.map(({ body }) => body)].join("\n");
  const { projectName, siteGuid } = fieldsIn(scriptValue(said, "siteInfo"));
  const guid = siteGuid ?? scriptValue(said, "siteGuid");
  return { project: typeof projectName === "string" ? projectName : "/EWB-FRONT", siteGuid: guid, said };
}

/** The interface's addresses that the scripts name, else the usual ones. */
function endpointsOf(page: Page, name: RegExp, usual: string[]): string[] {
  const { project, said } = siteOf(page);
  const named = [...said.matchAll(/\/?rest\/\w+\/\w+/gi)].map(([path]) => path).filter((path) => name.test(path));
  const paths = named.length > 0 ? [...new Set(named)] : usual;
  return paths.map((path) => new URL(`${project.replace(/\/$/, "")}/${path.replace(/^\//, "")}`, page.url).href);
}

function posted(url: string, style: Style, fields: Fields): PageRequest {
  return { url, method: "POST", body: style.write(fields), headers: { "Content-Type": style.type } };
}

function opening(page: Page, category: Fields, style: Style): Series {
  const [url = ""] = endpointsOf(page, /\/get\w*infolist$/i, ["rest/lightfrontaction/getgovinfolist"]);
  const fields = { ...category, siteGuid: siteOf(page).siteGuid, pageIndex: style.first, pageSize: PAGE_SIZE };
  const way = `${style.type} ${style.first}`;
  return { extent: "declared", way, at: (n) => (n === 0 ? posted(url, style, fields) : null) };
}

/** The page of a list that a reply gives, and how it was asked for. */
function shownBy({ posted: body = "" }: Page): { style: Style; fields: Fields; index: number } | null {
  for (const style of STYLES) {
    const fields = fieldsIn(style.read(body));
    if (typeof fields.pageIndex === "number") return { style, fields, index: fields.pageIndex };
  }
  return null;
}

/** The pages after the first, in the server's own size; where the first was no first, what is left is before it, or further on. */
function following(reply: Page, { style, fields, index }: { style: Style; fields: Fields; index: number }): Series[] {
  const [total, size] = [jsonNumber(reply.body, ["total"]), jsonEntries(reply.body, reply).length];
  // A server that does not understand the style says 0, too.
  if (index > 1 || size === 0 || total === null || total <= size) return [];
  const from = (first: number, last: number): Series => ({
    ...{ extent: "declared", total },
    at: (n) => (first + n > last ? null : posted(reply.url, style, { ...fields, pageIndex: first + n })),
  });
  const others = Math.ceil(total / size) - 1;
  return index === 1 ? [from(2, 1 + others), from(0, 0)] : [from(1, others), from(2, 1 + others)];
}

/** Where an article may be had: at the endpoints of the site's own kind, under the name that the address gives it or the usual one. */
function detailRequests(page: Page, { name, id }: { name: string; id: string }): PageRequest[] {
  const { siteGuid } = siteOf(page);
  const form = STYLES.find(({ type }) => type !== JSON_TYPE);
  const usual = ["lightfrontaction/getgovinfodetail", "frontAppNotNeedLoginAction/getGovInfoDetail"];
  const endpoints = endpointsOf(page, /\/get\w*(infodetail|infobyid)$/i, [...usual.map((path) => `rest/${path}`)]);
  return endpoints.flatMap((url) =>
    [...new Set([name, "infoid"])].flatMap((called) => (form ? [posted(url, form, { siteGuid, [called]: id })] : [])),
  );
}
