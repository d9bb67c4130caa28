import { meta, type Page } from "../discover/index.ts";
import { jsonEntries, jsonNumber } from "./json.ts";
import { declared, type Platform, type Series } from "./platform.ts";

/**
 * UCAP 开普云: static listings common_list.shtml, common_list_2.shtml …, or JSON from /searchList/<channelid>, where the
 * page's meta names the channel. The JSON is asked from its first page: its pages are cut otherwise than the static ones.
 */
export const ucap: Platform = {
  name: "ucap",
  recognise: (page) =>
    isReply(page.url) ||
    meta(page.dom, "channelid") !== "" ||
    /\/searchList\/|\/common\/search\/|UCAP-?CONTENT/i.test(page.body) ||
    page.links.some((link) => ARTICLE.test(link.url)),
  entries: (page) => jsonEntries(page.body, page),
  pages: (page) => (isReply(page.url) ? [followingReplies(page)] : [...firstReply(page), ...staticPages(page.url)]),
};

/** /c112289c/202602/c01_1108994.shtml, or 32 hexadecimal digits for the number. */
const ARTICLE = /\/c\d{4,}\w?\/\d{6}\/(c\d+_\d+|[0-9a-f]{32})\.shtml$/;

const isReply = (address: string): boolean => /\/(searchList|common\/search)\//.test(address);

function firstReply(page: Page): Series[] {
  const channel = meta(page.dom, "channelid");
  if (channel === "") return [];
  const called = /\/searchList\/|\/common\/search\//.exec(page.body)?.[0];
  const endpoint = called ?? "/searchList/";
  const url = new URL(`${endpoint}${channel}`, page.url);
  const query = {
    _isAgg: "true",
    _isJson: "true",
    _pageSize: "18",
    _template: "index",
    _rangeTimeGte: "",
    _channelName: "",
    page: "1",
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  // A channel that has others below it lists nothing itself.
  return [{ ...declared([url.href]), extent: called ? "declared" : "possible" }];
}

function followingReplies(reply: Page): Series {
  const [total, rows] = [jsonNumber(reply.body, ["total"]), jsonNumber(reply.body, ["rows"])];
  const last = total === null || !rows ? null : Math.ceil(total / rows);
  const current = Number(new URL(reply.url).searchParams.get("page") ?? "1");
  return {
    extent: last === null ? "probed" : "declared",
    ...(total === null ? {} : { total }),
    at: (n) => {
      const number = current + 1 + n;
      if (last !== null && number > last) return null;
      const url = new URL(reply.url);
      url.searchParams.set("page", String(number));
      return { url: url.href };
    },
  };
}

function staticPages(address: string): Series[] {
  const file = /^(.*\/\w*list)(?:_\d+)?\.shtml$/.exec(new URL(address).pathname);
  return file ? [{ extent: "probed", at: (n) => ({ url: new URL(`${file[1]}_${n + 2}.shtml`, address).href }) }] : [];
}
