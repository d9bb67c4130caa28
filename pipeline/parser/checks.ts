import { type Check, fitsDecimal } from "../../data/records/index.ts";
import type { Grid } from "./grid.ts";

/** The form's identities on the numbers as printed: `expected` is the sum that the form says, `actual` what is printed for it. */
export function identityChecks(grids: readonly Grid[]): Check[] {
  return grids.flatMap((grid) =>
    grid.identities.map(({ id, sum, equals }): Check => {
      const expected = total(grid, sum, null);
      const actual = total(grid, equals, null);
      const passes = expected === null || actual === null ? null : expected === actual;
      return { id, passes, expected: kept(expected), actual: kept(actual) };
    }),
  );
}

/**
 * Whether more rows break their own sum than keep it: then it is the reading that errs and not the publisher, who may print one total of 0
 * and so break the sums of every column.
 */
export function isContradicted(grid: Grid): boolean {
  let surplus = 0;
  for (const { sum, equals } of grid.identities) {
    if (new Set([...sum, ...equals].map((i) => grid.cells[i]?.line)).size > 1) continue;
    const [expected, actual] = [total(grid, sum, null), total(grid, equals, null)];
    if (expected === null || actual === null || (expected === 0 && actual === 0)) continue;
    surplus += expected === actual ? -1 : 1;
  }
  return surplus > 0;
}

/** Where each number just fits the archive, their sum may not: then only whether it is right is said. */
const kept = (sum: number | null): number | null => (sum !== null && fitsDecimal(sum) ? sum : null);

/** The sum of the cells; null where one is not known. `blank` is what an empty cell counts as. */
export function total(grid: Grid, cells: readonly number[], blank: number | null): number | null {
  let sum = 0;
  for (const index of cells) {
    const cell = grid.cells[index];
    const value = cell?.status === "blank" ? blank : (cell?.value ?? null);
    if (value === null) return null;
    sum += value;
  }
  return Number.isInteger(sum) ? sum : Number(sum.toFixed(DECIMALS));
}

/** Amounts are decimals, and what a binary sum of them adds behind their last digit is none of it. */
const DECIMALS = 6;
