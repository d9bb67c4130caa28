import { addressOf, attribute, closest, type Link, type Page, withParameters } from "../discover/index.ts";
import { jpageRecords, type Widget, wayTo, widgetsOf } from "./jpage.ts";
import { isRecord, parseJson } from "./json.ts";
import type { Platform } from "./platform.ts";

const PROXY = "/TrueCMS/messageController/getMessage.do";
const INITIAL = new Set(["#initData"]);
/** Records at a time: servers answer more than they allow with 404 or with nothing, and allow what they like. */
const WINDOWS = [50, 20, 10];

/**
 * TrueCMS: jpage lists whose first records stand in a hidden part of the page, the others as XML inside JSONP. Where the
 * endpoint is switched off, those of the page are all that can be had.
 */
export const truecms: Platform = {
  name: "truecms",
  recognise: (page) => /messageController\/getMessage\.do/i.test(page.body) || isReply(page),
  entries: (page) => (isReply(page) ? jpageRecords(resultOf(page.body), page) : initial(page)),
  pages: (page) =>
    isReply(page)
      ? []
      : widgetsOf(page, PROXY).flatMap((widget) =>
          WINDOWS.map((window) => wayTo(widget.total, (_n, listed) => ({ url: windowAt(widget, listed, window) }))),
        ),
};

const isReply = (page: Page): boolean => /messageController\/getMessage\.do/i.test(page.url);

function initial(page: Page): Link[] {
  const hidden = page.dom.tagged("a").filter((anchor) => closest(anchor, INITIAL) !== null);
  const addresses = new Set(hidden.map((anchor) => addressOf(attribute(anchor, "href"), page)));
  return [...page.links.filter(({ url }) => addresses.has(url)), ...jpageRecords(page.body, page)];
}

function resultOf(reply: string): string {
  const data = parseJson(reply);
  return isRecord(data) && typeof data.result === "string" ? data.result : reply;
}

function windowAt({ proxy }: Widget, listed: number, window: number): string {
  const said = { startrecord: listed + 1, endrecord: listed + window, perpage: window, callback: "cb" };
  return withParameters(proxy, said);
}
