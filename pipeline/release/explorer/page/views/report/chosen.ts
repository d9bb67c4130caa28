import type { Report } from "../../reports/shard.ts";

/** Which report of a body an address asks for. */
export type Asked = { year: number | null; scope: string | null; version: string | null };

/**
 * The version that is asked for, or else the current one of the year; of two reports on a year the aggregate one, unless the address names a
 * scope. Null where the release has none. `isOther` where a version was asked for that is not here, and its year's current one is shown.
 */
export function chosen(
  reports: readonly Report[],
  { year, scope, version }: Asked,
): { report: Report; isOther: boolean } | null {
  const exact = reports.find(({ report_id }) => report_id === version);
  if (exact) return { report: exact, isOther: false };
  const current = reports
    .filter((one) => one.is_current && one.year === year && (scope === null || one.scope === scope))
    .sort((a, b) => (a.scope === b.scope ? 0 : a.scope === "aggregate" ? -1 : 1));
  return current[0] === undefined ? null : { report: current[0], isOther: version !== null };
}
