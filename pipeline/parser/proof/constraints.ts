/** Σ `sum` = Σ `equals`, over the numbers of the cells of one table. */
export type Identity = { sum: readonly number[]; equals: readonly number[] };
/** The number of each cell; null where it is not known. */
export type Values = readonly (number | null)[];
/**
 * A row that may be read in several ways: the cells its places stand for (−1: none of the form), and each way's numbers. `digits`: what is
 * printed of it, where that is numbers run together and nothing else; else empty. `unsearched`: it has more ways than can be looked at.
 */
export type OpenRow = { cells: readonly number[]; ways: readonly Values[]; digits?: string; unsearched?: boolean };

/** Whether the numbers of several places are printed as one: how they are to be parted, only sums can tell. */
export const isRunTogether = (row: OpenRow | undefined): boolean =>
  row?.digits !== undefined && row.digits !== "" && row.cells.length > 1 && !isForced(row);

/** Zeros, as many as there are places, can be parted in one way only, and stand in no other order. */
export const isForced = ({ digits = "", cells }: OpenRow): boolean =>
  digits.length === cells.length && /^0+$/.test(digits);

/** How far apart the two sides of an identity may be, at least and at most: 0 and 0 where it holds. */
type Range = { least: number; most: number };
/** What each way of a row adds to the distance. */
type Term = { row: number; ways: readonly Range[] };
/** An identity over rows: what is known already and one way of each row must be able to come to 0. */
export type Constraint = { known: Range; terms: readonly Term[] };

/** Counts are never negative, and none is larger: what is not known lies between 0 and this. */
const UNKNOWN = 1e12;

/** The identities, as constraints on the rows that have their cells. A cell that no row has counts as it is known. */
export function constraintsOf(
  identities: readonly Identity[],
  rows: readonly OpenRow[],
  owner: ReadonlyMap<number, number>,
  known: Values,
): Constraint[] {
  return identities.map((identity) => {
    const cells = [...identity.sum, ...identity.equals];
    const signs = new Map([
      ...identity.sum.map((c) => [c, 1] as const),
      ...identity.equals.map((c) => [c, -1] as const),
    ]);
    const unowned = cells.filter((cell) => !owner.has(cell));
    const concerned = [...new Set(cells.flatMap((cell) => owner.get(cell) ?? []))];
    return {
      known: rangeOf(
        unowned.map((cell) => known[cell] ?? null),
        unowned.map((cell) => signs.get(cell) ?? 0),
      ),
      terms: concerned.flatMap((row): Term[] => {
        const open = rows[row];
        if (open === undefined) return [];
        const own = open.cells.map((cell) => (owner.get(cell) === row ? (signs.get(cell) ?? 0) : 0));
        return [{ row, ways: open.ways.map((way) => rangeOf(way, own)) }];
      }),
    };
  });
}

function rangeOf(values: Values, signs: readonly number[]): Range {
  let [least, most] = [0, 0];
  for (let i = 0; i < signs.length; i += 1) {
    const sign = signs[i] ?? 0;
    if (sign === 0) continue;
    const value = values[i] ?? null;
    least += value === null ? Math.min(0, sign * UNKNOWN) : sign * value;
    most += value === null ? Math.max(0, sign * UNKNOWN) : sign * value;
  }
  return { least, most };
}
