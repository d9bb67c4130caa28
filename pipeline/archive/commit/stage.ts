import { type DuckDBAppender, type DuckDBConnection, DuckDBDateValue, DuckDBTimestampValue } from "@duckdb/node-api";
import { columnName, namedCells, viewOf } from "../../../data/forms/figures.ts";
import { forms } from "../../../data/forms/index.ts";
import {
  type ColumnDefinition,
  dictionary,
  GongkaiError,
  RECORD_TABLES,
  type RecordTable,
} from "../../../data/records/index.ts";
import type { ArchiveChanges, ReportRecord, Row } from "../rows.ts";
import { createTable, literal } from "../schema.ts";
import { stageCells } from "./stage-cells.ts";
import { stageChecks } from "./stage-checks.ts";

type Value = string | number | boolean | null;

/** Tables whose rows are staged one by one; cells and checks, a hundred times as many, are staged by the report. */
type StagedTable = Exclude<RecordTable, "cells" | "checks">;
const STAGED = RECORD_TABLES.filter((table) => table !== "cells" && table !== "checks");

/** The rows of a commit, table by table, as they will stand in the archive. */
type StagedRows = { [T in StagedTable]: Row<T>[] };

/** Puts the changes into temporary tables `staged_<table>`; a value its column cannot hold exactly stops the commit. */
export async function stage(connection: DuckDBConnection, changes: ArchiveChanges): Promise<void> {
  const rows = rowsOf(changes);
  for (const table of STAGED) {
    await connection.run(createTable(table, `staged_${table}`));
    await appendRows(connection, table, `staged_${table}`, rows[table]);
    await refuseDoubles(connection, table);
  }
  await stageCells(connection, changes.records ?? []);
  await stageChecks(connection, changes.records ?? []);
  await stageItems(connection);
}

/** Lays the records out as rows. */
function rowsOf(changes: ArchiveChanges): StagedRows {
  const records = changes.records ?? [];
  const each = <T>(rows: (record: ReportRecord, of: { report_id: string; year: number | null }) => T[]): T[] =>
    records.flatMap((record) => rows(record, { report_id: record.report.report_id, year: record.report.year }));
  return {
    reports: [...records.map((record) => record.report), ...(changes.reports ?? [])],
    sections: each(({ sections }, of) => sections.map((section) => ({ ...of, ...section }))),
    problems: [
      ...records.flatMap(({ report, problems }) =>
        problems.map(({ at, ...problem }) => ({
          report_id: report.report_id,
          document_id: report.sha256,
          ...problem,
          source_at: at,
        })),
      ),
      ...(changes.documentProblems ?? []).flatMap(({ document_id, problems }) =>
        problems.map(({ at, ...problem }) => ({ report_id: null, document_id, ...problem, source_at: at })),
      ),
    ],
    documents: changes.documents ?? [],
    readings: changes.readings ?? [],
    sites: changes.sites ?? [],
  };
}

const HELD = 10_000;

/** Appends rows to a table `name` that was made as `table`. */
export async function appendRows(
  connection: DuckDBConnection,
  table: StagedTable,
  name: string,
  rows: Iterable<Readonly<Record<string, Value>>>,
): Promise<void> {
  const appender = await connection.createAppender(name);
  const columns = Object.entries(dictionary[table].columns);
  let held = 0;
  for (const row of rows) {
    // By itself DuckDB takes up no row before 200,000 are held, outside of its memory limit.
    if (++held % HELD === 0) appender.flushSync();
    for (const [column, definition] of columns) {
      const value = row[column] ?? null;
      if (!append(appender, definition, value))
        throw new GongkaiError(`${table} ${keyText(table, row)}: ${column} cannot hold ${JSON.stringify(value)}`);
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** What the forms call their cells: the same in every archive of this version. */
async function stageItems(connection: DuckDBConnection): Promise<void> {
  await connection.run(createTable("items", "staged_items"));
  const rows = forms.flatMap((form) =>
    namedCells(form).map(
      (cell, i) =>
        `(${[literal(form.name), i + 1, ...[form.format, cell.table, cell.item, cell.column, cell.itemLabel, cell.columnLabel, viewOf(form, cell.table), columnName(cell)].map(literal)].join(", ")})`,
    ),
  );
  await connection.run(`INSERT INTO staged_items VALUES ${rows.join(", ")}`);
}

/** Appends one value; false where it does not fit the column's type. */
function append(appender: DuckDBAppender, { type, nullable }: ColumnDefinition, value: Value): boolean {
  if (value === null) {
    if (nullable) appender.appendNull();
    return nullable;
  }
  if (typeof value === "boolean") {
    if (type === "BOOLEAN") appender.appendBoolean(value);
    return type === "BOOLEAN";
  }
  if (typeof value === "number") {
    if (type === "INTEGER" && value === (value | 0)) appender.appendInteger(value);
    else if (type === "BIGINT" && Number.isSafeInteger(value)) appender.appendBigInt(BigInt(value));
    else return false;
    return true;
  }
  const milliseconds = type === "DATE" || type === "TIMESTAMP" ? Date.parse(value) : 0;
  if (type === "VARCHAR") appender.appendVarchar(value);
  else if (type === "DATE" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(milliseconds))
    appender.appendDate(new DuckDBDateValue(milliseconds / 86_400_000));
  else if (type === "TIMESTAMP" && value.endsWith("Z") && !Number.isNaN(milliseconds))
    appender.appendTimestamp(new DuckDBTimestampValue(BigInt(milliseconds) * 1000n));
  else return false;
  return true;
}

async function refuseDoubles(connection: DuckDBConnection, table: StagedTable): Promise<void> {
  const { key, order } = dictionary[table];
  if (order.length > 0) return;
  const result = await connection.runAndReadAll(
    `SELECT ${key.join(", ")} FROM staged_${table} GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1`,
  );
  const double = result.getRows()[0];
  if (double !== undefined) throw new GongkaiError(`${table} ${double.join(" ")}: given twice in one commit`);
}

const keyText = (table: StagedTable, values: Readonly<Record<string, Value>>): string =>
  dictionary[table].key.map((column) => values[column]).join(" ");
