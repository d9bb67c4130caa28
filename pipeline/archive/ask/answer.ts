import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBResult,
  type DuckDBType,
  StatementType,
} from "@duckdb/node-api";
import { GongkaiError } from "../../../data/records/index.ts";
import { admitQuestion } from "./question.ts";
import { type SqlValue, sqlValue } from "./values.ts";

/** The whole answer to a question, kept by DuckDB (on disk, where it is large), to be read a batch of rows at a time and as often as wanted. */
export type Answer = {
  columns: { name: string; type: string }[];
  /** How many. */
  rows: number;
  batches(): AsyncGenerator<SqlValue[][]>;
};

/** The same as DuckDB has it. */
export type RawAnswer = {
  names: string[];
  types: DuckDBType[];
  rows: number;
  chunks(): AsyncGenerator<DuckDBDataChunk>;
};

export type AskOptions = {
  /** Ends the question; its reason is what is thrown. */
  signal?: AbortSignal | undefined;
  /** Called now and then; DuckDB's own estimate of how far it is, null where it has none. */
  onProgress?: ((percent: number | null) => void) | undefined;
};

const PROGRESS_MS = 250;
const TABLE = "temp.main.gongkai_answer";

/**
 * Answers one question. The answer is complete before its first row can be read, so that what is printed is never the half of one: a result
 * that DuckDB streams just ends where an error or an interruption ends it.
 */
export async function answer(connection: DuckDBConnection, sql: string, options: AskOptions = {}): Promise<RawAnswer> {
  const { statement, kind } = await admitQuestion(connection, sql);
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  const clock = onProgress && setInterval(() => onProgress(percentOf(connection)), PROGRESS_MS);
  try {
    // What describes (EXPLAIN, DESCRIBE …) is short, and cannot be made a table of.
    if (kind === StatementType.EXPLAIN || DESCRIBES.test(sql)) return await held(await statement.run());
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${TABLE} AS ${sql.replace(/^[\s;]+/, "")}`);
    return await stored(connection);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    clearInterval(clock);
    signal?.removeEventListener("abort", interrupt);
  }
}

const DESCRIBES = /^(\s|;|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(describe|desc|show|summarize)\b/i;

const percentOf = (connection: DuckDBConnection): number | null => {
  const { percentage } = connection.progress;
  return percentage > 0 ? percentage : null;
};

async function held(result: DuckDBResult): Promise<RawAnswer> {
  const kept = await result.fetchAllChunks();
  return {
    names: result.deduplicatedColumnNames(),
    types: result.columnTypes(),
    rows: kept.reduce((sum, chunk) => sum + chunk.rowCount, 0),
    async *chunks() {
      yield* kept;
    },
  };
}

async function stored(connection: DuckDBConnection): Promise<RawAnswer> {
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${TABLE}`);
  const rows = Number(counted.getRows()[0]?.[0]);
  const none = await connection.run(`SELECT * FROM ${TABLE} LIMIT 0`);
  return {
    names: none.columnNames(),
    types: none.columnTypes(),
    rows,
    async *chunks() {
      const result = await connection.stream(`SELECT * FROM ${TABLE}`);
      let read = 0;
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        read += chunk.rowCount;
        yield chunk;
      }
      if (read !== rows) throw new GongkaiError(`only ${read} of ${rows} rows of the answer could be read; ask again`);
    },
  };
}

/** An answer in values that JSON knows. */
export const readable = ({ names, types, rows, chunks }: RawAnswer): Answer => ({
  columns: names.map((name, i) => ({ name, type: String(types[i]) })),
  rows,
  async *batches() {
    for await (const chunk of chunks()) yield chunk.getRows().map((row) => row.map(sqlValue));
  },
});
