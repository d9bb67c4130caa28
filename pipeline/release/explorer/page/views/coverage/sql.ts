import { allOf, dueOf, sumOf } from "../../parts/states.ts";
import { STATES } from "../../places.ts";
import type { Table } from "../../view.ts";
import type { Row, Whose } from "./rows.ts";

const COUNTED = ["proven", ...STATES] as const;

/** The question that a matrix of places answers: by place and year how many reports are due, and how they stand. */
export function placesSql(whose: Whose, code: string | null, rows: readonly Row[]): string {
  const prefectures = rows.flatMap((row) =>
    row.code !== code && /^\d{4}00$/.test(row.code) && !row.code.endsWith("0000") ? [`'${row.code.slice(0, 4)}'`] : [],
  );
  const group =
    code === null
      ? "place[:2]"
      : prefectures.length > 0
        ? `if(place[:4] IN (${prefectures.join(", ")}), place[:4] || '00', place)`
        : "place";
  return `SELECT ${group} AS place, year, count(*) FILTER (state <> 'not_yet_due') AS due,
  count(*) FILTER (status IN ('verified', 'realigned')) AS proven,
${STATES.map((state) => `  count(*) FILTER (state = '${state}') AS ${state}`).join(",\n")}
FROM deadlines
WHERE ${whose === "governments" ? "is_government" : "NOT is_government"}${code === null ? "" : ` AND place LIKE '${stem(code)}%'`}
GROUP BY ALL ORDER BY ALL`;
}

const stem = (code: string): string => code.replace(/(?:00){1,2}$/, "");

/** Its answer as the page has it. */
export const placesTable = (rows: readonly Row[], first: number): Table => ({
  columns: ["place", "year", "due", ...COUNTED].map((name) => ({
    name,
    type: name === "place" ? "VARCHAR" : "BIGINT",
  })),
  // Several governments of one place, which no list has, stand each in a row of the page.
  rows: [...Map.groupBy(rows, ({ code }) => code)]
    .flatMap(([code, same]) =>
      (same[0]?.tallies ?? []).flatMap((_, i) => {
        const tally = sumOf(same.map(({ tallies }) => tallies[i] ?? {}));
        return allOf(tally) === 0 ? [] : [[code, first + i, dueOf(tally), ...COUNTED.map((key) => tally[key] ?? 0)]];
      }),
    )
    .sort(([a, one], [b, other]) => (a === b ? Number(one) - Number(other) : String(a) < String(b) ? -1 : 1)),
});

/** The question behind the organs of one place, one by one. */
export const organsSql = (code: string): string => `SELECT organ, scope, year, state, status, site
FROM deadlines
WHERE NOT is_government AND place = '${code}'
ORDER BY organ, scope, year`;

export const organsTable = (rows: readonly Row[], sites: readonly (readonly [string, ...unknown[]])[]): Table => ({
  columns: ["organ", "scope", "year", "state", "status", "site"].map((name) => ({
    name,
    type: name === "year" ? "INTEGER" : "VARCHAR",
  })),
  rows: rows.flatMap(({ organ, due }) =>
    due.flatMap((one) =>
      one === null || organ === null
        ? []
        : [[organ.name, one.scope, one.year, one.state, one.proof, sites[one.site]?.[0] ?? null]],
    ),
  ),
});
