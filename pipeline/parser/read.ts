import { identityChecks, isContradicted } from "./checks.ts";
import { doubted, fillBlank, fillPlaces, leaveOpen, unitsOf } from "./fill.ts";
import { emptyGrid, type Grid, type Shape } from "./grid.ts";
import { isFilled, type Layout, type PieceLine, type Row, readLayout, type Slot, type Spot } from "./layout/index.ts";
import { settleOrientation } from "./orientation.ts";
import { type Binding, type OpenPrinted, settle } from "./settle.ts";
import { doubtShortRows } from "./short-rows.ts";

/** Reads one statutory table from its lines into a grid; null where its names stand there but nothing of a table does. */
export function readTable(lines: readonly PieceLine[], shape: Shape): Grid | null {
  const layout = readLayout(lines, shape.table);
  if (!layout.rows.some((row) => row.fit.kind !== "blank") && layout.names < namesOf(shape) / 2) return null;
  const grid = fill(lines, layout, shape, !layout.disorder);
  if (!layout.disorder && layout.inferred && isContradicted(grid))
    return doubted(grid, "the header does not tell which column is which");
  // Of rows with their numbers on other lines than their names, the first may be empty: then nothing stands out but the sums, and a last name
  // that none are left for.
  const isSuspect =
    !layout.inLines &&
    (layout.rows.at(-1)?.fit.kind === "blank" || identityChecks([grid]).some((check) => check.passes === false));
  if (!layout.disorder && !isSuspect) return grid;
  return (
    settleOrientation(lines, (way) => {
      const turned = way === lines ? layout : readLayout(way, shape.table);
      return { grid: fill(way, turned, shape, true), disorder: turned.disorder };
    }) ?? grid
  );
}

/** `ordered`: the numbers on other lines than their row's name are known to be that row's. */
function fill(lines: readonly PieceLine[], layout: Layout, shape: Shape, ordered: boolean): Grid {
  const grid = emptyGrid(shape);
  const units = unitsOf(lines);
  const open: OpenPrinted[] = [];
  for (const row of layout.rows) {
    const binding = bindingOf(row, ordered || (layout.inLines && isInLine(row)), shape);
    const cells =
      binding === "none" && row.axis === "item"
        ? cellsOfItem(grid, row.name)
        : row.slots.map((slot) => indexOf(shape, slot));
    if (row.fit.kind === "blank") fillBlank(grid, row, cells);
    else if (row.fit.kind === "places" && binding === "bound" && !isProvable(row.fit.spots)) {
      fillPlaces(grid, row.fit.spots, cells, units, row);
      const last = row.fit.spots.at(-1) ?? null;
      if (mayEndInOrdinal(last)) leaveOpen(grid, cells.at(-1) ?? -1, last);
    } else open.push({ row, binding, spots: row.fit.spots.flatMap((s) => s ?? []), cells });
  }
  settle(grid, open, units, shape);
  doubtShortRows(grid);
  return grid;
}

/** Whether a number may have the next row's ordinal glued to it. */
const mayEndInOrdinal = (spot: Spot | null): spot is Extract<Spot, { kind: "value" }> =>
  spot?.kind === "value" && spot.token.otherwise !== undefined;

/** Whether the sum of the row can tell if its last number ends in one. */
const isProvable = (spots: readonly (Spot | null)[]): boolean =>
  mayEndInOrdinal(spots.at(-1) ?? null) && spots.every((s) => s !== null && isFilled(s));

/** How many rows and columns the form names. */
const namesOf = ({ items, columns }: Shape): number => new Set(items).size + new Set(columns.map((c) => c.column)).size;

const indexOf = ({ places }: Shape, slot: Slot): number =>
  slot === null ? -1 : (places.get(slot.item)?.get(slot.column) ?? -1);

const cellsOfItem = (grid: Grid, item: string): number[] =>
  grid.cells.flatMap((cell, i) => (cell.item === item ? [i] : []));

const isInLine = ({ fit, line }: Row): boolean =>
  fit.kind === "blank" || fit.spots.every((s) => s === null || s.line === line);

function bindingOf(row: Row, ordered: boolean, shape: Shape): Binding {
  if (!ordered) return "none";
  if (shape.proven) return row.slots.length === 0 ? "none" : row.bound ? "bound" : "assumed";
  if (!row.bound) return "none";
  const own = shape.table.blocks.find((block) => block.rows.some((r) => r.item === row.name))?.columns ?? [];
  const slots = row.slots.filter((slot) => slot !== null);
  const isOfForm = slots.every((slot) => indexOf(shape, slot) >= 0);
  return isOfForm && (row.axis !== "item" || slots.length === own.length) ? "bound" : "none";
}
