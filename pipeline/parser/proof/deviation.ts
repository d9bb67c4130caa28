import type { Identity, OpenRow, Values } from "./constraints.ts";
import { domainsOf, type Meter, puzzleOf, solutions } from "./search.ts";
import { sharedConstraints } from "./sharing.ts";

/** Where the digits of one number begin and end; null for the place that is other than its column wants. */
export type Span = readonly [from: number, end: number] | null;
/** A reading of a table in which one row does not add up, and all others do. */
export type Deviation = { row: number; spans: readonly Span[]; ways: readonly number[] };

/** So many readings are compared before it is given up to say which row deviates. */
const MOST_DEVIATIONS = 50;

/** Every reading of the table in which one row does not add up: the one set aside, or where none is, any. */
export function deviationsOf(
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

/**
 * How the digits of a row whose own sum is wrong can be parted so that the columns come out: each number is what its column lacks, but
 * for one. What stands in that place nothing proves (a publisher's wrong number, a stray digit glued to a right one, or none): it stays unread.
 */
function fillings(digits: string, gap: Values): Span[][] {
  if (gap.some((number) => number === null || number < 0)) return [];
  const texts = gap.map(String);
  return texts.flatMap((_, place) => {
    const [before, behind] = [texts.slice(0, place), texts.slice(place + 1)];
    const [from, end] = [before.join("").length, digits.length - behind.join("").length];
    const fits = end >= from && digits.startsWith(before.join("")) && digits.endsWith(behind.join(""));
    return fits ? [[...spans(before, 0), null, ...spans(behind, end)]] : [];
  });
}

function spans(texts: readonly string[], start: number): Span[] {
  let from = start;
  return texts.map((text): Span => {
    const span = [from, from + text.length] as const;
    from += text.length;
    return span;
  });
}

/** What each cell of a row must be for the identities that it shares with others; null where they do not agree. Unprinted cells count as 0. */
function gapOf(row: OpenRow, shared: readonly Identity[], values: Values): (number | null)[] {
  return row.cells.map((cell) => {
    const wanted = shared.flatMap(({ sum, equals }) => {
      const sign = sum.includes(cell) ? -1 : equals.includes(cell) ? 1 : 0;
      if (sign === 0) return [];
      const add = (cells: readonly number[]): number =>
        cells.reduce((total, other) => total + (other === cell ? 0 : (values[other] ?? 0)), 0);
      return [sign * (add(sum) - add(equals))];
    });
    const [first] = wanted;
    return first !== undefined && wanted.every((number) => number === first) ? first : null;
  });
}
