import type { Grid, GridCell } from "./grid.ts";
import type { PieceLine, Row, Spot } from "./layout/index.ts";
import { readNumber, unitIn } from "./words/index.ts";

/** The units of money that are said, by the name of a column or row, and for the whole table. */
export type Units = { column: ReadonlyMap<string, string>; table: string | null };

/** What the headers, the row names, or a line of its own (单位：万元) say of the unit of money. */
export function unitsOf(lines: readonly PieceLine[]): Units {
  const column = new Map<string, string>();
  let table: string | null = null;
  for (const { pieces } of lines)
    for (const piece of pieces) {
      const said =
        piece.kind === "name" || (piece.kind === "words" && /单位/.test(piece.text)) ? unitIn(piece.text) : null;
      if (said === null) continue;
      if (piece.kind === "name") column.set(piece.id, said);
      else table = said;
    }
  return { column, table };
}

/** The places are there and nothing is in them. What is known already stays. */
export function fillBlank(grid: Grid, row: Row, cells: readonly number[]): void {
  for (const i of cells) {
    const cell = grid.cells[i];
    if (cell?.status === "missing") Object.assign(cell, { status: "blank", line: row.line, cell: row.cell });
  }
}

/** Puts each place into its cell; a place that the line does not have is blank. */
export function fillPlaces(
  grid: Grid,
  spots: readonly (Spot | null)[],
  cells: readonly number[],
  units: Units,
  row: Row,
): void {
  cells.forEach((i, place) => {
    const cell = grid.cells[i];
    if (cell === undefined) return;
    const spot = spots[place] ?? null;
    if (spot === null || spot.kind === "blank")
      fillBlank(grid, { ...row, line: spot?.line ?? row.line, cell: spot?.cell ?? row.cell }, [i]);
    else put(grid, cell, spot.text, spot, units);
  });
}

/** Puts what is printed into a cell. A second, different number for the same cell leaves it unread. */
export function put(grid: Grid, cell: GridCell, raw: string, spot: Spot, units: Units): GridCell["status"] {
  const unit =
    units.column.get(cell.column.column) ?? units.column.get(cell.item) ?? units.table ?? cell.column.unit ?? null;
  const { status, value, why } = readNumber(raw, cell.column.kind, unit);
  const at = { line: spot.line, cell: spot.cell };
  if (cell.status !== "missing" && cell.status !== "blank") {
    if (cell.status === status && cell.value === value) return status;
    problem(grid, "cell.conflict", `${name(grid, cell)} is printed twice, as “${cell.raw}” and as “${raw}”`, at);
    Object.assign(cell, { status: "ambiguous", value: null });
    return cell.status;
  }
  Object.assign(cell, { status, value, raw, ...at });
  if (why !== undefined) problem(grid, `cell.${status}`, `${name(grid, cell)}: ${why}`, at);
  return status;
}

const name = (grid: Grid, cell: GridCell): string => `${grid.table.id}.${cell.item}:${cell.column.column}`;

/** More than a person would read. */
const MOST_PROBLEMS = 200;

/** Something a person should know, at a place of the text. */
export function problem(
  grid: Grid,
  code: string,
  message: string,
  { line, cell }: { line: number; cell: number },
): void {
  if (grid.problems.length < MOST_PROBLEMS) grid.problems.push({ code, message, line, cell });
}

/** Leaves a cell unread of which two numbers may be printed, and nothing tells which. */
export function leaveOpen(grid: Grid, index: number, { token, line, cell: column }: ValueSpot): void {
  const cell = grid.cells[index];
  if (cell?.value == null) return;
  Object.assign(cell, { status: "ambiguous", value: null });
  const what = `“${token.text}” may be ${token.otherwise} with the next row's own number glued to it`;
  problem(grid, "cell.ambiguous", `${name(grid, cell)}: ${what}`, { line, cell: column });
}

type ValueSpot = Extract<Spot, { kind: "value" }>;

/** The grid with every number in doubt, and why. */
export function doubted(grid: Grid, why: string): Grid {
  const first = grid.cells.find((cell) => cell.value !== null);
  if (first !== undefined) problem(grid, "table.order_unknown", `${grid.table.id}: ${why}`, first);
  const cells = grid.cells.map((cell) =>
    cell.value === null ? cell : { ...cell, status: "ambiguous" as const, value: null },
  );
  return { ...grid, cells };
}
