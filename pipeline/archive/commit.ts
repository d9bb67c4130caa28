import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { EXIT, GongkaiError, TABLES } from "../../data/records/index.ts";
import { rebuildDatabase } from "./database.ts";
import { asWriter } from "./lock.ts";
import {
  type Manifest,
  type Part,
  partsDir,
  partsOf,
  readManifest,
  replaceManifest,
  schemaDigest,
  tablesDir,
} from "./manifest.ts";
import { writeTable } from "./parts.ts";
import { announce, isBehind, publish } from "./publish.ts";
import { noteReplaced } from "./replaced.ts";
import type { ArchiveChanges, CommitSummary } from "./rows.ts";
import { stage } from "./stage.ts";
import { sweep } from "./sweep.ts";

/**
 * Brings changes into the archive, all or none: new parts first, then the manifest that names them, then the folders show them and old parts go.
 * A reader sees the state before or after; a process killed at any moment leaves one of the two, and the next commit sweeps what it left.
 * What it costs depends on what changes, not on what is there. Throws GongkaiError where another writer is at work, a key comes twice or a value
 * does not fit.
 */
export function commit(archiveDir: string, changes: ArchiveChanges): Promise<CommitSummary> {
  return asWriter(archiveDir, async () => {
    await mkdir(partsDir(archiveDir), { recursive: true });
    const before = await readManifest(archiveDir);
    if (isBehind(archiveDir)) await publish(archiveDir, before);
    await sweep(archiveDir, before);
    const after = await write(archiveDir, before, inOrder(changes)).catch(async (error: unknown) => {
      await sweep(archiveDir, await readManifest(archiveDir));
      throw failed(`${archiveDir}: nothing was committed`, error);
    });
    await publish(archiveDir, after).catch((error: unknown) => {
      throw failed(`${archiveDir}: the rows are committed, but the folders of tables/ do not show them yet`, error);
    });
    await sweep(archiveDir, after);
    await rebuildDatabase(archiveDir).catch((error: unknown) => {
      throw failed(`${archiveDir}: the rows are committed, but archive.duckdb could not be written anew`, error);
    });
    return { version: after.version, rows: rowCounts(after) };
  });
}

/** Reports in the order in which they stand in the parts. */
const inOrder = (changes: ArchiveChanges): ArchiveChanges => ({
  ...changes,
  records: changes.records?.toSorted((a, b) => (a.report.report_id < b.report.report_id ? -1 : 1)) ?? [],
});

/** Writes the parts and then the manifest that names them; where they are the same as before, both stay. */
async function write(archiveDir: string, before: Manifest | null, changes: ArchiveChanges): Promise<Manifest> {
  const parts = await withWorkbench(archiveDir, async (connection) => {
    await stage(connection, changes);
    await noteReplaced(connection, archiveDir, before, changes);
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
  await announce(archiveDir);
  await replaceManifest(archiveDir, before, after);
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

function rowCounts(manifest: Manifest): CommitSummary["rows"] {
  const rows = {
    reports: 0,
    cells: 0,
    sections: 0,
    checks: 0,
    problems: 0,
    documents: 0,
    sites: 0,
    figures: 0,
    items: 0,
  };
  for (const part of manifest.parts) rows[part.table] += part.rows;
  return rows;
}

/** An error of the machine (a full disk, a lost folder) in one line; one that is for people already stays as it is. */
function failed(what: string, error: unknown): GongkaiError {
  if (error instanceof GongkaiError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new GongkaiError(`${what}: ${why.replace(/\s+/g, " ")}`, EXIT.needsALook, { cause: error });
}
