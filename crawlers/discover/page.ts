import { columnWords as words } from "../../data/words/index.ts";
import { decode } from "./decode.ts";
import { attribute, Dom, seen } from "./dom.ts";
import { type Link, linksOf } from "./links.ts";

/** A fetched page, read: what discovery and the platforms look at. */
export type Page = {
  url: string;
  /** What relative links of scripts and replies mean: the listing page for a reply, else `url` or its base tag. */
  base: string;
  mediaType: string | null;
  body: string;
  dom: Dom;
  /** The article's own title: ArticleTitle meta, else heading, else the window's title. */
  title: string;
  /** Whether the page calls itself an article (ArticleTitle meta with something in it). */
  isArticle: boolean;
  /** ColumnName meta, else the last step of the breadcrumb. */
  columnName: string | null;
  breadcrumb: string[];
  links: Link[];
  /** What a browser loaded while showing it. */
  loaded: { url: string; body: string }[];
};

type Bytes = { url: string; mediaType: string | null; headers: Headers; body: Uint8Array };

/** Reads a response as a page. `base`: the listing that a reply (XML, JSON) belongs to. */
export function readPage(response: Bytes, base?: string): Page {
  return pageFrom(response.url, decode(response.body, response.headers.get("content-type")), response.mediaType, base);
}

/** A page as a browser shows it, with the data it loaded. */
export function readRendered(page: Bytes, html: string, loaded: Bytes[]): Page {
  const data = loaded.map((item) => ({ url: item.url, body: decode(item.body, item.headers.get("content-type")) }));
  return { ...pageFrom(page.url, html, "text/html"), loaded: data };
}

/** A page from its text. */
export function pageFrom(url: string, body: string, mediaType: string | null = "text/html", base?: string): Page {
  const dom = new Dom(/^\s*[{[]/.test(body) ? "" : body);
  const [ownBase] = dom.tagged("base");
  const place = base ?? URL.parse(ownBase ? attribute(ownBase, "href") : "", url)?.href ?? url;
  const articleTitle = meta(dom, "ArticleTitle");
  const breadcrumb = crumbs(dom);
  return {
    url,
    base: place,
    mediaType,
    body,
    dom,
    title: articleTitle || heading(dom),
    isArticle: articleTitle !== "",
    columnName: meta(dom, "ColumnName") || breadcrumb.at(-1) || null,
    breadcrumb,
    links: linksOf(dom, place),
    loaded: [],
  };
}

/** The content of a meta tag of the government-website standard, whose names are misspelt in case and trailing spaces. */
export function meta(dom: Dom, name: string): string {
  const wanted = name.toLowerCase();
  const tag = dom.tagged("meta").find((element) => attribute(element, "name").trim().toLowerCase() === wanted);
  return tag ? attribute(tag, "content").trim() : "";
}

const BREADCRUMBS = new Set(words.breadcrumbs);
const HEADINGS = new Set(["h1", "ucaptitle", ".article-title"]);

function heading(dom: Dom): string {
  const [first] = dom.marked(HEADINGS);
  const [window] = dom.tagged("title");
  const text = (first && seen(first.children).trim()) || (window ? seen(window.children) : "");
  return text.replace(/\s+/g, " ").trim();
}

function crumbs(dom: Dom): string[] {
  const [trail] = dom.marked(BREADCRUMBS);
  if (!trail) return [];
  return seen(trail.children)
    .replace(/^.*?(位置|所在)\s*[:：]/s, "")
    .split(/[>›»＞/]|\s-\s|\s{2,}/)
    .map((step) => step.trim())
    .filter((step) => step !== "");
}
