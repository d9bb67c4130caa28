import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { deadlinesOf } from "../../../data/deadlines/index.ts";
import { commit, exportTables } from "../../../pipeline/archive/index.ts";
import { writeDeadlines } from "../../../pipeline/release/deadlines/index.ts";
import { writeCoverage } from "../../../pipeline/release/explorer/coverage.ts";
import {
  dueBy,
  KINDS,
  Overview,
  Province,
  unpackOrgan,
  unpackTally,
} from "../../../pipeline/release/explorer/page/places.ts";
import { openRelease, type Release } from "../../../pipeline/release/opened.ts";
import { folder, sampleChanges, sampleRecord, sampleSite } from "../../archive/sample.ts";

const later = "2026-09-01T00:00:00.000Z";
const bureau = { organ: "郑州市上街区财政局", scope: "own" } as const;
const miyun = { organ: "密云县人民政府", division: "110228", province: "北京市", retrieved: later };
const moved = { organ: "郑州市金水区人民政府", division: "410105", report_key: "key-moved" };
const KIND =
  "CASE WHEN NOT is_government THEN 'organ' WHEN level IN ('province', 'prefecture', 'county') THEN level ELSE 'government' END";
const shuangqiao = { organ: "重庆市双桥区人民政府", division: "500111", province: "重庆市", retrieved: later };
const CHANGES = sampleChanges(
  [
    sampleRecord("a", 2021, { row: { retrieved: later } }),
    sampleRecord("b", 2022, { row: { published: null, status: "incomplete", retrieved: later } }),
    sampleRecord("c", 2019, { row: { ...bureau, published: "2020-03-01" } }),
    sampleRecord("d", 2022, {
      row: { ...bureau, organ: '<script>alert("局")</script>财政局', published: "2023-01-31" },
    }),
    sampleRecord("e", 2022, { row: { ...bureau, published: "2023-01-31", status: "realigned" } }),
    sampleRecord("f", 2012, { row: { ...miyun, published: "2013-02-01" } }),
    sampleRecord("g", 2016, { row: { ...miyun, organ: "北京市密云区人民政府", division: "110118", published: null } }),
    sampleRecord("h", 2020, { row: { organ: "国家某部", division: null, level: null, province: null, scope: "own" } }),
    sampleRecord("i", 2020, { row: { organ: "云台县人民政府", division: "990121", province: null } }),
    sampleRecord("j", null),
    // Governments of no place that is known; two of a place that is listed and has none by law.
    sampleRecord("k", 2020, { row: { organ: "某开发区管理委员会", division: null, level: null, province: null } }),
    sampleRecord("l", 2020, { row: { organ: "某新区人民政府", division: "419999", level: null } }),
    sampleRecord("m", 2020, {
      row: { organ: "甲开发区管理委员会", division: "460321", level: null, province: "海南省" },
    }),
    sampleRecord("n", 2020, {
      row: { organ: "乙开发区管理委员会", division: "460321", level: null, province: "海南省" },
    }),
    // Fetched in time without a date; what is there now is dated later.
    sampleRecord("o", 2021, {
      row: { ...moved, retrieved: "2022-03-20T18:00:00.000Z", published: null, is_current: false },
    }),
    sampleRecord("p", 2021, { row: { ...moved, retrieved: later, published: "2022-08-01" } }),
    sampleRecord("q", 2024, { row: { ...moved, level: "prefecture", report_key: "key-q", published: "2025-01-20" } }),
    sampleRecord("r", 2023, { row: { scope: "own", published: "2024-03-01", retrieved: later } }),
    sampleRecord("s", 2010, { row: { ...shuangqiao, published: "2011-03-01" } }),
  ],
  {
    sites: [
      sampleSite(),
      sampleSite({
        site: "erqi",
        division: "410103",
        health: "blocked",
        reason: "HTTP 412",
        last_success: "2026-11-19T16:30:00.000Z",
      }),
    ],
  },
);

async function released(t: TestContext): Promise<Release> {
  const [archive, path] = [await folder(t), await folder(t)];
  await commit(archive, CHANGES);
  await exportTables(archive, path);
  const release = await openRelease(path, "2026-11-20");
  t.after(() => release.close());
  await writeDeadlines(release);
  await writeCoverage(release);
  return release;
}

const read = async ({ folder }: Release, file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, "explorer", "data", file), "utf8"));
const ask = async ({ connection }: Release, sql: string): Promise<unknown[][]> =>
  (await connection.runAndReadAll(sql)).getRowsJson();

test("overview.json says how many organs are in which state in each province and year, as the table deadlines does", async (t) => {
  const release = await released(t);
  const overview = Overview.parse(await read(release, "overview.json"));
  const said = overview.provinces.flatMap(({ code, tallies }) =>
    tallies.flatMap((byYear, kind) =>
      byYear.flatMap((packed, i) => {
        const { proven, ...states } = unpackTally(packed);
        const year = overview.years[0] + i;
        return Object.entries(states).map(([state, organs]) => [code, KINDS[kind], year, state, organs, proven ?? 0]);
      }),
    ),
  );
  const known = await ask(
    release,
    `SELECT place[:2], ${KIND} AS kind, year, state, count(*)::INTEGER,
       sum((count(*) FILTER (status IN ('verified', 'realigned')))::INTEGER) OVER (PARTITION BY place[:2], kind, year)::INTEGER
     FROM deadlines GROUP BY place[:2], kind, year, state`,
  );
  assert.deepEqual(sorted(said), sorted(known));
  assert.deepEqual([overview.day, overview.years, overview.leftOut], ["2026-11-20", [2008, 2025], 1]);
  assert.equal(overview.provinces.length, 33, "31 provinces, what lies in no province, and what in none that is known");
  assert.ok((await stat(join(release.folder, "explorer/data/overview.json"))).size < 60_000);
});

test("places/NN.json say of every organ and year what the table deadlines does, with the address of each report", async (t) => {
  const release = await released(t);
  const said: unknown[][] = [];
  for (const file of await readdir(join(release.folder, "explorer", "data", "places"))) {
    const province = Province.parse(await read(release, `places/${file}`));
    assert.equal(file, `${province.code}.json`);
    for (const packed of province.organs) {
      const whose = unpackOrgan(packed, province);
      const { place, due } = whose;
      for (const { year, state, proof, days, site, organ, division, scope, kind, had } of due)
        said.push([
          ...[province.places[place]?.[0], kind, year, state, proof, days, province.sites[site]?.[0] ?? null, scope],
          ...[organ, division, had, dueBy(whose, deadlinesOf(year))],
        ]);
    }
  }
  const known = await ask(
    release,
    `SELECT place, ${KIND}, year, state, status, (published - deadline)::INTEGER, site, scope, organ, coalesce(division, ''),
       if(organ = '${moved.organ}' AND year = 2021, '2022-03-21', NULL), deadline::VARCHAR
     FROM deadlines`,
  );
  assert.deepEqual(
    await ask(release, "SELECT count(*)::INTEGER FROM deadlines WHERE is_government AND level IS NULL"),
    [[8]],
  );
  assert.deepEqual(sorted(said), sorted(known));
});

test("a place is called as today, stands under the place above it, and says what ails its site", async (t) => {
  const release = await released(t);
  const henan = Province.parse(await read(release, "places/41.json"));
  assert.deepEqual(henan.places[0], ["410000", "河南省", ""]);
  assert.ok(henan.places.some((place) => place.join() === "410106,上街区,410100"));
  assert.deepEqual(
    henan.sites.find(([id]) => id === "erqi")?.slice(2),
    ["blocked", "HTTP 412", "2026-11-20"],
    "a day of China",
  );
  const chongqing = Province.parse(await read(release, "places/50.json"));
  const named = new Map(chongqing.places.map(([code, name]) => [code, name]));
  assert.deepEqual([named.get("500111"), named.get("500192")], ["大足区", "双桥区"]);
  const beijing = Province.parse(await read(release, "places/11.json"));
  const government = beijing.organs.find(({ name }) => name === "北京市密云区人民政府");
  assert.deepEqual(government?.called?.[2012], ["密云县人民政府", "110228"]);
  assert.deepEqual(government?.called?.[2016], undefined);
  const unknown = Province.parse(await read(release, "places/99.json"));
  assert.deepEqual(unknown.places, [
    ["990000", "", ""],
    ["990121", "云台县", "990000"],
  ]);
});

const sorted = (rows: readonly unknown[][]): string[] => rows.map((row) => JSON.stringify(row)).sort();
