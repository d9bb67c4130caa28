import { constraintsOf, type Identity, type OpenRow, type Values } from "./constraints.ts";
import { type Domains, type Meter, narrow, type Puzzle, puzzleOf, search, withDomain } from "./search.ts";

/** What the identities leave of a row. */
export type Verdict =
  /** Every reading of the whole table that satisfies the identities agrees in these places; elsewhere they differ. */
  | { kind: "proven"; way: number; agreed: readonly boolean[]; left: readonly number[] }
  /** Several readings are left that agree nowhere, or the search was given up. */
  | { kind: "open"; left: readonly number[]; exhausted: boolean }
  /** No reading satisfies the identities. */
  | { kind: "none" };

/** So many ways are looked at before the search of a table is given up: what is then not proven is not read. */
const BUDGET = 2_000_000;

/**
 * Searches the readings of all open rows together for those that satisfy every identity. A row whose own identity leaves none is set
 * aside (its numbers stay unknown); where no common reading is left although each row has one, only rows that their own identity proves are read.
 */
export function prove(
  known: Values,
  rows: readonly OpenRow[],
  identities: readonly Identity[],
  budget = BUDGET,
): Verdict[] {
  const meter: Meter = { left: budget };
  const { own, shared } = sorted(rows, identities);
  const left = rows.map((row, r) => fitting(row, own[r] ?? [], known));
  const active = rows.flatMap((_, r) => ((left[r]?.length ?? 0) > 0 ? [r] : []));
  const puzzle = puzzleOf(sharedConstraints(rows, active, shared, known), rows.length);
  const domains = left.map((ways) => (ways.length > 0 ? ways : [-1]));
  const narrowed = narrow(puzzle, domains, puzzle.constraints.keys(), meter);
  const first = narrowed === null ? null : search(puzzle, narrowed, [], meter);
  const solutions = first?.kind === "solution" ? [first.ways] : [];
  return rows.map((row, r): Verdict => {
    const ways = left[r] ?? [];
    const alone = own[r] ?? [];
    if (ways.length === 0) return { kind: "none" };
    // No identity counts it: it is searched with no other.
    if (alone.length === 0 && puzzle.touching[r]?.length === 0) return agreement(row, ways);
    if (first?.kind === "unknown") return { kind: "open", left: ways, exhausted: true };
    if (narrowed === null || solutions.length === 0)
      return ways.length === 1 && decides(row, alone, ways[0] ?? 0)
        ? agreement(row, ways)
        : { kind: "open", left: ways, exhausted: false };
    return agreementOf(row, r, puzzle, narrowed, solutions, meter);
  });
}

/** Each row's own identities, which count no cell of another row, and those that rows share. */
function sorted(rows: readonly OpenRow[], identities: readonly Identity[]): { own: Identity[][]; shared: Identity[] } {
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

/** The ways of a row that its own identities allow. */
function fitting(row: OpenRow, own: readonly Identity[], known: Values): number[] {
  const constraints = constraintsOf(own, [row], new Map(row.cells.map((cell) => [cell, 0])), known);
  return row.ways.flatMap((_, way) =>
    constraints.every(({ known: { least, most }, terms }) => {
      const range = terms[0]?.ways[way] ?? { least: 0, most: 0 };
      return least + range.least <= 0 && most + range.most >= 0;
    })
      ? [way]
      : [],
  );
}

/** What the rows that can be read share with each other. The numbers of other rows, and of those printed twice, are not known. */
function sharedConstraints(
  rows: readonly OpenRow[],
  active: readonly number[],
  shared: readonly Identity[],
  known: Values,
) {
  const owners = new Map<number, number[]>();
  rows.forEach((row, r) => {
    for (const cell of row.cells) owners.set(cell, [...(owners.get(cell) ?? []), r]);
  });
  const owner = new Map(
    [...owners].flatMap(([cell, [r, ...others]]) =>
      r !== undefined && others.length === 0 && active.includes(r) ? [[cell, r] as const] : [],
    ),
  );
  return constraintsOf(
    shared,
    rows,
    owner,
    known.map((value, cell) => (owners.has(cell) ? null : value)),
  );
}

/** Which places of a row are the same in all solutions: for each, a solution in which it is another is searched. */
function agreementOf(
  row: OpenRow,
  r: number,
  puzzle: Puzzle,
  narrowed: Domains,
  solutions: (readonly number[])[],
  meter: Meter,
): Verdict {
  const left = narrowed[r] ?? [];
  const way = solutions[0]?.[r] ?? -1;
  let exhausted = false;
  const agreed = row.cells.map((_, place) => {
    const value = row.ways[way]?.[place];
    const differs = (other: number): boolean => row.ways[other]?.[place] !== value;
    if (solutions.some((ways) => differs(ways[r] ?? -1))) return false;
    const others = left.filter(differs);
    if (others.length === 0) return true;
    const found = search(puzzle, withDomain(narrowed, r, others), puzzle.touching[r] ?? [], meter);
    if (found.kind === "solution") solutions.push(found.ways);
    if (found.kind === "unknown") exhausted = true;
    return found.kind === "none";
  });
  return agreed.some(Boolean) ? { kind: "proven", way, agreed, left } : { kind: "open", left, exhausted };
}

function agreement(row: OpenRow, left: readonly number[]): Verdict {
  const first = left[0] ?? 0;
  const agreed = row.cells.map((_, i) =>
    left.every((w) => (row.ways[w]?.[i] ?? null) === (row.ways[first]?.[i] ?? null)),
  );
  return agreed.some(Boolean) ? { kind: "proven", way: first, agreed, left } : { kind: "open", left, exhausted: false };
}

/** Whether a row's own identity can tell its readings apart: all its numbers are known in this one, and not all are zero. */
function decides(row: OpenRow, own: readonly Identity[], way: number): boolean {
  const values = row.ways[way] ?? [];
  return own.length > 0 && values.every((v) => v !== null) && values.some((v) => v !== 0);
}
