import { resolve } from "node:path";
import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from "@duckdb/node-api";
import { z } from "zod";
import { EXIT, GongkaiError, UsageError } from "../../../data/records/index.ts";
import { tablesDir, wayOut } from "../manifest.ts";

/**
 * Lets a statement pass that only asks. DuckDB would let a COPY write to the files it may read, EXPLAIN ANALYZE runs what it explains, and some table
 * functions change settings or write logs: so the kind of statement and the functions it names decide before anything runs.
 */
export async function admitQuestion(
  connection: DuckDBConnection,
  sql: string,
): Promise<{ statement: DuckDBPreparedStatement; kind: StatementType }> {
  const functions = await tableFunctionsIn(connection, explained(sql));
  const refused = functions?.find((name) => !GIVES_ROWS.test(name.toLowerCase()));
  if (refused !== undefined) throw readOnly(`the table function ${refused}`);
  const statement = await prepareOne(connection, sql);
  const kind = statement.statementType;
  const asked = kind === StatementType.EXPLAIN ? await prepareOne(connection, explained(sql)) : statement;
  if (asked.statementType !== StatementType.SELECT)
    throw readOnly(StatementType[asked.statementType] ?? "this statement");
  if (functions === null) throw readOnly("this form of it");
  return { statement, kind };
}

/** Table functions that only give rows. Not among them: those that run SQL out of a text. */
const GIVES_ROWS =
  /^(read_\w+|\w+_scan|parquet_\w+|sniff_csv|glob|range|generate_series|unnest|repeat(_row)?|json_(each|tree)|duckdb_\w+|pragma_\w+|summary|histogram(_values)?|icu_\w+|pg_timezone_names)$/;

/** The table functions that a SELECT names; null for what DuckDB gives no tree of: no SELECT, or no SQL at all. */
async function tableFunctionsIn(connection: DuckDBConnection, sql: string): Promise<string[] | null> {
  const reader = await connection.runAndReadAll("SELECT json_serialize_sql($1::VARCHAR)", [sql]);
  const tree = Tree.parse(parsed(String(reader.getRows()[0]?.[0])));
  return tree.error ? null : tableFunctions(tree.statements);
}

/** DuckDB writes a number beyond all doubles as Infinity, which is no JSON. */
function parsed(tree: string): unknown {
  try {
    return JSON.parse(tree);
  } catch (error) {
    throw new UsageError("the SQL holds a number that is larger than any DOUBLE", { cause: error });
  }
}

const Tree = z.object({ error: z.boolean(), statements: z.unknown().optional() });

/** The names of the table functions anywhere in a statement's tree. */
function tableFunctions(tree: unknown): string[] {
  if (typeof tree !== "object" || tree === null) return [];
  const below = Object.values(tree).flatMap(tableFunctions);
  const { data } = TableFunction.safeParse(tree);
  return data ? [data.function.function_name, ...below] : below;
}

const TableFunction = z.object({
  type: z.literal("TABLE_FUNCTION"),
  function: z.object({ function_name: z.string() }),
});

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
  const unreadable = /"([^"]*)": Permission denied/.exec(line)?.[1];
  if (unreadable?.startsWith(resolve(tablesDir(archiveDir))))
    return new GongkaiError(
      `${unreadable}: you have no permission for it: give yourself that, and call again`,
      EXIT.needsALook,
      { cause: error },
    );
  if (line.includes(resolve(tablesDir(archiveDir))) && /(part|years)-[0-9a-f]{16}\.parquet/.test(line))
    return new GongkaiError(`${line}: a file of the archive cannot be read; ${wayOut(archiveDir)}`, EXIT.needsALook, {
      cause: error,
    });
  const forbidden = /^Permission Error: Cannot access \w+ (".*") - /.exec(line)?.[1];
  if (forbidden !== undefined)
    return new UsageError(`${forbidden}: SQL over the archive reads its tables and nothing else`, { cause: error });
  return new UsageError(line, { cause: error });
}
