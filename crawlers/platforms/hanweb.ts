import { Dom, type Link, linksOf, type Page } from "../discover/index.ts";
import type { PageRequest, Platform, Series } from "./platform.ts";

/**
 * Hanweb 大汉 JCMS: the first records stand in the page as XML inside a script, the others come from dataproxy.jsp as the
 * same XML. Some servers count by startrecord and endrecord, others only by page: both are always said.
 */
export const hanweb: Platform = {
  name: "hanweb",
  recognise: (page) => /dataproxy\.jsp|\.jpage\s*\(|<datastore>/i.test(page.body),
  entries: recordsOf,
  pages: (page) => (isReply(page) ? [] : widgetsOf(page).flatMap(seriesOf)),
};

const isReply = (page: Page): boolean => page.url.includes("dataproxy.jsp");

/** The listed links of a page's embedded records, or of a reply; a record may be HTML or escaped HTML. */
function recordsOf(page: Page): Link[] {
  const records = [...page.body.matchAll(/<record>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/record>/gi)];
  return records.flatMap(([, record = ""]) => {
    const html = /^\s*&lt;/.test(record) ? new Dom(record).text : record;
    return linksOf(new Dom(html), page.base);
  });
}

type Widget = { proxy: URL; total: number; perPage: number; embedded: number };

/** The listings of a page: each a jpage call, with the address of its proxy in the call or in the embedded nextgroup. */
function widgetsOf(page: Page): Widget[] {
  const calls = [...page.body.matchAll(/\(\s*['"]#(\w+)['"]\s*\)\.jpage\s*\(\s*\{([\s\S]*?)\}\s*\)/g)];
  const groups = [...page.body.matchAll(/dataproxy\.jsp\?[^"'\]<>\s]+/g)].map((match) =>
    match[0].replaceAll("&amp;", "&"),
  );
  return calls.flatMap(([, unit = "", options = ""]) => {
    const number = (name: string): number | null => {
      const value = new RegExp(`\\b${name}['"]?\\s*:\\s*['"]?(\\d+)`).exec(options)?.[1];
      return value === undefined ? null : Number(value);
    };
    const [total, perPage] = [number("totalRecord"), number("perPage")];
    const address = /proxyUrl['"]?\s*:\s*['"]([^'"]+)['"]/.exec(options)?.[1] ?? "/module/web/jpage/dataproxy.jsp";
    const proxy = URL.parse(address, page.base);
    if (!proxy || total === null || !perPage) return [];
    const query =
      groups.find((group) => group.includes(`unitid=${unit}`)) ?? (calls.length === 1 ? groups[0] : undefined);
    const said = query ? new URLSearchParams(query.split("?")[1]) : parametersOf(options);
    for (const [name, value] of said) proxy.searchParams.set(name, value);
    const embedded = total > 0 && calls.length === 1 ? recordsOf(page).length : perPage;
    return total > embedded ? [{ proxy, total, perPage, embedded }] : [];
  });
}

/** What the call itself sends along: `ajaxParam:{columnid:77,unitid:'5512',…}`. */
function parametersOf(options: string): [string, string][] {
  const object = /ajaxParam['"]?\s*:\s*\{([^}]*)/.exec(options)?.[1] ?? "";
  return [...object.matchAll(/['"]?(\w+)['"]?\s*:\s*(?:'([^']*)'|"([^"]*)"|(\w+))/g)].map(
    ([, name = "", single, double, bare]) => [name, single ?? double ?? bare ?? ""],
  );
}

/**
 * What follows the embedded records, said in records and in pages at once: each server reads its own half of the request.
 * Where the two do not mean the same (a server's page may be a group of three), that gives nothing new, and then every page
 * from the second is asked for.
 */
function seriesOf(widget: Widget): Series[] {
  const { total, perPage, embedded } = widget;
  const inStep = (n: number): PageRequest | null => {
    const start = embedded + n * perPage + 1;
    return start > total ? null : request(widget, start, Math.ceil(start / perPage));
  };
  const byPage = (n: number): PageRequest | null =>
    (n + 1) * perPage >= total ? null : request(widget, embedded + n * perPage + 1, n + 2);
  return [
    { extent: "declared", at: inStep },
    { extent: "declared", at: byPage },
  ];
}

function request({ proxy, perPage }: Widget, start: number, page: number): PageRequest {
  const url = new URL(proxy);
  const said = { startrecord: start, endrecord: start + perPage - 1, perpage: perPage, page };
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, String(value));
  return { url: url.href };
}
