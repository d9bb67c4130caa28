import { type CellAddress, figureName, figures } from "../../../data/forms/figures.ts";
import { years } from "../../../data/series/years.ts";
import { literal } from "../schema.ts";

/** One soft check: SQL over a report's figures, those of the year before (`last_…`) and of the year after (`next_…`). */
type AcrossCheck = { id: string; expected: string; actual: string; passes: string };

const last = (cell: CellAddress): string => `last_${figureName(cell)}`;
const next = (cell: CellAddress): string => `next_${figureName(cell)}`;

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
      .filter((figure) => figure.table === table && figure.item === into)
      .map(({ column }) =>
        equal(
          `soft.years.carried:${figureName({ table, item: into, column })}`,
          last({ table, item: out, column }),
          figureName({ table, item: into, column }),
        ),
      ),
  );
}

const stocks = (): AcrossCheck[] =>
  years.stocks.map(({ table, item, stock, gain, loss }) =>
    equal(
      `soft.years.stock:${figureName({ table, item, column: stock })}`,
      `${last({ table, item, column: stock })} + ${figureName({ table, item, column: gain })} - ${figureName({ table, item, column: loss })}`,
      figureName({ table, item, column: stock }),
    ),
  );

/** Held to the larger of its neighbours; a number beside nothing but zeros is held to one. */
const scale = (): AcrossCheck[] =>
  years.scale.cells.map((cell) => {
    const beside = `greatest(${last(cell)}, ${next(cell)})`;
    return {
      id: `soft.years.scale:${figureName(cell)}`,
      expected: beside,
      actual: figureName(cell),
      passes: `${figureName(cell)} < ${years.scale.factor} * greatest(${beside}, 1)`,
    };
  });

const compared = (): CellAddress[] => {
  const cells = [
    ...years.carried.flatMap(({ table, out, in: into }) =>
      figures.filter((figure) => figure.table === table && [out, into].includes(figure.item)),
    ),
    ...years.stocks.flatMap(({ table, item, stock, gain, loss }) =>
      [stock, gain, loss].map((column) => ({ table, item, column })),
    ),
    ...years.scale.cells,
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
    SELECT report_id, year, site, organ, split_part(report_key, ':', -1) AS scope,
      replace(report_key, ':' || year || ':', ':') AS series
    FROM reports WHERE is_current AND year IS NOT NULL),
  placed AS (
    SELECT report_id, year, lag(year) OVER (PARTITION BY series ORDER BY year) AS last_year,
      lead(year) OVER (PARTITION BY series ORDER BY year) AS next_year,
      lag(report_id) OVER (PARTITION BY series ORDER BY year) AS last_id,
      lead(report_id) OVER (PARTITION BY series ORDER BY year) AS next_id,
      count(*) OVER (PARTITION BY site, organ, year, scope) AS times, organ
    FROM series),
  wanted AS (SELECT * FROM placed WHERE ${on("placed", 0)}),
  beside AS (
    SELECT wanted.report_id, wanted.year, last_year, next_year,
      ${beside.map((name) => `own.${name}, last.${name} AS last_${name}, next.${name} AS next_${name}`).join(", ")}
    FROM wanted JOIN (FROM figures WHERE ${on("figures", 0)}) AS own ON own.report_id = wanted.report_id
    LEFT JOIN (FROM figures WHERE ${on("figures", -1)}) AS last ON last.report_id = last_id AND last_year = wanted.year - 1
    LEFT JOIN (FROM figures WHERE ${on("figures", 1)}) AS next ON next.report_id = next_id AND next_year = wanted.year + 1)
  SELECT report_id, year, 'soft.years.gap' AS id, last_year = year - 1 AS passes, year - 1 AS expected, last_year AS actual
  FROM wanted WHERE last_year IS NOT NULL
  UNION ALL
  SELECT report_id, year, 'soft.years.twice', times = 1, 1, times FROM wanted WHERE organ IS NOT NULL
  UNION ALL
  SELECT report_id, year, id, passes, expected, actual FROM (
    SELECT report_id, year, last_year, next_year, unnest(${list(({ id }) => literal(id))}) AS id,
      unnest(${list(({ passes }) => passes)}) AS passes,
      unnest(${list(({ expected }) => `(${expected})::DECIMAL(18,6)`)}) AS expected,
      unnest(${list(({ actual }) => actual)}) AS actual
    FROM beside)
  WHERE last_year = year - 1 OR (id LIKE 'soft.years.scale:%' AND next_year = year + 1))`;
}
