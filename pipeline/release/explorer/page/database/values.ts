import type { AsyncDuckDBConnection } from "@duckdb/duckdb-wasm";
import { ExplorerError, type Table, type Value } from "../view.ts";
import { words } from "./words.ts";

/** More than this is not for a page. */
const MOST_ROWS = 200_000;

/** Arrow's names of types, as SQL calls them. */
const SQL_NAMES: Readonly<Record<string, string>> = {
  ...{ Utf8: "VARCHAR", LargeUtf8: "VARCHAR", Bool: "BOOLEAN", Binary: "BLOB" },
  ...{ Int8: "TINYINT", Int16: "SMALLINT", Int32: "INTEGER", Int64: "BIGINT" },
  ...{ Float32: "FLOAT", Float64: "DOUBLE" },
};

/** An answer of DuckDB, every value exact: a decimal as its digits, a day as YYYY-MM-DD, an instant as YYYY-MM-DD HH:MM:SS. */
export function tableOf(answer: Awaited<ReturnType<AsyncDuckDBConnection["query"]>>): Table {
  if (answer.numRows > MOST_ROWS) throw new ExplorerError(words.tooManyRows(MOST_ROWS.toLocaleString("en")));
  const columns = answer.schema.fields.map(({ name, type }, i) => {
    const arrow = String(type);
    const [, precision, scale = "0"] = /^Decimal\[(\d+)e\+?(-?\d+)\]$/.exec(arrow) ?? [];
    const vector = answer.getChildAt(i);
    const column = (sql: string, read: (value: unknown) => Value) => ({ name, type: sql, vector, read });
    if (precision !== undefined)
      return column(`DECIMAL(${precision},${scale})`, (value) => decimal(String(value), Number(scale)));
    if (arrow.startsWith("Date")) return column("DATE", (value) => instant(value).slice(0, 10));
    if (arrow.startsWith("Timestamp")) return column("TIMESTAMP", instant);
    return column(SQL_NAMES[arrow] ?? arrow.toUpperCase(), plain);
  });
  const rows = Array.from({ length: answer.numRows }, (_, row) =>
    columns.map(({ vector, read }): Value => {
      const value: unknown = vector?.get(row) ?? null;
      return value === null ? null : read(value);
    }),
  );
  return { columns: columns.map(({ name, type }) => ({ name, type })), rows };
}

/** `unscaled` is the number times 10^scale, as digits; zeros that only its type adds are left out. */
function decimal(unscaled: string, scale: number): string {
  if (scale === 0) return unscaled;
  const sign = unscaled.startsWith("-") ? "-" : "";
  const digits = unscaled.slice(sign.length).padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`.replace(/\.?0+$/, "");
}

const instant = (value: unknown): string =>
  typeof value === "number"
    ? new Date(value)
        .toISOString()
        .replace("T", " ")
        .replace(/(\.000)?Z$/, "")
    : String(value);

function plain(value: unknown): Value {
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return value;
  if (value instanceof Uint8Array) return [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
}
