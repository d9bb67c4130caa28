import { columnName, type FigureAddress, figureName, figures } from "../../../data/forms/figures.ts";
import { series } from "../../../data/series/index.ts";

/** What every view says of a report before its numbers. */
const OF_REPORT = [
  "report_id",
  "report_key",
  "site",
  "organ",
  "division",
  "province",
  "level",
  "scope",
  "year",
  "format",
  "status",
  "title",
  "published",
  "url",
  "is_current",
  "gone_since",
];

/** A column of a view, and the cells whose number it is: the first way that gives one; the cells of a way are added up. */
type ViewColumn = { name: string; ways: readonly (readonly FigureAddress[])[] };

/** Reports with their figures, as the archive and a release hold them. */
const REPORTS_AND_FIGURES = "reports LEFT JOIN figures ON figures.report_id = reports.report_id";

/**
 * The views over the tables, by name: a view for each statutory table (`applications`, `proactive` …) and for a province's own form of one
 * (`statistics_2014_fujian`), and `harmonized`; a report a row. `rows` gives what they read: columns of `reports`, and figures by their names.
 */
export function views(
  rows: string = REPORTS_AND_FIGURES,
): { name: string; columns: string[]; select: string; sql: string }[] {
  const statutory = [...Map.groupBy(figures, ({ view }) => view)].map(([view, cells]): [string, ViewColumn[]] => [
    view,
    cells.map((cell) => ({ name: columnName(cell), ways: [[cell]] })),
  ]);
  const harmonized = series.map((one) => ({ name: columnName(one), ways: one.ways }));
  return [...statutory, ["harmonized", harmonized] as const].map(([name, columns]) => {
    const select = `SELECT ${[...OF_REPORT.map((column) => `reports.${column}`), ...columns.map(numberOf)].join(", ")}
FROM ${rows}`;
    return {
      name,
      columns: [...OF_REPORT, ...columns.map((column) => column.name)],
      select,
      sql: `CREATE VIEW ${name} AS\n${select}`,
    };
  });
}

/** A sum with an unknown part is unknown: `+` gives NULL, and nothing stands in for it. */
function numberOf({ name, ways }: ViewColumn): string {
  const sums = ways.map((way) =>
    way.length === 1 ? way.map(figureName).join() : `(${way.map(figureName).join(" + ")})`,
  );
  return `${sums.length === 1 ? sums.join() : `coalesce(${sums.join(", ")})::DECIMAL(18,6)`} AS ${name}`;
}
