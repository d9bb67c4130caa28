import { mkdtemp, readFile, realpath, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { TABLES, type TableName } from "../../../data/records/index.ts";
import { PLAIN } from "../ask/plain.ts";
import { views } from "../ask/views.ts";
import { databaseFile, syncPath } from "../manifest.ts";
import { literal, readParquet, viewColumnsOf } from "../schema.ts";

/**
 * Writes ARCHIVE/archive.duckdb anew: views over tables/, for people's own tools. It holds no rows, and absolute paths, so that it
 * works from any working directory; an archive that was moved gets a right one with its next commit.
 * Whoever has the old file open keeps it, and it keeps answering: its views look into the folders when they are asked.
 */
export async function rebuildDatabase(archiveDir: string): Promise<void> {
  const root = await realpath(archiveDir);
  const draft = join(root, ".archive.duckdb");
  await removeDraft(draft);
  try {
    await writeViews(root, draft);
    await syncPath(draft);
    await rename(draft, databaseFile(root));
  } finally {
    await removeDraft(draft);
  }
}

/** Whether archive.duckdb is, byte for byte, what this version writes for an archive that lies where this one lies. */
export async function isDatabaseWhole(archiveDir: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "gongkai-views-"));
  try {
    const made = join(folder, "archive.duckdb");
    await writeViews(await realpath(archiveDir), made);
    const there = await readFile(databaseFile(archiveDir)).catch(() => null);
    return there?.equals(await readFile(made)) ?? false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeViews(root: string, file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file, { threads: "1" });
  const connection = await instance.connect();
  try {
    for (const table of TABLES) await connection.run(tableView(root, table));
    for (const { sql } of views()) await connection.run(sql);
    await connection.run(PLAIN);
    await connection.run("CHECKPOINT");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function removeDraft(draft: string): Promise<void> {
  for (const file of [draft, `${draft}.wal`]) await rm(file, { force: true });
}

/**
 * The manifest decides which files count, also while a commit has old and new parts in a folder. Should the manifest name a file that
 * was not there when the query began, rows would be missing: then the query fails and says so.
 */
function tableView(root: string, table: TableName): string {
  const files = `${root.replace(/[[*?]/g, "[$&]")}/tables/.parts/${table}/**/*.parquet`;
  // Written out at both places: as a CTE, DuckDB would read every column of the table for every query.
  const live = `(SELECT ${literal(`${root}/tables/.parts/`)} || part.path AS file
    FROM (SELECT unnest(parts) AS part FROM read_json(${literal(`${root}/tables/manifest.json`)},
      columns = {parts: 'STRUCT("table" VARCHAR, path VARCHAR)[]'}))
    WHERE part."table" = ${literal(table)})`;
  return `CREATE VIEW ${table} AS
SELECT ${viewColumnsOf(table).join(", ")} FROM ${readParquet(table, files, ", filename = 'file'")}
WHERE file IN ${live}
AND (SELECT CASE WHEN count(*) = 0 THEN true ELSE error('the archive was changing when this query began: ask again') END
  FROM ${live} ANTI JOIN glob(${literal(files)}) AS present USING (file))`;
}
