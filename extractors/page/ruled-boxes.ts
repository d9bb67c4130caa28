import { ruledCells } from "./cells.ts";
import type { Edge } from "./content.ts";
import type { Box } from "./geometry.ts";
import { hasColumns, hasRows, ruledAreas, snapEdges } from "./rulings.ts";

/** Where a table stands, and each of its cells. */
export type RuledBoxes = { box: Box; cells: Box[] };

/** The tables that a page's lines draw, before anything is known of what stands in their cells. */
export function ruledBoxes(edges: Edge[]): RuledBoxes[] {
  return ruledAreas(snapEdges(edges))
    .filter((area) => hasColumns(area) && hasRows(area))
    .map((area) => ({ box: area.box, cells: ruledCells(area).map((cell) => cell.box) }));
}
