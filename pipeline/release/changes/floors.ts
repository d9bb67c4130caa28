import type { DuckDBConnection } from "@duckdb/node-api";
import { type Floor, floors } from "../../../data/release/index.ts";
import { MEASURE_WORDS } from "./words.ts";

/** A loss that is more than a floor allows. `place` says where: null in all, else a province, a site, a year, or a year of a province. */
export type Crossing = { floor: Floor; place: string | null; before: number; kept: number };

/** Every floor that the release crosses, of what `pairReports` laid side by side: the greatest loss first. */
export async function crossings(connection: DuckDBConnection): Promise<Crossing[]> {
  for (const [name, cells, id] of NUMBERS)
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT report_id AS ${id}, count(value) AS numbers FROM ${cells} GROUP BY report_id`,
    );
  const crossed: Crossing[] = [];
  for (const floor of floors) {
    const found = await connection.runAndReadAll(`
      SELECT place, count(*), count(*) FILTER (kept) FROM (${MEASURES[floor.measure](PLACES[floor.of])}) GROUP BY place
      HAVING count(*) FILTER (NOT kept) >= ${floor.least} AND count(*) FILTER (NOT kept) > ${floor.share} * count(*)`);
    for (const [place, before, kept] of found.getRows())
      crossed.push({ floor, place: place === null ? null : String(place), before: Number(before), kept: Number(kept) });
  }
  const lost = ({ before, kept }: Crossing): number => before - kept;
  return crossed.sort((a, b) => lost(b) - lost(a));
}

const PLACES: Record<Floor["of"], string> = {
  all: "NULL",
  province: "coalesce(was.province, 'no known province')",
  year: "coalesce(was.year::VARCHAR, 'no known year')",
  "province-year":
    "concat(coalesce(was.province, 'no known province'), ' ', coalesce(was.year::VARCHAR, 'no known year'))",
  site: "was.site",
};

const NUMBERS = [
  ["numbers_before", "before.cells", "was_id"],
  ["numbers_now", "main.cells", "now_id"],
] as const;

const THEN_AND_NOW = "was LEFT JOIN pairs ON was_key = was.report_key LEFT JOIN now ON now.report_key = now_key";
const PROVEN = "('verified', 'realigned')";

/** What was there, where, and whether it still is. */
const MEASURES: Record<Floor["measure"], (place: string) => string> = {
  reports: (place) => `SELECT ${place} AS place, now.report_key IS NOT NULL AS kept FROM ${THEN_AND_NOW}`,
  there: (place) => `SELECT ${place} AS place, now.report_key IS NOT NULL AND now.gone_since IS NULL AS kept
    FROM ${THEN_AND_NOW} WHERE was.gone_since IS NULL`,
  proven: (place) => `SELECT ${place} AS place, coalesce(now.status IN ${PROVEN}, false) AS kept
    FROM ${THEN_AND_NOW} WHERE was.status IN ${PROVEN}`,
  identified: (place) => `SELECT ${place} AS place, now.report_key IS NOT NULL
      AND (now.organ, now.division, now.year) IS NOT DISTINCT FROM (was.organ, was.division, was.year) AS kept
    FROM ${THEN_AND_NOW} WHERE was.organ IS NOT NULL AND was.division IS NOT NULL AND was.year IS NOT NULL`,
  numbers: (place) => `SELECT ${place} AS place, coalesce(new.numbers >= 0.9 * old.numbers, false) AS kept
    FROM ${THEN_AND_NOW} JOIN numbers_before AS old ON old.was_id = was.report_id
      LEFT JOIN numbers_now AS new ON new.now_id = now.report_id WHERE old.numbers > 0`,
  documents: (place) => `SELECT ${place} AS place, presence.now IS NOT NULL AS kept
    FROM presence WHERE presence.before IS NOT NULL`,
  sites: (place) => `SELECT ${place} AS place, site IN (SELECT site FROM now) AS kept
    FROM (SELECT site, min(province) AS province FROM was WHERE site IS NOT NULL GROUP BY site) AS was`,
};

/** `reports of 河南省: 120 → 3 (−97.5 %, 5 % allowed)` */
export const lossOf = ({ floor, place, before, kept }: Crossing): string =>
  `${MEASURE_WORDS[floor.measure].en}${place === null ? "" : ` of ${place}`}: ${before} → ${kept} (−${percent((before - kept) / before)}, ${percent(floor.share)} allowed)`;

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
