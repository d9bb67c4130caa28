import { join } from "node:path";
import { deadlinesTable } from "../../../data/deadlines/index.ts";
import { literal } from "../../archive/index.ts";
import type { Release } from "../opened.ts";
import { owed } from "./owed.ts";
import { placeNames, rules } from "./places.ts";
import { stated } from "./stated.ts";

export { dayInChina } from "./china.ts";
export { hasPassed } from "./passed.ts";
export { isGovernments } from "./stated.ts";

/**
 * Writes deadlines.parquet into a release whose archive tables are there, and opens it as the table `deadlines`: who owes a report of which
 * year, whether it is there, and if not, why. As of the release's day; the same release gives the same bytes.
 */
export async function writeDeadlines({ connection, folder, day }: Release): Promise<void> {
  const last = Number(day.slice(0, 4)) - 1;
  const steps = { ...placeNames(), ...rules(last), ...owed(last), ...stated(day) };
  for (const [table, select] of Object.entries(steps)) await connection.run(`CREATE TEMP TABLE ${table} AS ${select}`);
  const file = literal(join(folder, "deadlines.parquet"));
  const columns = Object.entries(deadlinesTable.columns).map(([name, { type }]) => `${name}::${type} AS ${name}`);
  await connection.run(
    `COPY (SELECT ${columns.join(", ")} FROM stated ORDER BY ${deadlinesTable.key.join(", ")}) TO ${file} (FORMAT parquet, COMPRESSION zstd)`,
  );
  for (const table of Object.keys(steps)) await connection.run(`DROP TABLE ${table}`);
  await connection.run(`CREATE OR REPLACE VIEW deadlines AS FROM ${file}`);
}
