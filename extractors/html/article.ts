import { ancestry, attribute, type Element, isElement, isText, textOf } from "./dom.ts";
import type { Shown } from "./hidden.ts";

/** Ids, classes and element names under which the CMS families of *.gov.cn keep an article's body; compared in lower case. */
const CONTAINERS = new Set(
  [
    "ucap-content ucapcontent trs_editor_view trs_ueditor trs_editor zoom zoomcon article-content article_content ivs_content",
    "pages_content news_cont_d_wrap xxgk-content main-txt zc_article_con maintext view-content vsb_content v_news_content",
    "bt_content wzcon j-fontcontent",
  ].flatMap((names) => names.split(" ")),
);

/** What surrounds an article on every page of a site. */
const CHROME_TAGS = new Set(["nav", "footer", "aside"]);
const CHROME_NAMES =
  /(^|[\s_-])(nav|navbar|menu|footer|foot|breadcrumbs?|crumbs?|share|sidebar|copyright|toolbar|pagination|bdsharebuttonbox)([\s_-]|$)/i;

/** Words of the statutory tables: a table with any of them is never left behind for the sake of a tidy article. */
const STATUTORY = /规章|规范性文件|行政许可|行政处罚|行政复议|信息公开申请|予以公开|统计指标/;

export type Article = {
  /** The part of the page that holds the report. */
  container: Element;
  /** Whether an element within it belongs to the site's surroundings, not to the report. */
  isChrome: Shown;
  hasStatutoryTable: boolean;
  /** Characters of text in the container that are not links. */
  length: number;
};

/** Finds the article of a page: by the containers the CMS families use, else the innermost block that holds nearly all the text. */
export function findArticle(body: Element, shown: Shown): Article {
  const lengths = new Map<Element, number>();
  const named: Element[] = [];
  const statutory: Element[] = [];

  const measure = (element: Element): number => {
    let length = 0;
    for (const child of element.childNodes) {
      if (isText(child)) length += child.value.trim().length;
      else if (isElement(child) && shown(child)) length += measure(child);
    }
    if (element.tagName === "table" && isStatutory(element)) statutory.push(element);
    if (element.tagName === "a" || looksLikeChrome(element)) length = 0;
    const isNamed = isNamedContainer(element);
    if (isNamed) named.push(element);
    if (isNamed || !INLINE_ENDS.has(element.tagName)) lengths.set(element, length);
    return length;
  };
  measure(body);

  const lengthOf = (element: Element): number => lengths.get(element) ?? 0;
  const holdsStatutory = new Set(statutory.flatMap((table) => [...ancestry(table)]));
  const densest = innermost(body, lengthOf, statutory);
  const best = named.reduce<Element | null>((a, b) => (a && lengthOf(a) >= lengthOf(b) ? a : b), null);
  const found = best && lengthOf(best) > 0 && lengthOf(best) >= lengthOf(densest) / 2 ? best : densest;
  const container = statutory.reduce((around, table) => commonAncestor(around, table) ?? body, found);
  return {
    container,
    isChrome: (element) => looksLikeChrome(element) && !holdsStatutory.has(element),
    hasStatutoryTable: statutory.length > 0,
    length: lengthOf(container),
  };
}

/** Goes down from the body as long as one child holds nine tenths of the text; a table is gone into only for one such cell. */
function innermost(body: Element, lengthOf: (element: Element) => number, statutory: Element[]): Element {
  let found = body;
  for (let at = body; ; ) {
    const next = at.childNodes.find(
      (c): c is Element =>
        isElement(c) &&
        !INLINE_ENDS.has(c.tagName) &&
        !statutory.includes(c) &&
        lengthOf(c) > 0 &&
        lengthOf(c) >= lengthOf(at) * 0.9,
    );
    if (!next) return found;
    if (!TABLE_PARTS.has(next.tagName)) found = next;
    at = next;
  }
}

const TABLE_PARTS = new Set(["table", "thead", "tbody", "tfoot", "tr"]);
const INLINE_ENDS = new Set(["p", "span", "a", "font", "b", "strong", "h1", "h2", "h3", "h4", "pre"]);

function isNamedContainer(element: Element): boolean {
  if (CONTAINERS.has(element.tagName)) return true;
  for (const { name, value } of element.attrs) {
    if (name === "id" && CONTAINERS.has(value.toLowerCase())) return true;
    if (name === "class" && value.split(/\s+/).some((c) => CONTAINERS.has(c.toLowerCase()))) return true;
  }
  return element.childNodes.some(
    (c) => isElement(c) && c.tagName === "meta" && attribute(c, "name") === "ContentStart",
  );
}

function looksLikeChrome(element: Element): boolean {
  if (CHROME_TAGS.has(element.tagName)) return true;
  return element.attrs.some(({ name, value }) => (name === "class" || name === "id") && CHROME_NAMES.test(value));
}

/** A table with the form's words in it and no other table within. */
function isStatutory(table: Element): boolean {
  return !hasTableWithin(table) && STATUTORY.test(textOf(table).replace(/\s+/g, ""));
}

function hasTableWithin(element: Element): boolean {
  return element.childNodes.some((c) => isElement(c) && (c.tagName === "table" || hasTableWithin(c)));
}

function commonAncestor(a: Element, b: Element): Element | null {
  const above = new Set(ancestry(a));
  for (const element of ancestry(b)) if (above.has(element)) return element;
  return null;
}
