import type { Edge } from "./content.ts";
import { type Box, bounds } from "./geometry.ts";

/** Lines closer together than this are one line: double borders, cells drawn as boxes, rounding. */
export const SNAP = 3;
/** Lines of a table closer than this have no row or column between them: they are one border, drawn double or a cell at a time. */
export const THINNEST = 5;
/** What is shorter is a dot or a tick, not a ruling line. */
const MIN_LENGTH = 5;
/** More lines than this on a page are a drawing or a map. */
const MAX_EDGES = 6_000;

/** Connected ruling lines: a table, or what of it is on one page. */
export type Ruled = { edges: Edge[]; box: Box };

/** Lines snapped to common positions, and pieces on one line joined. */
export function snapEdges(edges: Edge[]): Edge[] {
  return [...snapAxis(edges.filter((e) => e.axis === "h")), ...snapAxis(edges.filter((e) => e.axis === "v"))];
}

function snapAxis(edges: Edge[]): Edge[] {
  const snapped: Edge[] = [];
  let line: Edge[] = [];
  const finish = (): void => {
    if (line.length > 0) snapped.push(...joinPieces(line));
  };
  for (const edge of edges.toSorted((a, b) => a.at - b.at)) {
    if (line[0] && edge.at - line[0].at > SNAP) {
      finish();
      line = [];
    }
    line.push(edge);
  }
  finish();
  return snapped;
}

function joinPieces(line: Edge[]): Edge[] {
  const length = line.reduce((sum, e) => sum + e.to - e.from, 0);
  const at = line.reduce((sum, e) => sum + e.at * (e.to - e.from), 0) / length;
  const joined: Edge[] = [];
  for (const edge of line.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && edge.from <= last.to + SNAP) last.to = Math.max(last.to, edge.to);
    else joined.push({ ...edge, at });
  }
  return joined.filter((e) => e.to - e.from >= MIN_LENGTH);
}

/** Groups of lines that touch each other and can be a table's. Underlines, boxes and frames around the page are none. */
export function ruledAreas(edges: Edge[]): Ruled[] {
  if (edges.length > MAX_EDGES) return [];
  const areas: Ruled[] = [];
  const alone: Edge[] = [];
  for (const group of connected(edges)) {
    const vertical = group.filter((e) => e.axis === "v").length;
    const horizontal = group.length - vertical;
    if (horizontal === 0) alone.push(...group);
    else if (vertical > 0 && (vertical > 2 || horizontal > 2))
      addArea(areas, { edges: group, box: bounds(group.map(edgeBox)) });
  }
  const whole: Ruled[] = [];
  for (const area of areas) addArea(whole, withOpenSides(area, alone));
  return whole.toSorted((a, b) => a.box.y0 - b.box.y0);
}

/** Whether lines part an area into columns. A frame, or rules from side to side of one, part rows at most. */
export const hasColumns = ({ edges, box }: Ruled): boolean =>
  edges.some((e) => e.axis === "v" && e.at > box.x0 + THINNEST && e.at < box.x1 - THINNEST);

/** Whether lines part an area into rows. Lines that only go down part columns; where its rows end, the words must tell. */
export const hasRows = ({ edges, box }: Ruled): boolean =>
  edges.some((e) => e.axis === "h" && e.at > box.y0 + THINNEST && e.at < box.y1 - THINNEST);

/** A merged cell that runs through a whole page has no line at its top or bottom: its side stands alone, about as high as the table. */
function withOpenSides({ edges, box }: Ruled, alone: Edge[]): Ruled {
  const sides = alone.filter((e) => {
    const beside = Math.min(e.to, box.y1) - Math.max(e.from, box.y0);
    return beside > 0.8 * Math.max(e.to - e.from, box.y1 - box.y0);
  });
  return { edges: [...edges, ...sides], box: bounds([box, ...sides.map(edgeBox)]) };
}

/** Lines that stop short of the frame they stand in, or go on right below with the same sides, belong to the same table. */
function addArea(areas: Ruled[], area: Ruled): void {
  const at = areas.findIndex((other) => overlap(other.box, area.box) || follow(other.box, area.box));
  if (at < 0) return void areas.push(area);
  const [other] = areas.splice(at, 1);
  if (other) addArea(areas, { edges: [...other.edges, ...area.edges], box: bounds([other.box, area.box]) });
}

function connected(edges: Edge[]): Edge[][] {
  const groupOf = edges.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (groupOf[root] !== root) root = groupOf[root] ?? root;
    groupOf[i] = root;
    return root;
  };
  const horizontal = edges.flatMap((e, i) => (e.axis === "h" ? [{ e, i }] : []));
  edges.forEach((v, i) => {
    if (v.axis !== "v") return;
    for (const { e: h, i: j } of horizontal) if (touches(v, h)) groupOf[find(i)] = find(j);
  });
  const groups = new Map<number, Edge[]>();
  edges.forEach((edge, i) => {
    const root = find(i);
    groups.set(root, [...(groups.get(root) ?? []), edge]);
  });
  return [...groups.values()];
}

const touches = (v: Edge, h: Edge): boolean =>
  v.at >= h.from - SNAP && v.at <= h.to + SNAP && h.at >= v.from - SNAP && h.at <= v.to + SNAP;

const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > SNAP && Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > SNAP;

const follow = (a: Box, b: Box): boolean =>
  Math.abs(a.x0 - b.x0) <= SNAP &&
  Math.abs(a.x1 - b.x1) <= SNAP &&
  Math.max(a.y0, b.y0) - Math.min(a.y1, b.y1) <= THINNEST;

const edgeBox = (e: Edge): Box =>
  e.axis === "h" ? { x0: e.from, y0: e.at, x1: e.to, y1: e.at } : { x0: e.at, y0: e.from, x1: e.at, y1: e.to };
