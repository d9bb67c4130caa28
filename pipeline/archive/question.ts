import { resolve } from "node:path";
import {
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  StatementType,
} from "@duckdb/node-api";
import { EXIT, GongkaiError, UsageError } from "../../data/records/index.ts";
import { tablesDir, wayOut } from "./manifest.ts";

/**
 * Runs one statement that only asks. DuckDB would let a COPY write to the files it may read, and EXPLAIN ANALYZE runs what it explains:
 * so the kind of statement decides before anything runs.
 */
export async function runQuestion(connection: DuckDBConnection, sql: string): Promise<DuckDBMaterializedResult> {
  const prepared = await prepareOne(connection, sql);
  const asked =
    prepared.statementType === StatementType.EXPLAIN ? await prepareOne(connection, explained(sql)) : prepared;
  if (asked.statementType !== StatementType.SELECT)
    throw readOnly(StatementType[asked.statementType] ?? "this statement");
  return prepared.run();
}

async function prepareOne(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const bare = sql.replace(COMMENTS, "").trim();
  if (bare === "") throw new UsageError("the SQL is empty");
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new UsageError("one question at a time: the SQL holds several statements");
  // These would fail before their kind is known, with a message that does not say why.
  const writes = /^(insert|update|delete|merge|truncate|copy|export|import)\b/i.exec(bare)?.[1];
  if (writes !== undefined) throw readOnly(writes.toUpperCase());
  return statements.prepare(0);
}

const readOnly = (kind: string): UsageError =>
  new UsageError(`the archive is read-only: a SELECT is answered, ${kind} is refused`);

const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;
const LEADING_COMMENTS = /^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/;
const EXPLAIN = /^explain\s+(analyze\s+)?(\(\s*(analyze|format)\b[^)]*\)\s*)?/i;

const explained = (sql: string): string => sql.replace(LEADING_COMMENTS, "").replace(EXPLAIN, "");

/** What DuckDB says, in one line, its suggestions kept, without the picture of where in the line; told apart: a mistake, and a damaged archive. */
export function explain(error: unknown, archiveDir: string): GongkaiError {
  const message = error instanceof Error ? error.message : String(error);
  const line = message
    .replace(/^Failed to extract statements: /, "")
    .replace(/\n+LINE \d+:[\s\S]*$/, "")
    .replace(/\s*\n\s*/g, " ");
  if (line.includes(resolve(tablesDir(archiveDir))) && /(part|years)-[0-9a-f]{16}\.parquet/.test(line))
    return new GongkaiError(`${line}: a file of the archive cannot be read; ${wayOut(archiveDir)}`, EXIT.needsALook, {
      cause: error,
    });
  const forbidden = /^Permission Error: Cannot access \w+ (".*") - /.exec(line)?.[1];
  if (forbidden !== undefined)
    return new UsageError(`${forbidden}: SQL over the archive reads its tables and nothing else`, { cause: error });
  return new UsageError(line, { cause: error });
}
