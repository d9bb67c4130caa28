import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  StatementType,
} from "@duckdb/node-api";
import { EXIT, GongkaiError, TABLES, UsageError } from "../../data/records/index.ts";
import { type Manifest, partsOf, readManifest, tablesDir } from "./manifest.ts";
import { exportParquet } from "./parquet.ts";
import { columnsOf, emptySelect, literal, readParquet } from "./schema.ts";
import { type SqlValue, sqlValue } from "./values.ts";
import { views } from "./views.ts";

export type QueryResult = { columns: { name: string; type: string }[]; rows: SqlValue[][] };

/** An archive opened for questions. Every answer is of one state of it: that of the last commit when the question was asked. */
export type Archive = {
  /** Answers one SELECT (WITH, FROM, DESCRIBE, EXPLAIN …); anything that could change or read something else is a UsageError. */
  query(sql: string): Promise<QueryResult>;
  /** Writes the answer to a Parquet file (zstd), which appears whole or not at all. Returns the number of rows. */
  writeParquet(sql: string, file: string): Promise<number>;
  close(): void;
};

/** More commits than this during one question, each taking a file from under it, and the question is given up. */
const ATTEMPTS = 5;

/**
 * Opens an archive read-only, in a database of its own in memory: it needs no lock and stops no commit, and works while commits go on.
 * UsageError where there is no such folder; a folder without tables yet answers as an empty archive.
 */
export async function openArchive(archiveDir: string): Promise<Archive> {
  const folder = await stat(archiveDir).catch(() => null);
  if (!folder?.isDirectory()) throw new UsageError(`${archiveDir}: there is no archive here`);
  let session = await openSession(archiveDir);

  const refresh = async (): Promise<boolean> => {
    if (JSON.stringify(await readManifest(archiveDir)) === JSON.stringify(session.manifest)) return false;
    session.close();
    session = await openSession(archiveDir);
    return true;
  };
  const ask = async <T>(sql: string, answer: (result: DuckDBMaterializedResult) => Promise<T>): Promise<T> => {
    await refresh();
    for (let attempt = 1; ; attempt++)
      try {
        return await answer(await run(session.connection, sql));
      } catch (error) {
        if (error instanceof GongkaiError) throw error;
        // A commit may have removed a superseded file under the question: ask the new state.
        if (attempt === ATTEMPTS || !(await refresh())) throw explain(error, archiveDir);
      }
  };
  return {
    query: (sql) =>
      ask(sql, async (result) => {
        const types = result.columnTypes();
        return {
          columns: result.deduplicatedColumnNames().map((name, i) => ({ name, type: String(types[i]) })),
          rows: (await result.getRows()).map((row) => row.map(sqlValue)),
        };
      }),
    writeParquet: (sql, file) => ask(sql, (result) => exportParquet(result, file)),
    close: () => session.close(),
  };
}

type Session = { connection: DuckDBConnection; manifest: Manifest | null; close(): void };

async function openSession(archiveDir: string): Promise<Session> {
  const manifest = await readManifest(archiveDir);
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: join(tmpdir(), `gongkai-${process.pid}`),
  });
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  const files: string[] = [];
  try {
    for (const table of TABLES) {
      const paths = partsOf(manifest, table).map(({ path }) => resolve(tablesDir(archiveDir), path));
      files.push(...paths);
      const rows =
        paths.length === 0
          ? emptySelect(table)
          : `SELECT ${columnsOf(table).join(", ")} FROM ${readParquet(table, paths)}`;
      await connection.run(`CREATE VIEW ${table} AS ${rows}`);
    }
    for (const { sql } of views()) await connection.run(sql);
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`SET allowed_paths = [${files.map(literal).join(", ")}]`);
    for (const setting of ["enable_external_access = false", "lock_configuration = true"])
      await connection.run(`SET ${setting}`);
  } catch (error) {
    close();
    throw error;
  }
  return { connection, manifest, close };
}

/**
 * Runs one statement that only asks. DuckDB would let a COPY write to the files it may read, and EXPLAIN ANALYZE runs what it explains:
 * so the kind of statement decides before anything runs.
 */
async function run(connection: DuckDBConnection, sql: string): Promise<DuckDBMaterializedResult> {
  const prepared = await prepareOne(connection, sql);
  const asked =
    prepared.statementType === StatementType.EXPLAIN ? await prepareOne(connection, explained(sql)) : prepared;
  if (asked.statementType !== StatementType.SELECT)
    throw readOnly(StatementType[asked.statementType] ?? "this statement");
  return prepared.run();
}

async function prepareOne(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (sql.replace(COMMENTS, "").trim() === "") throw new UsageError("the SQL is empty");
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new UsageError("one question at a time: the SQL holds several statements");
  // These would fail before their kind is known, with a message that does not say why.
  const writes = /^\s*(insert|update|delete|merge|truncate|copy|export|import)\b/i.exec(sql.replace(COMMENTS, ""))?.[1];
  if (writes !== undefined) throw readOnly(writes.toUpperCase());
  return statements.prepare(0);
}

const readOnly = (kind: string): UsageError =>
  new UsageError(`the archive is read-only: a SELECT is answered, ${kind} is refused`);

const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;
const EXPLAIN = /^\s*explain\s+(analyze\s+)?(\(\s*(analyze|format)\b[^)]*\)\s*)?/i;

const explained = (sql: string): string => sql.replace(/^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, "").replace(EXPLAIN, "");

/** DuckDB's message in one line, its suggestions kept, without the picture of where in the line. */
function explain(error: unknown, archiveDir: string): GongkaiError {
  const message = error instanceof Error ? error.message : String(error);
  const line = message
    .replace(/^Failed to extract statements: /, "")
    .replace(/\n+LINE \d+:[\s\S]*$/, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(
      /^Permission Error: Cannot access \w+ (".*") - .*$/,
      "$1: SQL over the archive reads its tables and nothing else",
    );
  if (line.includes(tablesDir(resolve(archiveDir))))
    return new GongkaiError(`${line} (the archive's own file: run verify)`, EXIT.needsALook, { cause: error });
  return new UsageError(line, { cause: error });
}
