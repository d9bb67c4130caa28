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
  pages: (page) => (isReply(page) ? [] : widgetsOf(page).map(seriesOf)),
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
      const value = new RegExp(`\\b${name}\\s*:\\s*['"]?(\\d+)`).exec(options)?.[1];
      return value === undefined ? null : Number(value);
    };
    const [total, perPage] = [number("totalRecord"), number("perPage")];
    const address = /proxyUrl\s*:\s*['"]([^'"]+)['"]/.exec(options)?.[1] ?? "/module/web/jpage/dataproxy.jsp";
    const proxy = URL.parse(address, page.base);
    if (!proxy || total === null || !perPage) return [];
    const query =
      groups.find((group) => group.includes(`unitid=${unit}`)) ?? (calls.length === 1 ? groups[0] : undefined);
    for (const [name, value] of new URLSearchParams(query?.split("?")[1] ?? "")) proxy.searchParams.set(name, value);
    const embedded = total > 0 && calls.length === 1 ? recordsOf(page).length : perPage;
    return total > embedded ? [{ proxy, total, perPage, embedded }] : [];
  });
}

/**
 * For servers that count records, what follows the embedded ones; for servers that count pages, every page from the second.
 * Each reads its own half of the request.
 */
function seriesOf({ proxy, total, perPage, embedded }: Widget): Series {
  return {
    extent: "declared",
    at: (n): PageRequest | null => {
      if ((n + 1) * perPage >= total) return null;
      const start = embedded + n * perPage + 1;
      const url = new URL(proxy);
      const said = { startrecord: start, endrecord: start + perPage - 1, perpage: perPage, page: n + 2 };
      for (const [name, value] of Object.entries(said)) url.searchParams.set(name, String(value));
      return { url: url.href };
    },
  };
}
