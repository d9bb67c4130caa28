import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { dictionary, type TableName } from "../../../data/records/index.ts";
import { CELL_STATUSES, type Cell, Facts, Parts, type Report } from "./page/reports/shard.ts";

/** How many reports are read at once. */
const STRIDE = 1000;

/** The cells of a report, a list for each column: a struct for each cell would take ten times the memory. */
const Columns = z.object({
  ordinal: z.array(z.number()),
  form_table: z.array(z.string()),
  item: z.array(z.string()),
  form_column: z.array(z.string()),
  value: z.array(z.number().nullable()),
  raw: z.array(z.string()),
  status: z.array(z.enum(CELL_STATUSES)),
  source_at: z.array(z.string()),
});

/** Every report of a release with all that belongs to it, by report_id; some at a time, since a nation's cells would fill any memory. */
export async function* readReports(connection: DuckDBConnection): AsyncGenerator<Report> {
  const starts = await connection.runAndReadAll(
    `SELECT report_id FROM reports QUALIFY (row_number() OVER (ORDER BY report_id) - 1) % ${STRIDE} = 0 ORDER BY report_id`,
  );
  const ids = starts.getRows().map(([id]) => String(id));
  for (const [i, from] of ids.entries()) yield* await readRange(connection, from, ids[i + 1] ?? null);
}

async function readRange(connection: DuckDBConnection, from: string, to: string | null): Promise<Report[]> {
  const within = `report_id >= ${literal(from)}${to === null ? "" : ` AND report_id < ${literal(to)}`}`;
  const perReport = (rows: string, json: string): Promise<Map<string, unknown>> =>
    jsonOf(connection, `SELECT report_id, to_json(${json}) FROM ${rows} WHERE ${within} GROUP BY report_id`);
  const facts = await jsonOf(
    connection,
    `SELECT report_id, to_json(${struct("reports", Object.keys(Facts.shape))}) FROM reports WHERE ${within} ORDER BY report_id`,
  );
  const cells = await perReport(
    "cells",
    `{${Object.keys(Columns.shape).map((column) => `${column}: list(${column})`)}}`,
  );
  const listOf = (table: keyof typeof Parts.shape, rows: string = table): Promise<Map<string, unknown>> =>
    perReport(rows, `list(${struct(table, Object.keys(Parts.shape[table].def.element.shape))})`);
  const sections = await listOf("sections");
  const checks = await listOf("checks");
  const problems = await listOf("problems");
  const documents = await listOf(
    "documents",
    `(SELECT DISTINCT readings.report_id AS report_id, documents.* EXCLUDE (report_id)
      FROM documents JOIN (FROM readings WHERE ${within}) AS readings USING (document_id))`,
  );
  return [...facts].map(([id, fact]) => {
    const of = (part: Map<string, unknown>): unknown => part.get(id) ?? [];
    const parts = Parts.parse({
      sections: of(sections),
      checks: of(checks),
      problems: of(problems),
      documents: of(documents),
    });
    return {
      ...Facts.parse(fact),
      ...inOrder(parts),
      cells: cells.has(id) ? cellsOf(Columns.parse(cells.get(id))) : [],
    };
  });
}

/** A list comes in any order: what stands in the shards must not depend on it. */
const inOrder = ({ sections, checks, problems, documents }: z.infer<typeof Parts>): z.infer<typeof Parts> => ({
  sections: sections.sort((a, b) => a.ordinal - b.ordinal),
  checks: sorted(checks, ({ id }) => id),
  problems: sorted(problems, ({ code, source_at, message }) => [code, source_at, message].join("\0")),
  documents: sorted(documents, ({ fetched, document_id, url }) => [fetched, document_id, url].join("\0")),
});

const sorted = <T>(rows: T[], key: (row: T) => string): T[] =>
  rows.sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));

const cellsOf = (columns: z.infer<typeof Columns>): Cell[] =>
  columns.ordinal
    .map((ordinal, i) => ({ ordinal, i }))
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ i }) => ({
      table: columns.form_table[i] ?? "",
      item: columns.item[i] ?? "",
      column: columns.form_column[i] ?? "",
      value: columns.value[i] ?? null,
      raw: columns.raw[i] ?? "",
      status: columns.status[i] ?? "missing",
      at: columns.source_at[i] ?? "",
    }));

/** Columns of a table as an SQL struct, instants in ISO 8601. */
const struct = (table: TableName, columns: readonly string[]): string =>
  `{${columns.map((column) =>
    dictionary[table].columns[column]?.type === "TIMESTAMP"
      ? `${column}: strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`
      : `${column}: ${column}`,
  )}}`;

async function jsonOf(connection: DuckDBConnection, sql: string): Promise<Map<string, unknown>> {
  const rows = (await connection.runAndReadAll(sql)).getRows();
  return new Map(rows.map(([id, json]): [string, unknown] => [String(id), JSON.parse(String(json))]));
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
