import { type GridRow, gridRows, type PlacedCell } from "../grid.ts";
import { joinLines } from "../joining.ts";
import type { Edge, Glyph, PageContent } from "./content.ts";
import { type Box, bounds, centre } from "./geometry.ts";
import { headColumns } from "./heads.ts";
import { pagePlace } from "./tables.ts";
import { type Word, wordLines } from "./words.ts";
import { overlaps, type Zone, zones } from "./zones.ts";

/**
 * A table whose columns no lines part, read by where its words stand. Where tags say how far its cells reach, `form` is what
 * they say, and `placed` the cells that are on this page.
 */
export type AlignedTable = {
  box: Box;
  rows: GridRow[];
  glyphs: Glyph[];
  placed?: PlacedCell[];
  form?: string | undefined;
};

/** The lines of one cell, one below the other. */
type Stack = { words: Word[]; box: Box };

/** Where a cell's text stands beside the numbers of its row: centred on them, from them down, or down to them. */
const LEVELS: readonly ((stack: Stack) => number)[] = [
  ({ box }) => centre(box).y,
  ({ words }) => centre(words[0]?.box ?? NOWHERE).y,
  ({ words }) => centre(words.at(-1)?.box ?? NOWHERE).y,
];
const NOWHERE: Box = { x0: NaN, y0: NaN, x1: NaN, y1: NaN };
/** How far off two things on one level may be, in parts of their size. */
const LEVEL = 0.35;
/** Lines of one cell are never further apart, in parts of their size. */
const WIDEST_GAP = 1.2;
/** Nor much further apart than those of any other cell of the page. */
const LOOSER = 1.5;
const CLOSE = 0.6;

type Reading = { stacks: Stack[]; names: Stack[]; level: (stack: Stack) => number };

/** The tables among characters that stand between no lines. What does not fall into rows and columns beyond doubt is left as it is. */
export function alignedTables(page: PageContent, glyphs: Glyph[], rules: Edge[]): AlignedTable[] {
  const found = zones(wordLines(glyphs));
  const tightest = Math.min(...found.flatMap(({ texts }) => gapsBetween(texts)));
  return found.flatMap((zone) => {
    const reading = readingOf(zone, rules, LOOSER * tightest);
    return reading ? (tableOf(page, zone, reading) ?? []) : [];
  });
}

/**
 * The words of a zone as cells: those below each other are one where no rule is drawn between them and they are no further
 * apart than the lines of a cell. How far that is, only the rows can tell: where every row has its rule, as far as may be; else
 * the least that gives each a name on its level and leaves the fewest words without a row.
 */
function readingOf(zone: Zone, rules: Edge[], most: number): Reading | null {
  const own = rules.filter((rule) => zone.columns.some((c) => overlaps(c, { x0: rule.from, x1: rule.to })));
  const ruled = own.length >= zone.numbers.length ? readAt(zone, own, Infinity) : null;
  if (ruled) return ruled;

  const gaps = [...new Set(gapsBetween(zone.texts))].filter((gap) => gap <= widestIn(zone, most)).sort((a, b) => a - b);
  const readings = [...gaps, -Infinity].flatMap((widest) => readAt(zone, own, widest) ?? []);
  const left = zone.columns[0]?.x0 ?? 0;
  const labels = ({ stacks }: Reading): number => stacks.filter((s) => s.box.x1 <= left).length;
  return readings.reduce<Reading | null>((a, b) => (a && labels(a) <= labels(b) ? a : b), null);
}

/** Where no row has a name, nothing bears out what is put together: only what stands close is. */
function widestIn({ columns, numbers, texts }: Zone, most: number): number {
  const isNamed = texts.some((w) => w.box.x1 <= (columns[0]?.x0 ?? 0));
  return isNamed ? most : Math.min(most, CLOSE * (numbers[0]?.[0]?.size ?? 0));
}

function readAt(zone: Zone, rules: Edge[], widest: number): Reading | null {
  const stacks = stacked(zone.texts, rules, widest);
  for (const level of LEVELS) {
    const names = namesOfRows(zone, stacks, level);
    if (names) return { stacks, names, level };
  }
  return null;
}

/** The gaps between words below each other, to half a point. */
function gapsBetween(texts: Word[]): number[] {
  return texts.flatMap((word) => {
    const below = nextBelow(word, texts);
    const gap = below ? gapOf(word, below) : Infinity;
    return gap <= WIDEST_GAP * word.size ? [Math.round(2 * gap) / 2] : [];
  });
}

/** Words as the lines of cells: each with the one right below it, where that is no further off and nothing is drawn between. */
function stacked(texts: Word[], rules: Edge[], widest: number): Stack[] {
  const stacks = new Map<Word, Word[]>();
  for (const word of texts) {
    const own = stacks.get(word) ?? [word];
    stacks.set(word, own);
    const below = nextBelow(word, texts);
    if (!below || stacks.has(below) || gapOf(word, below) > widest + 0.25 || isParted(word, below, rules)) continue;
    own.push(below);
    stacks.set(below, own);
  }
  return [...new Set(stacks.values())].map((words) => ({ words, box: bounds(words.map((w) => w.box)) }));
}

function nextBelow(word: Word, texts: Word[]): Word | undefined {
  return texts.find(
    (w) => w.box.y0 > centre(word.box).y && overlaps(w.box, word.box) && Math.abs(w.size - word.size) < 0.1 * w.size,
  );
}

function isParted(above: Word, below: Word, rules: Edge[]): boolean {
  const [from, to] = [centre(above.box).y, centre(below.box).y];
  return rules.some((r) => r.at > from && r.at < to && overlaps({ x0: r.from, x1: r.to }, above.box));
}

const gapOf = (above: Word, below: Word): number => below.box.y0 - above.box.y1;

/**
 * The name of each row of numbers: the stack nearest to their left that reaches over their height. Null where one is not on
 * their level, or reaches over two rows: then the stacks are not the cells.
 */
function namesOfRows({ columns, numbers }: Zone, stacks: Stack[], level: (stack: Stack) => number): Stack[] | null {
  const left = columns[0]?.x0 ?? 0;
  const labels = stacks.filter((s) => s.box.x1 <= left);
  const names = numbers.map((row) => {
    const at = centre(bounds(row.map((w) => w.box))).y;
    const beside = labels.filter((s) => s.box.y0 <= at && s.box.y1 >= at);
    const name = beside.reduce<Stack | undefined>((a, b) => (a && a.box.x1 >= b.box.x1 ? a : b), undefined);
    return name && Math.abs(level(name) - at) <= LEVEL * (row[0]?.size ?? 0) ? name : null;
  });
  if (numbers.length === 1 && names[0] === null && labels.length === 0) return [];
  const known = names.filter((n) => n !== null);
  return known.length === numbers.length && new Set(known).size === known.length ? known : null;
}

/** The table with every stack in a place of its own; null where two would share one. */
function tableOf(
  page: PageContent,
  { columns, numbers }: Zone,
  { stacks, names, level }: Reading,
): AlignedTable | null {
  const left = columns[0]?.x0 ?? 0;
  const heights = numbers.map((row) => centre(bounds(row.map((w) => w.box))).y);
  const size = Math.max(...numbers.flat().map((w) => w.size));
  const first = Math.min(...heights);
  const last = Math.max(...heights);
  // What begins at the left above all of it is the heading, or the end of a paragraph.
  const top = Math.min(first, ...stacks.filter((s) => s.box.x0 >= left || names.includes(s)).map((s) => s.box.y0));
  const used = stacks.filter((s) => names.includes(s) || (s.box.y1 > top && s.box.y0 <= last));

  const rowOf = (s: Stack): number => {
    const own = names.indexOf(s);
    if (own >= 0) return heights[own] ?? 0;
    const next = heights.find((h) => h >= s.box.y0);
    const nextName = names[heights.indexOf(next ?? NaN)];
    // The name of a group of rows, which stands somewhere beside them.
    if (s.box.x1 <= left && s.box.y1 >= first && next !== undefined && nextName && nextName.box.x0 >= s.box.x1)
      return next;
    return heights.find((h) => Math.abs(level(s) - h) <= LEVEL * size) ?? level(s);
  };
  const placed: (PlacedCell & { words: Word[] })[] = [];
  numbers.forEach((row, i) => {
    for (const word of row)
      placed.push({
        ...cellOf([word], page),
        row: heights[i] ?? 0,
        column: columns.findIndex((c) => overlaps(c, word.box)),
      });
  });
  const rows = Map.groupBy(used, rowOf);
  const levels = [...rows.keys()].filter((y) => !heights.includes(y)).sort((a, b) => a - b);
  const lineOf = (y: number): number => (heights.includes(y) ? y : (levels.find((l) => y - l <= LEVEL * size) ?? y));
  const heads = [...rows].flatMap(([y, own]) =>
    own.filter((s) => s.box.x1 > left).map((s) => ({ ...s, row: lineOf(y) })),
  );
  for (const [head, column] of headColumns(heads, columns))
    placed.push({ ...cellOf(head.words, page), row: head.row, column });
  for (const [y, own] of rows) {
    const row = lineOf(y);
    const labels = own.filter((s) => s.box.x1 <= left).toSorted((a, b) => b.box.x1 - a.box.x1);
    labels.forEach((s, i) => {
      placed.push({ ...cellOf(s.words, page), row, column: -1 - i });
    });
  }
  if (new Set(placed.map((p) => `${p.row} ${p.column}`)).size < placed.length) return null;
  const glyphs = placed.flatMap((p) => p.words.flatMap((w) => w.glyphs));
  return { box: bounds(glyphs.map((g) => g.box)), rows: gridRows(placed), glyphs };
}

function cellOf(words: Word[], page: PageContent): { words: Word[]; text: string; place: string } {
  const text = words.reduce((joined, w) => joinLines(joined, w.text), "");
  return { words, text, place: pagePlace(page, bounds(words.map((w) => w.box))) };
}
