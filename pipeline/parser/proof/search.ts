import type { Constraint } from "./constraints.ts";

/** The ways that are left of each row, by their numbers. */
export type Domains = readonly (readonly number[])[];
/** How many ways may still be looked at before the search is given up. */
export type Meter = { left: number };

/** Rows and the constraints that concern them, ready to be searched again and again. */
export type Puzzle = { constraints: readonly Constraint[]; touching: readonly (readonly number[])[] };

export const puzzleOf = (constraints: readonly Constraint[], rows: number): Puzzle => ({
  constraints,
  touching: Array.from({ length: rows }, (_, row) =>
    constraints.flatMap(({ terms }, i) => (terms.some((term) => term.row === row) ? [i] : [])),
  ),
});

/**
 * Strikes out every way that cannot be part of a solution, whatever the ways of the other rows: until nothing changes, and by the bounds of each
 * constraint alone. Null where a row is left with none.
 */
export function narrow(puzzle: Puzzle, domains: Domains, changed: Iterable<number>, meter: Meter): Domains | null {
  const now = [...domains];
  const waiting = new Set(changed);
  for (const index of waiting) {
    waiting.delete(index);
    const constraint = puzzle.constraints[index];
    if (constraint === undefined) continue;
    const spans = constraint.terms.map(({ row, ways }) => {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const way of now[row] ?? []) {
        const range = ways[way];
        if (range === undefined) continue;
        if (range.least < least) least = range.least;
        if (range.most > most) most = range.most;
      }
      meter.left -= now[row]?.length ?? 0;
      return { least, most };
    });
    const least = spans.reduce((sum, span) => sum + span.least, constraint.known.least);
    const most = spans.reduce((sum, span) => sum + span.most, constraint.known.most);
    if (least > 0 || most < 0) return null;
    for (const [i, { row, ways }] of constraint.terms.entries()) {
      const span = spans[i];
      const domain = now[row] ?? [];
      if (span === undefined || domain.length === 1) continue;
      const others = { least: least - span.least, most: most - span.most };
      const kept = domain.filter((way) => {
        const range = ways[way];
        return range !== undefined && range.least + others.least <= 0 && range.most + others.most >= 0;
      });
      if (kept.length === domain.length) continue;
      if (kept.length === 0) return null;
      now[row] = kept;
      for (const touched of puzzle.touching[row] ?? []) waiting.add(touched);
    }
    if (meter.left < 0) return now;
  }
  return now;
}

/**
 * Every choice of a way for each row that satisfies all constraints, where only those of `changed` constraints were not narrowed yet.
 * Where the meter has run out by its end, there may be more.
 */
export function* solutions(
  puzzle: Puzzle,
  domains: Domains,
  changed: Iterable<number>,
  meter: Meter,
): Generator<readonly number[]> {
  const narrowed = narrow(puzzle, domains, changed, meter);
  if (narrowed === null || meter.left < 0) return;
  // The row with the fewest ways first: it is the most likely to show soon that there are none.
  let row = -1;
  for (const [i, domain] of narrowed.entries())
    if (domain.length > 1 && (row < 0 || domain.length < (narrowed[row]?.length ?? 0))) row = i;
  if (row < 0) yield narrowed.map(([way]) => way ?? -1);
  else
    for (const way of narrowed[row] ?? [])
      yield* solutions(puzzle, withDomain(narrowed, row, [way]), puzzle.touching[row] ?? [], meter);
}

export const withDomain = (domains: Domains, row: number, ways: readonly number[]): Domains =>
  domains.map((domain, i) => (i === row ? ways : domain));

/** What is left of each row, to search; a row with nothing left takes no part. */
export const domainsOf = (left: readonly (readonly number[])[]): Domains =>
  left.map((ways) => (ways.length > 0 ? ways : [-1]));
