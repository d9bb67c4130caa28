import { identityChecks } from "./checks.ts";
import { problem } from "./fill.ts";
import type { Grid, GridCell } from "./grid.ts";

/** So few numbers are no row whose places could be moved. */
const SHORTEST = 4;

/**
 * Leaves the row unread that alone ends with an empty place while its numbers break sums: a cell that is missing in its middle, or
 * two numbers in one, move all that follow a place to the left, and on paper nothing shows it but the sums.
 */
export function doubtShortRows(grid: Grid): void {
  const lines = [...Map.groupBy(grid.cells, (cell) => cell.line)].filter(
    ([line, row]) => line >= 0 && row.length >= SHORTEST,
  );
  const short = lines.map(([, row]) => row).filter((row) => row.at(-1)?.status === "blank");
  const [row] = short;
  if (row === undefined || short.length > 1 || row.slice(0, -1).some((cell) => cell.value === null)) return;
  if (!breaksSums(grid, row)) return;
  const first = row[0];
  if (first !== undefined)
    problem(
      grid,
      "row.ambiguous",
      `${grid.table.id}.${first.item}: its last place is empty and its numbers break sums: they may stand a place too far to the left`,
      first,
    );
  for (const cell of row) if (cell.value !== null) Object.assign(cell, { status: "ambiguous", value: null });
}

/** Whether the row's own sum is wrong, or those of several of its columns. */
function breaksSums(grid: Grid, row: readonly GridCell[]): boolean {
  const checks = identityChecks([grid]);
  const own = new Set(row);
  const broken = grid.identities.filter(({ sum, equals }, i) => {
    const cells = [...sum, ...equals].map((index) => grid.cells[index]);
    return checks[i]?.passes === false && cells.some((cell) => cell !== undefined && own.has(cell));
  });
  const inRow = broken.some(({ sum, equals }) =>
    [...sum, ...equals].every((index) => grid.cells[index]?.line === row[0]?.line),
  );
  return inRow || broken.length > 1;
}
