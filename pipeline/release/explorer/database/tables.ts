import { deadlinesTable } from "../../../../data/deadlines/index.ts";
import { dictionary, TABLES, type TableName } from "../../../../data/records/index.ts";
import { viewColumnsOf, views } from "../../../archive/index.ts";

// The explorer's database: under the release's own names (schema main) its tables and views, and behind them (schema stored) the rows as they are
// laid out to be read in pieces over HTTP. Reports stand beside their figures, numbered, newest year first and then by place: a question about a
// year, a province or an item reads little, and no view needs a join.

/** A table as it is stored. `rows`: what it is filled with, of the release's tables; of numbered ones, for some of the reports. */
export type StoredTable = { name: string; columns: StoredColumn[] } & (
  | { rows: string }
  | { numbered: (some: Numbered) => string; order: string }
);
/** Reports of one year (`ofYear`, as a condition) with numbers from `from` to below `to`. */
export type Numbered = { ofYear: string; from: number; to: number };
/** A type of the dictionary; a DECIMAL is stored as INTEGER where all its numbers are whole. */
export type StoredColumn = { name: string; type: string };

/** Not in it: cells, hundreds a report, whose numbers are in figures; readings, which only tell which version was read where. */
export const LEFT_OUT: readonly TableName[] = ["cells", "readings"];

export const DECIMAL = "DECIMAL(18,6)";
const NUMBER: StoredColumn = { name: "report_number", type: "INTEGER" };

const columnsOf = (table: TableName): StoredColumn[] =>
  viewColumnsOf(table).map((name) => ({ name, type: dictionary[table].columns[name]?.type ?? "VARCHAR" }));

const FIGURES = columnsOf("figures").filter(({ name }) => name !== "report_id");

const names = (columns: readonly StoredColumn[]): string => columns.map(({ name }) => name).join(", ");

/**
 * Gives every report its number, in the temporary table `numbered`: the newest year first, then by place. A division that is not known comes last in its year.
 */
export const NUMBERING = `CREATE TEMP TABLE numbered AS SELECT report_id, year,
  (row_number() OVER (ORDER BY year DESC NULLS LAST, division NULLS LAST, organ NULLS LAST, report_id) - 1)::INTEGER AS report_number FROM reports`;

const inYear = (table: string, columns: string, { ofYear }: Numbered): string =>
  `(SELECT ${columns} FROM ${table} WHERE ${ofYear})`;

const some = ({ from, to }: Numbered): string =>
  `(SELECT report_id, report_number FROM numbered WHERE report_number >= ${from} AND report_number < ${to})`;

/** In the order in which they are filled. */
export const STORED: readonly StoredTable[] = [
  {
    name: "reports",
    columns: [NUMBER, ...columnsOf("reports"), ...FIGURES],
    numbered: (reports) => `FROM ${some(reports)} JOIN ${inYear("reports", "*", reports)} USING (report_id)
      LEFT JOIN ${inYear("figures", `report_id, ${names(FIGURES)}`, reports)} USING (report_id)`,
    order: "report_number",
  },
  {
    name: "sections",
    columns: [NUMBER, ...columnsOf("sections")],
    numbered: (reports) => `FROM ${some(reports)} JOIN ${inYear("sections", "*", reports)} USING (report_id)`,
    order: "report_number, ordinal",
  },
  // What a reader of figures would miss: the cells that are no plain number.
  {
    name: "cells_not_reported",
    columns: columnsOf("cells"),
    rows: "FROM cells WHERE status <> 'reported'",
  },
  ...TABLES.filter((table) => ![...LEFT_OUT, "reports", "figures", "sections"].includes(table)).map((table) => ({
    name: table,
    columns: columnsOf(table),
    rows: `FROM ${table}`,
  })),
  {
    name: "deadlines",
    columns: Object.entries(deadlinesTable.columns).map(([name, { type }]) => ({ name, type })),
    rows: "FROM deadlines",
  },
];

/** The release's names for what is stored: its tables, in which decimals are decimals again, and its views. */
export function namesOverStored(): string[] {
  const reports = [...columnsOf("reports"), ...FIGURES];
  return [
    ...STORED.map(({ name, columns }) =>
      nameOver(
        name,
        columns.filter((column) => column !== NUMBER && !(name === "reports" && FIGURES.includes(column))),
      ),
    ),
    nameOver("figures", [{ name: "report_id", type: "VARCHAR" }, ...FIGURES], "reports"),
    ...views(`(SELECT ${reports.map(exact).join(", ")} FROM stored.reports) AS reports`).map(({ sql }) => sql),
  ];
}

const nameOver = (name: string, columns: readonly StoredColumn[], stored = name): string =>
  `CREATE VIEW ${name} AS SELECT ${columns.map(exact).join(", ")} FROM stored.${stored}`;

const exact = ({ name, type }: StoredColumn): string => (type === DECIMAL ? `${name}::${DECIMAL} AS ${name}` : name);
