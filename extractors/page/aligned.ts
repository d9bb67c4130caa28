import type { BlockText, Place } from "../../data/records/index.ts";
import { type GridRow, gridRows, type PlacedCell } from "../grid.ts";
import { joinLines } from "../joining.ts";
import { placeInColumns } from "./columns.ts";
import type { Edge, Glyph } from "./content.ts";
import { type Box, bounds, centre } from "./geometry.ts";
import { markOf } from "./recognised.ts";
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

/** Characters in no table, and the lines among them; of one page, or of several, whose ends `breaks` are. */
export type Loose = { glyphs: Glyph[]; edges: Edge[]; breaks: number[]; placeOf(box: Box): Place };

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
/** The first line of a cell is indented by two characters at most. */
const INDENT = 2.2;
/** Lines are set to whole dots of a screen, so that equal gaps differ by as much, in points. */
const UNEVEN = 0.8;

type Reading = { stacks: Stack[]; names: Stack[]; level: (stack: Stack) => number };

/** What looks like a table among characters that stand between no lines. */
export const looseZones = ({ glyphs, edges }: Loose): Zone[] =>
  zones(
    wordLines(
      glyphs,
      edges.filter((e) => e.axis === "v"),
    ),
  );

/** The tables in zones. What does not fall into rows and columns beyond doubt is left as it is. */
export function alignedTables(loose: Loose, found = looseZones(loose)): AlignedTable[] {
  const { edges, breaks, placeOf } = loose;
  const rules = [
    ...edges.filter((e) => e.axis === "h"),
    ...breaks.map((at): Edge => ({ axis: "h", at, from: -Infinity, to: Infinity })),
  ];
  const widest = gapWithinCells(found, rules);
  return found.flatMap((zone) => {
    const reading = readingOf(zone, { rules, breaks, widest });
    return reading ? (tableOf(placeOf, zone, reading) ?? []) : [];
  });
}

/**
 * The gap between the lines of a cell: the least between words below each other, where it is less than that between a row of
 * numbers and what stands right above or below it in its columns. What a rule parts does not count. Where there is no such
 * gap, every cell has but one line.
 */
function gapWithinCells(zones: Zone[], rules: Edge[]): number {
  const lineGap = least(zones.flatMap(({ texts }) => gapsBetween(texts, rules)));
  const rowGap = least(zones.flatMap((zone) => gapsOfRows(zone, rules))) - UNEVEN;
  return lineGap < rowGap ? Math.min(lineGap + UNEVEN, rowGap) : -Infinity;
}

function gapsOfRows({ columns, numbers, texts }: Zone, rules: Edge[]): number[] {
  const left = columns[0]?.x0 ?? 0;
  const rows = numbers.map((row) => bounds(row.map((w) => w.box)));
  const others = [...rows, ...texts.filter((w) => w.box.x1 > left).map((w) => w.box)];
  return rows.flatMap((row) =>
    others.flatMap((box) => {
      const [above, below] = box.y0 < row.y0 ? [box, row] : [row, box];
      const gap = below.y0 - above.y1;
      return gap < 0 || isParted(above, below, rules) ? [] : [gap];
    }),
  );
}

/** The words of a zone as cells: those below each other are one where no rule is drawn between and they are no further apart. */
function readingOf(
  zone: Zone,
  { rules, breaks, widest }: { rules: Edge[]; breaks: number[]; widest: number },
): Reading | null {
  const stacks = stacked(zone.texts, rules, widest);
  for (const level of LEVELS) {
    const names = namesOfRows(zone, stacks, level, breaks);
    if (names) return { stacks, names, level };
  }
  return null;
}

const least = (gaps: number[]): number => gaps.reduce((a, b) => Math.min(a, b), Infinity);

/** The gaps between words below each other. */
function gapsBetween(texts: Word[], rules: Edge[]): number[] {
  return texts.flatMap((word) => {
    const below = nextBelow(word, texts);
    if (!below || isParted(word.box, below.box, rules)) return [];
    const gap = gapOf(word, below);
    return gap <= WIDEST_GAP * word.size ? [gap] : [];
  });
}

/** Words as the lines of cells: each with the one right below it, where that is no further off and nothing is drawn between. */
function stacked(texts: Word[], rules: Edge[], widest: number): Stack[] {
  const stacks = new Map<Word, Word[]>();
  const isNextLine = (word: Word, below: Word): boolean =>
    gapOf(word, below) <= widest && !isParted(word.box, below.box, rules);
  for (const word of texts) {
    const own = stacks.get(word) ?? [word];
    stacks.set(word, own);
    const below = nextBelow(word, texts);
    if (!below || stacks.has(below) || !isNextLine(word, below)) continue;
    own.push(below);
    stacks.set(below, own);
  }
  for (const own of new Set(stacks.values())) {
    const [first] = own;
    if (!first || own.length > 1) continue;
    const below = texts.find((w) => hangsBelow(w, first) && stacks.get(w)?.[0] === w && isNextLine(first, w));
    const rest = below && stacks.get(below);
    if (!rest) continue;
    own.push(...rest);
    for (const word of rest) stacks.set(word, own);
  }
  return [...new Set(stacks.values())].map((words) => ({ words, box: bounds(words.map((w) => w.box)) }));
}

/** Whether a word is so short a second line that it ends before the indent of the first, which it stands left of. */
function hangsBelow({ box, size }: Word, first: Word): boolean {
  const isLeft = box.x1 <= first.box.x0 + UNEVEN && box.x0 >= first.box.x0 - INDENT * first.size;
  return isLeft && box.y0 > centre(first.box).y && Math.abs(size - first.size) < 0.1 * size;
}

function nextBelow(word: Word, texts: Word[]): Word | undefined {
  return texts.find(
    (w) => w.box.y0 > centre(word.box).y && overlaps(w.box, word.box) && Math.abs(w.size - word.size) < 0.1 * w.size,
  );
}

function isParted(above: Box, below: Box, rules: Edge[]): boolean {
  const [from, to] = [centre(above).y, centre(below).y];
  return rules.some((r) => r.at > from && r.at < to && overlaps({ x0: r.from, x1: r.to }, above));
}

const gapOf = (above: Word, below: Word): number => below.box.y0 - above.box.y1;

/**
 * The name of each row of numbers: the stack nearest to their left that reaches over their height. Null where one is not on
 * their level, or reaches over two rows: then the stacks are not the cells.
 */
function namesOfRows(
  { columns, numbers }: Zone,
  stacks: Stack[],
  level: (stack: Stack) => number,
  breaks: number[],
): Stack[] | null {
  const left = columns[0]?.x0 ?? 0;
  const labels = stacks.filter((s) => s.box.x1 <= left).toSorted((a, b) => a.box.y0 - b.box.y0);
  const byEnd = labels.toSorted((a, b) => a.box.y1 - b.box.y1);
  // Of what a page's end parts, the middle stands elsewhere.
  const parted = new Set([
    ...[-Infinity, ...breaks].map((at) => labels.find((s) => s.box.y0 >= at)),
    ...[...breaks, Infinity].map((at) => byEnd.findLast((s) => s.box.y1 <= at)),
  ]);
  const names = numbers.map((row) => {
    const at = centre(bounds(row.map((w) => w.box))).y;
    const beside = labels.filter((s) => s.box.y0 <= at && s.box.y1 >= at);
    const name = beside.reduce<Stack | undefined>((a, b) => (a && a.box.x1 >= b.box.x1 ? a : b), undefined);
    return name && (parted.has(name) || Math.abs(level(name) - at) <= LEVEL * (row[0]?.size ?? 0)) ? name : null;
  });
  if (numbers.length === 1 && names[0] === null && labels.length === 0) return [];
  const known = names.filter((n) => n !== null);
  return known.length === numbers.length && new Set(known).size === known.length ? known : null;
}

/** The table with every stack in a place of its own; null where two would share one. */
function tableOf(
  placeOf: Loose["placeOf"],
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
  const rows = Map.groupBy(used, rowOf);
  const levels = [...rows.keys()].filter((y) => !heights.includes(y)).sort((a, b) => a - b);
  const lineOf = (y: number): number => (heights.includes(y) ? y : (levels.find((l) => y - l <= LEVEL * size) ?? y));
  const texts = [...rows].flatMap(([y, own]) => own.map((s) => ({ ...s, row: lineOf(y), isNumber: false })));
  const counts = numbers.flatMap((row, i) =>
    row.map((word) => ({ words: [word], box: word.box, row: heights[i] ?? 0, isNumber: true })),
  );
  const placed = placeInColumns([...texts, ...counts]);
  if (!placed) return null;
  const cells = placed.map(({ cell, column }) => ({ row: cell.row, column, ...textOf(cell.words, placeOf) }));
  const glyphs = placed.flatMap(({ cell }) => cell.words.flatMap((w) => w.glyphs));
  return { box: bounds(glyphs.map((g) => g.box)), rows: gridRows(cells), glyphs };
}

function textOf(words: Word[], placeOf: Loose["placeOf"]): BlockText {
  const text = words.reduce((joined, w) => joinLines(joined, w.text), "");
  const place = placeOf(bounds(words.map((w) => w.box)));
  return { text, place, ...markOf(words.flatMap((w) => w.glyphs)) };
}
