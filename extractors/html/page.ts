import { parse } from "parse5";
import {
  type Block,
  type Extraction,
  type Linked,
  normalizedText,
  type Problem,
  UnreadableError,
} from "../../data/records/index.ts";
import { blanksCollapsed } from "../inline.ts";
import { missingTables } from "../pictures.ts";
import { type Article, findArticle } from "./article.ts";
import { readBlocks } from "./blocks.ts";
import { attribute, descendants, type Element, isElement } from "./dom.ts";
import { embeddedHtml } from "./embedded.ts";
import { type Shown, visibility } from "./hidden.ts";
import { isLinking, linkedFiles } from "./linked.ts";
import { isLandmark, pageMeta } from "./meta.ts";
import { writeStyles } from "./written.ts";

type Page = {
  root: Element;
  body: Element;
  shown: Shown;
  styles: Element[];
  landmarks: Element[];
  linking: Element[];
  carriers: Element[];
  images: number;
  /** The number of each table element of the page, from 1. */
  tables: ReadonlyMap<Element, number>;
  /** What of it cannot be read. */
  warnings: Problem[];
};

/** A page's article as normalized text, with what the page around it says of it. `mediaType` is what the bytes were. */
export function readPage(html: string, mediaType: string): Extraction {
  const page = parsePage(html);
  const article = findArticle(page.body, page.shown);
  const meta = pageMeta(page.root, page.landmarks, article.container, page.shown);
  const { blocks, linked, warnings } = embedded(page, article) ?? contentOf(article, page);
  if (blocks.length === 0)
    throw page.images > 0
      ? new UnreadableError("needs_ocr", "the page shows only images: their text needs OCR")
      : new UnreadableError("empty", "the page shows no text");
  warnings.push(...missingTables(blocks, () => linked.filter(({ kind }) => kind === "image").length));
  return { mediaType, text: normalizedText(withTitle(blocks, meta.title)), meta, linked, warnings };
}

/** Browsers stop at 512; what nests deeper than this would exhaust the stack. */
const MAX_DEPTH = 1500;

/** `around`: the style sheets of the page that this one stands in. */
function parsePage(html: string, around: Element[] = []): Page {
  const document = parse(html);
  const root = document.childNodes.find(isElement);
  const body = root?.childNodes.filter(isElement).find((e) => e.tagName === "body" || e.tagName === "frameset");
  if (!root || !body) throw new UnreadableError("empty", "the page has no body");
  const styles = [...around];
  const carriers: Element[] = [];
  const landmarks: Element[] = [];
  const linking: Element[] = [];
  const tables = new Map<Element, number>();
  let images = 0;
  for (const element of descendants(root, MAX_DEPTH)) {
    if (element.tagName === "style") styles.push(element);
    if (element.tagName === "img") images++;
    if (isLandmark(element)) landmarks.push(element);
    if (isLinking(element)) linking.push(element);
    if (element.tagName === "table") tables.set(element, tables.size + 1);
    if (element.tagName === "textarea" || (element.tagName === "script" && attribute(element, "src") === ""))
      carriers.push(element);
  }
  const warnings = writeStyles(body, styles);
  return { root, body, shown: visibility(styles), styles, landmarks, linking, carriers, images, tables, warnings };
}

type Content = { blocks: Block[]; linked: Linked[]; warnings: Problem[] };

/** A report that the page carries as data is taken where the page itself shows no statutory table, or next to nothing. */
function embedded(page: Page, visible: Article): Content | null {
  if (visible.hasStatutoryTable) return null;
  const html = embeddedHtml(page.carriers);
  if (html === null) return null;
  const inner = parsePage(html, page.styles);
  const article = findArticle(inner.body, inner.shown);
  const better = article.hasStatutoryTable || article.length > visible.length;
  return better ? contentOf(article, inner) : null;
}

function contentOf({ container, isChrome }: Article, { shown, tables, linking, warnings }: Page): Content {
  const isArticle: Shown = (element) => shown(element) && !isChrome(element);
  return {
    blocks: readBlocks(container, isArticle, tables),
    linked: linkedFiles(linking, container, isArticle),
    warnings,
  };
}

/** The report's title stands above its text, also where the page keeps it outside the article's own container. */
function withTitle(blocks: Block[], title: string | null): Block[] {
  if (title === null || !/报告|年报/.test(title)) return blocks;
  const bare = blanksCollapsed(title).replaceAll(" ", "");
  const head = blocks
    .slice(0, 6)
    .map((b) => (b.kind === "paragraph" ? b.text : ""))
    .join("");
  return head.replaceAll(/\s/g, "").includes(bare) ? blocks : [{ kind: "paragraph", text: title }, ...blocks];
}
