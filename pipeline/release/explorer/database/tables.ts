import { deadlinesTable } from "../../../../data/deadlines/index.ts";
import { dictionary, TABLES, type TableDefinition, type TableName } from "../../../../data/records/index.ts";
import { viewColumnsOf, views } from "../../../archive/index.ts";

// The explorer's database: under the release's own names (schema main) its tables and views, and behind them (schema stored) the rows as they are
// laid out to be read in pieces over HTTP. Reports stand beside their figures, numbered, newest year first and then by place: a question about a
// year, a province or an item reads little, and no view needs a join.

/** A table as it is stored. `rows`: what it is filled with, of the release's tables and of what was stored before it. */
export type StoredTable = { name: string; columns: StoredColumn[]; rows: string; order: string };
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

const orderOf = ({ key, order }: TableDefinition): string => [...key, ...order].join(", ");

/** In the order in which they are filled. */
export const STORED: readonly StoredTable[] = [
  {
    name: "reports",
    columns: [NUMBER, ...columnsOf("reports"), ...FIGURES],
    rows: `SELECT (row_number() OVER (ORDER BY year DESC NULLS LAST, division NULLS LAST, organ NULLS LAST, report_id) - 1)::INTEGER AS report_number,
      * FROM reports LEFT JOIN (SELECT report_id, ${names(FIGURES)} FROM figures) USING (report_id)`,
    order: "report_number",
  },
  {
    name: "sections",
    columns: [NUMBER, ...columnsOf("sections")],
    rows: "SELECT report_number, sections.* FROM sections JOIN explorer.stored.reports AS numbered USING (report_id)",
    order: "report_number, ordinal",
  },
  // What a reader of figures would miss: the cells that are no plain number.
  {
    name: "cells_not_reported",
    columns: columnsOf("cells"),
    rows: "FROM cells WHERE status <> 'reported'",
    order: orderOf(dictionary.cells),
  },
  ...TABLES.filter((table) => ![...LEFT_OUT, "reports", "figures", "sections"].includes(table)).map((table) => ({
    name: table,
    columns: columnsOf(table),
    rows: `FROM ${table}`,
    order: orderOf(dictionary[table]),
  })),
  {
    name: "deadlines",
    columns: Object.entries(deadlinesTable.columns).map(([name, { type }]) => ({ name, type })),
    rows: "FROM deadlines",
    order: orderOf(deadlinesTable),
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
