/** Σ `sum` = Σ `equals`, over the numbers of the cells of one table. */
export type Identity = { sum: readonly number[]; equals: readonly number[] };
/** The number of each cell; null where it is not known. */
export type Values = readonly (number | null)[];

/** A row that may be read in several ways: the cells its places stand for (−1: none of the form), and each way's numbers. */
export type OpenRow = { cells: readonly number[]; ways: readonly Values[] };

/** What the identities leave of a row. */
export type Verdict =
  /** Every reading of the whole table that satisfies the identities agrees in these places; elsewhere they differ. */
  | { kind: "proven"; way: number; agreed: readonly boolean[]; left: readonly number[] }
  /** Several readings are left that agree nowhere, or the search was given up. */
  | { kind: "open"; left: readonly number[]; exhausted: boolean }
  /** No reading satisfies the identities. */
  | { kind: "none" };

/** Readings tried and identities looked at before a search is given up: what is then not proven is not read. */
const BUDGET = 60_000;

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
  const values = [...known];
  const owner = new Map<number, number>();
  rows.forEach((row, r) => {
    for (const cell of row.cells) if (cell >= 0) owner.set(cell, r);
  });
  const touching = rows.map((_, r) =>
    identities.filter((identity) => cellsOf(identity).some((cell) => owner.get(cell) === r)),
  );
  const alone = touching.map((some, r) =>
    some.filter((identity) => cellsOf(identity).every((cell) => (owner.get(cell) ?? r) === r)),
  );
  let steps = 0;
  const holds = (some: readonly Identity[]): boolean =>
    some.every((identity) => {
      steps += 1;
      return isPossible(identity, values);
    });
  const put = (row: OpenRow, way: Values | null): void =>
    row.cells.forEach((cell, i) => {
      if (cell >= 0) values[cell] = way?.[i] ?? null;
    });
  const left = rows.map((row, r) =>
    row.ways.flatMap((way, w) => {
      if (steps > budget) return [w];
      put(row, way);
      const fits = holds(alone[r] ?? []);
      put(row, null);
      return fits ? [w] : [];
    }),
  );
  const order = rows
    .map((_, r) => r)
    .filter((r) => (left[r]?.length ?? 0) > 0 && (touching[r]?.length ?? 0) > 0)
    .sort((a, b) => (left[a]?.length ?? 0) - (left[b]?.length ?? 0));
  const tally = new Map(order.map((r) => [r, new Set<number>()]));
  const chosen: number[] = [];
  let solutions = 0;
  const search = (depth: number): boolean => {
    const r = order[depth];
    const row = r === undefined ? undefined : rows[r];
    if (r === undefined || row === undefined) {
      solutions += 1;
      for (const [i, o] of order.entries()) tally.get(o)?.add(chosen[i] ?? -1);
      return true;
    }
    for (const w of left[r] ?? []) {
      steps += 1;
      put(row, row.ways[w] ?? null);
      chosen[depth] = w;
      const finished = !holds(touching[r] ?? []) || search(depth + 1);
      if (!finished || steps > budget) return false;
    }
    put(row, null);
    return true;
  };
  const complete = search(0);
  return rows.map((row, r): Verdict => {
    const own = left[r] ?? [];
    if (own.length === 0) return { kind: "none" };
    // No identity counts it: it is searched with no other.
    if (touching[r]?.length === 0) return agreement(row, own);
    if (!complete) return { kind: "open", left: own, exhausted: true };
    if (solutions === 0)
      return own.length === 1 && decides(row, alone[r] ?? [], own[0] ?? 0)
        ? agreement(row, own)
        : { kind: "open", left: own, exhausted: false };
    return agreement(row, [...(tally.get(r) ?? [])]);
  });
}

const cellsOf = (identity: Identity): readonly number[] => [...identity.sum, ...identity.equals];

function agreement(row: OpenRow, left: readonly number[]): Verdict {
  const first = left[0] ?? 0;
  const agreed = row.cells.map((_, i) =>
    left.every((w) => (row.ways[w]?.[i] ?? null) === (row.ways[first]?.[i] ?? null)),
  );
  return agreed.some(Boolean) ? { kind: "proven", way: first, agreed, left } : { kind: "open", left, exhausted: false };
}

/** Whether a row's own identity can tell its readings apart: all its numbers are known in this one, and not all are zero. */
function decides(row: OpenRow, alone: readonly Identity[], way: number): boolean {
  const values = row.ways[way] ?? [];
  return alone.length > 0 && values.every((v) => v !== null) && values.some((v) => v !== 0);
}

/** Whether the identity holds, or still can where numbers are unknown: counts are never negative. */
function isPossible({ sum, equals }: Identity, values: Values): boolean {
  const [left, leftOpen] = added(sum, values);
  const [right, rightOpen] = added(equals, values);
  if (!leftOpen && !rightOpen) return left === right;
  if (!leftOpen) return right <= left;
  return rightOpen || left <= right;
}

function added(cells: readonly number[], values: Values): [number, boolean] {
  let total = 0;
  let open = false;
  for (const cell of cells) {
    const value = values[cell] ?? null;
    if (value === null) open = true;
    else total += value;
  }
  return [total, open];
}
