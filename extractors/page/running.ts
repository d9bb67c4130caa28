import type { PageContent } from "./content.ts";
import type { PageLine } from "./paragraphs.ts";

/** A page's lines outside tables, and the part of the page in which running heads and page numbers stand. */
type PageLines = { page: Pick<PageContent, "number" | "height">; lines: PageLine[] };

const MARGIN = 0.12;
/** — 3 —, -3-, 第3页, 3/12, ３. */
const PAGE_NUMBER = /^[-—–－·•~\s]*(第\s*)?(\d{1,3})(\s*页)?(\s*[/／,，]?\s*共?\s*\d{1,3}\s*页?)?[-—–－·•~\s]*$/;
const DECORATED = /[-—–－·•~第页/／]/;

/**
 * Lines in the top or bottom margin that belong to the page and not to the text: page numbers that count with the pages,
 * and heads that stand in the same place on most pages.
 */
export function withoutRunningLines<T extends PageLines>(pages: T[]): T[] {
  const marginal = pages.flatMap(({ page, lines }) => lines.filter((l) => isMarginal(l, page.height)));
  const numbers = marginal.flatMap((l) => {
    const printed = PAGE_NUMBER.exec(l.text.normalize("NFKC"))?.[2];
    return printed === undefined
      ? []
      : [{ line: l, offset: Number(printed) - l.page, decorated: DECORATED.test(l.text) }];
  });
  const running = new Set<PageLine>();
  for (const { line, offset, decorated } of numbers) {
    const inStep = numbers.filter((n) => n.offset === offset).length;
    if (inStep > 1 || (decorated && pages.length <= 2)) running.add(line);
  }
  for (const line of marginal) {
    const alike = new Set(marginal.filter((l) => sameHead(l, line)).map((l) => l.page));
    if (alike.size > 1 && alike.size >= pages.length / 2 && !/^\d+$/.test(line.text)) running.add(line);
  }
  return pages.map((page) => ({ ...page, lines: page.lines.filter((l) => !running.has(l)) }));
}

const isMarginal = (line: PageLine, height: number): boolean =>
  line.box.y1 < height * MARGIN || line.box.y0 > height * (1 - MARGIN);

/** Alike but for the digits, at the same height. */
const sameHead = (a: PageLine, b: PageLine): boolean =>
  Math.abs(a.box.y0 - b.box.y0) < 3 && a.text.replace(/\d+/g, "#") === b.text.replace(/\d+/g, "#");
