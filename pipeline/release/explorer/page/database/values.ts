import type { AsyncDuckDBConnection } from "@duckdb/duckdb-wasm";
import { ExplorerError, type Table, type Value } from "../view.ts";
import { words } from "./words.ts";

// What a value looks like is DuckDB's to say: all but the types that are the same in JavaScript are cast to text before they leave it. Arrow, in which
// answers come here, has no point in a decimal, no unit in an interval and no zone in a time.

/** More than this is not for a page. */
const MOST_ROWS = 200_000;

/** The types whose values are the same here, by Arrow's names; a 64-bit integer comes as bigint. */
const SAME: Readonly<Record<string, string>> = {
  ...{ Utf8: "VARCHAR", LargeUtf8: "VARCHAR", Bool: "BOOLEAN", Float64: "DOUBLE" },
  ...{ Int8: "TINYINT", Int16: "SMALLINT", Int32: "INTEGER", Int64: "BIGINT" },
  ...{ Uint8: "UTINYINT", Uint16: "USMALLINT", Uint32: "UINTEGER", Uint64: "UBIGINT" },
};
const SAME_IN_SQL = new Set(Object.values(SAME));

type Connection = Pick<AsyncDuckDBConnection, "query">;
type Answer = Awaited<ReturnType<Connection["query"]>>;
type Column = Table["columns"][number];

/** An answer of DuckDB, every value as DuckDB itself prints it; of a decimal, the zeros at the end that only its type adds are left out. */
export async function answerTo(connection: Connection, sql: string): Promise<Table> {
  const asked = await described(connection, sql);
  if (asked === null) return otherAnswer(await connection.query(sql));
  const values = asked.columns.map(({ type }, i) => (SAME_IN_SQL.has(type) ? `c${i}` : `CAST(c${i} AS VARCHAR)`));
  const names = asked.columns.map((_, i) => `c${i}`);
  const answer = await connection.query(
    `SELECT ${values.map((value, i) => `${value} AS c${i}`).join(", ")} FROM ${asked.relation} AS answer(${names.join(", ")})`,
  );
  return { columns: asked.columns, rows: rowsOf(answer, asked.columns) };
}

/** The question as a relation, and its columns; null of what is none (EXPLAIN, several statements, a fault). */
async function described(connection: Connection, sql: string): Promise<{ relation: string; columns: Column[] } | null> {
  // query() takes a SELECT however it ends; a PIVOT, whose columns are in the data, it does not.
  for (const relation of [`query('${sql.replaceAll("'", "''")}')`, `(${sql.replace(/[;\s]+$/, "")}\n)`]) {
    const answer = await connection.query(`DESCRIBE FROM ${relation}`).catch(() => null);
    if (answer !== null)
      return {
        relation,
        columns: Array.from({ length: answer.numRows }, (_, row) => ({
          name: String(answer.getChild("column_name")?.get(row)),
          type: String(answer.getChild("column_type")?.get(row)),
        })),
      };
  }
  return null;
}

/** An answer that could not be cast. ExplorerError where it holds what would have to be, or where there is none. */
function otherAnswer(answer: Answer): Table {
  // A comment gives no columns; a statement that only does something, one of DuckDB's own without a row.
  const [column, ...more] = answer.schema.fields;
  if (column === undefined || (column.name === "Success" && more.length === 0 && answer.numRows === 0))
    throw new ExplorerError(words.noAnswer);
  const columns = answer.schema.fields.map(({ name, type }) => {
    const same = SAME[String(type)];
    if (same === undefined) throw new ExplorerError(words.onlyOneStatement(name));
    return { name, type: same };
  });
  return { columns, rows: rowsOf(answer, columns) };
}

function rowsOf(answer: Answer, columns: readonly Column[]): Value[][] {
  if (answer.numRows > MOST_ROWS) throw new ExplorerError(words.tooManyRows(MOST_ROWS.toLocaleString("en")));
  const vectors = columns.map(({ type }, i) => ({
    vector: answer.getChildAt(i),
    read: /^DECIMAL\(\d+,\d+\)$/.test(type) ? withoutTrailingZeros : (value: Value) => value,
  }));
  return Array.from({ length: answer.numRows }, (_, row) =>
    vectors.map(({ vector, read }) => read(vector?.get(row) ?? null)),
  );
}

const withoutTrailingZeros = (value: Value): Value =>
  typeof value === "string" && value.includes(".") ? value.replace(/\.?0+$/, "") : value;
