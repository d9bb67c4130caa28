import { deadlinesTable } from "../../data/deadlines/index.ts";
import { dictionary, TABLES, type TableDefinition, type TableName } from "../../data/records/index.ts";
import { literal, parquetOf } from "../archive/index.ts";
import type { Release } from "./opened.ts";
import { describedViews } from "./views.ts";

/** A table of a release: `NAME.parquet`, and CSV where people open it in a spreadsheet. */
export type ReleasedTable = {
  name: string;
  definition: TableDefinition;
  /** The rows that its CSV holds, as a condition in SQL; null where there is none. */
  csv: string | null;
};

/** A row for each cell, section or check of each report: hundreds of millions, which no spreadsheet opens; and what repeats them for programs. */
const PARQUET_ONLY: ReadonlySet<TableName> = new Set(["cells", "sections", "checks", "readings", "figures"]);

/** Everything that a release holds as a table, in the order in which it is told of. */
export const releasedTables: readonly ReleasedTable[] = [
  ...TABLES.map((name) => ({
    name,
    definition: dictionary[name],
    csv: PARQUET_ONLY.has(name) ? null : "true",
  })),
  // A report that has no such table is a row of nothing.
  ...describedViews.map(({ name, definition, numbers }) => ({
    name,
    definition,
    csv: `coalesce(${numbers.join(", ")}) IS NOT NULL`,
  })),
  { name: "deadlines", definition: deadlinesTable, csv: "true" },
];

/** What became of a table in a release. */
export type WrittenTable = ReleasedTable & { rows: number; csvRows: number | null };

export const csvOf = (table: string): string => `${table}.csv`;
export const excelOf = (table: string): string => `${table}.excel.csv`;

/** How many rows the Parquet file of a table has. */
export async function rowsOf({ folder, connection }: Release, table: string): Promise<number> {
  const result = await connection.runAndReadAll(`SELECT count(*) FROM ${literal(parquetOf(folder, table))}`);
  return Number(result.getRows()[0]?.[0]);
}
