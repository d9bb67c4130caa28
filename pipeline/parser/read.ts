import { type Candidate, candidatesOf } from "./candidates.ts";
import { emptyGrid, type Grid, type GridCell, type Shape } from "./grid.ts";
import { type Layout, type Row, readLayout, type Slot } from "./layout.ts";
import { readNumber, unitIn } from "./number.ts";
import { type OpenRow, prove, type Verdict } from "./prove.ts";
import type { PieceLine } from "./roles.ts";
import { isFilled, type Spot } from "./runs.ts";

/** Reads one statutory table from its lines into a grid; null where its names stand there but nothing of a table does. */
export function readTable(lines: readonly PieceLine[], shape: Shape): Grid | null {
  const layout = readLayout(lines, shape.table);
  if (!layout.rows.some((row) => row.fit.kind !== "blank") && layout.names < shape.items.length / 4) return null;
  const grid = emptyGrid(shape);
  const units = unitsOf(lines);
  const open: OpenPrinted[] = [];
  for (const row of layout.rows) {
    const binding = bindingOf(row, layout, shape);
    const cells =
      binding === "none" && row.axis === "item"
        ? cellsOfItem(grid, row.name)
        : row.slots.map((slot) => indexOf(grid, slot));
    if (row.fit.kind === "blank") fillBlank(grid, row, cells);
    else if (row.fit.kind === "places" && binding === "bound") fillPlaces(grid, row.fit.spots, cells, units, row);
    else open.push({ row, binding, spots: row.fit.spots.flatMap((s) => s ?? []), cells });
  }
  settle(grid, open, units, shape);
  return grid;
}

type Units = { column: ReadonlyMap<string, string>; table: string | null };

/** What the headers, the row names, or a line of its own (单位：万元) say of the unit of money. */
function unitsOf(lines: readonly PieceLine[]): Units {
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

const indexOf = (grid: Grid, slot: Slot): number =>
  slot === null ? -1 : (grid.index.get(`${slot.item}/${slot.column}`) ?? -1);

const cellsOfItem = (grid: Grid, item: string): number[] =>
  grid.cells.flatMap((cell, i) => (cell.item === item ? [i] : []));

/**
 * What ties a row's places to cells. `bound`: its name and its header. `assumed`: the form's own order, which only identities can confirm.
 * In a table without identities nothing would catch a stray number: there the header must name exactly the columns that the form
 * gives this row, or it ties nothing.
 */
type Binding = "bound" | "assumed" | "none";

function bindingOf(row: Row, layout: Layout, shape: Shape): Binding {
  const places = row.fit.kind === "blank" ? [] : row.fit.spots;
  if (layout.disorder && places.some((s) => s !== null && s.line !== row.line)) return "none";
  if (shape.identities.length > 0) return row.slots.length === 0 ? "none" : row.bound ? "bound" : "assumed";
  if (!row.bound) return "none";
  const own = shape.table.blocks.find((block) => block.rows.some((r) => r.item === row.name))?.columns ?? [];
  const slots = row.slots.filter((slot) => slot !== null);
  const isOfForm = slots.every((slot) => shape.index.has(`${slot.item}/${slot.column}`));
  return isOfForm && (row.axis !== "item" || slots.length === own.length) ? "bound" : "none";
}

function fillBlank(grid: Grid, row: Row, cells: readonly number[]): void {
  for (const i of cells) {
    const cell = grid.cells[i];
    if (cell?.status === "missing") Object.assign(cell, { status: "blank", line: row.line, cell: row.cell });
  }
}

function fillPlaces(
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
function put(grid: Grid, cell: GridCell, raw: string, spot: Spot, units: Units): GridCell["status"] {
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

function problem(grid: Grid, code: string, message: string, { line, cell }: { line: number; cell: number }): void {
  if (grid.problems.length < MOST_PROBLEMS) grid.problems.push({ code, message, line, cell });
}

type OpenPrinted = { row: Row; binding: Binding; spots: Spot[]; cells: number[] };

/** No form has so many rows: what is printed again and again is not searched. */
const MOST_OPEN_ROWS = 60;

/** Settles the rows that fit in more ways than one: what the identities prove is `realigned`, the rest is said to be unread. */
function settle(grid: Grid, open: readonly OpenPrinted[], units: Units, shape: Shape): void {
  if (open.length === 0) return;
  if (open.length > MOST_OPEN_ROWS) {
    for (const printed of open) apply(grid, printed, [], { kind: "open", left: [], exhausted: true }, units);
    return;
  }
  const ways = open.map((printed) => waysOf(grid, printed, shape));
  const rows = open.map(
    ({ cells }, r): OpenRow => ({ cells, ways: (ways[r] ?? []).map((way) => numbersOf(grid, way, cells)) }),
  );
  const verdicts = prove(
    grid.cells.map((c) => c.value),
    rows,
    shape.identities,
  );
  open.forEach((printed, r) => {
    const verdict = verdicts[r];
    if (verdict !== undefined) apply(grid, printed, ways[r] ?? [], verdict, units);
  });
}

/**
 * The readings that a row allows. Where its header does not bind it, or no identity counts it, only a complete reading can be proven;
 * and without identities, digits are parted only where they cannot be one number with empty places beside it.
 */
function waysOf(grid: Grid, { row, binding, spots, cells }: OpenPrinted, shape: Shape): Candidate[] {
  if (binding === "none") return [];
  if (shape.identities.length === 0 && !isWholeOrGlued(spots, cells.length, row)) return [];
  const ways = candidatesOf(spots, cells.length, sumsOf(cells, shape)) ?? [];
  const readable = ways.filter((way) =>
    way.every((part, i) => part === null || (cells[i] ?? -1) < 0 || isReadable(grid, part.text, cells[i] ?? -1)),
  );
  return binding === "bound" && shape.identities.length > 0
    ? readable
    : readable.filter((way) => way.every((part) => part !== null));
}

function isWholeOrGlued(spots: readonly Spot[], width: number, row: Row): boolean {
  const filled = spots.filter(isFilled);
  // A lone number on another line, in another place than its row's name, may be the page's.
  if (filled.length === 1 && filled.some((s) => s.line !== row.line && s.cell !== row.cell)) return false;
  const [only] = filled;
  if (filled.length !== 1 || only === undefined || width === 1) return filled.length >= width;
  return /^0\d/.test(only.text) || (only.line === row.line && only.cell === row.cell);
}

/** The sizes of the groups of places, one after the other, of which an identity says that the last is the sum of the others. */
function sumsOf(cells: readonly number[], shape: Shape): number[] | null {
  const groups: number[] = [];
  for (let from = 0; from < cells.length; ) {
    const identity = shape.identities.find(
      (i) =>
        i.equals.length === 1 &&
        cells[from + i.sum.length] === i.equals[0] &&
        i.sum.every((c) => cells.slice(from, from + i.sum.length).includes(c)),
    );
    if (identity === undefined) return null;
    groups.push(identity.sum.length + 1);
    from += identity.sum.length + 1;
  }
  return groups;
}

const isReadable = (grid: Grid, text: string, index: number): boolean =>
  ["reported", "dash"].includes(readNumber(text, grid.cells[index]?.column.kind ?? "count", "万元").status);

const numbersOf = (grid: Grid, way: Candidate, cells: readonly number[]): (number | null)[] =>
  way.map((part, i) =>
    part === null ? null : readNumber(part.text, grid.cells[cells[i] ?? -1]?.column.kind ?? "count", "万元").value,
  );

function apply(
  grid: Grid,
  { row, spots, cells }: OpenPrinted,
  ways: readonly Candidate[],
  verdict: Verdict,
  units: Units,
): void {
  const printed = spots.map((s) => s.text).join("\t");
  const at = { line: spots[0]?.line ?? row.line, cell: spots[0]?.cell ?? row.cell };
  let unread = false;
  cells.forEach((index, i) => {
    const cell = grid.cells[index];
    if (cell === undefined || (cell.status !== "missing" && cell.status !== "blank")) return;
    if (verdict.kind === "proven" && verdict.agreed[i] === true) {
      const part = ways[verdict.way]?.[i] ?? null;
      if (part === null) {
        fillBlank(grid, row, [index]);
        return;
      }
      if (put(grid, cell, part.text, part.spot, units) === "reported") cell.status = "realigned";
    } else {
      unread = true;
      Object.assign(cell, { status: "ambiguous", value: null, raw: printed, ...at });
    }
  });
  if (!unread && cells.length > 0) return;
  const left = verdict.kind === "none" ? [] : verdict.left.flatMap((w) => ways[w] ?? []);
  problem(
    grid,
    verdict.kind === "none" ? "row.unreadable" : "row.ambiguous",
    describe(grid, row, printed, verdict, ways, left),
    at,
  );
}

const SHOWN = 4;

function describe(
  grid: Grid,
  row: Row,
  printed: string,
  verdict: Verdict,
  ways: readonly Candidate[],
  left: readonly Part[],
): string {
  const what = `${grid.table.id}.${row.name || "row"}: “${printed.replaceAll("\t", " | ").slice(0, 120)}” `;
  if (verdict.kind === "none")
    return `${what}fits ${row.slots.length === 0 ? "no header that was read" : `${row.slots.length} places in no way that satisfies the form’s identities`}`;
  if (verdict.kind === "open" && verdict.exhausted) return `${what}fits in too many ways to be proven`;
  const shown = verdict.left.slice(0, SHOWN).map((w) => (ways[w] ?? []).map((part) => part?.text ?? "␣").join(" | "));
  return `${what}fits ${left.length === 0 ? 0 : verdict.left.length} ways: ${shown.join("; ")}${verdict.left.length > SHOWN ? "; …" : ""}`;
}

type Part = Candidate[number];
