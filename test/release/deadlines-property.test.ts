import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { deadlines, FIRST_YEAR } from "../../data/deadlines/index.ts";
import { everyDivision, placeKey } from "../../data/divisions/index.ts";
import { dictionary } from "../../data/records/index.ts";
import { literal, openScratch } from "../../pipeline/archive/index.ts";
import { writeDeadlines } from "../../pipeline/release/deadlines/index.ts";
import { folder } from "../archive/sample.ts";

const LAST = 2025;
/** Recoded, abolished, of today, on no list, and none. */
const DIVISIONS = ["110228", "110118", "130103", "410106", "410100", "990121", null];
const ORGANS = [
  "密云县人民政府",
  "北京市密云区人民政府",
  "上街区人民政府",
  "郑州市人民政府",
  "财政局",
  "云台县人民政府",
  null,
];

const report = fc.record({
  organ: fc.constantFrom(...ORGANS),
  division: fc.constantFrom(...DIVISIONS),
  scope: fc.constantFrom("own", "aggregate"),
  level: fc.constantFrom("county", "township", null),
  year: fc.option(fc.integer({ min: 2006, max: 2027 })),
  published: fc.option(fc.constantFrom("2011-02-01", "2020-04-01", "2030-01-01")),
  is_current: fc.boolean(),
  site: fc.constantFrom("a", "b", "gone"),
});
type Report = typeof report extends fc.Arbitrary<infer R> ? R : never;

const keyOf = ({ organ, division, year, scope }: Report): string => `${division}:${organ}:${year}:${scope}`;

const founded = new Map(
  [...Map.groupBy(everyDivision(), placeKey)].map(([key, names]) => [key, Math.min(...names.map(({ from }) => from))]),
);
/** The places that owe one of a year, by the lists alone. */
const without = new Set(deadlines.withoutGovernment.map(({ code }) => code));
const standing = new Set(
  everyDivision().flatMap((place) =>
    Array.from({ length: LAST - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i)
      .filter(
        (year) =>
          place.from <= year &&
          year <= place.to &&
          year > (founded.get(placeKey(place)) ?? 0) &&
          !without.has(place.code),
      )
      .map((year) => `${placeKey(place)} ${year}`),
  ),
);
const todays = new Map(everyDivision().map((place) => [place.code, placeKey(place)]));

test("every report that is owed has exactly one row, whatever was found: each standing government's, each organ's from its first to its last year", async (t) => {
  const path = await folder(t);
  const { connection, close } = await openScratch("512MB", { threads: "1" });
  t.after(close);
  const ask = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRowsJson();
  for (const table of ["reports", "sites", "documents"] as const) {
    const columns = Object.entries(dictionary[table].columns).map(([name, { type }]) => `${name} ${type}`);
    await connection.run(`CREATE TABLE ${table} (${columns.join(", ")})`);
  }
  await connection.run(
    "INSERT INTO sites BY NAME SELECT 'a' AS site, 'x' AS name, '410106' AS division, 'ok' AS health, TIMESTAMP '2026-10-01' AS last_success UNION ALL BY NAME SELECT 'b' AS site, 'y' AS name, 'blocked' AS health",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 80, size: "max" }), async (reports) => {
      await connection.run("DELETE FROM reports");
      const text = (value: string | null): string => (value === null ? "NULL" : literal(value));
      const rowsIn = reports.map(
        (one, i) =>
          `('r${i}', ${literal(keyOf(one))}, ${[one.organ, one.division, one.level, one.scope].map(text).join(", ")}, ${one.year ?? "NULL"}, 'verified', ${text(one.published)}::DATE, TIMESTAMP '2026-09-01', ${one.is_current}, ${text(one.site)})`,
      );
      await connection.run(
        `INSERT INTO reports (report_id, report_key, organ, division, level, scope, year, status, published, retrieved, is_current, site) VALUES ${rowsIn.join(", ")}`,
      );
      await writeDeadlines({ connection, folder: path, day: `${LAST + 1}-11-20`, close: () => undefined });
      assert.deepEqual(
        await ask("SELECT place FROM deadlines GROUP BY place, organ, scope, year HAVING count(*) > 1"),
        [],
      );
      assert.deepEqual(
        await ask(
          "SELECT place, year FROM deadlines WHERE is_government AND place BETWEEN '11' AND '99' GROUP BY ALL HAVING count(*) > 1",
        ),
        [],
      );
      const governments = new Set(
        (await ask("SELECT place, year FROM deadlines WHERE is_government")).map((row) => row.join(" ")),
      );
      assert.deepEqual(
        [...standing].filter((one) => !governments.has(one)),
        [],
      );
      const rows = await ask(
        "SELECT place, organ, scope, year, is_government, report_id IS NOT NULL FROM deadlines WHERE report_id IS NOT NULL OR NOT is_government",
      );
      for (const one of reports) {
        const { organ, division, scope, year } = one;
        if (organ === null || year === null || year < FIRST_YEAR || year > LAST) continue;
        const place = division === null ? "000000" : (todays.get(division) ?? division);
        const its = rows.filter(
          (row) => row[0] === place && row[3] === year && row[5] && row[2] === scope && (row[1] === organ || row[4]),
        );
        assert.ok(its.length >= 1, `${keyOf(one)} has no row`);
      }
      const others = Map.groupBy(
        // A government's report on its own office, beside the one it owes, is expected of no other year.
        rows.filter((row) => !row[4] && !(row[2] === "own" && String(row[1]).endsWith("人民政府"))),
        ([place, organ, scope]) => `${place} ${organ} ${scope}`,
      );
      for (const [organ, its] of others) {
        const years = its.map((row) => Number(row[3])).sort((a, b) => a - b);
        const seen = its.filter((row) => row[5]).map((row) => Number(row[3]));
        assert.equal(years[0], Math.min(...seen), organ);
        assert.equal(years.length, (years.at(-1) ?? 0) - (years[0] ?? 0) + 1, `${organ} has a gap`);
        assert.ok((years.at(-1) ?? 0) - Math.max(...seen) <= 1, organ);
      }
    }),
    { numRuns: 5 },
  );
});
