import { joinLines } from "../joining.ts";
import type { Line } from "./lines.ts";

/** A line of text outside tables, with its page. */
export type PageLine = Line & { page: number };

export type Paragraph = { text: string; lines: PageLine[] };

type Column = { left: number; right: number; size: number; gap: number };

/** Lines of the whole document, in reading order, as paragraphs: joined where a line runs to the margin and the next begins at it. */
export function paragraphs(groups: PageLine[][]): Paragraph[][] {
  const column = textColumn(groups);
  return groups.map((lines) => {
    const done: Paragraph[] = [];
    for (const line of lines) {
      const last = done.at(-1);
      const above = last?.lines.at(-1);
      if (last && above && continues(above, line, column)) {
        last.text = joinLines(last.text, line.text);
        last.lines.push(line);
      } else done.push({ text: line.text, lines: [line] });
    }
    return done;
  });
}

/** Where the text of the document begins and ends on a line, and how far its lines are apart. */
function textColumn(groups: PageLine[][]): Column {
  const long = groups.flat().filter((l) => l.glyphs.length > 10);
  const column = {
    left: Math.min(...long.map((l) => l.box.x0)),
    right: Math.max(...long.map((l) => l.box.x1)),
    size: median(long.map((l) => l.size)),
    gap: 0,
  };
  const gaps = groups.flatMap((lines) =>
    lines.flatMap((line, i) => {
      const above = lines[i - 1];
      return above && above.page === line.page && runsOn(above, line, column) ? [line.box.y0 - above.box.y1] : [];
    }),
  );
  return { ...column, gap: median(gaps) };
}

function continues(above: PageLine, line: PageLine, column: Column): boolean {
  if (Math.abs(above.size - line.size) > 0.1 * line.size) return false;
  const gap = above.page === line.page ? line.box.y0 - above.box.y1 : column.gap;
  if (gap > column.gap * 1.5 + 2) return false;
  return runsOn(above, line, column) || isTitleOverLines(above, line, column);
}

/** The line above has no room for another character, and this one is not indented. */
function runsOn(above: PageLine, line: PageLine, { left, right }: Column): boolean {
  return above.box.x1 > right - 1.8 * above.size && line.box.x0 < left + 1.2 * line.size;
}

/** Large centred lines one below the other are one title. */
function isTitleOverLines(above: PageLine, line: PageLine, { left, right, size }: Column): boolean {
  const isCentred = (l: PageLine): boolean =>
    l.size > 1.15 * size && Math.abs(l.box.x0 - left - (right - l.box.x1)) < 2 * l.size && l.box.x0 > left + l.size;
  return above.page === line.page && isCentred(above) && isCentred(line);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
