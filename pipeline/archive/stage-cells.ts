import type { DuckDBConnection } from "@duckdb/node-api";
import { figures } from "../../data/forms/figures.ts";
import { type Cell, decimalText, dictionary, fitsDecimal, GongkaiError } from "../../data/records/index.ts";
import type { ReportRecord } from "./rows.ts";
import { literal } from "./schema.ts";

/** Characters that may part the cells of a row; the first that none of them holds does. They are control characters, which no form prints. */
const SEPARATORS = ["\u001f", "\u001e", "\u001d", "\u001c"];

/** The addresses of a report's cells in their order. All reports on one form share one layout. */
type Layout = { number: number; cells: readonly Cell[] };

/**
 * Stages the cells of a commit, and the figures, which are the same numbers a report a row. A row goes in for each report, its cells joined to
 * texts that DuckDB takes apart again: ten times as fast as a row for each cell. The reports must come in the order of their ids.
 */
export async function stageCells(connection: DuckDBConnection, records: readonly ReportRecord[]): Promise<void> {
  await connection.run(
    `CREATE TEMP TABLE packed (report_id VARCHAR, year INTEGER, layout INTEGER, separator VARCHAR,
       numbers VARCHAR, raws VARCHAR, statuses VARCHAR, places VARCHAR)`,
  );
  const layouts: Layout[] = [];
  const appender = await connection.createAppender("packed");
  for (const { report, cells } of records) {
    if (cells.length === 0) continue;
    const separator = separatorOf(report.report_id, cells);
    appender.appendVarchar(report.report_id);
    if (report.year === null) appender.appendNull();
    else appender.appendInteger(report.year);
    appender.appendInteger(layoutOf(cells, layouts).number);
    appender.appendVarchar(separator);
    appender.appendVarchar(cells.map((cell, i) => numberText(report.report_id, cell, i)).join(separator));
    for (const part of ["raw", "status", "at"] as const)
      appender.appendVarchar(cells.map((cell) => cell[part]).join(separator));
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(layoutTable(layouts));
  await connection.run(CELLS);
  await connection.run(figuresView(layouts));
}

function separatorOf(reportId: string, cells: readonly Cell[]): string {
  const free = SEPARATORS.find((one) => !cells.some(({ raw, at }) => raw.includes(one) || at.includes(one)));
  if (free === undefined) throw new GongkaiError(`cells ${reportId}: its texts hold every control character there is`);
  return free;
}

function layoutOf(cells: readonly Cell[], layouts: Layout[]): Layout {
  const known = layouts.find(
    (layout) =>
      layout.cells.length === cells.length &&
      layout.cells.every(({ table, item, column }, i) => {
        const cell = cells[i];
        return cell?.table === table && cell.item === item && cell.column === column;
      }),
  );
  if (known) return known;
  const layout = { number: layouts.length, cells };
  layouts.push(layout);
  return layout;
}

function numberText(reportId: string, { value }: Cell, i: number): string {
  if (value === null) return "";
  if (!fitsDecimal(value)) throw new GongkaiError(`cells ${reportId} ${i + 1}: value cannot hold ${value}`);
  return decimalText(value);
}

const list = (texts: readonly string[]): string => `[${texts.map(literal).join(", ")}]::VARCHAR[]`;

const layoutTable = (layouts: readonly Layout[]): string =>
  `CREATE TEMP TABLE layouts AS SELECT * FROM (VALUES ${[{ number: -1, cells: [] }, ...layouts]
    .map(({ number, cells }) => {
      const lists = (["table", "item", "column"] as const).map((part) => list(cells.map((cell) => cell[part])));
      return `(${[number, ...lists].join(", ")})`;
    })
    .join(", ")}) AS layouts(layout, form_tables, items, form_columns)`;

const CELLS = `CREATE TEMP VIEW staged_cells AS
SELECT report_id, unnest(range(1, len(items) + 1))::INTEGER AS ordinal,
  unnest(form_tables) AS form_table, unnest(items) AS item, unnest(form_columns) AS form_column,
  nullif(unnest(string_split(numbers, separator)), '')::DECIMAL(18,6) AS value,
  unnest(string_split(raws, separator)) AS raw, unnest(string_split(statuses, separator)) AS status,
  unnest(string_split(places, separator)) AS source_at, year
FROM packed JOIN layouts USING (layout)`;

/** The cells of each year, counted without taking the texts apart. */
export const COUNTED_CELLS = "SELECT year, sum(len(items)) FROM packed JOIN layouts USING (layout) GROUP BY 1";

/** A SELECT for each layout: a figure of the form is a place in the report's list, all others are null. */
function figuresView(layouts: readonly Layout[]): string {
  const selects = layouts.map(({ number, cells }) => {
    const places = new Map(cells.map(({ table, item, column }, i) => [`${table} ${item} ${column}`, i + 1]));
    const columns = figures.map(({ name, table, item, column }) => {
      const place = places.get(`${table} ${item} ${column}`);
      return `${place === undefined ? "NULL" : `nullif(numbers[${place}], '')`}::DECIMAL(18,6) AS ${name}`;
    });
    return `SELECT report_id, year, ${columns.join(", ")}
      FROM (SELECT report_id, year, string_split(numbers, separator) AS numbers FROM packed WHERE layout = ${number})`;
  });
  const none = Object.entries(dictionary.figures.columns).map(([name, { type }]) => `NULL::${type} AS ${name}`);
  return `CREATE TEMP VIEW staged_figures AS ${[...selects, `SELECT ${none.join(", ")} WHERE false`].join(" UNION ALL BY NAME ")}`;
}
