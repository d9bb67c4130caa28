import { dictionary, TABLES, type TableName } from "../../data/records/index.ts";

/** A folder of one table's parts, relative to tables/. */
export type Partition = string;

/** `'…'` for SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A table's columns in the dictionary's order. */
export const columnsOf = (table: TableName): string[] => Object.keys(dictionary[table].columns);

/** The columns that stand in the files: a year is said by the folder, as every Hive reader expects. */
export const storedColumnsOf = (table: TableName): string[] =>
  columnsOf(table).filter((column) => !(dictionary[table].years && column === "year"));

/** The columns of a table's view. Only a report has a year of its own: in what belongs to it, the folder's would make every join on report_id ambiguous. */
export const viewColumnsOf = (table: TableName): string[] =>
  table === "reports" ? columnsOf(table) : storedColumnsOf(table);

/** What fixes the order of rows, and with it every byte that is written of them. */
export const orderOf = (table: TableName): string => [...dictionary[table].key, ...dictionary[table].order].join(", ");

export function createTable(table: TableName, name: string): string {
  const columns = Object.entries(dictionary[table].columns).map(
    ([column, { type, nullable }]) => `${column} ${type}${nullable ? "" : " NOT NULL"}`,
  );
  return `CREATE TEMP TABLE ${name} (${columns.join(", ")})`;
}

/** A table without rows, its columns typed. */
export const emptySelect = (table: TableName, columns: readonly string[]): string =>
  `SELECT ${columns
    .map((column) => `NULL::${dictionary[table].columns[column]?.type} AS ${column}`)
    .join(", ")} WHERE false`;

/** The folder of a row of this year; Hive's own name for null is read back as NULL. */
export function partitionOf(table: TableName, year: number | null): Partition {
  return dictionary[table].years ? `${table}/year=${year ?? "__HIVE_DEFAULT_PARTITION__"}` : table;
}

/** The year that a folder stands for, as SQL. */
export const yearOf = (partition: Partition): string => /year=(\d+)$/.exec(partition)?.[1] ?? "NULL";

/** A `read_parquet(…)` of files or a glob, the year typed as the dictionary has it. `options` are added as they are. */
export function readParquet(table: TableName, files: readonly string[] | string, options = ""): string {
  const list = typeof files === "string" ? literal(files) : `[${files.map(literal).join(", ")}]`;
  const hive = dictionary[table].years ? ", hive_partitioning = true, hive_types = {'year': INTEGER}" : "";
  return `read_parquet(${list}${hive}${options})`;
}

/** Names and types of every stored column: two archives with the same text hold the same tables. */
export const schemaText = (): string =>
  TABLES.map((table) =>
    [table, ...Object.entries(dictionary[table].columns).map(([column, { type }]) => `${column} ${type}`)].join(" | "),
  ).join("\n");
