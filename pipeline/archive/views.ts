import { cellsOf, forms } from "../../data/forms/index.ts";
import { type SeriesCell, series } from "../../data/series/index.ts";
import { literal } from "./schema.ts";

/** What every view says of a report before its numbers. */
const OF_REPORT = [
  "report_id",
  "report_key",
  "site",
  "organ",
  "division",
  "province",
  "level",
  "year",
  "format",
  "status",
  "title",
  "published",
  "url",
  "is_current",
  "gone_since",
];

type Address = Omit<SeriesCell, "table">;
/** A column of a view, and the cells whose number it is: the first way that gives one; the cells of a way are added up. */
type ViewColumn = { name: string; ways: SeriesCell[][] };

/** `item__column`, dots as underscores, `row_` before an item that is a number: the name of a cell's column in the views. */
export const columnName = ({ item, column }: Address): string =>
  `${/^\d/.test(item) ? "row_" : ""}${item}__${column}`.replaceAll(".", "_");

/** The statutory tables, each with all cells that any generation of the form has. */
function statutoryTables(): Map<string, ViewColumn[]> {
  const tables = new Map<string, Map<string, ViewColumn>>();
  for (const form of forms)
    for (const table of form.tables) {
      const columns = tables.get(table.id) ?? new Map<string, ViewColumn>();
      for (const cell of cellsOf(table))
        columns.set(columnName(cell), { name: columnName(cell), ways: [[{ table: table.id, ...cell }]] });
      tables.set(table.id, columns);
    }
  return new Map([...tables].map(([table, columns]) => [table, [...columns.values()]]));
}

/** The views over the tables, by name: `applications`, `proactive`, `disputes`, `statistics_2014`, and `harmonized`; a report a row. */
export function views(): { name: string; columns: string[]; sql: string }[] {
  const harmonized = series.map((one) => ({ name: columnName(one), ways: one.ways }));
  return [...statutoryTables(), ["harmonized", harmonized] as const].map(([name, columns]) => ({
    name,
    columns: [...OF_REPORT, ...columns.map((column) => column.name)],
    sql: wide(name, columns),
  }));
}

function wide(name: string, columns: readonly ViewColumn[]): string {
  const places = new Places();
  const numbers = columns.map((column) => `${numberOf(column, places)} AS ${column.name}`);
  // The cells' three names are looked up once and become a number: two hundred columns compare numbers, not texts.
  return `CREATE VIEW ${name} AS
SELECT ${OF_REPORT.map((column) => `reports.${column}`).join(", ")}, ${columns.map((column) => column.name).join(", ")}
FROM reports LEFT JOIN (
  SELECT report_id AS of_report, ${numbers.join(",\n  ")}
  FROM cells JOIN (VALUES ${places.rows()}) AS places(place, form_table, item, form_column) USING (form_table, item, form_column)
  GROUP BY report_id
) ON report_id = of_report`;
}

/** CASE and not FILTER: ten times faster over two hundred columns (measured on DuckDB 1.5). A sum with an unknown part is unknown: `+` gives NULL, and nothing stands in for it. */
function numberOf({ ways }: ViewColumn, places: Places): string {
  const cell = ({ table, item, column }: SeriesCell): string =>
    `max(CASE WHEN place = ${places.number(`${literal(table)}, ${literal(item)}, ${literal(column)}`)} THEN value END)`;
  const sums = ways.map((way) => (way.length === 1 ? way.map(cell).join() : `(${way.map(cell).join(" + ")})`));
  return sums.length === 1 ? sums.join() : `coalesce(${sums.join(", ")})::DECIMAL(18,6)`;
}

/** The cells that a view reads, numbered. */
class Places {
  readonly #numbers = new Map<string, number>();

  number(place: string): number {
    const number = this.#numbers.get(place) ?? this.#numbers.size;
    this.#numbers.set(place, number);
    return number;
  }

  rows(): string {
    return [...this.#numbers].map(([place, number]) => `(${number}, ${place})`).join(", ");
  }
}
