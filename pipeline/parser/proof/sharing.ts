import { type Constraint, constraintsOf, type Identity, type OpenRow, type Values } from "./constraints.ts";

/** Each row's own identities, which count no cell of another row, and those that rows share. */
export function sorted(
  rows: readonly OpenRow[],
  identities: readonly Identity[],
): { own: Identity[][]; shared: Identity[] } {
  const cells = rows.map((row) => new Set(row.cells));
  const own = rows.map((): Identity[] => []);
  const shared: Identity[] = [];
  for (const identity of identities) {
    const counted = [...identity.sum, ...identity.equals];
    const touched = rows.flatMap((_, r) => (counted.some((cell) => cells[r]?.has(cell)) ? [r] : []));
    const alone = touched.filter((r) =>
      counted.every((cell) => cells[r]?.has(cell) || !touched.some((other) => cells[other]?.has(cell))),
    );
    for (const r of alone) own[r]?.push(identity);
    if (touched.length > 0 && alone.length === 0) shared.push(identity);
  }
  return { own, shared };
}

/** The ways of a row that its own identities allow; with a tolerance, those that fail one of them by no more. */
export function fitting(row: OpenRow, own: readonly Identity[], known: Values, tolerance = 0): number[] {
  const constraints = constraintsOf(own, [row], new Map(row.cells.map((cell) => [cell, 0])), known);
  return row.ways.flatMap((_, way) => {
    const off = constraints.flatMap(({ known: { least, most }, terms }) => {
      const range = terms[0]?.ways[way] ?? { least: 0, most: 0 };
      return Math.max(0, least + range.least, -most - range.most) || [];
    });
    return off.length === 0 || (off.length === 1 && (off[0] ?? 0) <= tolerance) ? [way] : [];
  });
}

/** What the rows that can be read share with each other. The numbers of other rows, and of those printed twice, are not known. */
export function sharedConstraints(
  rows: readonly OpenRow[],
  left: readonly (readonly number[])[],
  shared: readonly Identity[],
  known: Values,
): Constraint[] {
  const owners = new Map<number, number[]>();
  rows.forEach((row, r) => {
    for (const cell of row.cells) owners.set(cell, [...(owners.get(cell) ?? []), r]);
  });
  const owner = new Map(
    [...owners].flatMap(([cell, [r, ...others]]) =>
      r !== undefined && others.length === 0 && (left[r]?.length ?? 0) > 0 ? [[cell, r] as const] : [],
    ),
  );
  return constraintsOf(
    shared,
    rows,
    owner,
    known.map((value, cell) => (owners.has(cell) ? null : value)),
  );
}
