import type { BlockText, Place, Problem } from "../../data/records/index.ts";
import { type GridRow, gridRows, type PlacedCell } from "../grid.ts";
import { joinLines } from "../joining.ts";
import { placeInColumns } from "./columns.ts";
import type { Edge, Glyph } from "./content.ts";
import { isTall } from "./downwards.ts";
import { gapWithinCells, LEVEL } from "./gaps.ts";
import { type Box, bounds, centre } from "./geometry.ts";
import { markOf } from "./recognised.ts";
import { type Stack, stacked } from "./stacks.ts";
import { wrappedNumber } from "./tables.ts";
import type { Word } from "./words.ts";
import { withWrappedNumbers } from "./wrapped.ts";
import { looseZones, type Zone } from "./zones.ts";

/**
 * A table whose columns no lines part, read by where its words stand. Where tags say how far its cells reach, `form` is what
 * they say, and `placed` the cells that are on this page.
 */
export type AlignedTable = {
  box: Box;
  rows: GridRow[];
  glyphs: Glyph[];
  warnings: Problem[];
  placed?: PlacedCell[];
  form?: string | undefined;
};

/** Characters in no table, and the lines among them; of one page, or of several, whose ends `breaks` are. */
export type Loose = { glyphs: Glyph[]; edges: Edge[]; breaks: number[]; placeOf(box: Box): Place };

/** Where a cell's text stands beside the numbers of its row: centred on them, from them down, or down to them. */
const LEVELS: readonly ((stack: Stack) => number)[] = [
  ({ box }) => centre(box).y,
  ({ words }) => centre(words[0]?.box ?? NOWHERE).y,
  ({ words }) => centre(words.at(-1)?.box ?? NOWHERE).y,
];
const NOWHERE: Box = { x0: NaN, y0: NaN, x1: NaN, y1: NaN };
type Reading = { stacks: Stack[]; names: Stack[]; level: (stack: Stack) => number };

/** What looks like a table among loose characters. */
export const zonesOf = ({ glyphs, edges }: Loose): Zone[] =>
  looseZones(
    glyphs,
    edges.filter((e) => e.axis === "v"),
  );

/** The tables in zones. What does not fall into rows and columns beyond doubt is left as it is. */
export function alignedTables(loose: Loose, found = zonesOf(loose)): AlignedTable[] {
  const { edges, breaks, placeOf } = loose;
  const rules = [
    ...edges.filter((e) => e.axis === "h"),
    ...breaks.map((at): Edge => ({ axis: "h", at, from: -Infinity, to: Infinity })),
  ];
  const common = gapWithinCells(found, rules);
  const tableIn = (zone: Zone, widest: number): AlignedTable | null => {
    const reading = readingOf(zone, { rules, breaks, widest });
    return reading && tableOf(placeOf, zone, reading);
  };
  return found.flatMap((zone) => {
    const table = tableIn(zone, common) ?? tableIn(zone, gapWithinCells([zone], rules));
    if (table) return [table];
    const whole = withWrappedNumbers(zone, rules, breaks);
    return (whole && tableIn(whole, gapWithinCells([whole], rules))) ?? [];
  });
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
  const across = labels.filter((s) => !s.words.some(isTall));
  const byEnd = across.toSorted((a, b) => a.box.y1 - b.box.y1);
  // Of what a page's end parts, the middle stands elsewhere.
  const parted = new Set([
    ...[-Infinity, ...breaks].map((at) => across.find((s) => s.box.y0 >= at)),
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
  const wrapped = counts.filter(({ words }) => words.some(isTall));
  const warnings = wrapped
    .map(({ words }) => textOf(words, placeOf))
    .map(({ text, place }) => wrappedNumber(text, place));
  return { box: bounds(glyphs.map((g) => g.box)), rows: gridRows(cells), glyphs, warnings };
}

function textOf(words: Word[], placeOf: Loose["placeOf"]): BlockText {
  const text = words.reduce((joined, w) => joinLines(joined, w.text), "");
  const place = placeOf(bounds(words.map((w) => w.box)));
  return { text, place, ...markOf(words.flatMap((w) => w.glyphs)) };
}
