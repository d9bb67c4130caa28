import type { DuckDBConnection } from "@duckdb/node-api";
import { figures } from "../../../data/forms/figures.ts";
import { type Manifest, partsOf } from "../manifest.ts";
import { type Alterations, StatusChange } from "../rows.ts";
import { readParquet } from "../schema.ts";
import { filesOf, inYearsLosing } from "./replaced.ts";

export const NO_ALTERATIONS: Alterations = {
  ...{ added: 0, removed: 0, same: 0, altered: 0 },
  ...{ statuses: [], numbers: { cells: 0, reports: 0 } },
};

/** What two commits, one after the other, have changed. */
export function together(one: Alterations, other: Alterations): Alterations {
  const kinds = Map.groupBy([...one.statuses, ...other.statuses], ({ from, to }) => `${from} ${to}`);
  return {
    added: one.added + other.added,
    removed: one.removed + other.removed,
    same: one.same + other.same,
    altered: one.altered + other.altered,
    statuses: [...kinds.values()].flatMap((same) =>
      same.slice(0, 1).map((kind) => ({ ...kind, reports: same.reduce((sum, { reports }) => sum + reports, 0) })),
    ),
    numbers: {
      cells: one.numbers.cells + other.numbers.cells,
      reports: one.numbers.reports + other.numbers.reports,
    },
  };
}

/** Holds the reports that a commit brings (staged, and noted by `noteReplaced`) to what stands under the same ids. */
export async function alterationsOf(
  connection: DuckDBConnection,
  archiveDir: string,
  before: Manifest | null,
): Promise<Alterations> {
  const ask = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRows();
  await connection.run(
    `CREATE TEMP VIEW reread_reports AS SELECT report_id, replaced.status AS was, staged_reports.status AS is_now
     FROM staged_reports SEMI JOIN reread USING (report_id) LEFT JOIN replaced USING (report_id)`,
  );
  const [[added, again, removed] = []] = await ask(
    `SELECT count(*) FILTER (was IS NULL), count(was),
       (SELECT count(*) FROM replaced SEMI JOIN reread USING (report_id) ANTI JOIN staged_reports USING (report_id))
     FROM reread_reports`,
  );
  const rows = Number(again) === 0 ? [] : await ask(await alteredReports(connection, archiveDir, before));
  const altered = rows.map(([from, to, reports, example, cells, numbered]) => ({
    kind: StatusChange.parse({ from, to, reports: Number(reports), example }),
    cells: Number(cells),
    numbered: Number(numbered),
  }));
  const sum = (of: (one: (typeof altered)[number]) => number): number =>
    altered.reduce((total, one) => total + of(one), 0);
  return {
    added: Number(added),
    removed: Number(removed),
    same: Number(again) - sum(({ kind }) => kind.reports),
    altered: sum(({ kind }) => kind.reports),
    statuses: altered.map(({ kind }) => kind).filter(({ from, to }) => from !== to),
    numbers: { cells: sum(({ cells }) => cells), reports: sum(({ numbered }) => numbered) },
  };
}

/** By the status before and after: how many reports, one of them, how many of their numbers are others, and in how many of them. */
async function alteredReports(
  connection: DuckDBConnection,
  archiveDir: string,
  before: Manifest | null,
): Promise<string> {
  const parts = await inYearsLosing(connection, partsOf(before, "figures"), "figures");
  const again = "report_id IN (SELECT report_id FROM reread_reports WHERE was IS NOT NULL)";
  const old =
    parts.length === 0
      ? "SELECT * FROM staged_figures WHERE false"
      : `SELECT * FROM ${readParquet("figures", filesOf(archiveDir, parts))} WHERE ${again}`;
  const others = figures.map(({ name }) => `(old.${name} IS DISTINCT FROM new.${name})::INTEGER`).join(" + ");
  return `WITH compared AS (
      SELECT report_id, ${others} AS cells
      FROM (SELECT * FROM staged_figures WHERE ${again}) AS new FULL JOIN (${old}) AS old USING (report_id))
    SELECT was, is_now, count(*), min(report_id), coalesce(sum(cells), 0), count(*) FILTER (cells > 0)
    FROM reread_reports LEFT JOIN compared USING (report_id)
    WHERE was <> is_now OR cells > 0 GROUP BY ALL ORDER BY ALL`;
}
