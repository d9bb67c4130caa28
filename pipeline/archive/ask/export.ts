import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { TABLES, type TableName } from "../../../data/records/index.ts";
import { type Manifest, partsDir, partsOf, readManifest } from "../manifest.ts";
import { columnsOf, emptySelect, literal, orderOf, readParquet } from "../schema.ts";
import { openScratch } from "../scratch.ts";

/** Where a release holds a table. */
export const parquetOf = (folder: string, table: string): string => join(folder, `${table}.parquet`);

/**
 * Writes every table, of one and the same state of the archive, as one Parquet file into a folder that is there: year by year where the
 * archive is laid out so, within a year by key. The same rows give the same bytes, however many commits brought them.
 */
export async function exportTables(archiveDir: string, folder: string): Promise<void> {
  for (;;) {
    const manifest = await readManifest(archiveDir);
    try {
      return await exportState(archiveDir, manifest, folder);
    } catch (error) {
      // A commit may have removed a superseded file in between: then export the new state.
      if (JSON.stringify(await readManifest(archiveDir)) === JSON.stringify(manifest)) throw error;
    }
  }
}

async function exportState(archiveDir: string, manifest: Manifest | null, folder: string): Promise<void> {
  for (const table of TABLES) {
    const { connection, close } = await openScratch(memoryFor(table), {
      threads: "1",
      enable_external_file_cache: "false",
    });
    try {
      await copyInTurn(connection, selectsOf(archiveDir, manifest, table), parquetOf(folder, table));
    } finally {
      close();
    }
  }
}

/** What sorting may take before it goes to disk. For millions of short rows it takes twice that in truth; for wide ones the way to disk is long. */
const memoryFor = (table: TableName): string => (columnsOf(table).length > 100 ? "512MB" : "256MB");

/** A SELECT for each of the table's folders, in the order of their years; the folder of rows without a year is the last by its name. */
function selectsOf(archiveDir: string, manifest: Manifest | null, table: TableName): string[] {
  const columns = columnsOf(table);
  const folders = Map.groupBy(partsOf(manifest, table), ({ path }) => dirname(path));
  if (folders.size === 0) return [emptySelect(table, columns)];
  return [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, parts]) => {
      const files = parts.map(({ path }) => join(partsDir(archiveDir), path));
      return `SELECT ${columns.join(", ")} FROM ${readParquet(table, files)} ORDER BY ${orderOf(table)}`;
    });
}

/**
 * Writes the rows of one SELECT after those of the other into a Parquet file (zstd). Each is written by itself first: to sort millions of rows
 * once for every year takes a fraction of the time and of the disk that sorting them all together does. The connection must have one thread.
 */
export async function copyInTurn(
  connection: DuckDBConnection,
  selects: readonly string[],
  file: string,
): Promise<void> {
  const [only] = selects;
  const described = await connection.runAndReadAll(`DESCRIBE ${only}`);
  const rowGroup = rowGroupOf(described.getRows().map(([column]) => String(column)));
  const copy = (rows: string, to: string, compression: string) =>
    connection.run(
      `COPY (${rows}) TO ${literal(to)} (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE ${rowGroup}, USE_TMP_FILE false)`,
    );
  if (only !== undefined && selects.length === 1) {
    await copy(only, file, "zstd");
    return;
  }
  const drafts = selects.map((_, i) => `${file}.${i}`);
  try {
    for (const [i, select] of selects.entries()) await copy(select, `${file}.${i}`, "snappy");
    await copy(`FROM read_parquet([${drafts.map(literal).join(", ")}])`, file, "zstd");
  } finally {
    for (const draft of drafts) await rm(draft, { force: true });
  }
}

/** DuckDB's own size of a group, less where a row is so wide that a group of them would not fit in memory; a section's text is as wide as hundreds of columns. */
function rowGroupOf(columns: readonly string[]): number {
  const width = columns.reduce((sum, column) => sum + (column === "text" ? 700 : 1), 0);
  return Math.min(122_880, 2048 * Math.ceil(6000 / width));
}
