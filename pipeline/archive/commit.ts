import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { EXIT, GongkaiError, TABLES } from "../../data/records/index.ts";
import { rebuildDatabase } from "./database.ts";
import { asWriter } from "./lock.ts";
import {
  type Manifest,
  type Part,
  partsOf,
  readManifest,
  replaceManifest,
  schemaDigest,
  tablesDir,
} from "./manifest.ts";
import { REPLACED, writeTable } from "./parts.ts";
import type { ArchiveChanges, CommitSummary } from "./rows.ts";
import { readParquet } from "./schema.ts";
import { rowsOf, stage } from "./stage.ts";
import { sweep } from "./sweep.ts";

/**
 * Brings changes into the archive, all or none: new parts first, then the manifest that names them, then the old parts go.
 * A reader sees the state before or after; a process killed at any moment leaves one of the two, and the next commit sweeps what it left.
 * Writes each touched year anew. Throws GongkaiError where another writer is at work, a key comes twice or a value does not fit.
 */
export function commit(archiveDir: string, changes: ArchiveChanges): Promise<CommitSummary> {
  return asWriter(archiveDir, async () => {
    const before = await readManifest(archiveDir);
    await sweep(archiveDir, before);
    const after = await write(archiveDir, before, changes).catch(async (error: unknown) => {
      // Parts already written would be seen by whoever reads the folders without the manifest.
      await sweep(archiveDir, await readManifest(archiveDir));
      throw failed(`${archiveDir}: nothing was committed`, error);
    });
    await sweep(archiveDir, after);
    await rebuildDatabase(archiveDir).catch((error: unknown) => {
      throw failed(`${archiveDir}: the rows are committed, but archive.duckdb could not be written anew`, error);
    });
    return { version: after.version, rows: rowCounts(after) };
  });
}

/** Writes the parts and then the manifest that names them; where they are the same as before, both stay. */
async function write(archiveDir: string, before: Manifest | null, changes: ArchiveChanges): Promise<Manifest> {
  const parts = await withWorkbench(archiveDir, async (connection) => {
    await prepare(connection, archiveDir, before, changes);
    const written: Part[] = [];
    for (const table of TABLES)
      written.push(...(await writeTable(connection, archiveDir, partsOf(before, table), table)));
    return written;
  });
  if (before !== null && JSON.stringify(parts) === JSON.stringify(before.parts)) return before;
  const after = {
    version: (before?.version ?? 0) + 1,
    schema: schemaDigest(),
    parser_version: changes.parserVersion,
    parts,
  };
  await replaceManifest(archiveDir, after);
  return after;
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
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Stages the changes, and notes which reports and documents they replace. */
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
  await list("reread", "report_id", [
    ...(changes.records ?? []).map(({ report }) => report.report_id),
    ...(changes.removed ?? []),
  ]);
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

function rowCounts(manifest: Manifest): CommitSummary["rows"] {
  const rows = { reports: 0, cells: 0, sections: 0, checks: 0, problems: 0, documents: 0, sites: 0 };
  for (const part of manifest.parts) rows[part.table] += part.rows;
  return rows;
}

/** An error of the machine (a full disk, a lost folder) in one line; one that is for people already stays as it is. */
function failed(what: string, error: unknown): GongkaiError {
  if (error instanceof GongkaiError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new GongkaiError(`${what}: ${why.replace(/\s+/g, " ")}`, EXIT.needsALook, { cause: error });
}
