import type { Edge } from "./content.ts";
import type { Area } from "./visibility.ts";

/** More areas than this on a page are a drawing. */
const MAX_AREAS = 3000;

/** The sides of the areas that shade a table's cells: between which of its words a row ends they tell, but not every row has them. */
export function shadedEdges(areas: Area[]): Edge[] {
  if (areas.length > MAX_AREAS) return [];
  return areas.flatMap(({ box: { x0, y0, x1, y1 } }): Edge[] => [
    { axis: "h", at: y0, from: x0, to: x1 },
    { axis: "h", at: y1, from: x0, to: x1 },
    { axis: "v", at: x0, from: y0, to: y1 },
    { axis: "v", at: x1, from: y0, to: y1 },
  ]);
}
