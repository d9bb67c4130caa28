import type { RowEnds } from "../grid.ts";
import type { RuledCell } from "./cells.ts";
import type { Glyph } from "./content.ts";
import { type Ruled, SNAP } from "./rulings.ts";

/**
 * Rows whose cells end before the table does: at an empty place at its right whose outer side is not drawn, though the table's
 * is. A place that is not there is no blank one.
 */
export function rowEnds({ edges, box }: Ruled, filled: { cell: RuledCell; glyphs: Glyph[] }[]): RowEnds {
  const sides = edges.filter((e) => e.axis === "v" && Math.abs(e.at - box.x1) <= SNAP);
  if (sides.reduce((sum, e) => sum + e.to - e.from, 0) < (box.y1 - box.y0) / 2) return new Map();
  const holes = filled.filter(({ cell, glyphs }) => {
    const middle = (cell.box.y0 + cell.box.y1) / 2;
    const isLast = Math.abs(cell.box.x1 - box.x1) <= SNAP;
    return isLast && glyphs.length === 0 && !sides.some((e) => e.from <= middle && e.to >= middle);
  });
  const tops = new Map(filled.map(({ cell }) => [cell.row, cell.box.y0]));
  return new Map(
    holes.flatMap(({ cell }) =>
      [...tops].flatMap(([row, y]): [number, number][] =>
        y >= cell.box.y0 - SNAP && y < cell.box.y1 - SNAP ? [[row, cell.column]] : [],
      ),
    ),
  );
}
