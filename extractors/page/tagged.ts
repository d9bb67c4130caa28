import { gridRows, type PlacedCell, placeCells } from "../grid.ts";
import { joinLines } from "../joining.ts";
import type { AlignedTable } from "./aligned.ts";
import { placeInColumns } from "./columns.ts";
import type { Glyph, PageContent, TaggedTable } from "./content.ts";
import { type Box, bounds } from "./geometry.ts";
import { cellText, textLines, trackingOf } from "./lines.ts";
import { pagePlace } from "./tables.ts";
import { isNumber } from "./words.ts";
import { overlaps } from "./zones.ts";

/** A cell of the tags with what of it is on the page; `box` is null where nothing is. */
type Cell = { row: number; column: number; rowSpan: number; colSpan: number; text: string; box: Box | null };
type Filled = Cell & { box: Box };

/** How far the texts of neighbouring cells may reach into each other, in points. */
const SLACK = 2;

/**
 * The tables among characters that the document's tags make. Tags are believed only where the characters stand as they say:
 * rows below each other, columns beside each other. What a program recognised in a picture, its tags were guessed with.
 */
export function taggedTables(page: PageContent, glyphs: Glyph[]): AlignedTable[] {
  const byMark = Map.groupBy(
    glyphs.filter((g) => g.mark !== undefined && g.text !== " " && g.recognised === undefined),
    (g) => g.mark ?? -1,
  );
  return (page.tagged ?? []).flatMap((table) => {
    const marks = table.rows.flat().flatMap((cell) => cell.marks);
    const own = marks.flatMap((mark) => byMark.get(mark) ?? []);
    if (own.length === 0) return [];
    const placed = placedByTags(page, cellsOf(table, byMark, trackingOf(own)), table.spans);
    if (!placed) return [];
    const form = table.spans ? JSON.stringify(table.rows.map((r) => r.map((c) => [c.rowSpan, c.colSpan]))) : undefined;
    return [{ box: bounds(own.map((g) => g.box)), rows: gridRows(placed), glyphs: own, warnings: [], placed, form }];
  });
}

function cellsOf({ rows }: TaggedTable, byMark: Map<number, Glyph[]>, tracking: number): Cell[] {
  const { cells: places } = placeCells([rows.map((row) => row.map((tag) => ({ ...tag, text: "" })))]);
  const found = rows.flat().map(({ marks, rowSpan, colSpan }, i) => {
    const inked = marks.flatMap((mark) => byMark.get(mark) ?? []);
    const lines = textLines(inked, tracking);
    const box = inked.length === 0 ? null : bounds(inked.map((g) => g.box));
    const { row = 0, column = 0 } = places[i] ?? {};
    return { row, column, rowSpan, colSpan, box, lines, isOneRun: new Set(inked.map((g) => g.mark)).size === 1 };
  });
  return found.map(({ lines, isOneRun, ...cell }) => ({
    ...cell,
    text: cellText(lines, { width: isOneRun && lines.length > 1 ? columnWidth(cell, found) : Infinity, padding: 0 })
      .text,
  }));
}

/** How wide the texts are that stand in the column of a cell alone: it has no more room than they take. */
function columnWidth({ row, box }: Pick<Cell, "row" | "box">, cells: Pick<Cell, "row" | "box">[]): number {
  const over = (a: Box | null, b: Box | null): boolean => a !== null && b !== null && overlaps(a, b);
  const beside = cells.filter((c) => c.row === row && c.box !== box);
  const own = cells.filter((c) => over(c.box, box) && !beside.some((b) => over(b.box, c.box)));
  return Math.max(...own.map((c) => (c.box ? c.box.x1 - c.box.x0 : 0)));
}

function placedByTags(page: PageContent, cells: Cell[], spans: boolean): PlacedCell[] | null {
  const filled = cells.flatMap((cell) => (cell.box ? [{ ...cell, box: cell.box }] : []));
  const rows = new Set(filled.map((c) => c.row));
  if (rows.size < 2 && filled.filter((c) => isNumber(c.text)).length < 2) return null;
  const stands =
    spans &&
    inOrder(filled.map((c) => ({ from: c.row, to: c.row + c.rowSpan, start: c.box.y0, end: c.box.y1 }))) &&
    inOrder(filled.map((c) => ({ from: c.column, to: c.column + c.colSpan, start: c.box.x0, end: c.box.x1 })));
  if (!stands) return placedByColumns(page, filled);
  return cells
    .filter((cell) => rows.has(cell.row))
    .map(({ text, box, row, column }) => ({ text, row, column, ...(box && { place: pagePlace(page, box) }) }));
}

type Extent = { from: number; to: number; start: number; end: number };

/** Whether all that ends before a row or column stands before all that begins with it or after. */
function inOrder(extents: Extent[]): boolean {
  const ends = extents.toSorted((a, b) => a.to - b.to);
  let reached = -Infinity;
  let next = 0;
  return extents
    .toSorted((a, b) => a.from - b.from)
    .every(({ from, start }) => {
      for (let end = ends[next]; end && end.to <= from; end = ends[++next]) reached = Math.max(reached, end.end);
      return start >= reached - SLACK;
    });
}

/** Cells whose spans are not known, by the rows of the tags; null where a row of numbers does not stand below the last. */
function placedByColumns(page: PageContent, cells: Filled[]): PlacedCell[] | null {
  const counted = cells.map((cell) => ({ ...cell, isNumber: isNumber(cell.text) }));
  const numbers = counted.filter((c) => c.isNumber);
  if (!inOrder(numbers.map((c) => ({ from: c.row, to: c.row + 1, start: c.box.y0, end: c.box.y1 })))) return null;
  const placed = placeInColumns(counted);
  return (
    placed?.map(({ cell: { text, row, box }, column }) => ({ text, row, column, place: pagePlace(page, box) })) ?? null
  );
}

/** The parts of one tagged table on two pages as one, a cell that is on both whole again; null where they are not of one table. */
export function joinTagged(above: AlignedTable, below: AlignedTable): AlignedTable | null {
  if (!above.placed || !below.placed || above.form === undefined || above.form !== below.form) return null;
  const key = (c: PlacedCell): string => `${c.row} ${c.column}`;
  const rest = new Map(below.placed.map((c) => [key(c), c]));
  const both = above.placed.map((cell): PlacedCell => {
    const other = rest.get(key(cell));
    rest.delete(key(cell));
    if (!other || other.text === "" || other.text === cell.text) return cell;
    return cell.text === "" ? other : { ...cell, text: joinLines(cell.text, other.text) };
  });
  const placed = [...both, ...rest.values()];
  return { ...above, placed, rows: gridRows(placed) };
}
