import type { DuckDBConnection } from "@duckdb/node-api";
import { decimalText, fitsDecimal, GongkaiError } from "../../../data/records/index.ts";
import type { ReportRow } from "../rows.ts";
import { literal } from "../schema.ts";

/** Characters that may part the texts of a row; the first that none of them holds does. They are control characters, which no form prints. */
const SEPARATORS = ["\u001f", "\u001e", "\u001d", "\u001c"];

/** The many rows under one report, column by column: texts in the order of the rows, or one text as it is to be staged. */
export type PackedRows = { report: ReportRow; columns: readonly (string | readonly string[])[] };

/**
 * Stages what stands under the reports of a commit as a row for each report, the texts of a column joined to one: ten times as fast as
 * a row for each. `textsOf`, `numbersOf` and `truthsOf` are the SQL that takes a column apart again.
 */
export async function stagePacked(
  connection: DuckDBConnection,
  name: string,
  columns: readonly string[],
  rows: Iterable<PackedRows>,
): Promise<void> {
  await connection.run(
    `CREATE TEMP TABLE ${name} (report_id VARCHAR, year INTEGER, separator VARCHAR, ${columns.map((column) => `${column} VARCHAR`).join(", ")})`,
  );
  const appender = await connection.createAppender(name);
  for (const { report, columns } of rows) {
    const separator = separatorOf(report.report_id, columns);
    appender.appendVarchar(report.report_id);
    if (report.year === null) appender.appendNull();
    else appender.appendInteger(report.year);
    appender.appendVarchar(separator);
    for (const of of columns) appender.appendVarchar(typeof of === "string" ? of : of.join(separator));
    appender.endRow();
  }
  appender.closeSync();
}

function separatorOf(reportId: string, columns: PackedRows["columns"]): string {
  const joined = columns.map((of) => (typeof of === "string" ? "" : of.join("")));
  const free = SEPARATORS.find((one) => !joined.some((text) => text.includes(one)));
  if (free === undefined) throw new GongkaiError(`${reportId}: its texts hold every control character there is`);
  return free;
}

/** A packed column of texts as an SQL list. */
export const textsOf = (column: string): string => `string_split(${column}, separator)`;
export const numbersOf = (column: string): string => `${column}::DECIMAL(18,6)[]`;
export const truthsOf = (column: string): string => `${column}::BOOLEAN[]`;

/** Numbers as one packed text; one that DECIMAL(18,6) cannot hold stops the commit. `place` says whose the number is. */
export function packedNumbers(values: readonly (number | null)[], place: (i: number) => string): string {
  const texts = values.map((value, i) => {
    if (value === null) return "NULL";
    if (!fitsDecimal(value)) throw new GongkaiError(`${place(i)} cannot hold ${value}`);
    return decimalText(value);
  });
  return `[${texts.join()}]`;
}

export const packedTruths = (values: readonly (boolean | null)[]): string =>
  `[${values.map((value) => value ?? "NULL").join()}]`;

/** Texts as an SQL list of literals. */
export const textList = (texts: readonly string[]): string => `[${texts.map(literal).join(", ")}]::VARCHAR[]`;
