import { createHash } from "node:crypto";
import { columnWords as words } from "../../data/words/index.ts";
import { identity } from "./address.ts";
import { targetOf } from "./anchor.ts";
import { type Attachment, attachmentsOf } from "./attachments.ts";
import { closest, parentOf, seen } from "./dom.ts";
import type { Page } from "./page.ts";
import { isOrganClass } from "./score.ts";
import { framesOf } from "./shells.ts";
import { isLookAlike, isReportTitle, isYear } from "./titles.ts";
import { fold, mentions } from "./words.ts";

const BODIES = new Set(words.articleContainers);

/** Words besides links that a listing has at most: its frame, its footer. */
const LISTING_PROSE = 600;
/** Year or organ columns that make a page the way to reports ("2023年政府信息公开年报": 市政府, 部门, 乡镇). */
const FEWEST_COLUMNS = 2;

/**
 * What a page that may be a report is: a report, a listing whose name reads like a title ("2023年政府信息公开年报"), both
 * where that cannot be told, or neither. The parser rejects what is no report; nobody brings back what was dropped.
 */
export type Verdict = {
  report: boolean;
  listing: boolean;
  attachments: Attachment[];
  /** Whether the page itself shows that it is the report: by its chapters, or as an article of that title. */
  proven: boolean;
  /** Whether the report is in the attachments alone: the page says little else. */
  isInFiles: boolean;
  /** Whether the page only points to the report: its files or frames have it. */
  isNotice: boolean;
  /** Frames of the page's own host that may show its report, where nothing of it is in the page itself. */
  frames: string[];
};

/** More words around 上一篇 and 下一篇 are a whole page's. */
const LONGEST_NEIGHBOURS = 200;
/** Shorter text is a heading, or a frame that something else fills. */
const SHORTEST_ARTICLE = 200;

/**
 * A digest of a page's article alone, by which it is known again where the site frames it otherwise; null where the page
 * has none that can be told from its frame.
 */
export function printOf({ dom, title }: Page): string | null {
  const texts = dom.marked(BODIES).map(({ children }) => fold(seen(children)));
  const [longest = ""] = texts.sort((a, b) => b.length - a.length);
  if (longest.length < SHORTEST_ARTICLE) return null;
  return createHash("sha256").update(fold(title)).update(longest).digest("hex").slice(0, 32);
}

/** The addresses of the articles before and after a page's own: 上一篇, 下一篇. */
function neighboursOf(page: Page): Set<string> {
  const named = page.dom.tagged("a").filter((anchor) => {
    const around = parentOf(anchor)?.children ?? anchor.children;
    const text = seen(around, LONGEST_NEIGHBOURS);
    return text.length <= LONGEST_NEIGHBOURS && mentions(fold(text), words.neighbours);
  });
  return new Set(named.flatMap((anchor) => targetOf(anchor, page) ?? []));
}

/** Whether a page's article says next to nothing; where none can be told from the page around it, whether that does not. */
function isEmpty({ dom }: Page, prose: number): boolean {
  const articles = dom.marked(BODIES);
  const longest = Math.max(0, ...articles.map(({ children }) => fold(seen(children)).length));
  return longest < SHORTEST_ARTICLE && (articles.length > 0 || prose < LISTING_PROSE);
}

/**
 * Judges a page reached by a link that reads like a report's title (`promised`), or one that stands in a column of reports:
 * there a report's chapters prove it, whatever the page is called.
 */
export function judge(page: Page, promised: boolean): Verdict {
  const { dom } = page;
  const text = fold(dom.text);
  const titled = isReportTitle(page.title);
  const claimed = titled || promised;
  const hasBody = words.chapters.filter((chapter) => text.includes(chapter)).length >= 2;
  const neighbours = neighboursOf(page);
  const others = page.links.filter((link) => isReportTitle(link.text) && identity(link.url) !== identity(page.url));
  const listed = others.filter(({ url }) => !neighbours.has(url));
  const proven = claimed
    ? hasBody || (page.isArticle && titled)
    : hasBody && others.length === 0 && !isLookAlike(page.title);
  const attachments = claimed ? attachmentsOf(page) : [];
  const prose = text.length - dom.tagged("a").reduce((sum, anchor) => sum + fold(seen(anchor.children)).length, 0);
  const hasImages = dom.tagged("img").some((image) => closest(image, BODIES) !== null);
  const columns = page.links.filter((link) => isYear(link.text) || isOrganClass(link.text));
  const isWay = columns.length >= FEWEST_COLUMNS && attachments.length === 0;
  const leadsOn = others.length > 0 || isWay;
  const merelyLists = (listed.length > 0 || isWay) && prose < LISTING_PROSE && !hasImages;
  const report = proven || (attachments.length > 0 && claimed && listed.length === 0) || (promised && !merelyLists);
  const isInFiles = attachments.length > 0 && !hasBody && !hasImages && prose < SHORTEST_ARTICLE;
  const isBare = report && !hasBody && !hasImages && isEmpty(page, prose);
  const framed = isBare && attachments.length === 0 ? framesOf(page) : [];
  const frames = framed.filter((url) => new URL(url).host === new URL(page.url).host);
  const isNotice = isBare && attachments.length + frames.length > 0;
  const found = { attachments: report ? attachments : [], isInFiles, isNotice, frames };
  return { report, proven, listing: !proven && leadsOn, ...found };
}
