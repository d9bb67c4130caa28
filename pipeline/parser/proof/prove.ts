import { type Identity, isForced, isRunTogether, type OpenRow, type Values } from "./constraints.ts";
import { type Deviation, deviationsOf, type Span } from "./deviation.ts";
import { type Domains, domainsOf, type Meter, narrow, type Puzzle, puzzleOf, solutions, withDomain } from "./search.ts";
import { fitting, sharedConstraints, sorted } from "./sharing.ts";

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
  const aside = rows.flatMap((_, r) => (left[r]?.length === 0 && rows[r]?.unsearched !== true ? [r] : []));
  const isWhole = first !== undefined && !aside.some((r) => isRunTogether(rows[r]));
  const deviations = isWhole || isGivenUp ? [] : deviationsOf(rows, left, aside, shared, known, meter);
  const found = first === undefined ? [] : [first];
  return rows.map((row, r): Verdict => {
    const ways = left[r] ?? [];
    // No identity counts it: it is searched with no other.
    if (counted[r] === false && ways.length > 0) return agreement(row, ways);
    if (isGivenUp || row.unsearched) return { kind: "open", left: ways, exhausted: true };
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
