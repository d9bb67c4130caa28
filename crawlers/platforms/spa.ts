import { attribute, type Page } from "../discover/index.ts";
import { jsonEntries } from "./json.ts";
import type { Platform, Series } from "./platform.ts";
import { turnable } from "./turnable.ts";

/** Where frameworks put what they draw. */
const MOUNTS = /^(app|root|__nuxt|__next)/;

/** Routes of articles, and what is posted where for the article: /art/info/<column>/<id> in 上海奉贤. */
const ARTICLES = [{ route: /\/art\/info\/[^/]+\/([^/]+)\/?$/, endpoint: "/html/info/detail", field: "id" }];

/**
 * A shell that a script fills in: an empty #app or #root and little else. A browser shows it; its list is taken from the
 * JSON that it loads where that has titles and addresses, and further pages are asked of the same endpoint without a browser.
 * So are articles where their address says how.
 */
export const spa: Platform = {
  name: "spa",
  recognise: (page) =>
    page.loaded.some(({ body }) => jsonEntries(body, page).length > 0) || isShell(page) || isJson(page),
  entries: (page) => [page, ...page.loaded].flatMap(({ body }) => jsonEntries(body, page)),
  pages: (page) => page.loaded.filter(({ body }) => jsonEntries(body, page).length > 0).flatMap(numbered),
  content: (page) =>
    ARTICLES.flatMap(({ route, endpoint, field }) => {
      const id = isShell(page) ? route.exec(new URL(page.url).pathname)?.[1] : undefined;
      const body = new URLSearchParams({ [field]: decodeURIComponent(id ?? "") }).toString();
      return id === undefined ? [] : [{ url: new URL(endpoint, page.url).href, method: "POST", body }];
    }),
  needsBrowser: (page) => page.loaded.length === 0 && isShell(page),
};

const isJson = (page: Page): boolean => /^\s*[{[]/.test(page.body);

function isShell(page: Page): boolean {
  if (page.links.length >= 5 || page.dom.text.replace(/\s+/g, "").length >= 300) return false;
  return page.dom.tagged("div", "main", "body").some((element) => MOUNTS.test(attribute(element, "id")));
}

/** The pages after those that were loaded; none where their requests name no page. */
function numbered({ url, posted }: Page["loaded"][number]): Series[] {
  const request = turnable({ url, ...(posted && { method: "POST", ...posted }) });
  return request ? [{ extent: "probed", at: (n) => request.turn(n + 1) }] : [];
}
