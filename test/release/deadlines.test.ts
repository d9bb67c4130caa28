import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { deadlines, deadlinesTable } from "../../data/deadlines/index.ts";
import { type Division, everyDivision, placeKey } from "../../data/divisions/index.ts";
import { STATES } from "../../pipeline/release/explorer/page/places.ts";
import { sampleChanges, sampleDocument, sampleRecord, sampleSite, sha } from "../archive/sample.ts";
import { type Ask, released, report } from "./owed-reports.ts";

const BUREAU = { organ: "郑州市上街区财政局", scope: "own" } as const;
const statesOf = (ask: Ask, organ: string) =>
  ask(`SELECT year, state FROM deadlines WHERE organ = '${organ}' AND year >= 2019 ORDER BY year`);

test("a report is on time by the last day, for a government two months after its organs, and late after it", async (t) => {
  const { ask } = await released(
    t,
    sampleChanges([
      report("a", 2021, { published: "2022-03-31" }),
      report("b", 2022, { published: "2023-04-01" }),
      report("c", 2021, { ...BUREAU, published: "2022-01-31" }),
      report("d", 2022, { ...BUREAU, published: "2023-02-01" }),
      report("e", 2017, { ...BUREAU, published: "2018-03-31" }),
    ]),
    "2026-11-20",
  );
  assert.deepEqual(
    await ask(
      "SELECT organ, year, deadline, published, report_id, status, state FROM deadlines WHERE report_id IS NOT NULL ORDER BY report_id",
    ),
    [
      ["郑州市上街区人民政府", 2021, "2022-03-31", "2022-03-31", "a", "verified", "on_time"],
      ["郑州市上街区人民政府", 2022, "2023-03-31", "2023-04-01", "b", "verified", "late"],
      ["郑州市上街区财政局", 2021, "2022-01-31", "2022-01-31", "c", "verified", "on_time"],
      ["郑州市上街区财政局", 2022, "2023-01-31", "2023-02-01", "d", "verified", "late"],
      ["郑州市上街区财政局", 2017, "2018-03-31", "2018-03-31", "e", "verified", "on_time"],
    ],
  );
});

test("the earliest date of all versions counts; having been fetched by the last day, China time, proves as much; else it is undated", async (t) => {
  const key = { report_key: "k" };
  const { ask } = await released(
    t,
    sampleChanges([
      report("a1", 2019, { ...key, published: "2020-03-01", is_current: false }),
      report("a2", 2019, { ...key, published: "2020-08-01" }),
      report("b", 2020, { published: null, retrieved: "2021-03-31T15:59:00.000Z" }),
      report("c", 2021, { published: null, retrieved: "2022-03-31T16:01:00.000Z" }),
      // Dates that cannot be that of the publication: before the year was over, and after it was fetched.
      report("d", 2022, { published: "2022-06-01" }),
      report("e", 2023, { published: "2204-03-01", retrieved: "2024-03-05T00:00:00.000Z" }),
    ]),
    "2026-11-20",
  );
  assert.deepEqual(
    await ask(
      "SELECT year, report_id, published, state FROM deadlines WHERE place = '410106' AND year BETWEEN 2019 AND 2023 ORDER BY year",
    ),
    [
      [2019, "a2", "2020-03-01", "on_time"],
      [2020, "b", null, "on_time"],
      [2021, "c", null, "undated"],
      [2022, "d", null, "undated"],
      [2023, "e", null, "on_time"],
    ],
  );
});

test("what is not there is told apart: not due, overdue, not found, not looked for since, the site not to be read, none to be read", async (t) => {
  const at = (day: string) => `${day}T02:00:00.000Z`;
  const changes = sampleChanges([report("a", 2023)], {
    sites: [
      sampleSite({ last_success: at("2026-05-01") }),
      sampleSite({ site: "jinshui", division: "410105", last_success: at("2026-03-31") }),
      sampleSite({ site: "erqi", division: "410103", health: "blocked", reason: "HTTP 412", last_success: null }),
    ],
  });
  const states = "SELECT division, year, state, site FROM deadlines WHERE division IN";
  const { ask } = await released(t, changes, "2026-06-01");
  assert.deepEqual(
    await ask(`${states} ('410106', '410105', '410103', '410102') AND year IN (2024, 2025) ORDER BY division, year`),
    [
      ["410102", 2024, "no_source", null],
      ["410102", 2025, "no_source", null],
      ["410103", 2024, "blocked", "erqi"],
      ["410103", 2025, "blocked", "erqi"],
      ["410105", 2024, "not_found", "jinshui"],
      ["410105", 2025, "not_checked", "jinshui"],
      ["410106", 2024, "not_found", "shangjie"],
      ["410106", 2025, "overdue", "shangjie"],
    ],
  );
  const before = await released(t, changes, "2026-03-31");
  assert.deepEqual(await before.ask(`${states} ('410106', '410102') AND year = 2025 ORDER BY division`), [
    ["410102", 2025, "not_yet_due", null],
    ["410106", 2025, "not_yet_due", "shangjie"],
  ]);
  const after = await released(t, changes, "2027-01-15");
  assert.deepEqual(await after.ask(`${states} ('410106') AND year IN (2025, 2026) ORDER BY year`), [
    ["410106", 2025, "not_found", "shangjie"],
    ["410106", 2026, "not_yet_due", "shangjie"],
  ]);
});

test("a document that is named as this report and could not be read is not readable; one that may be another's changes nothing", async (t) => {
  const unread = (id: string, link_text: string) =>
    sampleDocument(id, { document_id: sha(id), link_text, status: "unreadable", report_id: null });
  const { ask } = await released(
    t,
    sampleChanges([report("a", 2019, BUREAU), report("b", 2024, BUREAU)], {
      documents: [
        sampleDocument("a"),
        sampleDocument("b"),
        unread("c", "郑州市上街区财政局2020年政府信息公开工作年度报告.pdf"),
        unread("d", "财政局 2021年度政府信息公开年度报告"),
        unread("e", "教育局2022年政府信息公开工作年度报告"),
        unread("f", "2023年政府信息公开工作年度报告"),
        unread("g", "上街区人民政府2020年政府信息公开工作年度报告"),
      ],
    }),
    "2026-11-20",
  );
  assert.deepEqual(await statesOf(ask, "郑州市上街区财政局"), [
    [2019, "on_time"],
    [2020, "not_readable"],
    [2021, "not_readable"],
    [2022, "not_found"],
    [2023, "not_found"],
    [2024, "on_time"],
    [2025, "overdue"],
  ]);
  assert.deepEqual(await ask("SELECT year FROM deadlines WHERE is_government AND state = 'not_readable'"), [[2020]]);
});

test("a government's report is known by any name it has, on whatever site its reports come from", async (t) => {
  const { ask } = await released(
    t,
    sampleChanges([report("a", 2021, { organ: "郑州市上街区人民政府", site: "gateway" })], {
      documents: [
        sampleDocument("a"),
        sampleDocument("b", {
          ...{ document_id: sha("b"), site: "gateway", status: "rejected", report_id: null },
          link_text: "上街区人民政府2022年政府信息公开工作年度报告",
        }),
      ],
      sites: [sampleSite({ site: "gateway", division: null })],
    }),
    "2026-11-20",
  );
  assert.deepEqual(await ask("SELECT year, division, site FROM deadlines WHERE state = 'not_readable'"), [
    [2022, "410106", "gateway"],
  ]);
});

test("an organ owes from its first report to the year after its last: not where departments were reformed that year, but a township then too", async (t) => {
  const { ask } = await released(
    t,
    sampleChanges([
      report("a", 2014, BUREAU),
      report("b", 2017, BUREAU),
      report("c", 2022, { organ: "峡窝镇人民政府", scope: "own", level: "township" }),
    ]),
    "2026-11-20",
  );
  assert.deepEqual(await ask("SELECT year, report_id FROM deadlines WHERE NOT is_government ORDER BY organ, year"), [
    [2022, "c"],
    [2023, null],
    [2014, "a"],
    [2015, null],
    [2016, null],
    [2017, "b"],
  ]);
});

test("a place is one through all its codes, and its government owes under the name and code of the year", async (t) => {
  const { ask } = await released(
    t,
    sampleChanges([report("a", 2012, { organ: "密云县人民政府", division: "110228", province: "北京市" })], {
      sites: [sampleSite({ division: "110118" })],
    }),
    "2026-11-20",
  );
  const years = "SELECT organ, division, min(year), max(year) FROM deadlines WHERE place = '110118' AND year < 2025";
  assert.deepEqual(await ask(`${years} GROUP BY ALL ORDER BY ALL`), [
    ["北京市密云区人民政府", "110118", 2015, 2024],
    ["密云县人民政府", "110228", 2008, 2014],
  ]);
});

test("an aggregate report of a zone is not that of the government in whose place it lies", async (t) => {
  const { ask } = await released(
    t,
    sampleChanges([report("a", 2024, { organ: "郑州市上街区装备产业园人民政府" })]),
    "2026-11-20",
  );
  assert.deepEqual(
    await ask("SELECT is_government, state FROM deadlines WHERE place = '410106' AND year = 2024 ORDER BY ALL"),
    [
      [false, "on_time"],
      [true, "not_found"],
    ],
  );
});

test("every government that stood in a year has exactly one row of it, every report that names organ and year is in one, and all is said", async (t) => {
  const { ask, file } = await released(
    t,
    sampleChanges([
      report("a", 2021),
      report("b", 2021, { report_key: "other", organ: "上街区人民政府" }),
      report("c", 2021, { organ: "国家某部", division: null, province: null, level: null, scope: "own" }),
      report("d", 2021, { organ: "云台县人民政府", division: "990121", province: null }),
      sampleRecord("e", null),
      report("f", 2021, { organ: null }),
    ]),
    "2026-11-20",
  );
  const known = Map.groupBy(everyDivision(), placeKey);
  const since = (place: Division): number => Math.min(...(known.get(placeKey(place)) ?? []).map(({ from }) => from));
  const without = new Set(deadlines.withoutGovernment.map(({ code }) => code));
  for (const year of [2008, 2015, 2025]) {
    const standing = everyDivision().filter(
      (place) => place.from <= year && year <= place.to && year > since(place) && !without.has(place.code),
    );
    assert.deepEqual(
      (
        await ask(`SELECT place FROM deadlines WHERE is_government AND year = ${year} AND place < '99' ORDER BY place`)
      ).flat(),
      [...new Set(standing.map(placeKey))].sort(),
      String(year),
    );
  }
  assert.deepEqual(
    await ask(`SELECT count(*) FROM deadlines GROUP BY ${deadlinesTable.key.join(", ")} HAVING count(*) > 1`),
    [],
  );
  assert.deepEqual(
    await ask("SELECT report_id, place, is_government, level FROM deadlines WHERE report_id IS NOT NULL ORDER BY ALL"),
    [
      ["b", "410106", true, "county"],
      ["c", "000000", false, null],
      ["d", "990121", true, "county"],
    ],
  );
  assert.deepEqual(await ask(`SELECT state FROM deadlines WHERE state NOT IN ('${STATES.join("', '")}')`), []);
  assert.deepEqual(
    (await ask(`DESCRIBE FROM '${file}'`)).map(([name, type]) => [name, type]),
    Object.entries(deadlinesTable.columns).map(([name, { type }]) => [name, type]),
  );
});

test("the same release gives the same bytes", async (t) => {
  const changes = sampleChanges([report("a", 2021), report("b", 2020, BUREAU)]);
  const [one, other] = [await released(t, changes, "2026-11-20"), await released(t, changes, "2026-11-20")];
  assert.deepEqual(await readFile(one.file), await readFile(other.file));
});
