import type { Edge } from "./content.ts";
import { isTall } from "./downwards.ts";
import { gapOf, gapWithinCells, isParted, LEVEL, least, UNEVEN } from "./gaps.ts";
import { bounds, centre } from "./geometry.ts";
import type { Word } from "./words.ts";
import { columnUnder, type Zone } from "./zones.ts";

/** The lines of a number are never further apart, in parts of their size. */
const WIDEST_GAP = 0.6;
const DIGITS = /^\p{Nd}+$/u;

/** A digit string right below another that has as many digits as any in its column, so that not one more had room. */
type Pair = { above: Word; below: Word };

/**
 * The zone with the numbers put together again for which its columns are too narrow. Null where there are none, where they are
 * no nearer to each other than two rows are, where no row has a number of one line beside the middle of one of several, or where
 * a page's end may stand in one.
 */
export function withWrappedNumbers(zone: Zone, rules: Edge[], breaks: number[]): Zone | null {
  const left = zone.columns[0]?.x0 ?? 0;
  const isCount = (w: Word): boolean => w.isNumber && w.box.x0 >= left;
  const numbers = [...zone.numbers.flat(), ...zone.texts.filter(isCount)];
  const columnOf = new Map(numbers.map((w) => [w, columnUnder(w.box, zone.columns)]));
  const columns = [...Map.groupBy(numbers, (w) => columnOf.get(w) ?? -1).values()].map(fromTop);
  const pairs = columns.flatMap(pairsOf).filter(({ above, below }) => !isParted(above.box, below.box, rules));
  const widest = least(pairs.map(({ above, below }) => gapOf(above, below))) + UNEVEN;
  const nextLine = new Map(
    pairs.flatMap(({ above, below }): [Word, Word][] =>
      gapOf(above, below) <= Math.min(widest, WIDEST_GAP * above.size) ? [[above, below]] : [],
    ),
  );
  if (nextLine.size === 0) return null;
  const whole = {
    ...zone,
    numbers: rowsOf(columns.flatMap((own) => joined(own, nextLine))),
    texts: zone.texts.filter((w) => !isCount(w)),
  };
  const isSure =
    whole.numbers.some(hasBoth) &&
    gapWithinCells([whole], rules, widest - UNEVEN) >= widest - UNEVEN &&
    !breaks.some((at) => mayPart(at, fromTop(numbers), columns, (w) => columnOf.get(w)));
  return isSure ? whole : null;
}

const fromTop = (words: Word[]): Word[] => words.toSorted((a, b) => a.box.y0 - b.box.y0);
const isDigits = ({ text }: Word): boolean => DIGITS.test(text);
const mostDigits = (column: Word[]): number => Math.max(0, ...column.filter(isDigits).map((w) => w.text.length));

function pairsOf(column: Word[]): Pair[] {
  const most = mostDigits(column);
  return column.flatMap((above, i) => {
    const below = column[i + 1];
    const isFull = most > 1 && isDigits(above) && above.text.length === most;
    return isFull && below && isDigits(below) ? [{ above, below }] : [];
  });
}

function joined(column: Word[], nextLine: Map<Word, Word>): Word[] {
  const later = new Set(nextLine.values());
  return column.flatMap((first) => {
    if (later.has(first)) return [];
    const lines: Word[] = [];
    for (let line: Word | undefined = first; line; line = nextLine.get(line)) lines.push(line);
    return {
      ...first,
      text: lines.map((l) => l.text).join(""),
      box: bounds(lines.map((l) => l.box)),
      glyphs: lines.flatMap((l) => l.glyphs),
    };
  });
}

/** Numbers whose middles are on one level are a row. */
function rowsOf(numbers: Word[]): Word[][] {
  const rows: Word[][] = [];
  for (const word of numbers.toSorted((a, b) => centre(a.box).y - centre(b.box).y)) {
    const [first] = rows.at(-1) ?? [];
    if (first && centre(word.box).y - centre(first.box).y < LEVEL * word.size) rows.at(-1)?.push(word);
    else rows.push([word]);
  }
  return rows;
}

const hasBoth = (row: Word[]): boolean => row.some(isTall) && !row.every(isTall);

/** Whether what begins a page may be the rest of the numbers that end the one before: it stands only below digits that fill their cells. */
function mayPart(
  at: number,
  numbers: Word[],
  columns: Word[][],
  columnOf: (word: Word) => number | undefined,
): boolean {
  const last = numbers.findLast((w) => w.box.y1 < at);
  const first = numbers.find((w) => w.box.y0 > at);
  if (!last || !first) return false;
  const lineOf = (one: Word): Word[] => numbers.filter((w) => Math.abs(w.box.y1 - one.box.y1) < LEVEL * one.size);
  const full = lineOf(last).filter(
    (w) => isDigits(w) && w.text.length === mostDigits(columns.find((c) => c.includes(w)) ?? []),
  );
  const filled = new Set(full.map(columnOf));
  return lineOf(first).every((w) => filled.has(columnOf(w)));
}
