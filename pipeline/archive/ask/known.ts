import { dictionary, type RecordTable } from "../../../data/records/index.ts";
import { type Row, rowSchemas } from "../rows.ts";
import { type Archive, openTables, type QueryResult } from "./query.ts";
import type { SqlValue } from "./values.ts";

/**
 * The rows of a table as programs handle them, in the order of its key; instants come as `toISOString` writes them.
 * `where` is an SQL condition, such as "is_current".
 */
export async function readRows<T extends RecordTable>(archiveDir: string, table: T, where = "true"): Promise<Row<T>[]> {
  const archive = await openTables(archiveDir);
  try {
    return await rowsWhere(archive, table, where);
  } finally {
    archive.close();
  }
}

/** The same from an archive that was opened with all its columns (`openTables`): for whoever asks more than once. */
export async function rowsWhere<T extends RecordTable>(archive: Archive, table: T, where: string): Promise<Row<T>[]> {
  const order = [...dictionary[table].key, ...dictionary[table].order].join(", ");
  return rowsOf(table, await archive.query(`SELECT * FROM ${table} WHERE (${where}) ORDER BY ${order}`));
}

/** The rows of an answer that holds all columns of a table. */
export function rowsOf<T extends RecordTable>(table: T, result: QueryResult): Row<T>[] {
  const columns = dictionary[table].columns;
  const asProgramsHaveIt = ([column, value]: [string, SqlValue]): [string, SqlValue] => [
    column,
    columns[column]?.type === "TIMESTAMP" && typeof value === "string" ? new Date(`${value}Z`).toISOString() : value,
  ];
  return objectsOf(result).map((object) =>
    rowSchemas[table].parse(Object.fromEntries(Object.entries(object).map(asProgramsHaveIt))),
  );
}

/** The rows of an answer, by name. */
export const objectsOf = ({ columns, rows }: QueryResult): Record<string, SqlValue>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));
