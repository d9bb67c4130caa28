import type { Edge } from "./content.ts";
import { apply, type Box, bounds, type Matrix } from "./geometry.ts";

/** Path data is a row of numbers: one of these operators (the codes are those of pdf.js), then its coordinates. */
export const PATH = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 } as const;

/** A filled rectangle no thicker than this is a ruling line. */
const MAX_THICKNESS = 4;
const STRAIGHT = 0.5;

type Subpath = { points: [number, number][]; closed: boolean; curved: boolean };

/** The straight horizontal and vertical lines that stroking or filling a path draws, in page coordinates. */
export function pathEdges(data: ArrayLike<number>, ctm: Matrix, painted: { stroke: boolean; fill: boolean }): Edge[] {
  const edges: Edge[] = [];
  for (const path of subpaths(data, ctm)) {
    if (painted.stroke) edges.push(...strokedEdges(path));
    else if (painted.fill && !path.curved) edges.push(...filledEdges(path));
  }
  return edges;
}

/** The upright rectangles that filling a path covers, but for those so thin that they are lines. */
export function pathAreas(data: ArrayLike<number>, ctm: Matrix): Box[] {
  return subpaths(data, ctm).flatMap(({ points, curved }) => {
    const box = bounds(points.map(([x, y]) => ({ x0: x, y0: y, x1: x, y1: y })));
    const isCorner = ([x, y]: [number, number]): boolean =>
      Math.min(x - box.x0, box.x1 - x) <= STRAIGHT && Math.min(y - box.y0, box.y1 - y) <= STRAIGHT;
    const isArea = box.x1 - box.x0 > MAX_THICKNESS && box.y1 - box.y0 > MAX_THICKNESS;
    return isArea && !curved && points.length >= 4 && points.every(isCorner) ? [box] : [];
  });
}

/** The box around everything a path touches, in page coordinates; null where it touches nothing. */
export function pathBox(data: ArrayLike<number>, ctm: Matrix): Box | null {
  const points = subpaths(data, ctm).flatMap((path) => path.points);
  return points.length === 0 ? null : bounds(points.map(([x, y]) => ({ x0: x, y0: y, x1: x, y1: y })));
}

/** What of a line lies within a box: as much of it, or nothing. */
export function clipped(edge: Edge, { x0, y0, x1, y1 }: Box): Edge[] {
  const [across, least, most] = edge.axis === "h" ? [[y0, y1], x0, x1] : [[x0, x1], y0, y1];
  const [from, to] = [Math.max(edge.from, least), Math.min(edge.to, most)];
  const isOutside = edge.at < (across[0] ?? 0) - MAX_THICKNESS || edge.at > (across[1] ?? 0) + MAX_THICKNESS;
  return isOutside || from >= to ? [] : [{ ...edge, from, to }];
}

function subpaths(data: ArrayLike<number>, ctm: Matrix): Subpath[] {
  const paths: Subpath[] = [];
  let at = 0;
  const next = (): number => data[at++] ?? 0;
  const point = (): [number, number] => apply(ctm, next(), next());
  while (at < data.length) {
    const code = next();
    const path = paths.at(-1);
    if (code === PATH.move) paths.push({ points: [point()], closed: false, curved: false });
    else if (code === PATH.line) path?.points.push(point());
    else if (code === PATH.curve || code === PATH.quadratic) {
      at += code === PATH.curve ? 4 : 2;
      path?.points.push(point());
      if (path) path.curved = true;
    } else if (code === PATH.close) {
      if (path) path.closed = true;
    } else return paths; // An operator that nobody documents: nothing after it can be trusted.
  }
  return paths;
}

function strokedEdges({ points, closed, curved }: Subpath): Edge[] {
  if (curved) return [];
  const edges: Edge[] = [];
  const ends = closed ? points : points.slice(0, -1);
  ends.forEach(([x0, y0], i) => {
    const [x1, y1] = points[(i + 1) % points.length] ?? [x0, y0];
    if (Math.abs(y1 - y0) <= STRAIGHT && Math.abs(x1 - x0) > STRAIGHT)
      edges.push({ axis: "h", at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    else if (Math.abs(x1 - x0) <= STRAIGHT && Math.abs(y1 - y0) > STRAIGHT)
      edges.push({ axis: "v", at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
  });
  return edges;
}

/** A thin rectangle is a line; a dot may be part of a dotted line either way, of which only the right one comes together. */
function filledEdges({ points }: Subpath): Edge[] {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [x1 - x0, y1 - y0];
  const edges: Edge[] = [];
  if (height <= MAX_THICKNESS && width > height - STRAIGHT)
    edges.push({ axis: "h", at: (y0 + y1) / 2, from: x0, to: x1 });
  if (width <= MAX_THICKNESS && height > width - STRAIGHT)
    edges.push({ axis: "v", at: (x0 + x1) / 2, from: y0, to: y1 });
  return edges;
}
