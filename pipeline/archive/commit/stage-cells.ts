import type { DuckDBConnection } from "@duckdb/node-api";
import { figureName, figures, viewOfTable } from "../../../data/forms/figures.ts";
import { type Cell, dictionary } from "../../../data/records/index.ts";
import type { ReportRecord } from "../rows.ts";
import { literal } from "../schema.ts";
import { numbersOf, type PackedRows, packedNumbers, stagePacked, textList, textsOf } from "./packing.ts";

/** The addresses of a report's cells in their order, and the form of its statistics table. All reports on one form share one layout. */
type Layout = { name: string; form: string | null; cells: readonly Cell[] };

/** Stages the cells of a commit, and the figures, which are the same numbers a report a row. The reports must come in the order of their ids. */
export async function stageCells(connection: DuckDBConnection, records: readonly ReportRecord[]): Promise<void> {
  const layouts: Layout[] = [];
  const packed = ({ report, cells }: ReportRecord): PackedRows => ({
    report,
    columns: [
      layoutOf(report.statistics_2014_form, cells, layouts).name,
      packedNumbers(
        cells.map(({ value }) => value),
        (i) => `cells ${report.report_id} ${i + 1}: value`,
      ),
      cells.map(({ raw }) => raw),
      cells.map(({ status }) => status),
      cells.map(({ at }) => at),
    ],
  });
  const withCells = records.values().filter(({ cells }) => cells.length > 0);
  const columns = ["layout", "numbers", "raws", "statuses", "places"];
  await stagePacked(connection, "packed_cells", columns, withCells.map(packed));
  await connection.run(layoutTable(layouts));
  await connection.run(CELLS);
  await connection.run(figuresTable(layouts));
}

function layoutOf(form: string | null, cells: readonly Cell[], layouts: Layout[]): Layout {
  const known = layouts.find(
    (layout) =>
      layout.form === form &&
      layout.cells.length === cells.length &&
      layout.cells.every(({ table, item, column }, i) => {
        const cell = cells[i];
        return cell?.table === table && cell.item === item && cell.column === column;
      }),
  );
  if (known) return known;
  const layout = { name: String(layouts.length), form, cells };
  layouts.push(layout);
  return layout;
}

const layoutTable = (layouts: readonly Layout[]): string =>
  `CREATE TEMP TABLE layouts AS SELECT * FROM (VALUES ${[{ name: "none", cells: [] }, ...layouts]
    .map(({ name, cells }) => {
      const lists = (["table", "item", "column"] as const).map((part) => textList(cells.map((cell) => cell[part])));
      return `(${[literal(name), ...lists].join(", ")})`;
    })
    .join(", ")}) AS layouts(layout, form_tables, items, form_columns)`;

const CELLS = `CREATE TEMP VIEW staged_cells AS
SELECT report_id, unnest(range(1, len(items) + 1))::INTEGER AS ordinal,
  unnest(form_tables) AS form_table, unnest(items) AS item, unnest(form_columns) AS form_column,
  unnest(${numbersOf("numbers")}) AS value, unnest(${textsOf("raws")}) AS raw,
  unnest(${textsOf("statuses")}) AS status, unnest(${textsOf("places")}) AS source_at, year
FROM packed_cells JOIN layouts USING (layout)`;

/** The cells of each year, counted without taking the texts apart. */
export const COUNTED_CELLS = "SELECT year, sum(len(items)) FROM packed_cells JOIN layouts USING (layout) GROUP BY 1";

/** A SELECT for each layout: a figure of the form is a place in the report's list, all others are null. A table: each year's part would cast them all again. */
function figuresTable(layouts: readonly Layout[]): string {
  const selects = layouts.map(({ name: layout, form, cells }) => {
    const places = new Map(
      cells.flatMap(({ table, ...cell }, i) => {
        const view = viewOfTable(table, form);
        return view === null ? [] : [[figureName({ view, ...cell }), i + 1]];
      }),
    );
    const columns = figures.map(({ name }) => {
      const place = places.get(name);
      return `${place === undefined ? "NULL::DECIMAL(18,6)" : `numbers[${place}]`} AS ${name}`;
    });
    return `SELECT report_id, year, ${columns.join(", ")}
      FROM (SELECT report_id, year, ${numbersOf("numbers")} AS numbers FROM packed_cells WHERE layout = ${literal(layout)})`;
  });
  const none = Object.entries(dictionary.figures.columns).map(([name, { type }]) => `NULL::${type} AS ${name}`);
  return `CREATE TEMP TABLE staged_figures AS ${[...selects, `SELECT ${none.join(", ")} WHERE false`].join(" UNION ALL BY NAME ")}`;
}
