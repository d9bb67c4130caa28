import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "../../../archive/index.ts";
import { storePhraseIndex } from "./phrase-index.ts";
import {
  DECIMAL,
  NUMBERING,
  type Numbered,
  namesOverStored,
  STORED,
  type StoredColumn,
  type StoredTable,
} from "./tables.ts";

/** Reports that are taken at once, each with its hundreds of figures and all its text. */
const AT_ONCE = 16_384;
/** Rows that DuckDB packs together: with as many columns as reports have, what it keeps until they are there takes half of the memory. */
const ROW_GROUP = 61_440;

/**
 * Writes the database file from the tables that the connection knows by their names. 1.2.0 is the first format with zstd; DuckDB-WASM 1.32.0 reads
 * those up to 1.4. Without the compressions that draw lots (FSST), a short text may be kept by zstd, too.
 */
export async function store(connection: DuckDBConnection, file: string): Promise<void> {
  await connection.run("SET disabled_compression_methods = 'fsst,dict_fsst'");
  await connection.run("SET zstd_min_string_length = 1");
  // Where memory runs short, DuckDB takes a block for another one without clearing it: what it held before would be written out with it. So memory is
  // bounded by what is done at once instead: the file is closed after each table.
  await connection.run("SET memory_limit = '1TB'");
  await connection.run("SET enable_external_file_cache = false");
  const numbered = await numberReports(connection);
  const steps = [
    () => connection.run("CREATE SCHEMA explorer.stored"),
    ...STORED.map((table) => () => fill(connection, table, numbered)),
    () => storePhraseIndex(connection),
    () => nameStored(connection),
  ];
  for (const step of steps) {
    await connection.run(`ATTACH ${literal(file)} AS explorer (STORAGE_VERSION 'v1.2.0', ROW_GROUP_SIZE ${ROW_GROUP})`);
    await step();
    await connection.run("DETACH explorer");
  }
}

async function nameStored(connection: DuckDBConnection): Promise<void> {
  await connection.run("USE explorer");
  for (const sql of namesOverStored()) await connection.run(sql);
  await connection.run("USE memory");
}

/** Row by row as the release has them, or report after report by their numbers. */
async function fill(connection: DuckDBConnection, table: StoredTable, numbered: readonly Numbered[]): Promise<void> {
  const { name, columns } = table;
  const whole = await wholeNumbers(connection, columns, "rows" in table ? table.rows : "FROM figures");
  const typed = columns.map((column) => `${column.name} ${whole.has(column.name) ? "INTEGER" : column.type}`);
  await connection.run(`CREATE TABLE explorer.stored.${name} (${typed.join(", ")})`);
  const insert = `INSERT INTO explorer.stored.${name} SELECT ${columns.map((column) => column.name).join(", ")}`;
  if ("rows" in table) await connection.run(`${insert} FROM (${table.rows})`);
  else
    for (const reports of numbered)
      await connection.run(`${insert} ${table.numbered(reports)} ORDER BY ${table.order}`);
}

/** Numbers the reports; no more of them at once, and none of two years, than fit in little memory and can be read together. */
async function numberReports(connection: DuckDBConnection): Promise<Numbered[]> {
  await connection.run(NUMBERING);
  const years = await connection.runAndReadAll(
    "SELECT year, min(report_number), max(report_number) FROM numbered GROUP BY year ORDER BY 2",
  );
  return years.getRows().flatMap(([year, first, last]) => {
    const steps = Math.ceil((Number(last) + 1 - Number(first)) / AT_ONCE);
    return Array.from({ length: steps }, (_, i): Numbered => {
      const from = Number(first) + i * AT_ONCE;
      return {
        ofYear: year === null ? "year IS NULL" : `year = ${year}`,
        from,
        to: Math.min(from + AT_ONCE, Number(last) + 1),
      };
    });
  });
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
