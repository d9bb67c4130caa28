import type { DuckDBConnection } from "@duckdb/node-api";
import { storePhraseIndex } from "./phrase-index.ts";
import { DECIMAL, namesOverStored, STORED, type StoredColumn, type StoredTable } from "./tables.ts";

/**
 * Writes the database file from the tables that the connection knows by their names. 1.2.0 is the first format with zstd; DuckDB-WASM 1.32.0 reads
 * those up to 1.4. Without the compressions that draw lots (FSST), a short text may be kept by zstd, too.
 */
export async function store(connection: DuckDBConnection, file: string): Promise<void> {
  await connection.run("SET disabled_compression_methods = 'fsst,dict_fsst'");
  await connection.run("SET zstd_min_string_length = 1");
  await connection.run(`ATTACH '${file.replaceAll("'", "''")}' AS explorer (STORAGE_VERSION 'v1.2.0')`);
  await connection.run("CREATE SCHEMA explorer.stored");
  for (const table of STORED) await fill(connection, table);
  await storePhraseIndex(connection);
  await connection.run("USE explorer");
  for (const sql of namesOverStored()) await connection.run(sql);
  await connection.run("CHECKPOINT explorer");
  await connection.run("USE memory");
  await connection.run("DETACH explorer");
}

async function fill(connection: DuckDBConnection, { name, columns, rows, order }: StoredTable): Promise<void> {
  const whole = await wholeNumbers(connection, columns, rows);
  const typed = columns.map((column) => `${column.name} ${whole.has(column.name) ? "INTEGER" : column.type}`);
  await connection.run(`CREATE TABLE explorer.stored.${name} (${typed.join(", ")})`);
  const stored = columns.map((column) => column.name).join(", ");
  await connection.run(
    `INSERT INTO explorer.stored.${name} SELECT ${stored} FROM (${rows}) AS filled ORDER BY ${order}`,
  );
}

/** The decimals all of whose numbers are whole: as INTEGER they are half as long, and no less exact. */
async function wholeNumbers(
  connection: DuckDBConnection,
  columns: readonly StoredColumn[],
  rows: string,
): Promise<Set<string>> {
  const decimals = columns.filter(({ type }) => type === DECIMAL).map(({ name }) => name);
  if (decimals.length === 0) return new Set();
  const whole = decimals.map(
    (name) => `coalesce(bool_and(coalesce(TRY_CAST(${name} AS INTEGER)::${DECIMAL} = ${name}, ${name} IS NULL)), true)`,
  );
  const read = await connection.runAndReadAll(`SELECT ${whole.join(", ")} FROM (${rows}) AS looked_at`);
  return new Set(decimals.filter((_, i) => read.value(i, 0) === true));
}
