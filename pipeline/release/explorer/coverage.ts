import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { deadlinesOf, FIRST_YEAR } from "../../../data/deadlines/index.ts";
import { divisionOf, provinceOf } from "../../../data/divisions/index.ts";
import { HEALTHS, LEVELS, REPORT_STATUSES } from "../../../data/records/index.ts";
import { dayInChina, isGovernments } from "../deadlines/index.ts";
import type { Release } from "../opened.ts";
import { KINDS, type Overview, packTally, STATES, type Tally } from "./page/places.ts";
import { provinceFile, type SiteOf } from "./province.ts";

const STATE = z.enum(STATES);
const TallyRow = z.object({
  province: z.string(),
  kind: z.enum(KINDS),
  year: z.number(),
  state: STATE,
  organs: z.number(),
  proven: z.number(),
});
const ReceivedRow = z.object({ province: z.string(), year: z.number(), received: z.number().nullable() });
const OwedRow = z.object({
  place: z.string(),
  organ: z.string(),
  division: z.string().nullable(),
  level: z.enum(LEVELS).nullable(),
  scope: z.enum(["own", "aggregate"]),
  kind: z.enum(KINDS),
  with_governments: z.boolean(),
  year: z.number(),
  state: STATE,
  status: z.enum(REPORT_STATUSES).nullable(),
  days: z.number().nullable(),
  had: z.string().nullable(),
  site: z.string().nullable(),
});
const SiteRow = z.object({
  site: z.string(),
  name: z.string(),
  health: z.enum(HEALTHS),
  reason: z.string().nullable(),
  checked: z.string().nullable(),
});

/** Writes what the page shows of coverage and deadlines without a database: explorer/data/overview.json and places/NN.json. Asks the table deadlines. */
export async function writeCoverage({ connection, folder, day }: Release): Promise<void> {
  const data = join(folder, "explorer", "data");
  await mkdir(join(data, "places"), { recursive: true });
  const years: [number, number] = [FIRST_YEAR, Number(day.slice(0, 4)) - 1];
  const overview = await overviewOf(connection, day, years);
  await writeFile(join(data, "overview.json"), JSON.stringify(overview));
  const sites = new Map<string, SiteOf>();
  for (const row of await rowsOf(
    connection,
    SiteRow,
    `SELECT site, name, health, reason, ${dayInChina("last_success")}::VARCHAR AS checked FROM sites ORDER BY site`,
  ))
    sites.set(row.site, row);
  for (const { code, name } of overview.provinces) {
    const owed = await rowsOf(connection, OwedRow, owedIn(code));
    const file = provinceFile({ code, name, day, years, owed, sites });
    await writeFile(join(data, "places", `${code}.json`), JSON.stringify(file));
  }
}

/** Governments of no level, or of one that no government has, lie in no known place. */
const KIND = `CASE WHEN NOT is_government THEN 'organ' WHEN level IN ('province', 'prefecture', 'county') THEN level ELSE 'government' END`;

const owedIn = (province: string): string => `
  SELECT place, organ, division, level, scope, ${KIND} AS kind, ${isGovernments("scope", "organ", "level")} AS with_governments,
    year, state, status, site, (published - deadline)::INTEGER AS days,
    if(state = 'on_time' AND coalesce(published > deadline, true), ${dayInChina("first_seen")}::VARCHAR, NULL) AS had
  FROM deadlines WHERE place[:2] = '${province}'
  ORDER BY place, is_government DESC, scope, organ, year`;

const RECEIVED = `
  SELECT place[:2] AS province, deadlines.year, received_new__total::DOUBLE AS received
  FROM deadlines JOIN harmonized USING (report_id)
  WHERE is_government AND deadlines.scope = 'aggregate' AND place LIKE '__0000' AND deadlines.level = 'province'
    AND deadlines.status IN ('verified', 'realigned')`;

/** All provinces that anything is known of, in the order of their codes. */
async function overviewOf(connection: DuckDBConnection, day: string, years: [number, number]): Promise<Overview> {
  const rows = await rowsOf(
    connection,
    TallyRow,
    `SELECT place[:2] AS province, ${KIND} AS kind, year, state, count(*)::INTEGER AS organs,
       (count(*) FILTER (status IN ('verified', 'realigned')))::INTEGER AS proven
     FROM deadlines GROUP BY ALL ORDER BY ALL`,
  );
  const [first, last] = years;
  const received = new Map(
    (await rowsOf(connection, ReceivedRow, RECEIVED)).map((row) => [`${row.province} ${row.year}`, row.received]),
  );
  const provinces = [...Map.groupBy(rows, ({ province }) => province)].map(([code, known]) => {
    const tallies = KINDS.map(() => Array.from({ length: last - first + 1 }, (): Tally => ({})));
    for (const { kind, year, state, organs, proven } of known) {
      const tally = tallies[KINDS.indexOf(kind)]?.[year - first];
      if (tally === undefined) throw new RangeError(`deadlines has a row of ${year}`);
      tally[state] = organs;
      tally.proven = (tally.proven ?? 0) + proven;
    }
    const name = divisionOf(`${code}0000`) === null ? null : provinceOf(code);
    return {
      ...{ code, name, tallies: tallies.map((byYear) => byYear.map(packTally)) },
      received: Array.from({ length: last - first + 1 }, (_, i) => received.get(`${code} ${first + i}`) ?? null),
    };
  });
  const [left] = await rowsOf(
    connection,
    z.object({ reports: z.number() }),
    `SELECT count(*)::INTEGER AS reports FROM reports ANTI JOIN deadlines USING (report_id) WHERE is_current`,
  );
  const deadlines = Array.from({ length: last - first + 1 }, (_, i) => deadlinesOf(first + i));
  return { day, years, deadlines, leftOut: left?.reports ?? 0, provinces };
}

async function rowsOf<T>(connection: DuckDBConnection, schema: z.ZodType<T>, sql: string): Promise<T[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  return rows.map((row) => schema.parse(row));
}
