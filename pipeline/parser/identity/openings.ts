import { isFirstHeading, titlesAmong, unitsOf } from "./title.ts";

/** Where a report can begin: a title, or a first chapter (一、总体情况) that has none above it. */
export type Opening = {
  line: number;
  title: string | null;
  /** The line of its first chapter; null for a title that none follows. */
  chapter: number | null;
};

/** A title that ends here, whole or broken. */
const ENDING = /(?:报告|年报|報告|年報)[」》”"（(【[0-9年度）)】\]\s]*(?:[（(][^（）()]{2,30}[）)])?\s*$/;
const LONGEST_LINE = 240;
/** A title may be broken over this many lines and the blank ones between. */
const LINES_OF_TITLE = 8;
/** From a title down to the first chapter: an address, a preamble. */
const LINES_TO_CHAPTER = 25;
/** More than any document holds, a county's yearbook of all its organs among them; what is no document may have one a line. */
export const MOST_OPENINGS = 1000;

/** Where in these lines reports can begin; `skipped` are the lines of tables. */
export function findOpenings(lines: readonly string[], skipped: readonly { from: number; to: number }[]): Opening[] {
  const openings: Opening[] = [];
  let table = 0;
  for (let i = 0; i < lines.length && openings.length < MOST_OPENINGS; i += 1) {
    const next = skipped[table];
    if (next && i >= next.from) {
      i = Math.max(i, next.to) - 1;
      table += 1;
      continue;
    }
    const line = lines[i] ?? "";
    const last = openings.at(-1);
    if (isFirstHeading(line)) {
      if (/^\s*[（(]/.test(line) || isListed(lines, i)) continue;
      const heads = last && last.chapter === null && i - last.line <= LINES_TO_CHAPTER;
      const above = skipped[table - 1]?.to ?? 0;
      if (heads && last.line >= above) last.chapter = i;
      else openings.push({ line: i, title: null, chapter: i });
    } else if (line.length <= LONGEST_LINE && ENDING.test(line)) {
      const floor = Math.max(0, i - LINES_OF_TITLE, last?.line ?? 0, skipped[table - 1]?.to ?? 0);
      for (const found of titlesAmong(unitsOf(lines.slice(floor, i + 1)))) {
        const opening = { line: floor + found.line, title: found.title.text, chapter: null };
        if (!openings.some((o) => o.line === opening.line && o.title === opening.title)) openings.push(opening);
      }
    }
  }
  return openings;
}

/** A heading in a table of contents: the next follows at once. */
function isListed(lines: readonly string[], heading: number): boolean {
  const next = lines.slice(heading + 1, heading + 4).find((line) => line.trim() !== "");
  return next !== undefined && /^\s*[（(]?[二2][)）]?[、.．]/.test(next);
}
