import { allOf, dueOf } from "../../parts/states.ts";
import { daysOf, STATES, type Tally } from "../../places.ts";
import type { Table } from "../../view.ts";
import { type Line, type Part, partsOf, type Whose } from "./known.ts";

const KIND: Readonly<Record<Whose, string>> = {
  all: "",
  governments: " AND is_government",
  province: " AND is_government AND level = 'province'",
  prefecture: " AND is_government AND level = 'prefecture'",
  county: " AND is_government AND level = 'county'",
  government: " AND is_government AND coalesce(level, '') NOT IN ('province', 'prefecture', 'county')",
  organ: " AND NOT is_government",
};

/** The rows that are looked at, as a condition. */
const where = (whose: Whose, place: string | null): string =>
  `true${KIND[whose]}${place === null ? "" : ` AND place LIKE '${place.replace(/(?:00){1,2}$/, "")}%'`}`;

const counts = (parts: readonly Part[]): string => `count(*) FILTER (state <> 'not_yet_due') AS due,
${parts.map((part) => `  count(*) FILTER (${part === "absent" ? "report_id IS NULL AND state <> 'not_yet_due'" : `state = '${part}'`}) AS ${part}`).join(",\n")}`;

export const statesSql = (
  whose: Whose,
  place: string | null,
  year: number,
): string => `SELECT state, count(*) AS reports
FROM deadlines
WHERE ${where(whose, place)} AND year = ${year}
GROUP BY ALL ORDER BY ALL`;

export const statesTable = (tally: Tally): Table => ({
  columns: [
    { name: "state", type: "VARCHAR" },
    { name: "reports", type: "BIGINT" },
  ],
  rows: STATES.flatMap((state) => (tally[state] ? [[state, tally[state]]] : [])),
});

/** By year, or of one year by province. */
export const countsSql = (
  by: "year" | "province",
  { whose, place, year }: { whose: Whose; place: string | null; year: number | null },
  shown: readonly Part[],
): string => `SELECT ${by === "year" ? "year" : "place[:2] AS province"}, ${counts(shown)}
FROM deadlines
WHERE ${where(whose, place)}${year === null ? "" : ` AND year = ${year}`}
GROUP BY ALL ORDER BY ALL`;

export const countsTable = (
  by: "year" | "province",
  rows: readonly { key: string | number; tally: Tally }[],
  shown: readonly Part[],
): Table => ({
  columns: [by, "due", ...shown].map((name) => ({ name, type: name === "province" ? "VARCHAR" : "BIGINT" })),
  rows: rows.flatMap(({ key, tally }) => {
    const parts = partsOf(tally);
    return allOf(tally) === 0 ? [] : [[key, dueOf(tally), ...shown.map((part) => parts[part])]];
  }),
});

export const listSql = (
  whose: Whose,
  place: string,
  year: number,
): string => `SELECT place, organ, scope, state, deadline, published,
  if(state = 'on_time' AND published > deadline, NULL, published - deadline) AS days,
  if(state = 'on_time' AND coalesce(published > deadline, true), (first_seen + INTERVAL 8 HOUR)::DATE, NULL) AS had,
  status
FROM deadlines
WHERE ${where(whose, place)} AND year = ${year}
ORDER BY days DESC NULLS LAST, place, organ`;

export const listTable = (lines: readonly Line[]): Table => ({
  columns: ["place", "organ", "scope", "state", "deadline", "published", "days", "had", "status"].map((name) => ({
    name,
    type: name === "days" ? "BIGINT" : "VARCHAR",
  })),
  rows: lines.map(({ name, place, deadline, published, due }) => [
    ...[place, name, due.scope, due.state, deadline, published, daysOf(due), due.had, due.proof],
  ]),
});
