import { gridRows, type PlacedCell, placeCells } from "../grid.ts";
import { joinLines } from "../joining.ts";
import type { AlignedTable } from "./aligned.ts";
import type { Glyph, PageContent, TaggedTable } from "./content.ts";
import { type Box, bounds } from "./geometry.ts";
import { headColumns } from "./heads.ts";
import { textLines, trackingOf } from "./lines.ts";
import { pagePlace } from "./tables.ts";
import { isNumber } from "./words.ts";
import { columnUnder, overlaps, type Span } from "./zones.ts";

/** A cell of the tags with what of it is on the page; `box` is null where nothing is. */
type Cell = { row: number; column: number; rowSpan: number; colSpan: number; text: string; box: Box | null };
type Filled = Cell & { box: Box };

/** How far the texts of neighbouring cells may reach into each other, in points. */
const SLACK = 2;

/**
 * The tables among characters that the document's tags make. Tags are believed only where the characters stand as they say:
 * rows below each other, columns beside each other.
 */
export function taggedTables(page: PageContent, glyphs: Glyph[]): AlignedTable[] {
  const byMark = Map.groupBy(
    glyphs.filter((g) => g.mark !== undefined && g.text !== " "),
    (g) => g.mark ?? -1,
  );
  return (page.tagged ?? []).flatMap((table) => {
    const marks = table.rows.flat().flatMap((cell) => cell.marks);
    const own = marks.flatMap((mark) => byMark.get(mark) ?? []);
    if (own.length === 0) return [];
    const placed = placedByTags(page, cellsOf(table, byMark, trackingOf(own)), table.spans);
    if (!placed) return [];
    const form = table.spans ? JSON.stringify(table.rows.map((r) => r.map((c) => [c.rowSpan, c.colSpan]))) : undefined;
    return [{ box: bounds(own.map((g) => g.box)), rows: gridRows(placed), glyphs: own, placed, form }];
  });
}

function cellsOf({ rows }: TaggedTable, byMark: Map<number, Glyph[]>, tracking: number): Cell[] {
  const tags = rows.flat();
  const { cells: places } = placeCells([rows.map((row) => row.map((tag) => ({ ...tag, text: "" })))]);
  return tags.map(({ marks, rowSpan, colSpan }, i): Cell => {
    const glyphs = marks.flatMap((mark) => byMark.get(mark) ?? []);
    const lines = textLines(glyphs, tracking);
    const text = lines.reduce((joined, line) => joinLines(joined, line.text), "");
    const { row = 0, column = 0 } = places[i] ?? {};
    return { row, column, rowSpan, colSpan, text, box: glyphs.length === 0 ? null : bounds(glyphs.map((g) => g.box)) };
  });
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

/**
 * Cells whose spans are not known, by the rows of the tags and the columns in which the numbers stand. Null where two of a
 * row share a column, or a row of numbers does not stand below the last.
 */
function placedByColumns(page: PageContent, cells: Filled[]): PlacedCell[] | null {
  const numbers = cells.filter((c) => isNumber(c.text));
  const columns = columnsOf([...numbers, ...headsOfBlankColumns(cells, numbers)]);
  const [first] = columns;
  if (!first || !inOrder(numbers.map((c) => ({ from: c.row, to: c.row + 1, start: c.box.y0, end: c.box.y1 }))))
    return null;
  const isLabel = (c: Filled): boolean => c.box.x1 <= first.x0 && !isNumber(c.text);
  const heads = headColumns(
    cells.filter((c) => !isLabel(c) && !isNumber(c.text)),
    columns,
  );
  const placed = [...Map.groupBy(cells, (c) => c.row)].flatMap(([row, own]) => {
    const labels = own.filter(isLabel).toSorted((a, b) => b.box.x1 - a.box.x1);
    return own.map((cell) => ({
      text: cell.text,
      place: pagePlace(page, cell.box),
      row,
      column: labels.includes(cell) ? -1 - labels.indexOf(cell) : (heads.get(cell) ?? columnUnder(cell.box, columns)),
    }));
  });
  return new Set(placed.map((c) => `${c.row} ${c.column}`)).size === placed.length ? placed : null;
}

/** The names over columns in which nothing stands: over no number, beside all labels, and with nothing right below. */
function headsOfBlankColumns(cells: Filled[], numbers: Filled[]): Filled[] {
  const rows = [...new Set(cells.map((c) => c.row))];
  const below = new Map(rows.map((row, i) => [row, rows[i + 1]]));
  const counted = new Set(numbers.map((n) => n.row));
  const [inRows, heads] = [cells.filter((c) => counted.has(c.row)), cells.filter((c) => !counted.has(c.row))];
  return heads.filter((head) => {
    const next = below.get(head.row);
    const isOver = (c: Filled): boolean => overlaps(c.box, head.box);
    return !inRows.some(isOver) && !cells.some((c) => c.row === next && isOver(c));
  });
}

/** Where numbers stand, from left to right: those that overlap are one column. */
function columnsOf(numbers: Filled[]): Span[] {
  const columns: Span[] = [];
  for (const { box } of numbers.toSorted((a, b) => a.box.x0 - b.box.x0)) {
    const last = columns.at(-1);
    if (last && overlaps(last, box)) last.x1 = Math.max(last.x1, box.x1);
    else columns.push({ x0: box.x0, x1: box.x1 });
  }
  return columns;
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
