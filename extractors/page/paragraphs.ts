import { joinLines } from "../joining.ts";
import type { Line } from "./lines.ts";

/** A line of text outside tables, with its page. */
export type PageLine = Line & { page: number };

export type Paragraph = { text: string; lines: PageLine[] };

/** `gap`: between two lines, in parts of their size. */
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
      return above && above.page === line.page && runsOn(above, line, column) ? [gapOf(above, line)] : [];
    }),
  );
  return { ...column, gap: median(gaps) };
}

function continues(above: PageLine, line: PageLine, column: Column): boolean {
  if (Math.abs(above.size - line.size) > 0.1 * line.size || isAside(above) || isAside(line)) return false;
  if (above.page === line.page && gapOf(above, line) > column.gap * 1.5 + 0.15) return false;
  return runsOn(above, line, column) || isTitleOverLines(above, line, column);
}

/** Text on its side stands beside its next line, not above it. */
const isAside = ({ box, size }: PageLine): boolean => box.y1 - box.y0 > 2 * size;

const gapOf = (above: PageLine, line: PageLine): number => (line.box.y0 - above.box.y1) / line.size;

/** The line above has no room for what this one begins with, and this one is not indented. */
function runsOn(above: PageLine, line: PageLine, { left, right }: Column): boolean {
  return above.box.x1 + beginning(line) + SLACK * above.size > right && line.box.x0 < left + 1.2 * line.size;
}

const SLACK = 0.5;

/** The width of a line's first character with all that may not be parted from it: the rest of a number or word, closing punctuation. */
function beginning({ glyphs, box }: PageLine): number {
  const end = glyphs.findIndex((g, i) => i > 0 && /\p{Script=Han}/u.test(g.text));
  return (glyphs[end < 0 ? glyphs.length - 1 : end - 1]?.box.x1 ?? box.x1) - box.x0;
}

/** A large line below another such line, centred, is the rest of its title. */
function isTitleOverLines(above: PageLine, line: PageLine, { left, right, size }: Column): boolean {
  const isCentred = (l: PageLine): boolean => Math.abs(l.box.x0 - left - (right - l.box.x1)) < 2 * l.size;
  const isLarge = line.size > 1.15 * size && line.box.x0 > left + line.size;
  return above.page === line.page && isLarge && isCentred(above) && isCentred(line);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
