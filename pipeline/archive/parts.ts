import { mkdir, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { dictionary, type TableName } from "../../data/records/index.ts";
import { digest } from "./digest.ts";
import { type Part, syncPath, tablesDir } from "./manifest.ts";
import { literal, orderOf, type Partition, partitionOf, readParquet, storedColumnsOf, yearOf } from "./schema.ts";

/** Rows that a commit replaces, as a condition on the table's live rows. */
export const REPLACED: Record<TableName, string> = {
  reports: "report_id IN (SELECT report_id FROM staged_reports UNION SELECT report_id FROM reread)",
  cells: "report_id IN (SELECT report_id FROM reread)",
  sections: "report_id IN (SELECT report_id FROM reread)",
  checks: "report_id IN (SELECT report_id FROM reread)",
  problems:
    "(report_id IN (SELECT report_id FROM reread)) OR (report_id IS NULL AND document_id IN (SELECT document_id FROM reread_documents))",
  documents: "(document_id, url) IN (SELECT (document_id, url) FROM staged_documents)",
  sites: "site IN (SELECT site FROM staged_sites)",
};

/** The parts of one table after the commit: untouched folders keep theirs, a touched one is written anew. */
export async function writeTable(
  connection: DuckDBConnection,
  archiveDir: string,
  live: Part[],
  table: TableName,
): Promise<Part[]> {
  const touched = await touchedPartitions(connection, table);
  const kept = live.filter(({ path }) => !touched.has(dirname(path)));
  const written: Part[] = [];
  for (const partition of touched) {
    const old = live
      .filter(({ path }) => dirname(path) === partition)
      .map(({ path }) => join(tablesDir(archiveDir), path));
    written.push(await writePart(connection, archiveDir, table, partition, old));
  }
  const parts = [...kept, ...written].filter(({ rows }) => rows > 0);
  // A table without rows still has a file, so that every reader finds its columns.
  if (parts.length === 0) return [await emptyPart(connection, archiveDir, table)];
  return parts.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The folders that gain or may lose rows. */
async function touchedPartitions(connection: DuckDBConnection, table: TableName): Promise<Set<Partition>> {
  const gains = `SELECT ${dictionary[table].years ? "year" : "NULL"} FROM staged_${table}`;
  const loses: Partial<Record<TableName, string>> = {
    reports: "SELECT year FROM replaced",
    problems: "SELECT NULL FROM reread UNION SELECT NULL FROM reread_documents",
    documents: gains,
    sites: gains,
  };
  const replaced = loses[table] ?? "SELECT year FROM replaced SEMI JOIN reread USING (report_id)";
  const years = await connection.runAndReadAll(`${gains} UNION ${replaced} ORDER BY 1`);
  return new Set(years.getRows().map(([year]) => partitionOf(table, typeof year === "number" ? year : null)));
}

async function writePart(
  connection: DuckDBConnection,
  archiveDir: string,
  table: TableName,
  partition: Partition,
  old: string[],
): Promise<Part> {
  const columns = storedColumnsOf(table).join(", ");
  const year = dictionary[table].years ? `WHERE year IS NOT DISTINCT FROM ${yearOf(partition)}` : "";
  const rows = [
    `SELECT ${columns} FROM staged_${table} ${year}`,
    ...(old.length === 0
      ? []
      : [`SELECT ${columns} FROM ${readParquet(table, old)} WHERE (${REPLACED[table]}) IS NOT TRUE`]),
  ];
  return copy(connection, archiveDir, table, partition, `${rows.join(" UNION ALL ")} ORDER BY ${orderOf(table)}`);
}

const emptyPart = (connection: DuckDBConnection, archiveDir: string, table: TableName): Promise<Part> =>
  copy(
    connection,
    archiveDir,
    table,
    partitionOf(table, null),
    `SELECT ${storedColumnsOf(table).join(", ")} FROM staged_${table} WHERE false`,
  );

/** Writes a part under a name that no `*.parquet` matches, then gives it the name of its content. */
async function copy(
  connection: DuckDBConnection,
  archiveDir: string,
  table: TableName,
  partition: Partition,
  query: string,
): Promise<Part> {
  const folder = join(tablesDir(archiveDir), partition);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, ".draft");
  const result = await connection.runAndReadAll(
    `COPY (${query}) TO ${literal(draft)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`,
  );
  await syncPath(draft);
  const sha256 = await digest(draft);
  const name = `part-${sha256.slice(0, 16)}.parquet`;
  const { size } = await stat(draft);
  await rename(draft, join(folder, name));
  for (const entries of [folder, dirname(folder)]) await syncPath(entries);
  return { table, path: `${partition}/${name}`, rows: Number(result.getRows()[0]?.[0]), bytes: size, sha256 };
}
