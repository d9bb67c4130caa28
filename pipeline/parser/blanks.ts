import type { Check } from "../../data/records/index.ts";
import { total } from "./checks.ts";
import type { Grid } from "./grid.ts";

/**
 * Where cells of a table with identities are blank: whether reading each as zero satisfies every identity of the report. False as soon as
 * one fails so, null where none fails but a cell is unread for another reason. A finding, never a value.
 */
export function blanksCheck(grids: readonly Grid[]): Check[] {
  const proven = grids.filter((grid) => grid.identities.length > 0);
  if (!proven.some((grid) => grid.cells.some((cell) => cell.status === "blank"))) return [];
  const holds = proven.flatMap((grid) =>
    grid.identities.map(({ sum, equals }): boolean | null => {
      const [expected, actual] = [total(grid, sum, 0), total(grid, equals, 0)];
      return expected === null || actual === null ? null : expected === actual;
    }),
  );
  const passes = holds.includes(false) ? false : holds.includes(null) ? null : true;
  return [{ id: "soft.blanks_are_zeros", passes, expected: null, actual: null }];
}
