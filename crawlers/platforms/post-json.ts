import { isReportTitle, type Link, type Page, seen } from "../discover/index.ts";
import { isRecord, jsonEntries, jsonNumber, parseJson } from "./json.ts";
import { type Call, callsIn, type Named, scriptValue } from "./literal.ts";
import { isPageParameter, type PageRequest, type Platform, type Series } from "./platform.ts";
import { turnable } from "./turnable.ts";
import { isWas5, was5Entries, was5Total } from "./was5.ts";

/**
 * A list that the page's own script fills: an inline $.ajax, $.post, axios or fetch posts a page's number to an endpoint of the
 * site, which answers with JSON (苏州), or as WAS5 does. Where what is posted cannot be read from the call, a browser shows the list.
 */
export const postJson: Platform = {
  name: "post-json",
  recognise: (page) =>
    page.loaded.length === 0 && !page.links.some(({ text }) => isReportTitle(text)) && callsOf(page).length > 0,
  entries: listedIn,
  pages: (page) => (isReply(page) ? following(page) : [opening(page)]),
  needsBrowser: (page) => callsOf(page).every(({ request }) => request === null),
};

const isReply = ({ body }: Page): boolean => parseJson(body) !== undefined || isWas5(body);

function listedIn(page: Page): Link[] {
  const { body } = page;
  return isWas5(body) ? was5Entries(body, page) : jsonEntries(body, page);
}

const CALLEE = /(?<![\w$.])(?:(?:\$|jQuery|axios)\s*\.\s*(?:ajax|post)|fetch|axios)\s*(?=\()/g;
const JSON_BODY = /(\b(data|body)["']?\s*:|,)\s*JSON\.stringify|application\/json/;
/** Names in names in names. */
const DEEPEST = 3;

/** A call that posts the number of a page; without a request where what it posts, or whereto, is not to be read. */
type Posting = { request: PageRequest | null };

function callsOf(page: Page): Posting[] {
  const script = page.dom
    .tagged("script")
    .map(({ children }) => seen(children))
    .join("\n;");
  if (!/post/i.test(script)) return [];
  return callsIn(script, CALLEE, namedIn(script)).flatMap((call) => postingOf(call, page) ?? []);
}

function postingOf({ callee, text, values: [first, second] }: Call, page: Page): Posting | null {
  const isShort = /\.\s*post\s*$/.test(callee);
  const options = isRecord(first) ? first : isRecord(second) ? second : {};
  const address = isRecord(first) ? first.url : first;
  const data = isShort ? second : (options.data ?? options.body);
  if (!isShort && !/^post$/i.test(String(options.type ?? options.method))) return null;
  const said = isRecord(data) ? data : Object.fromEntries(new URLSearchParams(typeof data === "string" ? data : ""));
  const fields = Object.entries(said).map(([name, value]): [string, unknown] => [
    name,
    value === undefined ? usual(name, page) : value,
  ]);
  const url = typeof address === "string" ? URL.parse(address, page.url) : null;
  const isPaged = [...fields.map(([name]) => name), ...(url?.searchParams.keys() ?? [])].some(isPageParameter);
  if (!isPaged || (url && url.host !== new URL(page.url).host)) return null;
  if (!url || fields.some(([, value]) => value === undefined)) return { request: null };
  const isJson = JSON_BODY.test(text) || (callee.startsWith("axios") && isRecord(data));
  const form = fields.map(([name, value]): [string, string] => [name, String(value ?? "")]);
  const body = isJson ? JSON.stringify(Object.fromEntries(fields)) : new URLSearchParams(form).toString();
  return { request: { url: url.href, ...posted(body) } };
}

/** What a field is whose value a script computes: the first page, or what the page's own address says of it. */
function usual(name: string, page: Page): unknown {
  if (isPageParameter(name)) return 1;
  const plain = (text: string): string => text.replace(/_/g, "").toLowerCase();
  return [...new URL(page.url).searchParams].find(([own]) => plain(own) === plain(name))?.[1];
}

/** What a name stands for: the parameter of a function, with which that is called, or a variable. */
const namedIn =
  (script: string, depth = DEEPEST): Named =>
  (name) => {
    const [, object = "", field] = /^([\w$]+)(?:\.([\w$]+))?$/.exec(name) ?? [];
    if (depth === 0 || object === "") return undefined;
    if (field !== undefined) {
      const fields = scriptValue(script, object, namedIn(script, depth - 1));
      return isRecord(fields) ? fields[field] : undefined;
    }
    return calledWith(script, name) ?? scriptValue(script, name, namedIn(script, depth - 1));
  };

function calledWith(script: string, parameter: string): number | undefined {
  const word = parameter.replaceAll("$", "\\$");
  const named = new RegExp(`(?:function\\s+(\\w+)|(\\w+)\\s*[:=]\\s*function)\\s*\\(\\s*${word}\\s*[,)]`).exec(script);
  const called = named && new RegExp(`\\b${named[1] ?? named[2]}\\s*\\(\\s*(\\d+)\\s*[,)]`).exec(script);
  return called ? Number(called[1]) : undefined;
}

function posted(body: string): Omit<PageRequest, "url"> {
  const headers = { "content-type": "application/json;charset=UTF-8" };
  return { method: "POST", body, ...(body.startsWith("{") && { headers }) };
}

/** The first pages of the lists that the page's calls fill. */
function opening(page: Page): Series {
  const requests = callsOf(page).flatMap(({ request }) => request ?? []);
  return { extent: "declared", at: (n) => requests[n] ?? null };
}

const TOTALS = ["allrow", "total", "totalcount", "totalrecord", "totalrecords", "totalrows", "recordcount", "count"];
const LASTS = ["totalpage", "totalpages", "pagecount", "pages"];

/** The pages after the first, as many as the reply says; where the server counts from 0, the first was none. */
function following(reply: Page): Series[] {
  const request = turnable({ url: reply.url, ...posted(reply.posted ?? "") });
  if (!request || request.shown > 1) return [];
  const { shown, turn } = request;
  const size = listedIn(reply).length;
  const total = was5Total(reply.body) ?? jsonNumber(reply.body, TOTALS);
  const last = size > 0 && total !== null ? Math.ceil(total / size) : jsonNumber(reply.body, LASTS);
  const said = { extent: "declared", ...(total !== null && { total }) } as const;
  const after: Series = {
    ...said,
    // Where nobody says how many there are, a page that is not full is the last.
    at: (n, listed) => ((last === null ? listed >= size * (n + 1) : n + 1 < last) && size > 0 ? turn(n + 1) : null),
  };
  return shown === 0 ? [after] : [after, { ...said, at: (n) => (n === 0 ? turn(-1) : null) }];
}
