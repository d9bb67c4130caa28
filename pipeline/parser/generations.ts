import { emptyGrid, type Grid } from "./grid.ts";
import { isInForce, type Readings, shapes, tableIds, tablesPresent } from "./tables.ts";

/**
 * The statutory tables of one report. `found`: the generation of each, null where the report does not have it; a table that is no longer in
 * force is named only where it stands and in reports of its generation.
 */
export type Tables = { grids: Grid[]; found: Record<string, string | null>; format: string | null };

/**
 * Settles the generation of each table and of the report. `byYear` is the generation that the report's year would have: it decides only
 * what the tables leave open. A table that is absent although the report's generation has it has all its cells `missing`.
 */
export function settleGenerations(readings: Readings, byYear: string | null): Tables {
  const format = formatOf(readings, byYear);
  const found: Record<string, string | null> = {};
  const grids: Grid[] = [];
  for (const id of tableIds) {
    const some = readings.get(id) ?? [];
    const expected = shapes.find((s) => s.table.id === id && s.format === format);
    const grid = some.find((g) => g.format === format) ?? some[0];
    if (grid !== undefined) grids.push(grid);
    else if (expected !== undefined) grids.push(emptyGrid(expected));
    if (grid !== undefined || expected !== undefined || isInForce(id)) found[id] = grid?.format ?? null;
  }
  return {
    grids: tablesPresent(readings) === 0 ? [] : grids,
    found,
    format: LEADING.map((id) => found[id] ?? null).find((f) => f !== null) ?? format,
  };
}

/** A report is of the generation of its table 二, or of 三 where that is absent. */
const LEADING = ["proactive", "applications"];

/** Where neither is there: the year's generation if a table is of it, else that of the table that is there. */
function formatOf(readings: Readings, byYear: string | null): string | null {
  const formats = (id: string): string[] => [...new Set((readings.get(id) ?? []).map((grid) => grid.format))];
  const only = (id: string): string | null => (formats(id).length === 1 ? (formats(id)[0] ?? null) : null);
  const preferred = (id: string): string | null =>
    formats(id).find((format) => format === byYear) ?? formats(id)[0] ?? null;
  const first = (of: (id: string) => string | null, ids: readonly string[]): string | null =>
    ids.map(of).find((format) => format !== null) ?? null;
  const ofYear = tableIds.some((id) => byYear !== null && formats(id).includes(byYear)) ? byYear : null;
  return first(only, LEADING) ?? ofYear ?? first(preferred, tableIds) ?? byYear;
}
