import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { dictionary, GongkaiError, type TableName } from "../../../data/records/index.ts";
import { type Manifest, type Part, partsDir, partsOf } from "../manifest.ts";
import type { ArchiveChanges } from "../rows.ts";
import { readParquet } from "../schema.ts";

const OF_REREAD = "report_id IN (SELECT report_id FROM reread)";

/** Rows that a commit replaces, as a condition on the table's live rows. */
export const REPLACED: Record<TableName, string> = {
  reports: "report_id IN (SELECT report_id FROM staged_reports UNION SELECT report_id FROM reread)",
  cells: OF_REREAD,
  sections: OF_REREAD,
  checks: OF_REREAD,
  figures: OF_REREAD,
  problems: `(${OF_REREAD}) OR (report_id IS NULL AND document_id IN (SELECT document_id FROM reread_documents))`,
  documents: "(document_id, url) IN (SELECT (document_id, url) FROM staged_documents)",
  readings: "document_id IN (SELECT document_id FROM reread_documents)",
  sites: "site IN (SELECT site FROM staged_sites)",
  items: "true",
};

/** Notes which reports and documents the staged changes replace: `reread` whole, `replaced` those of them, and of the rows alone, that are there. */
export async function noteReplaced(
  connection: DuckDBConnection,
  archiveDir: string,
  before: Manifest | null,
  changes: ArchiveChanges,
): Promise<void> {
  await list(connection, "reread", "report_id", [
    ...(changes.records ?? []).map(({ report }) => report.report_id),
    ...(changes.removed ?? []),
  ]);
  await list(
    connection,
    "reread_documents",
    "document_id",
    (changes.documentProblems ?? []).map(({ document_id }) => document_id),
  );
  const live = filesOf(archiveDir, partsOf(before, "reports"));
  await connection.run(
    live.length === 0
      ? "CREATE TEMP TABLE replaced AS SELECT report_id, year, status FROM staged_reports WHERE false"
      : `CREATE TEMP TABLE replaced AS SELECT report_id, year, status FROM ${readParquet("reports", live)} WHERE ${REPLACED.reports}`,
  );
  const stray = await connection.runAndReadAll(
    `SELECT report_id FROM staged_reports ANTI JOIN reread USING (report_id)
     WHERE (report_id, coalesce(year, 0)) NOT IN (SELECT (report_id, coalesce(year, 0)) FROM replaced) ORDER BY ALL LIMIT 1`,
  );
  const id = stray.getRows()[0]?.[0];
  if (id !== undefined)
    throw new GongkaiError(`reports ${id}: its row alone was given, but the archive holds no such report of that year`);
}

async function list(connection: DuckDBConnection, name: string, column: string, ids: string[]): Promise<void> {
  await connection.run(`CREATE TEMP TABLE ${name} (${column} VARCHAR)`);
  const appender = await connection.createAppender(name);
  for (const id of ids) {
    appender.appendVarchar(id);
    appender.endRow();
  }
  appender.closeSync();
}

/** The paths of the parts that lose rows. Only the columns that name a row are read, and only in the years concerned. */
export async function losingParts(
  connection: DuckDBConnection,
  archiveDir: string,
  live: Part[],
  table: TableName,
): Promise<Set<string>> {
  const candidates = dictionary[table].years ? await inYearsLosing(connection, live, table) : live;
  if (candidates.length === 0) return new Set();
  const files = filesOf(archiveDir, candidates);
  const result = await connection.runAndReadAll(
    `SELECT DISTINCT filename FROM ${readParquet(table, files, ", filename = true")} WHERE ${REPLACED[table]}`,
  );
  const found = new Set(result.getRows().map(([file]) => file));
  return new Set(candidates.filter((_, i) => found.has(files[i] ?? "")).map(({ path }) => path));
}

/** The parts of a table in the years in which reports are replaced. */
export async function inYearsLosing(connection: DuckDBConnection, live: Part[], table: TableName): Promise<Part[]> {
  const whole = table === "reports" ? "" : "SEMI JOIN reread USING (report_id)";
  const result = await connection.runAndReadAll(`SELECT DISTINCT year FROM replaced ${whole}`);
  const folders = result.getRows().map(([year]) => `/year=${year ?? "__HIVE_DEFAULT_PARTITION__"}/`);
  return live.filter(({ path }) => folders.some((folder) => path.includes(folder)));
}

export const filesOf = (archiveDir: string, parts: readonly Part[]): string[] =>
  parts.map(({ path }) => join(partsDir(archiveDir), path));
