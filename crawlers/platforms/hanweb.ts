import { type Page, withParameters } from "../discover/index.ts";
import { jpageRecords, nextGroupOf, type Widget, wayTo, widgetsOf } from "./jpage.ts";
import { declared, type PageRequest, type Platform, type Series } from "./platform.ts";

const PROXY = "/module/web/jpage/dataproxy.jsp";

/**
 * Hanweb 大汉 JCMS: jpage lists whose further records come from dataproxy.jsp. Some servers count by startrecord and endrecord,
 * others only by page, whose size is a group's or a page's; some answer only what is posted.
 */
export const hanweb: Platform = {
  name: "hanweb",
  recognise: (page) => /dataproxy\.jsp|\.jpage\s*\(|<datastore>/i.test(page.body),
  entries: (page) => jpageRecords(page.body, page),
  pages: (page) => (isReply(page) ? fromReply(page) : fromColumn(page)),
};

const isReply = (page: Page): boolean => page.url.includes("dataproxy.jsp");

function fromColumn(page: Page): Series[] | null {
  const widgets = widgetsOf(page, PROXY);
  const open = widgets.filter(({ total, embedded }) => total === null || total > embedded);
  const [widget] = open;
  const isOnly = widgets.length === 1 && widget?.embedded === jpageRecords(page.body, page).length;
  if (widget && isOnly) return waysOf(widget, page.base);
  // Each of several lists is asked from its first record: its reply says how it goes on.
  if (widgets.length > 0) return open.length > 0 ? [declared(open.map((one) => byRecords(one, 0).url))] : [];
  const nextGroup = nextGroupOf(page.body);
  return nextGroup === null ? null : [{ extent: "probed", at: (n) => nextGroupAt(nextGroup, page.base, n) }];
}

/** A reply that was asked for from the first record goes on as its request says. */
function fromReply(page: Page): Series[] {
  const proxy = new URL(page.url);
  const number = (name: string): number => Number(proxy.searchParams.get(name));
  const total = Number(/<totalrecord>\s*(\d+)/i.exec(page.body)?.[1] ?? 0);
  const embedded = jpageRecords(page.body, page).length;
  if (number("startrecord") !== 1 || total <= embedded) return [];
  const widget = { proxy, total, perPage: number("perpage"), group: number("endrecord"), embedded, nextGroup: null };
  return waysOf(widget, page.base);
}

/**
 * Ways to the records that follow: said in records and in pages at once, so that each server reads its own half of the request,
 * pages meant as groups and as pages; as the page itself points to its next group; and posted.
 */
function waysOf(widget: Widget, base: string): Series[] {
  const { total, nextGroup } = widget;
  const way = (at: Series["at"]): Series => wayTo(total, at);
  const asGroups = way((_n, listed) => byRecords(widget, listed));
  const asPages = way((_n, listed) => byRecords({ ...widget, group: widget.perPage }, listed));
  const sizes = widget.group === widget.perPage ? [asGroups] : [asGroups, asPages];
  const pointed = nextGroup === null ? [] : [way((n) => nextGroupAt(nextGroup, base, n))];
  return [...sizes, ...pointed, ...sizes.map(posted)];
}

/** The group after the first `listed` records. */
function byRecords({ proxy, total, perPage, group }: Widget, listed: number): PageRequest {
  const said = {
    startrecord: listed + 1,
    endrecord: Math.min(listed + group, total ?? Number.POSITIVE_INFINITY),
    perpage: perPage,
    page: Math.floor(listed / group) + 1,
  };
  return { url: withParameters(proxy, said) };
}

function nextGroupAt(address: string, base: string, n: number): PageRequest | null {
  const url = URL.parse(address, base);
  if (!url) return null;
  return { url: withParameters(url, { page: Number(url.searchParams.get("page") ?? 1) + n }) };
}

/** The same requests as the widget itself makes them: what names the listing is in the body too. */
function posted(way: Series): Series {
  const at: Series["at"] = (n, listed) => {
    const request = way.at(n, listed);
    return request && { ...request, method: "POST", body: new URL(request.url).searchParams.toString() };
  };
  return { ...way, at };
}
