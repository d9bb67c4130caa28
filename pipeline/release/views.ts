import { columnName, figureName, viewOf } from "../../data/forms/figures.ts";
import { forms } from "../../data/forms/index.ts";
import { type ColumnDefinition, dictionary, type TableDefinition } from "../../data/records/index.ts";
import { series } from "../../data/series/index.ts";
import { copyInTurn, literal, openScratch, parquetOf, views } from "../archive/index.ts";
import type { Release } from "./opened.ts";

/** A view of the archive, described as the data dictionary describes a table. */
export type DescribedView = { name: string; definition: TableDefinition; numbers: string[] };

/** The views, each with what it says of a report and with its numbers. */
export const describedViews: readonly DescribedView[] = views().map(({ name, columns }) => ({
  name,
  definition: {
    ...describe(name),
    key: ["report_id"],
    order: [],
    years: true,
    part_of: { report_id: { table: "reports", column: "report_id" }, site: { table: "sites", column: "site" } },
    columns: Object.fromEntries(columns.map((column) => [column, columnOf(name, column)])),
  },
  numbers: columns.filter((column) => !(column in dictionary.reports.columns)),
}));

function describe(view: string): { en: string; zh: string } {
  const [heading] = forms.flatMap((form) =>
    form.tables.filter((table) => viewOf(form, table.id) === view).map((table) => table.heading),
  );
  if (heading === undefined)
    return {
      en: "A report a row: one series across the generations of the form where they allow it, null where they do not.",
      zh: "每份报告一行：各版表式可以衔接的项目连成一个序列，不能衔接的为空。",
    };
  return {
    en: `A report a row, the cells of the statutory table ${heading} as columns; null throughout where a report has no such table.`,
    zh: `每份报告一行，法定表“${heading}”的每个单元格一列；报告无此表则均为空。`,
  };
}

function columnOf(view: string, column: string): ColumnDefinition {
  const known = dictionary.reports.columns[column] ?? dictionary.figures.columns[`${view}__${column}`];
  if (known !== undefined) return known;
  const ways = series.find((one) => columnName(one) === column)?.ways ?? [];
  const sums = ways.map((way) => way.map(figureName).join(" + "));
  return {
    ...{ type: "DECIMAL(18,6)", nullable: true, unit: null, values: null, source: "document" },
    en: `Through all forms the first of these columns of figures that a report has: ${sums.join(", or ")}.`,
    zh: `各版表式的统一序列，依次取 figures 表中的 ${sums.join("，或 ")}。`,
  };
}

/** What sorting a year of wide rows may take: with less it takes four times as long, and with more a gigabyte is not enough. */
const MEMORY = "384MB";

/** Writes the views of a release that holds its tables, a Parquet file each: a year after the other, as its tables are written. */
export async function writeViews({ folder, connection }: Release): Promise<void> {
  const found = await connection.runAndReadAll("SELECT DISTINCT year FROM reports ORDER BY year");
  // An archive without a report still has views, of no row.
  const years = found.currentRowCount === 0 ? ["NULL"] : found.getRows().map(([year]) => String(year ?? "NULL"));
  const ofYear = (table: string, year: string): string =>
    `${table} AS (FROM ${literal(parquetOf(folder, table))} WHERE year IS NOT DISTINCT FROM ${year})`;
  const scratch = await openScratch(MEMORY, { threads: "1", enable_external_file_cache: "false" });
  try {
    for (const { name, select } of views()) {
      const selects = years.map(
        (year) => `WITH ${ofYear("reports", year)}, ${ofYear("figures", year)} ${select} ORDER BY reports.report_id`,
      );
      await copyInTurn(scratch.connection, selects, parquetOf(folder, name));
    }
  } finally {
    scratch.close();
  }
}
