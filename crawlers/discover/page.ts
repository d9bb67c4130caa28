import { columnWords as words } from "../../data/words/index.ts";
import type { Place } from "./address.ts";
import { decode, decoded } from "./decode.ts";
import { attribute, closest, Dom, seen } from "./dom.ts";
import { type Link, linksOf } from "./links.ts";
import { isLookAlike, isReportTitle } from "./titles.ts";

/** A fetched page, read: what discovery and the platforms look at. */
export type Page = {
  url: string;
  /** What relative links of scripts and replies mean: the listing page for a reply, else `url` or its base tag. */
  base: string;
  /** Its own; for a reply, the listing page's. Its links write their queries in it. */
  charset: string;
  mediaType: string | null;
  body: string;
  dom: Dom;
  /** The article's own title: of the ArticleTitle meta, headings and the window's title the first that says what it is, else the first. */
  title: string;
  /** Whether the page calls itself an article (ArticleTitle meta with something in it). */
  isArticle: boolean;
  /** ColumnName meta, else the last step of the breadcrumb. */
  columnName: string | null;
  breadcrumb: string[];
  links: Link[];
  /** Where its script goes on to, which only a browser could tell. */
  leadsTo?: string;
  /** What was posted for it, where it is the answer to that. */
  posted?: string;
  /** What a browser loaded while showing it, and the scripts that its family reads. */
  loaded: { url: string; body: string; posted?: Posted }[];
};

/** What was posted for a reply. */
export type Posted = { body: string; headers: Record<string, string> };

type Asked = {
  method?: "GET" | "POST" | undefined;
  body?: string | undefined;
  headers?: Record<string, string> | undefined;
};
type Bytes = { url: string; mediaType: string | null; headers: Headers; body: Uint8Array };

/** Reads a response as a page. `of`: the listing that a reply (XML, JSON, rows of HTML) belongs to; whole pages stand for themselves. */
export function readPage({ url, mediaType, headers, body }: Bytes, of?: Place): Page {
  const { text, charset } = decoded(body, headers.get("content-type"));
  return pageFrom(url, text, mediaType, of, charset);
}

/** A page as a browser shows it, with the data it loaded. */
export function readRendered(page: Bytes, html: string, loaded: (Bytes & { asked: Asked })[]): Page {
  const data = loaded.map(({ url, body, headers, asked }) => {
    const posted = asked.method === "POST" ? { posted: { body: asked.body ?? "", headers: asked.headers ?? {} } } : {};
    return { url, body: decode(body, headers.get("content-type")), ...posted };
  });
  const { charset } = decoded(page.body, page.headers.get("content-type"));
  return { ...pageFrom(page.url, html, "text/html", undefined, charset), loaded: data };
}

/** A page from its text, which was in some charset. */
export function pageFrom(
  url: string,
  body: string,
  mediaType: string | null = "text/html",
  of?: Place,
  ownCharset = "utf-8",
): Page {
  const dom = new Dom(/^\s*[{[]/.test(body) ? "" : body);
  const [ownBase] = dom.tagged("base");
  const ownPlace = {
    base: (ownBase && URL.parse(attribute(ownBase, "href"), url)?.href) ?? folderOf(url, body),
    charset: ownCharset,
  };
  const { base, charset } = (isWhole(body) ? undefined : of) ?? ownPlace;
  const articleTitle = meta(dom, "ArticleTitle");
  const breadcrumb = crumbs(dom);
  return {
    url,
    base,
    charset,
    mediaType,
    body,
    dom,
    title: titleOf(dom, articleTitle),
    isArticle: articleTitle !== "",
    columnName: meta(dom, "ColumnName") || breadcrumb.at(-1) || null,
    breadcrumb,
    links: linksOf(dom, { base, charset }),
    loaded: [],
  };
}

/**
 * What relative links mean on a page without a base tag. A static CMS writes ./202401/t….html for a folder's page; where a
 * server gives that page under the folder's name without its slash, the links still mean the folder.
 */
function folderOf(address: string, body: string): string {
  const url = new URL(address);
  const name = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  // Extensionless articles (content_2051703) are no folders.
  const isFolder = name !== "" && !name.includes(".") && !/\d{5,}$/.test(name) && url.search === "";
  if (!isFolder || !/=\s*["']?\.\//.test(body)) return address;
  url.pathname += "/";
  return url.href;
}

/** The content of a meta tag of the government-website standard, whose names are misspelt in case and trailing spaces. */
export function meta(dom: Dom, name: string): string {
  const wanted = name.toLowerCase();
  const tag = dom.tagged("meta").find((element) => attribute(element, "name").trim().toLowerCase() === wanted);
  return tag ? attribute(tag, "content").trim() : "";
}

const BREADCRUMBS = new Set(words.breadcrumbs);
const HEADINGS = new Set(["h1", "h2", "ucaptitle", ".article-title"]);
const ROWS = new Set(["a", "li", "tr"]);

/** Sites put their own name into the meta tag, or their logo into the first heading. */
function titleOf(dom: Dom, articleTitle: string): string {
  const headings = dom.marked(HEADINGS).filter((element) => closest(element, ROWS) === null);
  const shown = [...headings, ...dom.tagged("title")].map(({ children }) => seen(children).replace(/\s+/g, " ").trim());
  const titles = [articleTitle, ...shown].filter((title) => title !== "");
  return titles.find(isLookAlike) ?? titles.find(isReportTitle) ?? titles[0] ?? "";
}

const isWhole = (body: string): boolean => /<(html|body)\b/i.test(body.slice(0, 4000));

function crumbs(dom: Dom): string[] {
  const [trail] = dom.marked(BREADCRUMBS);
  if (!trail) return [];
  return seen(trail.children)
    .replace(/^.*?(位置|所在)\s*[:：]/s, "")
    .split(/[>›»＞/]|\s-\s|\s{2,}/)
    .map((step) => step.trim())
    .filter((step) => step !== "");
}
