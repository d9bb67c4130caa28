import { attribute, type Page } from "../discover/index.ts";
import { jsonEntries } from "./json.ts";
import type { Platform, Series } from "./platform.ts";

/** Where frameworks put what they draw. */
const MOUNTS = /^(app|root|__nuxt|__next)/;
const PAGE_PARAMETER = /^(page|pageno|pagenum|pageindex|pagenumber|currentpage|curpage|cur_page|current)$/i;

/**
 * A shell that a script fills in: an empty #app or #root and little else. A browser shows it; its list is taken from the
 * JSON that it loads where that has titles and addresses, and further pages are asked of the same endpoint without a browser.
 */
export const spa: Platform = {
  name: "spa",
  recognise: (page) =>
    page.loaded.some(({ body }) => jsonEntries(body, page.base).length > 0) || isShell(page) || isJson(page),
  entries: (page) => [page, ...page.loaded].flatMap(({ body }) => jsonEntries(body, page.base)),
  pages: (page) =>
    page.loaded.filter(({ body }) => jsonEntries(body, page.base).length > 0).flatMap(({ url }) => numbered(url)),
  needsBrowser: (page) => page.loaded.length === 0 && isShell(page),
};

const isJson = (page: Page): boolean => /^\s*[{[]/.test(page.body);

function isShell(page: Page): boolean {
  if (page.links.length >= 5 || page.dom.text.replace(/\s+/g, "").length >= 300) return false;
  return page.dom.tagged("div", "main", "body").some((element) => MOUNTS.test(attribute(element, "id")));
}

function numbered(address: string): Series[] {
  const url = new URL(address);
  const parameter = [...url.searchParams.keys()].find((name) => PAGE_PARAMETER.test(name));
  const shown = Number(url.searchParams.get(parameter ?? ""));
  if (parameter === undefined || !Number.isInteger(shown)) return [];
  return [
    {
      extent: "probed",
      at: (n) => {
        const next = new URL(url);
        next.searchParams.set(parameter, String(shown + 1 + n));
        return { url: next.href };
      },
    },
  ];
}
