import { isThere, type Overview, STATES, type State, type Tally } from "../places.ts";

/** A sign for each state, so that nothing hangs on a colour. */
export const SIGNS: Readonly<Record<State, string>> = {
  on_time: "✓",
  late: "▲",
  undated: "?",
  not_found: "✕",
  overdue: "‼",
  not_yet_due: "…",
  not_checked: "○",
  blocked: "⊘",
  not_readable: "≠",
  no_source: "–",
};

/** Of a report that is there whether it is the kind of proof that sums count. */
export const isProven = (proof: string | null): boolean => proof === "verified" || proof === "realigned";

/** All that stand in a tally, whether their deadline has passed or not. */
export const allOf = (tally: Tally): number => STATES.reduce((sum, state) => sum + (tally[state] ?? 0), 0);

/** Those that are due, or here before they were: what may still come in time is not missing. */
export const dueOf = (tally: Tally): number => allOf(tally) - (tally.not_yet_due ?? 0);

/** The newest year of whose reports none may still come in time. */
export function lastDueYear({ day, years: [first, last], deadlines }: Overview): number {
  const passed = deadlines.findLastIndex(({ own, aggregate }) => own < day && aggregate < day);
  return passed === -1 ? last : first + passed;
}

export const thereOf = (tally: Tally): number =>
  STATES.reduce((sum, state) => sum + (isThere(state) ? (tally[state] ?? 0) : 0), 0);

export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum: Tally = {};
  for (const tally of tallies)
    for (const key of [...STATES, "proven"] as const) if (tally[key]) sum[key] = (sum[key] ?? 0) + tally[key];
  return sum;
}

/** Of what is due and not there the most frequent state; null where all is there or none is due. */
export const mainReason = (tally: Tally): State | null =>
  STATES.filter((state) => !isThere(state) && state !== "not_yet_due" && tally[state]).reduce<State | null>(
    (most, state) => (most === null || (tally[state] ?? 0) > (tally[most] ?? 0) ? state : most),
    null,
  );
