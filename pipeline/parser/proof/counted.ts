import type { Identity, OpenRow, Values } from "./constraints.ts";
import type { Verdict } from "./prove.ts";
import { sorted } from "./sharing.ts";

/**
 * Tells of which cells a sum is made of all its numbers, and right, once the rows are read as the verdicts say. Where places of a row are empty, a sum that
 * could still come out proves none of them.
 */
export function countedCells(
  known: Values,
  rows: readonly OpenRow[],
  verdicts: readonly Verdict[],
  identities: readonly Identity[],
): (cell: number) => boolean {
  const values = [...known];
  verdicts.forEach((verdict, r) => {
    if (verdict.kind !== "proven") return;
    rows[r]?.cells.forEach((cell, i) => {
      if (verdict.agreed[i] && cell >= 0) values[cell] = rows[r]?.ways[verdict.way]?.[i] ?? null;
    });
  });
  const total = (cells: readonly number[]): number => cells.reduce((all, c) => all + (values[c] ?? Number.NaN), 0);
  const made = identities.filter(({ sum, equals }) => total(sum) === total(equals));
  const counted = new Set(made.flatMap(({ sum, equals }) => [...sum, ...equals]));
  return (cell) => counted.has(cell);
}

/** The same of the identities that rows share: those of its own prove nothing here, except where a cell has no others. */
export function countedAcross(
  known: Values,
  rows: readonly OpenRow[],
  verdicts: readonly Verdict[],
  identities: readonly Identity[],
): (cell: number) => boolean {
  const { shared } = sorted(rows, identities);
  const isCounted = countedCells(known, rows, verdicts, shared);
  const crossed = new Set(shared.flatMap(({ sum, equals }) => [...sum, ...equals]));
  return (cell) => !crossed.has(cell) || isCounted(cell);
}
