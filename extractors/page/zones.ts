import type { Edge, Glyph } from "./content.ts";
import { downwardNames } from "./downwards.ts";
import { type Box, bounds, centre } from "./geometry.ts";
import { spreadWords } from "./spread.ts";
import { joinWords, pieces, type Word, wordLines } from "./words.ts";

/** From left to right on the page. */
export type Span = { x0: number; x1: number };

/**
 * A part of a page that looks like a table although no lines are drawn between its columns: rows of numbers that stand under
 * each other, and the words around them. `columns`: where the numbers stand.
 */
export type Zone = { columns: Span[]; numbers: Word[][]; texts: Word[] };

/** Fewer rows than this are a table only where the row is long. */
const FEWEST_ROWS = 3;
const LONG_ROW = 4;
/** Two lines of one name are no further apart, in parts of their size. */
const NEXT_LINE = 1.2;
/** A line of so many characters across the columns is prose. */
const PROSE = 20;

/** What looks like a table among characters; upright lines part its words. */
export function looseZones(glyphs: Glyph[], uprights: Edge[]): Zone[] {
  const spread = spreadWords(glyphs);
  const { names, rest } = downwardNames(glyphs, new Set(spread.flat()));
  const found = zones(wordLines(rest, uprights, spread));
  return found.map((zone) => {
    const { y0, y1 } = zoneBox(zone);
    const within = names.filter(({ box }) => centre(box).y > y0 && centre(box).y < y1);
    return within.length === 0
      ? zone
      : { ...zone, texts: [...zone.texts, ...within].toSorted((a, b) => a.box.y1 - b.box.y1) };
  });
}

export const zoneBox = ({ numbers, texts }: Zone): Box => bounds([...numbers.flat(), ...texts].map((word) => word.box));

/** The zones of a page, given the words of its base lines. */
function zones(lines: Word[][]): Zone[] {
  const numbers = lines.map((_, i) => numbersOf(lines, i));
  const found: { columns: Span[]; rows: number[]; from: number }[] = [];
  numbers.forEach((row, i) => {
    if (row.length === 0) return;
    const zone = found.at(-1);
    const columns = zone ? withRow(zone.columns, row, isRightBelow(lines, zone, i, row)) : null;
    const prose = lines.slice(zone?.rows.at(-1) ?? 0, i).findLastIndex((l) => isProse(l, columns ?? row.map(spanOf)));
    if (zone && columns && prose < 0) {
      zone.columns = columns;
      zone.rows.push(i);
    } else {
      const from = prose < 0 ? (zone?.rows.at(-1) ?? -1) + 1 : (zone?.rows.at(-1) ?? 0) + prose + 1;
      found.push({ columns: row.map(spanOf), rows: [i], from });
    }
  });
  return found.flatMap(({ columns, rows, from }, i) => {
    const longest = Math.max(...rows.map((r) => numbers[r]?.length ?? 0));
    if (rows.length < FEWEST_ROWS && longest < LONG_ROW) return [];
    const last = rows.at(-1) ?? 0;
    const end = found[i + 1]?.from ?? lines.length;
    const tail = lines.slice(last + 1, Math.max(end, last + 1));
    const stop = tail.findIndex((l) => isProse(l, columns));
    const body = [...lines.slice(from, last + 1), ...(stop < 0 ? tail : tail.slice(0, stop))];
    const inRows = new Set(rows.flatMap((r) => numbers[r] ?? []));
    const texts = body.map((line) => line.filter((w) => !inRows.has(w)));
    return [
      {
        columns,
        numbers: rows.map((r) => numbers[r] ?? []),
        texts: texts.flatMap((line) => overColumns(line, columns)),
      },
    ];
  });
}

/** The words of a line with those over the columns parted between them, and put together over each. */
function overColumns(line: Word[], columns: Span[]): Word[] {
  const left = columns[0]?.x0 ?? 0;
  return line.flatMap((word) => {
    if (word.box.x1 <= left) return [word];
    return [...Map.groupBy(pieces(word), ({ box }) => columnUnder(box, columns)).values()].map(joinWords);
  });
}

/** The column over which something stands; a place between two columns for what stands over none. */
export function columnUnder(span: Span, columns: Span[]): number {
  const middle = ({ x0, x1 }: Span): number => (x0 + x1) / 2;
  const distance = (column: Span): number => Math.abs(middle(column) - middle(span));
  const under = columns.filter((c) => overlaps(c, span));
  if (under.length === 0) return columns.filter((c) => c.x1 <= span.x0).length - 0.5;
  return columns.indexOf(under.reduce((a, b) => (distance(a) <= distance(b) ? a : b)));
}

/** The numbers of a line: many, or beside a name, which may stand on the lines right above and below. A number alone is the page's. */
function numbersOf(lines: Word[][], i: number): Word[] {
  const numbers = (lines[i] ?? []).filter((w) => w.isNumber);
  const [first] = numbers;
  if (!first || numbers.length >= LONG_ROW) return numbers;
  const isName = (w: Word): boolean =>
    !w.isNumber && w.box.x1 <= first.box.x0 && Math.abs(w.box.y0 - first.box.y0) < NEXT_LINE * first.size;
  return [i - 1, i, i + 1].some((near) => lines[near]?.some(isName)) ? numbers : [];
}

/** Whether nothing stands over the columns between a zone's last row and this one: no heading, no names. */
function isRightBelow(lines: Word[][], zone: { columns: Span[]; rows: number[] }, i: number, row: Word[]): boolean {
  const left = Math.min(zone.columns[0]?.x0 ?? 0, row[0]?.box.x0 ?? 0);
  return lines.slice((zone.rows.at(-1) ?? 0) + 1, i).every((line) => line.every((word) => word.box.x1 <= left));
}

/**
 * The columns with those of one more row; null where its numbers do not stand in columns of their own, or in too many new
 * ones, unless it goes on right below.
 */
function withRow(columns: Span[], numbers: Word[], isRightBelow: boolean): Span[] | null {
  const taken = numbers.map((n) => columns.filter((c) => overlaps(c, n.box)));
  const fresh = taken.filter((t) => t.length === 0).length;
  if (taken.some((t) => t.length > 1) || new Set(taken.flat()).size < taken.flat().length) return null;
  if (!isRightBelow && fresh > (columns.length > 1 ? 1 : 2)) return null;
  const widened = columns.map((c) => {
    const own = numbers.find((n) => overlaps(c, n.box));
    return own ? { x0: Math.min(c.x0, own.box.x0), x1: Math.max(c.x1, own.box.x1) } : c;
  });
  return [...widened, ...numbers.filter((_, i) => taken[i]?.length === 0).map(spanOf)].toSorted((a, b) => a.x0 - b.x0);
}

const isProse = (line: Word[], columns: Span[]): boolean =>
  line
    .flatMap((w) => (w.glyphs.length >= PROSE ? pieces(w) : []))
    .some(
      (w) =>
        w.glyphs.length >= PROSE && columns.filter((c) => overlaps(c, w.box)).length > (columns.length > 1 ? 1 : 0),
    );

const spanOf = ({ box }: Word): Span => ({ x0: box.x0, x1: box.x1 });
export const overlaps = (a: Span, b: Span): boolean => Math.min(a.x1, b.x1) > Math.max(a.x0, b.x0);
