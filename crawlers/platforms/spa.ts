import { attribute, type Page } from "../discover/index.ts";
import { jsonEntries, parseJson } from "./json.ts";
import { isPageParameter, type PageRequest, type Platform, type Series } from "./platform.ts";

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
    page.loaded.some(({ body }) => jsonEntries(body, page.base).length > 0) || isShell(page) || isJson(page),
  entries: (page) => [page, ...page.loaded].flatMap(({ body }) => jsonEntries(body, page.base)),
  pages: (page) => page.loaded.filter(({ body }) => jsonEntries(body, page.base).length > 0).flatMap(numbered),
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

/** The requests that asked for one page of a list, with the number of the page turned on; none where they name no page. */
function numbered({ url, posted }: Page["loaded"][number]): Series[] {
  const address = new URL(url);
  const inAddress = turned(Object.fromEntries(address.searchParams));
  const inBody = posted ? turnedText(posted.body) : null;
  if (!inAddress && !inBody) return [];
  const at = (n: number): PageRequest => {
    const next = new URL(address);
    for (const [name, value] of Object.entries(inAddress?.(n + 1) ?? {})) next.searchParams.set(name, String(value));
    const body = inBody?.(n + 1) ?? posted?.body;
    return { url: next.href, ...(posted ? { method: "POST", headers: posted.headers, body: body ?? "" } : {}) };
  };
  return [{ extent: "probed", at }];
}

type Turned<T> = ((by: number) => T) | null;

/** A posted text (JSON, or a form's fields), so many pages on. */
function turnedText(text: string): Turned<string> {
  const json = parseJson(text);
  if (isFields(json)) {
    const fields = turned(json);
    return fields && ((by) => JSON.stringify(fields(by)));
  }
  const form = turned(Object.fromEntries(new URLSearchParams(text)));
  if (!form) return null;
  return (by) => {
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries(form(by))) fields.append(name, String(value));
    return fields.toString();
  };
}

/** Fields with the page's number among them, at any depth, also in a field that is itself JSON (params={"pageIndex":0}). */
function turned(fields: Fields): Turned<Fields> {
  for (const [name, value] of Object.entries(fields)) {
    if (isPageParameter(name) && /^\d+$/.test(String(value))) {
      const shown = Number(value);
      return (by) => ({ ...fields, [name]: typeof value === "string" ? String(shown + by) : shown + by });
    }
    const inner = isFields(value)
      ? turned(value)
      : typeof value === "string" && value.startsWith("{")
        ? turnedText(value)
        : null;
    if (inner) return (by) => ({ ...fields, [name]: inner(by) });
  }
  return null;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
