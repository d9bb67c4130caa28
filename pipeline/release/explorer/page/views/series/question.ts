import type { Table } from "../../view.ts";
import { type Chosen, type Item, idOf } from "./chosen.ts";

/** A line of the chart: an item in a place, and its points by year. */
export type Line = { place: string; item: Item; points: ReadonlyMap<number, Point> };
/** `value` as its digits, null where no number is known; `reports`: of how many it is made. */
export type Point = { value: string | null; reports: number };

/** The most lines that can be told apart. */
export const MOST_LINES = 6;

/** Every place with every item. */
const pairs = ({ places, items }: Chosen): { place: string; item: Item }[] =>
  places.flatMap((place) => items.map((item) => ({ place, item }))).slice(0, MOST_LINES);

const MEASURED: Record<Chosen["measure"], (column: string) => string> = {
  sum: (column) => `sum(${column})`,
  median: (column) => `median(${column})`,
  mean: (column) => `round(sum(${column}) / nullif(count(${column}), 0), 2)`,
  share: (column) => `round(100.0 * count(*) FILTER (${column} > 0) / nullif(count(${column}), 0), 1)`,
};

/** One question for all lines. A report that lacks the number counts for none of them. */
export function questionOf(chosen: Chosen): string {
  const { level, scope, measure, proof, organs, from, to } = chosen;
  const selects = pairs(chosen).map(({ place, item }) => {
    const rows = `FROM ${item.view}
WHERE is_current AND level = '${level}' AND scope = '${scope}'${
      proof === "proven" ? " AND status IN ('verified', 'realigned')" : ""
    } AND year ${from === null && to === null ? "IS NOT NULL" : `BETWEEN ${from ?? 0} AND ${to ?? 9999}`}${
      place === "" ? "" : `\n  AND ${isIn(place)}`
    }`;
    return `SELECT '${place}' AS place, '${idOf(item)}' AS item, year, count(${item.column}) AS reports,
  ${MEASURED[measure](item.column)} AS value
${organs === "same" ? `FROM (${inEveryYear(item, rows)})` : rows}
GROUP BY year`;
  });
  return `${selects.join("\nUNION ALL\n")}\nORDER BY place, item, year`;
}

/** A report that says no known place has no division; the pages have it under 00. */
const isIn = (place: string): string =>
  place === "00" ? "(division IS NULL OR starts_with(division, '00'))" : `starts_with(division, '${place}')`;

/** Of the rows those of the organs that have the number in every year of which there is one. */
const inEveryYear = (
  { column }: Item,
  rows: string,
): string => `SELECT year, ${column} ${rows} AND ${column} IS NOT NULL
QUALIFY count(DISTINCT year) OVER (PARTITION BY division, organ) = count(DISTINCT year) OVER ()`;

/** Whether some line is not made of as many reports in one year as in another. */
export const isUneven = (lines: readonly Line[]): boolean =>
  lines.some(({ points }) => new Set([...points.values()].map(({ reports }) => reports)).size > 1);

/** The lines of the answer, in the order in which they were chosen. */
export const linesOf = (chosen: Chosen, { rows }: Table): Line[] =>
  pairs(chosen).map(({ place, item }) => ({
    place,
    item,
    points: new Map(
      rows
        .filter((row) => row[0] === place && row[1] === idOf(item))
        .map(([, , year, reports, value]): [number, Point] => [
          Number(year),
          { value: value == null ? null : String(value), reports: Number(reports) },
        ]),
    ),
  }));

/** Every year from the first to the last that any line has, also those that no report is about. */
export function yearsOf(lines: readonly Line[]): number[] {
  const years = lines.flatMap(({ points }) => [...points.keys()]);
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, i) => first + i);
}
