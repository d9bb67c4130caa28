import type { Identity, OpenRow, Values } from "./constraints.ts";
import type { Verdict } from "./prove.ts";

/**
 * Tells of which cells a sum is made of all its numbers, once the rows are read as the verdicts say. Where places of a row are empty, a sum that
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
  const made = identities
    .map(({ sum, equals }) => [...sum, ...equals])
    .filter((cells) => cells.every((c) => (values[c] ?? null) !== null));
  const counted = new Set(made.flat());
  return (cell) => counted.has(cell);
}
