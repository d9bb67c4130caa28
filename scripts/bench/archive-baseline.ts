import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampValue,
} from "@duckdb/node-api";
import { dictionary, type TableName } from "../../data/records/index.ts";
import type { ArchiveChanges } from "../../pipeline/archive/index.ts";

/** Seconds that DuckDB alone takes for the rows of an archive: with nothing but its appender to bring them in, and for its COPY to Parquet. */
export type Bare = { append: number; copy: number };

type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * What anybody would write first: every row of every table of these changes through the appender, then a COPY of each table to zstd Parquet, partitioned
 * by year. One thread, as the archive has. `figures` and `items` are left out: they are rows that only the archive makes.
 */
export async function bare(changes: ArchiveChanges): Promise<Bare> {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    let append = 0;
    let copy = 0;
    for (const [table, rows] of rowsOf(changes)) {
      append += await timed(() => appendAll(connection, table, rows));
      mkdirSync(join(folder, table));
      copy += await timed(() => copyAll(connection, table, join(folder, table, "part")));
    }
    return { append, copy };
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}

function rowsOf({ records = [], documents = [], sites = [] }: ArchiveChanges): [TableName, Row[]][] {
  const under = (rows: (record: (typeof records)[number]) => Row[]): Row[] =>
    records.flatMap((record) =>
      rows(record).map((row) => ({ ...row, report_id: record.report.report_id, year: record.report.year })),
    );
  return [
    ["reports", records.map(({ report }) => report)],
    [
      "cells",
      under(({ cells }) =>
        cells.map(({ table, column, at, ...cell }, i) => ({
          ...cell,
          ordinal: i + 1,
          form_table: table,
          form_column: column,
          source_at: at,
        })),
      ),
    ],
    ["sections", under(({ sections }) => sections)],
    ["checks", under(({ checks }) => checks)],
    ["documents", documents],
    ["sites", sites],
  ];
}

async function appendAll(connection: DuckDBConnection, table: TableName, rows: readonly Row[]): Promise<void> {
  const columns = Object.entries(dictionary[table].columns);
  await connection.run(`CREATE TABLE ${table} (${columns.map(([name, { type }]) => `${name} ${type}`).join(", ")})`);
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    for (const [name, { type }] of columns) append(appender, type, row[name] ?? null);
    appender.endRow();
  }
  appender.closeSync();
}

function append(appender: DuckDBAppender, type: string, value: Row[string]): void {
  if (value === null || value === undefined) appender.appendNull();
  else if (typeof value === "boolean") appender.appendBoolean(value);
  else if (type === "INTEGER") appender.appendInteger(Number(value));
  else if (type === "BIGINT") appender.appendBigInt(BigInt(value));
  else if (type === "DECIMAL(18,6)")
    appender.appendDecimal(new DuckDBDecimalValue(BigInt(Math.round(Number(value) * 1e6)), 18, 6));
  else if (type === "TIMESTAMP")
    appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Date.parse(String(value))) * 1000n));
  else appender.appendVarchar(String(value));
}

const copyAll = (connection: DuckDBConnection, table: TableName, to: string): Promise<unknown> =>
  connection.run(
    `COPY ${table} TO '${to}' (FORMAT parquet, COMPRESSION zstd${dictionary[table].years ? ", PARTITION_BY (year)" : ""})`,
  );

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}
