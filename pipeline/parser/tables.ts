import { forms } from "../../data/forms/index.ts";
import { type Grid, type Shape, shapeOf } from "./grid.ts";
import { assignRoles } from "./layout/index.ts";
import { joinUnits, type Line, mendLabels, type Region } from "./lines/index.ts";
import { readTable } from "./read.ts";
import { meaningsOf } from "./words/index.ts";

/** Every table of every form. */
export const shapes: readonly Shape[] = forms.flatMap((form) => form.tables.map((table) => shapeOf(table, form)));
export const tableIds: readonly string[] = [...new Set(shapes.map((shape) => shape.table.id))];

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
 * The table read as the generation that its own words fit best; once for each, where two fit equally well and the readings are equally good.
 */
function readBest(regions: readonly Region[], id: string): Grid[] {
  if (regions.length === 0) return [];
  const own = shapes.filter((shape) => shape.table.id === id);
  const lines = mendLabels(joinUnits(joined(regions), unitsIn(own)), id);
  const fits = own.map((shape) => fitOf(lines, shape));
  const most = Math.max(...fits);
  const grids: Grid[] = [];
  for (const shape of own.filter((_, i) => fits[i] === most)) {
    const same = grids.find((grid) => isSameTable(grid, shape));
    const grid = same ?? readTable(assignRoles(lines, shape), shape);
    if (grid !== null && isThere(grid)) grids.push({ ...grid, format: shape.format, form: shape.form });
  }
  const least = Math.min(...grids.map(unread));
  return grids.filter((grid) => unread(grid) === least);
}

/** The words of a table that is no longer in force stand in prose and in publishers' own tables too: a few of its rows are not yet the table. */
const isThere = ({ table, cells }: Grid): boolean =>
  isInForce(table.id) || 3 * cells.filter((cell) => cell.status !== "missing").length >= cells.length;

/** Whether every report has the table, as the newest form wants it. */
export const isInForce = (id: string): boolean => forms[0]?.tables.some((table) => table.id === id) ?? false;

const unitsIn = (some: readonly Shape[]): Set<string> => new Set(some.flatMap(({ table }) => table.units));

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
function fitOf(lines: readonly Line[], { table, form, items }: Shape): number {
  const words = new Set<string>();
  const named = new Set<string>();
  for (const line of lines) {
    if (line.kind !== "cells") continue;
    for (const token of line.tokens) {
      if (token.kind !== "label") continue;
      const own = meaningsOf(token.label.meanings, table.id);
      if (own.length > 0 && own.every((m) => m.forms.length === 1 && m.forms[0] === form)) words.add(token.label.key);
      for (const m of own) if (m.role === "item" && m.forms.includes(form)) named.add(m.id);
    }
  }
  return WEIGHT_OF_OWN_WORDS * words.size + named.size - new Set(items).size;
}

const unread = (grid: Grid): number => grid.cells.filter((c) => c.value === null).length;
