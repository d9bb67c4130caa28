import { addressOf, attribute, type Link, type Page } from "../discover/index.ts";
import type { PageRequest, Platform, Series } from "./platform.ts";

const SEARCH = "/module/xxgk/search.jsp";

/**
 * Hanweb's 信息公开 module: an organ's catalogue is a tree in a frame (tree.jsp), whose nodes ask search.jsp by POST for their
 * list, as a page does that opens with one. xxgkAnnualReport.jsp shows an organ's report of a year itself.
 */
export const hanwebXxgk: Platform = {
  name: "hanweb-xxgk",
  recognise: (page) => /\/module\/xxgk\//.test(page.body) || new URL(page.url).pathname.startsWith("/module/xxgk/"),
  entries: (page) => (isPart(page, "tree.jsp") ? nodesOf(page) : treesOf(page)),
  pages: (page) => {
    if (isPart(page, "search.jsp")) return [following(page)];
    if (isPart(page, "tree.jsp")) return [];
    const list = openingList(page);
    return list === null ? null : [{ extent: "declared", at: (n) => (n === 0 ? list : null) }];
  },
};

const isPart = (page: Page, name: string): boolean => new URL(page.url).pathname === `/module/xxgk/${name}`;

/** The frames of a page that hold an organ's catalogue. */
function treesOf(page: Page): Link[] {
  const addresses = page.dom.tagged("iframe", "frame").map((frame) => addressOf(attribute(frame, "src"), page));
  const trees = addresses.filter((url) => url?.includes("/module/xxgk/tree.jsp"));
  return trees.flatMap((url) => (url ? [{ url, text: "政府信息公开目录", date: null }] : []));
}

/** The nodes of an organ's catalogue: `funclick('A05','…')">政府信息公开年报`, also with quotes escaped inside a script. */
function nodesOf(page: Page): Link[] {
  const { searchParams } = new URL(page.url);
  const nodes = page.body.matchAll(/funclick\(\s*\\?['"](\w+)\\?['"][^)]*\)[^<]{0,80}?>\s*([^<]{1,40})/g);
  return [...nodes].map(([, infotype = "", label = ""]) => {
    const list = listAt(page.url, infotype, searchParams);
    return { url: list.url, text: label.trim(), date: null, posted: list.body };
  });
}

/** The list that a column's page opens with: its organ and part of the page stand in the call or in the tree's address. */
function openingList(page: Page): PageRequest | null {
  const { searchParams } = new URL(page.url);
  const call = /loadDynamic\(([\s\S]*?)\)\s*;/.exec(page.body)?.[1] ?? "";
  const said = (name: string, pattern: RegExp): string | undefined =>
    searchParams.get(name) ?? (pattern.exec(call) ?? pattern.exec(page.body))?.[1];
  const area = said("vc_xxgkarea", /[?&;]area=(\w+)/);
  const divid = /['"](div\d+)['"]/.exec(call)?.[1] ?? /divid=(div\d+)/.exec(page.body)?.[1];
  if (!area || !divid) return null;
  const infotype = said("number", /infotypeId=(\w+)/) ?? "";
  // Without a node it is all that the organ has published; the tree says which of it are reports.
  if (infotype === "" && page.body.includes("/module/xxgk/tree.jsp")) return null;
  return listAt(page.url, infotype, new URLSearchParams({ area, divid }));
}

/** What a node asks for: the same in the address and in the body, as its script does. */
function listAt(address: string, infotypeId: string, tree: URLSearchParams): PageRequest & { body: string } {
  const url = new URL(SEARCH, address);
  const said = {
    standardXxgk: tree.get("standardXxgk") ?? "1",
    isAllList: "1",
    infotypeId,
    jdid: tree.get("jdid") ?? tree.get("webid") ?? "",
    area: tree.get("area") ?? "",
    divid: tree.get("divid") ?? "",
    vc_title: "",
    vc_number: "",
    vc_filenumber: "",
    vc_all: "",
    texttype: "",
    fbtime: "-1",
    currpage: "1",
    sortfield: ",createdatetime:0,orderid:0",
  };
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  return posted(url);
}

const posted = (url: URL) => ({ url: url.href, method: "POST" as const, body: url.searchParams.toString() });

/** A reply says how many pages there are: 共9页. */
function following(reply: Page): Series {
  const url = new URL(reply.url);
  const current = Number(url.searchParams.get("currpage") ?? "1");
  const pages = Number(/共\s*(\d+)\s*页/.exec(reply.dom.text)?.[1] ?? "1");
  return {
    extent: "declared",
    at: (n) => {
      if (current + 1 + n > pages) return null;
      url.searchParams.set("currpage", String(current + 1 + n));
      return posted(url);
    },
  };
}
