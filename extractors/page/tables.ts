import type { Place, Problem } from "../../data/records/index.ts";
import { type GridRow, gridRows, type PlacedCell } from "../grid.ts";
import { type RuledCell, ruledCells } from "./cells.ts";
import type { Glyph, PageContent } from "./content.ts";
import { trackingIn } from "./distributed.ts";
import { type Box, centre, contains, type Turn, turnedBack } from "./geometry.ts";
import { CELL_PADDING, cellText, type Line, provenPadding, textLines } from "./lines.ts";
import { markOf } from "./recognised.ts";
import { rowEnds } from "./row-ends.ts";
import type { Ruled } from "./rulings.ts";

/** A ruled area with its characters. One that runs over several pages is laid out as one, each page's part below the last. */
export type TableArea = Ruled & { glyphs: Glyph[]; parts: TablePart[] };

/** The part of an area that is on one page: there it stands `shift` higher than in the area. */
export type TablePart = { page: PageContent; from: number; shift: number };

/** A cell with the characters in it. */
export type Filled = { cell: RuledCell; glyphs: Glyph[] };

/** The same with its lines, and the width they were set in. */
type Lined = Filled & { lines: Line[]; width: number };

type ReadTable = { rows: GridRow[]; warnings: Problem[] };

/** The rows of an area: each cell's characters as text, spans resolved. */
export function readTable(area: TableArea): ReadTable {
  const warnings: Problem[] = [];
  const cells = filledCells(area);
  const tracking = trackingIn(cells, area.glyphs);
  const filled = cells.map((one) => linesOf(one, tracking(one)));
  const proven = Math.max(0, ...filled.map(({ lines, width }) => provenPadding(lines, width)));
  const placed = filled.map(({ cell, glyphs, lines, width }): PlacedCell => {
    const room = { width, padding: CELL_PADDING, proven };
    const place = placeInParts(area.parts, cell.box, glyphs[0]);
    const { text, wrappedNumber: isWrapped } = cellText(lines, room);
    if (isWrapped) warnings.push(wrappedNumber(text, place));
    return { text, place, row: cell.row, column: cell.column, ...markOf(glyphs) };
  });
  const ends = rowEnds(area, filled);
  const there = placed.filter((c) => c.column < (ends.get(c.row) ?? Number.POSITIVE_INFINITY));
  return { rows: gridRows(withoutGaps(there), ends), warnings };
}

export const wrappedNumber = (text: string, at: Place = ""): Problem => ({
  code: "page.wrapped_number",
  message: `${text} stands on two lines of its cell and is read as one number`,
  at,
});

/** The space that a page break leaves inside a table has lines around it but hardly any within: it is no row. */
function withoutGaps(cells: PlacedCell[]): PlacedCell[] {
  const rows = [...Map.groupBy(cells, (c) => c.row).values()];
  const widest = Math.max(0, ...rows.map((row) => row.length));
  return rows.filter((row) => row.length > 2 || row.length > widest / 2 || row.some((c) => c.text !== "")).flat();
}

/** The cells of an area with the characters whose centre is in each. */
export function filledCells(area: TableArea): Filled[] {
  const filled = ruledCells(area).map((cell) => ({ cell, glyphs: [] as Glyph[] }));
  const rows = Map.groupBy(filled, ({ cell }) => Math.floor(cell.box.y0 / BAND));
  const tallest = Math.max(0, ...filled.map(({ cell }) => cell.box.y1 - cell.box.y0));
  for (const glyph of area.glyphs) {
    const at = centre(glyph.box);
    // Only cells that begin within the tallest cell's height above the character can hold it.
    for (let band = Math.floor(at.y / BAND); band >= Math.floor((at.y - tallest) / BAND); band--) {
      const holder = rows.get(band)?.find(({ cell }) => contains(cell.box, at));
      if (holder) {
        holder.glyphs.push(glyph);
        break;
      }
    }
  }
  return filled;
}

const BAND = 20;

/** The lines of a cell; where its characters lie on their side, as they read with the page turned. */
function linesOf({ cell, glyphs }: Filled, tracking: number): Lined {
  const turns = new Set(glyphs.map((g) => g.turn));
  const [turn] = turns;
  const box = cell.box;
  if (turn === undefined || turn === 0 || turns.size > 1)
    return { cell, glyphs, lines: textLines(glyphs, tracking), width: box.x1 - box.x0 };
  const page = { width: box.x1, height: box.y1 };
  const upright = glyphs.map((g) => ({ ...g, box: turnedBack(g.box, turn satisfies Turn, page) }));
  const turned = turnedBack(box, turn, page);
  return { cell, glyphs, lines: textLines(upright, tracking), width: turned.x1 - turned.x0 };
}

/** `page 2 box x0,y0,x1,y1`: the part of a cell that is on the page where its text begins, or else where the cell does. */
export function placeInParts(parts: TablePart[], box: Box, first?: Glyph): Place {
  const y = first ? centre(first.box).y : box.y0 + 1;
  const at = parts.findLastIndex((p) => y >= p.from);
  const part = parts[Math.max(0, at)];
  if (!part) return "";
  const end = parts[at + 1]?.from ?? box.y1;
  const there = { ...box, y0: Math.max(box.y0, part.from) - part.shift, y1: Math.min(box.y1, end) - part.shift };
  return pagePlace(part.page, there);
}

export function pagePlace(page: PageContent, box: Box): Place {
  const { x0, y0, x1, y1 } = page.onPage(box);
  return `page ${page.number} box ${[x0, y0, x1, y1].map((n) => n.toFixed(1)).join(",")}`;
}

export const shifted = <T extends { box: Box }>(item: T, by: number): T => ({
  ...item,
  box: { ...item.box, y0: item.box.y0 + by, y1: item.box.y1 + by },
});
