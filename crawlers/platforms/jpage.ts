import { Dom, type Link, linksOf, type Page, type Place } from "../discover/index.ts";
import type { Series } from "./platform.ts";

/**
 * jpage, the list widget that Hanweb's and other families' pages share: its call says how many records there are, the first
 * group of them stands in the page as XML inside a script, the others come from a proxy as the same XML.
 */
export type Widget = {
  /** The address of its proxy, with the parameters that name the listing. */
  proxy: URL;
  /** Null where the call does not say. */
  total: number | null;
  perPage: number;
  /** Records that the widget asks for at a time: its pages are cut from groups. */
  group: number;
  /** Records in the page. */
  embedded: number;
  /** Where the page itself points to for the next group. */
  nextGroup: string | null;
};

/** The listed links of embedded records, or of a reply; a record may be HTML or escaped HTML, a script's template is none. */
export function jpageRecords(text: string, on: Place): Link[] {
  const records = [...text.matchAll(/<record>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/record>/gi)];
  return records.flatMap(([, record = ""]) => {
    if (record.includes("${")) return [];
    const html = /^\s*&lt;/.test(record) ? new Dom(record).text : record;
    return linksOf(new Dom(html), on);
  });
}

/** The address of the next group that a page's or a reply's records are followed by. */
export function nextGroupOf(text: string): string | null {
  const group = /<nextgroup>\s*(?:<!\[CDATA\[)?\s*<a\s[^>]*?href=["']([^"']+)["']/i.exec(text)?.[1];
  return group?.replaceAll("&amp;", "&") ?? null;
}

/** The listings of a page: each a jpage call, with its parameters in the call or in the embedded next group. */
export function widgetsOf(page: Page, usualProxy: string): Widget[] {
  const calls = [...page.body.matchAll(/\(\s*['"]#(\w+)['"]\s*\)\.jpage\s*\(\s*\{([\s\S]*?)\}\s*\)/g)];
  const stores = page.body.match(/<datastore>[\s\S]*?<\/datastore>/gi) ?? [];
  return calls.flatMap(([, unit = "", options = ""]) => {
    const number = (name: string): number | null => {
      const value = new RegExp(`\\b${name}['"]?\\s*:\\s*['"]?(\\d+)`).exec(options)?.[1];
      return value === undefined ? null : Number(value);
    };
    const [total, perPage] = [number("totalRecord"), number("perPage")];
    const address = /proxyUrl['"]?\s*:\s*['"]([^'"]+)['"]/.exec(options)?.[1] ?? usualProxy;
    const proxy = URL.parse(address, page.base);
    if (!proxy || !perPage) return [];
    const own =
      stores.find((store) => store.includes(`unitid=${unit}`)) ?? (calls.length === 1 ? stores[0] : undefined);
    const nextGroup = own === undefined ? null : nextGroupOf(own);
    const said = nextGroup?.includes("?") ? [...new URL(nextGroup, page.base).searchParams] : parametersOf(options);
    for (const [name, value] of said) proxy.searchParams.set(name, value);
    const embedded = own === undefined ? 0 : jpageRecords(own, page).length;
    return [{ proxy, total, perPage, group: perPage * (number("groupSize") ?? 1), embedded, nextGroup }];
  });
}

/** A way to the records that follow the first `listed`, to be asked until all are there; a guess where nobody says how many. */
export function wayTo(total: number | null, at: Series["at"]): Series {
  if (total === null) return { extent: "probed", at };
  return { extent: "declared", total, at: (n, listed) => (listed < total && n < total ? at(n, listed) : null) };
}

/** What the call itself sends along: `ajaxParam:{columnid:77,unitid:'5512',…}`. */
function parametersOf(options: string): [string, string][] {
  const object = /ajaxParam['"]?\s*:\s*\{([^}]*)/.exec(options)?.[1] ?? "";
  return [...object.matchAll(/['"]?(\w+)['"]?\s*:\s*(?:'([^']*)'|"([^"]*)"|(\w+))/g)].map(
    ([, name = "", single, double, bare]) => [name, single ?? double ?? bare ?? ""],
  );
}
