import { type Constraint, constraintsOf, type Identity, type OpenRow, type Values } from "./constraints.ts";
import { type Deviation, fillings, gapOf, type Span } from "./deviation.ts";
import { type Domains, type Meter, narrow, type Puzzle, puzzleOf, solutions, withDomain } from "./search.ts";

/** What the identities leave of a row. */
export type Verdict =
  /** Every reading of the whole table that satisfies the identities agrees in these places; elsewhere they differ. */
  | { kind: "proven"; way: number; agreed: readonly boolean[]; left: readonly number[] }
  /** Several readings are left that agree nowhere, or the search was given up. */
  | { kind: "open"; left: readonly number[]; exhausted: boolean }
  /** The row does not add up, and its digits are parted as its columns prove it where `agreed`. */
  | { kind: "deviating"; spans: readonly Span[]; agreed: readonly boolean[] }
  /** No reading satisfies the identities. */
  | { kind: "none" };

/** So many ways are looked at before the search of a table is given up: what is then not proven is not read. */
const BUDGET = 500_000;

/** Publishers' sums are mostly wrong by so little. */
export const NEAR = 10;

/**
 * Searches the readings of all open rows together for those that satisfy every identity. A row whose own identity leaves none is set
 * aside (its numbers stay unknown). What that proves depends on how much is left to chance:
 *
 * - All rows add up together: a place is read where all such readings agree.
 * - They do not, or one row was set aside: then a publisher's sum is wrong, or a number is lost, and a wrong parting of its digits could satisfy
 *   what is left. Only where one row alone does not add up, and its digits are still what its columns lack, is the table proven by
 *   its columns (see `fillings`).
 * - Else digits run together are not read, and of numbers printed apart those that their own row proves.
 *
 * Where nothing but its own sums confirms a row of digits (table 四), a publisher's wrong sum may come out by another parting: there a place is
 * read only where the readings that nearly add up agree too.
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
  const puzzle = puzzleOf(sharedConstraints(rows, left, shared, known), rows.length);
  const narrowed = narrow(puzzle, domainsOf(left), puzzle.constraints.keys(), meter);
  const [first] = narrowed === null ? [] : solutions(puzzle, narrowed, [], meter);
  const isGivenUp = first === undefined && meter.left < 0;
  const counted = rows.map((_, r) => (own[r] ?? []).length > 0 || (puzzle.touching[r] ?? []).length > 0);
  const aside = rows.flatMap((_, r) => (left[r]?.length === 0 ? [r] : []));
  const isWhole = first !== undefined && !aside.some((r) => isRunTogether(rows[r]));
  const deviations = isWhole || isGivenUp ? [] : deviationsOf(rows, left, aside, shared, known, meter);
  const found = first === undefined ? [] : [first];
  return rows.map((row, r): Verdict => {
    const ways = left[r] ?? [];
    // No identity counts it: it is searched with no other.
    if (counted[r] === false && ways.length > 0) return agreement(row, ways);
    if (isGivenUp) return { kind: "open", left: ways, exhausted: true };
    if (deviations.length > 0) return agreementOfDeviations(row, r, deviations, ways);
    if (ways.length === 0) return { kind: "none" };
    if (puzzle.touching[r]?.length === 0 && isRunTogether(row))
      return agreement(row, [...new Set([...ways, ...fitting(row, own[r] ?? [], known, NEAR)])]);
    if (narrowed !== null && first !== undefined && (isWhole || !isRunTogether(row)))
      return agreementOf(row, r, puzzle, narrowed, found, meter);
    return ways.length === 1 && (isForced(row) || (!isRunTogether(row) && decides(row, own[r] ?? [], ways[0] ?? 0)))
      ? agreement(row, ways)
      : { kind: "open", left: ways, exhausted: false };
  });
}

/** Whether the numbers of several places are printed as one: how they are to be parted, only sums can tell. */
const isRunTogether = (row: OpenRow | undefined): boolean =>
  row?.digits !== undefined && row.digits !== "" && row.cells.length > 1 && !isForced(row);

/** Zeros, as many as there are places, can be parted in one way only, and stand in no other order. */
const isForced = ({ digits = "", cells }: OpenRow): boolean => digits.length === cells.length && /^0+$/.test(digits);

const domainsOf = (left: readonly (readonly number[])[]): Domains =>
  left.map((ways) => (ways.length > 0 ? ways : [-1]));

/** So many readings are compared before it is given up to say which row deviates. */
const MOST_DEVIATIONS = 50;

/** Every reading of the table in which one row does not add up: the one set aside, or where none is, any. */
function deviationsOf(
  rows: readonly OpenRow[],
  left: readonly (readonly number[])[],
  aside: readonly number[],
  shared: readonly Identity[],
  known: Values,
  meter: Meter,
): Deviation[] {
  const found: Deviation[] = [];
  const suspects = aside.length === 0 ? [...rows.keys()] : aside.length === 1 ? aside : [];
  for (const suspect of suspects) {
    const row = rows[suspect];
    if (row === undefined) continue;
    const others = left.map((ways, r) => (r === suspect ? [] : ways));
    const puzzle = puzzleOf(sharedConstraints(rows, others, shared, known), rows.length);
    let tried = 0;
    for (const ways of solutions(puzzle, domainsOf(others), puzzle.constraints.keys(), meter)) {
      tried += 1;
      if (tried > MOST_DEVIATIONS) return [];
      const values = [...known];
      rows.forEach(({ cells, ways: all }, r) => {
        cells.forEach((cell, place) => {
          if (cell >= 0) values[cell] = all[ways[r] ?? -1]?.[place] ?? null;
        });
      });
      const fits = row.digits ? fillings(row.digits, gapOf(row, shared, values)) : [row.cells.map(() => null)];
      for (const spans of fits) found.push({ row: suspect, spans, ways });
    }
  }
  return meter.left < 0 ? [] : found;
}

/** Which places of a row are the same in all readings in which one row does not add up. */
function agreementOfDeviations(
  row: OpenRow,
  r: number,
  deviations: readonly Deviation[],
  left: readonly number[],
): Verdict {
  const [first] = deviations;
  const own = deviations.filter((deviation) => deviation.row === r);
  if (first !== undefined && own.length === deviations.length) {
    const agreed = row.cells.map((_, i) =>
      own.every(({ spans }) => spans[i] !== null && String(spans[i]) === String(first.spans[i])),
    );
    return { kind: "deviating", spans: first.spans, agreed };
  }
  const possible = [...new Set(deviations.map(({ ways }) => ways[r] ?? -1))];
  return own.length === 0 ? agreement(row, possible) : { kind: "open", left, exhausted: false };
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

/** The ways of a row that its own identities allow; with a tolerance, those that fail one of them by no more. */
function fitting(row: OpenRow, own: readonly Identity[], known: Values, tolerance = 0): number[] {
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
function sharedConstraints(
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

/** Which places of a row are the same in all solutions: for each, a solution in which it is another is searched. */
function agreementOf(
  row: OpenRow,
  r: number,
  puzzle: Puzzle,
  narrowed: Domains,
  found: (readonly number[])[],
  meter: Meter,
): Verdict {
  const left = narrowed[r] ?? [];
  const way = found[0]?.[r] ?? -1;
  let exhausted = false;
  const agreed = row.cells.map((_, place) => {
    const value = row.ways[way]?.[place];
    const differs = (other: number): boolean => row.ways[other]?.[place] !== value;
    if (found.some((ways) => differs(ways[r] ?? -1))) return false;
    const others = left.filter(differs);
    if (others.length === 0) return true;
    const [other] = solutions(puzzle, withDomain(narrowed, r, others), puzzle.touching[r] ?? [], meter);
    if (other !== undefined) found.push(other);
    else if (meter.left < 0) exhausted = true;
    return other === undefined && meter.left >= 0;
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
