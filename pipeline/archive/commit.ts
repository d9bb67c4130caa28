import { mkdir, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { dictionary, EXIT, GongkaiError, TABLES, type TableName } from "../../data/records/index.ts";
import { rebuildDatabase } from "./database.ts";
import { digest } from "./digest.ts";
import { asWriter } from "./lock.ts";
import {
  type Manifest,
  type Part,
  partsOf,
  readManifest,
  replaceManifest,
  schemaDigest,
  syncPath,
  tablesDir,
} from "./manifest.ts";
import type { ArchiveChanges, CommitSummary } from "./rows.ts";
import { literal, orderOf, type Partition, partitionOf, readParquet, storedColumnsOf, yearOf } from "./schema.ts";
import { rowsOf, stage } from "./stage.ts";
import { sweep } from "./sweep.ts";

/** Rows that a commit replaces, as a condition on the table's live rows. */
const REPLACED: Record<TableName, string> = {
  reports: "report_id IN (SELECT report_id FROM staged_reports)",
  cells: "report_id IN (SELECT report_id FROM reread)",
  sections: "report_id IN (SELECT report_id FROM reread)",
  checks: "report_id IN (SELECT report_id FROM reread)",
  problems:
    "(report_id IN (SELECT report_id FROM reread)) OR (report_id IS NULL AND document_id IN (SELECT document_id FROM reread_documents))",
  documents: "(document_id, url) IN (SELECT (document_id, url) FROM staged_documents)",
  sites: "site IN (SELECT site FROM staged_sites)",
};

/**
 * Brings changes into the archive, all or none: new parts first, then the manifest that names them, then the old parts go.
 * A reader sees the state before or after; a process killed at any moment leaves one of the two, and the next commit sweeps what it left.
 * Writes each touched year anew. Throws GongkaiError where another writer is at work, a key comes twice or a value does not fit.
 */
export function commit(archiveDir: string, changes: ArchiveChanges): Promise<CommitSummary> {
  return asWriter(archiveDir, async () => {
    const before = await readManifest(archiveDir);
    await sweep(archiveDir, before);
    const parts = await withWorkbench(archiveDir, async (connection) => {
      await prepare(connection, archiveDir, before, changes);
      const parts: Part[] = [];
      for (const table of TABLES) parts.push(...(await writeTable(connection, archiveDir, before, table)));
      return parts;
    });
    const changed = JSON.stringify(parts) !== JSON.stringify(before?.parts);
    const after: Manifest =
      before !== null && !changed
        ? before
        : {
            version: (before?.version ?? 0) + 1,
            schema: schemaDigest(),
            parser_version: changes.parserVersion,
            parts,
          };
    if (after !== before) await replaceManifest(archiveDir, after);
    await rebuildDatabase(archiveDir);
    await sweep(archiveDir, after);
    return { version: after.version, rows: rowCounts(after) };
  });
}

async function withWorkbench<T>(archiveDir: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  // One thread: with more, the order of rows in a file, and so its bytes, would differ from run to run.
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    temp_directory: join(tablesDir(archiveDir), ".spill"),
  });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } catch (error) {
    if (error instanceof GongkaiError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new GongkaiError(`${archiveDir}: nothing was committed: ${message.replace(/\s+/g, " ")}`, EXIT.needsALook, {
      cause: error,
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function prepare(
  connection: DuckDBConnection,
  archiveDir: string,
  before: Manifest | null,
  changes: ArchiveChanges,
): Promise<void> {
  await stage(connection, rowsOf(changes));
  const list = async (name: string, column: string, ids: string[]): Promise<void> => {
    await connection.run(`CREATE TEMP TABLE ${name} (${column} VARCHAR)`);
    const appender = await connection.createAppender(name);
    for (const id of ids) {
      appender.appendVarchar(id);
      appender.endRow();
    }
    appender.closeSync();
  };
  await list(
    "reread",
    "report_id",
    (changes.records ?? []).map(({ report }) => report.report_id),
  );
  await list(
    "reread_documents",
    "document_id",
    (changes.documentProblems ?? []).map(({ document_id }) => document_id),
  );
  const live = partsOf(before, "reports").map(({ path }) => join(tablesDir(archiveDir), path));
  await connection.run(
    live.length === 0
      ? "CREATE TEMP TABLE replaced AS SELECT report_id, year FROM staged_reports WHERE false"
      : `CREATE TEMP TABLE replaced AS SELECT report_id, year FROM ${readParquet("reports", live)} WHERE ${REPLACED.reports}`,
  );
  const stray = await connection.runAndReadAll(
    `SELECT report_id FROM staged_reports ANTI JOIN reread USING (report_id)
     WHERE (report_id, coalesce(year, 0)) NOT IN (SELECT (report_id, coalesce(year, 0)) FROM replaced) ORDER BY ALL LIMIT 1`,
  );
  const id = stray.getRows()[0]?.[0];
  if (id !== undefined)
    throw new GongkaiError(`reports ${id}: its row alone was given, but the archive holds no such report of that year`);
}

/** The parts of one table after the commit: untouched folders keep theirs, a touched one is written anew. */
async function writeTable(
  connection: DuckDBConnection,
  archiveDir: string,
  before: Manifest | null,
  table: TableName,
): Promise<Part[]> {
  const live = partsOf(before, table);
  const touched = await touchedPartitions(connection, table);
  const kept = live.filter(({ path }) => !touched.has(dirname(path)));
  const written: Part[] = [];
  for (const partition of touched) {
    const old = live
      .filter(({ path }) => dirname(path) === partition)
      .map(({ path }) => join(tablesDir(archiveDir), path));
    const part = await writePart(connection, archiveDir, table, partition, old);
    if (part !== null) written.push(part);
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
): Promise<Part | null> {
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

function rowCounts(manifest: Manifest): CommitSummary["rows"] {
  const rows = { reports: 0, cells: 0, sections: 0, checks: 0, problems: 0, documents: 0, sites: 0 };
  for (const part of manifest.parts) rows[part.table] += part.rows;
  return rows;
}
