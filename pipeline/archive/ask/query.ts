import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { DuckDBConnection, DuckDBMaterializedResult } from "@duckdb/node-api";
import { GongkaiError, TABLES, type TableName, UsageError } from "../../../data/records/index.ts";
import { type Manifest, partsDir, partsOf, readManifest } from "../manifest.ts";
import { columnsOf, emptySelect, literal, readParquet, viewColumnsOf } from "../schema.ts";
import { openScratch, type Scratch } from "../scratch.ts";
import { type Answer, type AskOptions, answer, type RawAnswer, readable } from "./answer.ts";
import { exportParquet } from "./parquet.ts";
import { PLAIN } from "./plain.ts";
import { explain } from "./question.ts";
import { type SqlValue, sqlValue } from "./values.ts";
import { views } from "./views.ts";

export type QueryResult = { columns: { name: string; type: string }[]; rows: SqlValue[][] };

/** An archive opened for questions. Every answer is of one state of it: that of the last commit when the question was asked. */
export type Archive = {
  /** Answers one SELECT (WITH, FROM, DESCRIBE, EXPLAIN …); anything that could change or read something else is a UsageError. */
  query(sql: string): Promise<QueryResult>;
  /** The same for an answer of any size. It can be read until the next question is asked. */
  answer(sql: string, options?: AskOptions): Promise<Answer>;
  /** Writes the answer to a Parquet file (zstd), which appears whole or not at all. Returns the number of rows. */
  writeParquet(sql: string, file: string, options?: AskOptions): Promise<number>;
  close(): void;
};

/** More commits than this during one question, each taking a file from under it, and the question is given up. */
const ATTEMPTS = 5;

/**
 * Opens an archive read-only, in a database of its own in memory: it needs no lock and stops no commit, and works while commits go on.
 * UsageError where there is no such folder; a folder without tables yet answers as an empty archive. SQL may read the tables and the `files` named
 * here, nothing else.
 */
export const openArchive = (archiveDir: string, files: readonly string[] = []): Promise<Archive> =>
  open(archiveDir, viewColumnsOf, files);

/** The same with every column of the dictionary, for the archive's own work: also the year of what belongs to a report. */
export const openTables = (archiveDir: string): Promise<Archive> => open(archiveDir, columnsOf, []);

type Columns = (table: TableName) => readonly string[];

async function open(archiveDir: string, columns: Columns, others: readonly string[]): Promise<Archive> {
  const folder = await stat(archiveDir).catch(() => null);
  if (!folder?.isDirectory()) throw new UsageError(`${archiveDir}: there is no archive here`);
  let session = await openSession(archiveDir, columns, others);

  const refresh = async (): Promise<boolean> => {
    if (JSON.stringify(await readManifest(archiveDir)) === JSON.stringify(session.manifest)) return false;
    const old = session;
    session = await openSession(archiveDir, columns, others);
    old.close();
    return true;
  };
  const ask = async <T>(sql: string, take: (answer: RawAnswer) => Promise<T>, options: AskOptions = {}): Promise<T> => {
    await refresh();
    for (let attempt = 1; ; attempt++)
      try {
        return await take(await answer(session.connection, sql, options));
      } catch (error) {
        if (error instanceof GongkaiError) throw error;
        // A commit may have removed a superseded file under the question: ask the new state.
        if (attempt === ATTEMPTS || !(await refresh())) throw explain(error, archiveDir);
      }
  };
  return {
    query: (sql) => ask(sql, async (found) => wholeOf(readable(found))),
    answer: (sql, options) => ask(sql, async (found) => readable(found), options),
    writeParquet: (sql, file, options) => ask(sql, (found) => exportParquet(found, file), options),
    close: () => session.close(),
  };
}

const wholeOf = async ({ columns, batches }: Answer): Promise<QueryResult> => ({
  columns,
  rows: (await Array.fromAsync(batches())).flat(),
});

/** DuckDB's answer as a program handles it. */
export async function resultOf(result: DuckDBMaterializedResult): Promise<QueryResult> {
  const types = result.columnTypes();
  return {
    columns: result.deduplicatedColumnNames().map((name, i) => ({ name, type: String(types[i]) })),
    rows: (await result.getRows()).map((row) => row.map(sqlValue)),
  };
}

type Session = Scratch & { manifest: Manifest | null };

/** What an answer takes in memory before DuckDB puts it on disk. */
const MEMORY = "512MB";

async function openSession(archiveDir: string, columns: Columns, others: readonly string[]): Promise<Session> {
  for (let attempt = 1; ; attempt++) {
    const manifest = await readManifest(archiveDir);
    const scratch = await openScratch(MEMORY);
    try {
      await setUp(scratch.connection, archiveDir, manifest, columns, others);
      return { ...scratch, manifest };
    } catch (error) {
      scratch.close();
      const changed = JSON.stringify(await readManifest(archiveDir)) !== JSON.stringify(manifest);
      if (attempt === ATTEMPTS || !changed) throw explain(error, archiveDir);
    }
  }
}

/** The tables and views, and then the door shut: nothing but the parts and the files named can be read, and no setting opens it again. */
async function setUp(
  connection: DuckDBConnection,
  archiveDir: string,
  manifest: Manifest | null,
  columns: Columns,
  others: readonly string[],
): Promise<void> {
  const filesOf = (table: TableName): string[] =>
    partsOf(manifest, table).map(({ path }) => resolve(partsDir(archiveDir), path));
  for (const table of TABLES) {
    const files = filesOf(table);
    const rows =
      files.length === 0
        ? emptySelect(table, columns(table))
        : `SELECT ${columns(table).join(", ")} FROM ${readParquet(table, files)}`;
    await connection.run(`CREATE VIEW ${table} AS ${rows}`);
  }
  for (const { sql } of views()) await connection.run(sql);
  await connection.run(PLAIN);
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run("SET enable_progress_bar = true");
  await connection.run("SET enable_progress_bar_print = false");
  const allowed = [...TABLES.flatMap(filesOf), ...others.flatMap((file) => [file, resolve(file)])];
  await connection.run(`SET allowed_paths = [${allowed.map(literal).join(", ")}]`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
}
