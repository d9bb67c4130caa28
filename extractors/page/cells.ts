import type { Edge } from "./content.ts";
import type { Box } from "./geometry.ts";
import { type Ruled, THINNEST } from "./rulings.ts";

/** A cell between ruling lines; row and column of its top left place in the finest grid of the lines. */
export type RuledCell = { row: number; column: number; box: Box };

const MAX_SLOTS = 200_000;

/**
 * The cells of a ruled area. The lines' positions make a grid of slots; slots with no line between them are one cell. The
 * outside counts as ruled, so that a table open at its sides has its outer cells too. Slots that make no rectangle (a line
 * is missing, as under a head that a page repeats above a merged cell) are parted where their width changes.
 */
export function ruledCells({ edges, box }: Ruled): RuledCell[] {
  const xs = positions(edges, "v", box.x0, box.x1);
  const ys = positions(edges, "h", box.y0, box.y1);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1 || columns * rows > MAX_SLOTS) return [];
  const walls = { v: byPosition(edges, "v", xs), h: byPosition(edges, "h", ys) };

  const cellOf = new Int32Array(columns * rows).fill(-1);
  const cells: RuledCell[] = [];
  const isOpenRight = (r: number, c: number): boolean => c + 1 < columns && !covers(walls.v[c + 1], ys[r], ys[r + 1]);
  const isOpenDown = (r: number, c: number): boolean => r + 1 < rows && !covers(walls.h[r + 1], xs[c], xs[c + 1]);

  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      if (cellOf[r * columns + c] !== -1) continue;
      for (const part of rectangles(flood(r, c, columns, rows, isOpenRight, isOpenDown))) {
        for (let row = part.top; row <= part.bottom; row++)
          for (let column = part.left; column <= part.right; column++) cellOf[row * columns + column] = cells.length;
        const box = {
          x0: xs[part.left] ?? 0,
          y0: ys[part.top] ?? 0,
          x1: xs[part.right + 1] ?? 0,
          y1: ys[part.bottom + 1] ?? 0,
        };
        cells.push({ row: part.top, column: part.left, box });
      }
    }
  return cells;
}

type Rectangle = { top: number; bottom: number; left: number; right: number };

/** Connected slots as rectangles: each row's runs of slots, those with the same sides in following rows together. */
function rectangles(slots: Slot[]): Rectangle[] {
  const done: Rectangle[] = [];
  for (const { row, column } of slots.toSorted((a, b) => a.row - b.row || a.column - b.column)) {
    const run = done.findLast((d) => d.top === row && d.right === column - 1);
    if (run) run.right = column;
    else done.push({ top: row, bottom: row, left: column, right: column });
  }
  return done.reduce<Rectangle[]>((merged, run) => {
    const above = merged.find((m) => m.bottom === run.top - 1 && m.left === run.left && m.right === run.right);
    if (above) above.bottom = run.bottom;
    else merged.push(run);
    return merged;
  }, []);
}

type Slot = { row: number; column: number };
type Open = (row: number, column: number) => boolean;

/** All slots that can be reached without crossing a line. */
function flood(row: number, column: number, columns: number, rows: number, openRight: Open, openDown: Open): Slot[] {
  const seen = new Set([row * columns + column]);
  const slots: Slot[] = [{ row, column }];
  for (const { row: r, column: c } of slots)
    for (const [nr, nc, open] of [
      [r, c + 1, openRight(r, c)],
      [r + 1, c, openDown(r, c)],
      [r, c - 1, c > 0 && openRight(r, c - 1)],
      [r - 1, c, r > 0 && openDown(r - 1, c)],
    ] as const)
      if (open && nr < rows && !seen.has(nr * columns + nc)) {
        seen.add(nr * columns + nc);
        slots.push({ row: nr, column: nc });
      }
  return slots;
}

/** Where the table's lines of one direction stand, its outer sides included. */
function positions(edges: Edge[], axis: Edge["axis"], from: number, to: number): number[] {
  const all = [from, to, ...edges.filter((e) => e.axis === axis).map((e) => e.at)].sort((a, b) => a - b);
  const starts: number[] = [];
  for (const at of all) if (at - (starts.at(-1) ?? -Infinity) > THINNEST) starts.push(at);
  return starts.map((start) => {
    const line = all.filter((at) => at >= start && at - start <= THINNEST);
    return ((line[0] ?? 0) + (line.at(-1) ?? 0)) / 2;
  });
}

function byPosition(edges: Edge[], axis: Edge["axis"], at: number[]): Edge[][] {
  return at.map((p) => edges.filter((e) => e.axis === axis && Math.abs(e.at - p) <= THINNEST / 2));
}

/** Whether lines at one position run along most of the way between two others. */
function covers(line: Edge[] | undefined, from = 0, to = 0): boolean {
  let covered = 0;
  let reached = from;
  for (const edge of (line ?? []).toSorted((a, b) => a.from - b.from)) {
    covered += Math.max(0, Math.min(edge.to, to) - Math.max(edge.from, reached));
    reached = Math.max(reached, edge.to);
  }
  return covered > (to - from) * 0.6;
}
