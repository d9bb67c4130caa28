import type { DuckDBConnection } from "@duckdb/node-api";
import { GongkaiError } from "../../../data/records/index.ts";
import type { ReportRecord } from "../rows.ts";
import { numbersOf, type PackedRows, packedNumbers, packedTruths, stagePacked, textsOf, truthsOf } from "./packing.ts";

/** Stages the checks of a commit, some forty under each report. A check that a report has twice stops the commit. */
export async function stageChecks(connection: DuckDBConnection, records: readonly ReportRecord[]): Promise<void> {
  const checked = records.values().filter(({ checks }) => checks.length > 0);
  await stagePacked(connection, "packed_checks", ["ids", "verdicts", "sides", "others"], checked.map(packed));
  await connection.run(`CREATE TEMP TABLE staged_checks AS
    SELECT report_id, unnest(${textsOf("ids")}) AS id, unnest(${truthsOf("verdicts")}) AS passes,
      unnest(${numbersOf("sides")}) AS expected, unnest(${numbersOf("others")}) AS actual, year
    FROM packed_checks`);
}

function packed({ report, checks }: ReportRecord): PackedRows {
  const ids = checks.map(({ id }) => id);
  const place = (i: number): string => `checks ${report.report_id} ${ids[i]}`;
  const double = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (double !== -1) throw new GongkaiError(`${place(double)}: given twice in one commit`);
  return {
    report,
    columns: [
      ids,
      packedTruths(checks.map(({ passes }) => passes)),
      packedNumbers(
        checks.map(({ expected }) => expected),
        (i) => `${place(i)}: expected`,
      ),
      packedNumbers(
        checks.map(({ actual }) => actual),
        (i) => `${place(i)}: actual`,
      ),
    ],
  };
}
