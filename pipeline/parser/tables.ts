import { forms } from "../../data/forms/index.ts";
import { emptyGrid, type Grid, type Shape, shapeOf } from "./grid.ts";
import { mendLabels } from "./mend.ts";
import { readTable } from "./read.ts";
import type { Region } from "./regions.ts";
import { assignRoles } from "./roles.ts";
import type { Line } from "./token.ts";

const shapes: readonly Shape[] = forms.flatMap((form) => form.tables.map((table) => shapeOf(table, form.format)));
const tableIds: readonly string[] = [...new Set(shapes.map((shape) => shape.table.id))];

/** The statutory tables of one report. `found`: the generation of each, null where the report does not have it. */
export type Tables = { grids: Grid[]; found: Record<string, string | null>; format: string | null };

/** What each table reads as: one grid, or one for each generation that its words leave open; none where it is absent. */
export type Readings = ReadonlyMap<string, Grid[]>;

/** Reads every statutory table that stands in these regions. */
export function readTables(regions: readonly Region[]): Readings {
  return new Map(
    tableIds.map((id) => [
      id,
      readBest(
        regions.filter((r) => r.table === id),
        id,
      ),
    ]),
  );
}

/** How many of the statutory tables are there. */
export const tablesPresent = (readings: Readings): number =>
  [...readings.values()].filter((some) => some.length > 0).length;

/**
 * Settles the generation of each table and of the report. `byYear` is the generation that the report's year would have: it decides only
 * what the tables leave open. A table that is absent has all its cells `missing`, in the generation of the others.
 */
export function settleGenerations(readings: Readings, byYear: string | null): Tables {
  const decided = (id: string): string | null => {
    const some = readings.get(id) ?? [];
    return some.length === 1 ? (some[0]?.format ?? null) : null;
  };
  const open = (id: string): string | null =>
    (readings.get(id)?.length ?? 0) > 1 ? preferred(readings.get(id) ?? [], byYear) : null;
  const format = LEADING.map(decided).find((f) => f !== null) ?? tableIds.map(open).find((f) => f !== null) ?? byYear;
  const absent = tablesPresent(readings) === 0;
  const found: Record<string, string | null> = {};
  const grids = tableIds.map((id): Grid => {
    const some = readings.get(id) ?? [];
    const grid = some.find((g) => g.format === format) ?? some[0];
    found[id] = grid?.format ?? null;
    return grid ?? emptyGrid(shapeFor(id, format));
  });
  return {
    grids: absent ? [] : grids,
    found,
    format: LEADING.map((id) => found[id] ?? null).find((f) => f !== null) ?? format,
  };
}

/** A report is of the generation of its table 二, or of 三 where that is absent. */
const LEADING = ["proactive", "applications"];

const preferred = (some: readonly Grid[], byYear: string | null): string | null =>
  some.find((g) => g.format === byYear)?.format ?? some[0]?.format ?? null;

function shapeFor(id: string, format: string | null): Shape {
  const shape = shapes.find((s) => s.table.id === id && s.format === format) ?? shapes.find((s) => s.table.id === id);
  if (shape === undefined) throw new RangeError(`data/forms has no table ${id}`);
  return shape;
}

/**
 * The table read as the generation that its own words fit best; once for each, where two fit equally well and the readings are equally good.
 */
function readBest(regions: readonly Region[], id: string): Grid[] {
  if (regions.length === 0) return [];
  const lines = mendLabels(joined(regions), id);
  const own = shapes.filter((shape) => shape.table.id === id);
  const fits = own.map((shape) => fitOf(lines, shape));
  const most = Math.max(...fits);
  const grids: Grid[] = [];
  for (const shape of own.filter((_, i) => fits[i] === most)) {
    const same = grids.find((grid) => isSameTable(grid, shape));
    const grid = same ?? readTable(assignRoles(lines, id, shape.format), shape);
    if (grid !== null) grids.push({ ...grid, format: shape.format });
  }
  const least = Math.min(...grids.map(unread));
  return grids.filter((grid) => unread(grid) === least);
}

const isSameTable = (grid: Grid, { index }: Shape): boolean =>
  grid.index.size === index.size && [...index.keys()].every((key) => grid.index.has(key));

/** A table torn into more lines than this is not read on. */
const MOST_LINES = 8000;

/** The parts of an interrupted table, with the interruption as a wall that no row reaches across. */
function joined(regions: readonly Region[]): Line[] {
  const lines: Line[] = [];
  for (const region of regions) {
    const last = lines.at(-1)?.line ?? -1;
    if (lines.length > 0) lines.push({ kind: "prose", line: last });
    for (const line of region.lines) if (line.line > last) lines.push(line);
    if (lines.length > MOST_LINES) break;
  }
  return lines;
}

/** A row may be lost, but words that only one generation has do not come from another. */
const WEIGHT_OF_OWN_WORDS = 5;

/** How well the words of the table fit a generation: those that only it has count for it, its rows that are not named against it. */
function fitOf(lines: readonly Line[], { table, format, items }: Shape): number {
  const words = new Set<string>();
  const named = new Set<string>();
  for (const line of lines) {
    if (line.kind !== "cells") continue;
    for (const token of line.tokens) {
      if (token.kind !== "label") continue;
      const own = token.label.meanings.filter((m) => m.table === table.id);
      if (own.length > 0 && own.every((m) => m.formats.length === 1 && m.formats[0] === format))
        words.add(token.label.key);
      for (const m of own) if (m.role === "item" && m.formats.includes(format)) named.add(m.id);
    }
  }
  return WEIGHT_OF_OWN_WORDS * words.size + named.size - new Set(items).size;
}

const unread = (grid: Grid): number => grid.cells.filter((c) => c.value === null).length;
