import { type CheerioAPI, load } from "cheerio/slim";
import { columnWords as words } from "../../data/words/index.ts";
import { decode } from "./decode.ts";
import { type Link, linksOf } from "./links.ts";

/** A fetched page, read: what discovery and the platforms look at. */
export type Page = {
  url: string;
  /** What relative links of scripts and replies mean: the listing page for a reply, else `url` or its base tag. */
  base: string;
  mediaType: string | null;
  body: string;
  $: CheerioAPI;
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
  const $ = load(/^\s*[{[]/.test(body) ? "" : body);
  const place = base ?? URL.parse($("base[href]").attr("href") ?? "", url)?.href ?? url;
  const articleTitle = meta($, "ArticleTitle");
  const breadcrumb = crumbs($);
  return {
    url,
    base: place,
    mediaType,
    body,
    $,
    title: articleTitle || heading($),
    isArticle: articleTitle !== "",
    columnName: meta($, "ColumnName") || breadcrumb.at(-1) || null,
    breadcrumb,
    links: linksOf($, place),
    loaded: [],
  };
}

/** The content of a meta tag of the government-website standard, whose names are misspelt in case and trailing spaces. */
export function meta($: CheerioAPI, name: string): string {
  const wanted = name.toLowerCase();
  for (const element of $("meta[name]")) {
    const tag = $(element);
    if ((tag.attr("name") ?? "").trim().toLowerCase() === wanted) return (tag.attr("content") ?? "").trim();
  }
  return "";
}

/** The page's words, without scripts and styles. */
export function textOf(page: Page): string {
  return page.$.root().clone().find("script, style, noscript, title").remove().end().text();
}

function heading($: CheerioAPI): string {
  const first = $("h1, ucaptitle, .article-title, .title h2").first().text().replace(/\s+/g, " ").trim();
  return first || $("title").first().text().replace(/\s+/g, " ").trim();
}

function crumbs($: CheerioAPI): string[] {
  const trail = $(words.breadcrumbs.join(", ")).first().text();
  return trail
    .replace(/^.*?(位置|所在)\s*[:：]/s, "")
    .split(/[>›»＞/]|\s-\s|\s{2,}/)
    .map((step) => step.trim())
    .filter((step) => step !== "");
}
