import {
  DuckDBArrayValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  type DuckDBValue,
} from "@duckdb/node-api";

/** A number too exact for a double, as the text that JSON.stringify prints unquoted (ECMAScript's JSON.rawJSON). */
export type RawJson = { readonly rawJSON: string };

// In Node since 22; not in TypeScript's library yet.
declare global {
  interface JSON {
    rawJSON(text: string): RawJson;
  }
}

/** A value of a result, ready for JSON: numbers are exact, dates and instants as SQL prints them (instants in UTC). */
export type SqlValue =
  | null
  | boolean
  | number
  | string
  | RawJson
  | readonly SqlValue[]
  | { readonly [name: string]: SqlValue };

/** A DuckDB value for JSON. What JSON has no form for (NaN, intervals, blobs …) becomes the text SQL prints. */
export function sqlValue(value: DuckDBValue): SqlValue {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return exactNumber(String(value));
  if (value instanceof DuckDBDecimalValue) return exactNumber(withoutTrailingZeros(String(value)));
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(sqlValue);
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, sqlValue(entry)]));
  if (value instanceof DuckDBMapValue)
    return value.entries.map((entry) => ({ key: sqlValue(entry.key), value: sqlValue(entry.value) }));
  return String(value);
}

/** The value as text for a table or a CSV field; null is "". */
export function textOf(value: SqlValue): string {
  if (value === null) return "";
  if (typeof value === "object") return isRawJson(value) ? value.rawJSON : JSON.stringify(value);
  return String(value);
}

/** A plain number where it prints the same digits, else the digits themselves. */
const exactNumber = (digits: string): number | RawJson =>
  String(Number(digits)) === digits ? Number(digits) : JSON.rawJSON(digits);

const withoutTrailingZeros = (decimal: string): string =>
  decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;

const isRawJson = (value: object): value is RawJson =>
  "rawJSON" in value && typeof value.rawJSON === "string" && Object.getPrototypeOf(value) === null;
