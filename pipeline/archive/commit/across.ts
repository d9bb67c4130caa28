import { type FigureAddress, figureName, figures } from "../../../data/forms/figures.ts";
import { years } from "../../../data/series/years.ts";
import { literal } from "../schema.ts";

/** One soft check: SQL over a report's figures, those of the year before (`last_…`) and of the year after (`next_…`). */
type AcrossCheck = { id: string; expected: string; actual: string; passes: string };

const last = (cell: FigureAddress): string => `last_${figureName(cell)}`;
const next = (cell: FigureAddress): string => `next_${figureName(cell)}`;

/** Holds one number to another; unknown where either is. */
const equal = (id: string, expected: string, actual: string): AcrossCheck => ({
  id,
  expected,
  actual,
  passes: `${expected} = ${actual}`,
});

function carried(): AcrossCheck[] {
  return years.carried.flatMap(({ table, out, in: into }) =>
    figures
      .filter((figure) => figure.view === table && figure.item === into)
      .map(({ column }) =>
        equal(
          `soft.years.carried:${figureName({ view: table, item: into, column })}`,
          last({ view: table, item: out, column }),
          figureName({ view: table, item: into, column }),
        ),
      ),
  );
}

const stocks = (): AcrossCheck[] =>
  years.stocks.map(({ table, item, stock, gain, loss }) =>
    equal(
      `soft.years.stock:${figureName({ view: table, item, column: stock })}`,
      `${last({ view: table, item, column: stock })} + ${figureName({ view: table, item, column: gain })} - ${figureName({ view: table, item, column: loss })}`,
      figureName({ view: table, item, column: stock }),
    ),
  );

/** Held to the larger of its neighbours (DuckDB's `greatest` passes over an unknown one); beside nothing but zeros, to one. */
const scale = (): AcrossCheck[] =>
  years.scale.cells.map(({ table, ...rest }) => {
    const cell = { view: table, ...rest };
    const beside = `greatest(${last(cell)}, ${next(cell)})`;
    return {
      id: `soft.years.scale:${figureName(cell)}`,
      expected: beside,
      actual: figureName(cell),
      passes: `${figureName(cell)} < ${years.scale.factor} * CASE ${beside} WHEN 0 THEN 1 ELSE ${beside} END`,
    };
  });

const compared = (): FigureAddress[] => {
  const cells = [
    ...years.carried.flatMap(({ table, out, in: into }) =>
      figures.filter((figure) => figure.view === table && [out, into].includes(figure.item)),
    ),
    ...years.stocks.flatMap(({ table, item, stock, gain, loss }) =>
      [stock, gain, loss].map((column) => ({ view: table, item, column })),
    ),
    ...years.scale.cells.map(({ table, ...rest }) => ({ view: table, ...rest })),
  ];
  return [...new Map(cells.map((cell) => [figureName(cell), cell])).values()];
};

/**
 * The soft checks between the current reports of an organ, as a SELECT with the columns of `checks` over `reports` and `figures`. A check that lacks the
 * other year is not made; one that lacks a number is, and is null. It is of the reports on one year, and reads the figures
 * of three: all years at once would take more memory than there is. Null, no year, gives no rows.
 */
export function acrossYears(year: number | null): string {
  const on = (table: string, away: number): string => (year === null ? "false" : `${table}.year = ${year + away}`);
  const checks = [...carried(), ...stocks(), ...scale()];
  const beside = compared().map(figureName);
  const list = (part: (check: AcrossCheck) => string): string => `[${checks.map(part).join(", ")}]`;
  return `SELECT report_id, id, passes, expected::DECIMAL(18,6) AS expected, actual::DECIMAL(18,6) AS actual, year FROM (
  WITH series AS (
    SELECT report_id, year, site, organ, division, scope,
      replace(report_key, ':' || year || ':', ':') AS series
    FROM reports WHERE is_current AND year IS NOT NULL),
  placed AS (
    SELECT report_id, year, lag(year) OVER (PARTITION BY series ORDER BY year) AS last_year,
      lead(year) OVER (PARTITION BY series ORDER BY year) AS next_year,
      lag(report_id) OVER (PARTITION BY series ORDER BY year) AS last_id,
      lead(report_id) OVER (PARTITION BY series ORDER BY year) AS next_id,
      max(year) OVER (PARTITION BY coalesce(division, site), coalesce(organ, series)
        ORDER BY year RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS year_before,
      site, division, organ, scope
    FROM series),
  there AS (
    SELECT site, division, organ, year, scope, (report_key, numbers) AS said
    FROM reports WHERE is_current OR (gone_since IS NULL AND numbers IS NOT NULL)),
  on_site AS (SELECT site, organ, year, scope, count(DISTINCT said) AS times FROM there GROUP BY ALL),
  in_place AS (SELECT division, organ, year, scope, count(DISTINCT said) AS times FROM there GROUP BY ALL),
  wanted AS (SELECT * FROM placed WHERE ${on("placed", 0)}),
  beside AS (
    SELECT wanted.report_id, wanted.year, last_year, next_year,
      ${beside.map((name) => `own.${name}, last.${name} AS last_${name}, next.${name} AS next_${name}`).join(", ")}
    FROM wanted JOIN (FROM figures WHERE ${on("figures", 0)}) AS own ON own.report_id = wanted.report_id
    LEFT JOIN (FROM figures WHERE ${on("figures", -1)}) AS last ON last.report_id = last_id AND last_year = wanted.year - 1
    LEFT JOIN (FROM figures WHERE ${on("figures", 1)}) AS next ON next.report_id = next_id AND next_year = wanted.year + 1)
  SELECT report_id, year, 'soft.years.gap' AS id, year_before = year - 1 AS passes, year - 1 AS expected, year_before AS actual
  FROM wanted WHERE year_before IS NOT NULL
  UNION ALL
  SELECT report_id, year, 'soft.years.twice', times = 1, 1, times FROM (
    SELECT report_id, year, greatest(on_site.times, in_place.times) AS times
    FROM wanted JOIN on_site USING (site, organ, year, scope) LEFT JOIN in_place USING (division, organ, year, scope))
  UNION ALL
  SELECT report_id, year, id, passes, expected, actual FROM (
    SELECT report_id, year, last_year, next_year, unnest(${list(({ id }) => literal(id))}) AS id,
      unnest(${list(({ passes }) => passes)}) AS passes,
      unnest(${list(({ expected }) => `(${expected})::DECIMAL(18,6)`)}) AS expected,
      unnest(${list(({ actual }) => actual)}) AS actual
    FROM beside)
  WHERE last_year = year - 1 OR (id LIKE 'soft.years.scale:%' AND next_year = year + 1))`;
}
