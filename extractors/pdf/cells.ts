import type { Edge } from "./content.ts";
import type { Box } from "./geometry.ts";
import { type Ruled, SNAP } from "./rulings.ts";

/** A cell between ruling lines; row and column of its top left place in the finest grid of the lines. */
export type RuledCell = { row: number; column: number; box: Box };

const MAX_SLOTS = 200_000;

/**
 * The cells of a ruled area. The lines' positions make a grid of slots; slots with no line between them are one cell. The
 * outside counts as ruled, so that a table open at its sides has its outer cells too. Slots that make no rectangle (a line
 * is missing somewhere) stay apart, each a cell: better a cell too many than two figures in one.
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
  const slotCell = (row: number, column: number, toRow: number, toColumn: number): void => {
    for (let r = row; r <= toRow; r++) for (let c = column; c <= toColumn; c++) cellOf[r * columns + c] = cells.length;
    cells.push({
      row,
      column,
      box: { x0: xs[column] ?? 0, y0: ys[row] ?? 0, x1: xs[toColumn + 1] ?? 0, y1: ys[toRow + 1] ?? 0 },
    });
  };
  const isOpenRight = (r: number, c: number): boolean => c + 1 < columns && !covers(walls.v[c + 1], ys[r], ys[r + 1]);
  const isOpenDown = (r: number, c: number): boolean => r + 1 < rows && !covers(walls.h[r + 1], xs[c], xs[c + 1]);

  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      if (cellOf[r * columns + c] !== -1) continue;
      const slots = flood(r, c, columns, rows, isOpenRight, isOpenDown);
      const bottom = Math.max(...slots.map((s) => s.row));
      const left = Math.min(...slots.map((s) => s.column));
      const right = Math.max(...slots.map((s) => s.column));
      if (slots.length === (bottom - r + 1) * (right - left + 1)) slotCell(r, left, bottom, right);
      else for (const s of slots) slotCell(s.row, s.column, s.row, s.column);
    }
  return cells;
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

function positions(edges: Edge[], axis: Edge["axis"], from: number, to: number): number[] {
  const all = [from, to, ...edges.filter((e) => e.axis === axis).map((e) => e.at)].sort((a, b) => a - b);
  return all.filter((at, i) => i === 0 || at - (all[i - 1] ?? at) > SNAP / 2);
}

function byPosition(edges: Edge[], axis: Edge["axis"], at: number[]): Edge[][] {
  return at.map((p) => edges.filter((e) => e.axis === axis && Math.abs(e.at - p) <= SNAP / 2));
}

/** Whether lines at one position run along most of the way between two others. */
function covers(line: Edge[] | undefined, from = 0, to = 0): boolean {
  const covered = (line ?? []).reduce((sum, e) => sum + Math.max(0, Math.min(e.to, to) - Math.max(e.from, from)), 0);
  return covered > (to - from) * 0.6;
}
