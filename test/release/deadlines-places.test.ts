import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleChanges, sampleSite } from "../archive/sample.ts";
import { released, report } from "./owed-reports.ts";

const CHONGQING = { province: "重庆市" } as const;
const OF_GOVERNMENTS = "SELECT place, organ, division, year, state FROM deadlines WHERE is_government";

test("where a code was given to another place, each of the two governments owes its own report, under its own name", async (t) => {
  const { ask } = await released(
    t,
    sampleChanges([
      report("a", 2009, { ...CHONGQING, organ: "重庆市双桥区人民政府", division: "500111" }),
      report("b", 2009, { ...CHONGQING, organ: "大足县人民政府", division: "500225", published: "2010-06-01" }),
      report("c", 2010, { ...CHONGQING, organ: "重庆市双桥区人民政府", division: "500111" }),
      report("d", 2012, { ...CHONGQING, organ: "重庆市大足区人民政府", division: "500111" }),
      report("e", 2009, { ...CHONGQING, organ: "双桥区财政局", division: "500111", scope: "own" }),
    ]),
    "2026-11-20",
  );
  assert.deepEqual(await ask(`${OF_GOVERNMENTS} AND report_id IS NOT NULL ORDER BY year, place`), [
    ["500111", "大足县人民政府", "500225", 2009, "late"],
    ["500192", "重庆市双桥区人民政府", "500111", 2009, "on_time"],
    ["500192", "重庆市双桥区人民政府", "500111", 2010, "on_time"],
    ["500111", "重庆市大足区人民政府", "500111", 2012, "on_time"],
  ]);
  assert.deepEqual(
    await ask(
      "SELECT place, min(year), max(year), count(*) FROM deadlines WHERE is_government AND place IN ('500110', '500111', '500191', '500192', '232701', '232761') GROUP BY ALL ORDER BY ALL",
    ),
    [
      ["232701", 2008, 2025, "18"],
      ["232761", 2008, 2025, "10"],
      ["500110", 2008, 2025, "18"],
      ["500111", 2008, 2025, "18"],
      ["500191", 2008, 2010, "3"],
      ["500192", 2008, 2010, "3"],
    ],
  );
  assert.deepEqual(await ask("SELECT DISTINCT place FROM deadlines WHERE organ = '双桥区财政局'"), [["500192"]]);
});

test("a county that became a district under another name is one place, and due once in the year of the change", async (t) => {
  const { ask } = await released(
    t,
    sampleChanges([
      report("a", 2014, { ...CHONGQING, organ: "开县人民政府", division: "500234" }),
      report("b", 2016, { ...CHONGQING, organ: "重庆市开州区人民政府", division: "500154" }),
    ]),
    "2026-11-20",
  );
  assert.deepEqual(
    await ask(
      "SELECT year, count(*) FROM deadlines WHERE is_government AND level = 'county' AND place[:2] = '50' AND year BETWEEN 2011 AND 2018 GROUP BY year ORDER BY year",
    ),
    [2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018].map((year) => [year, "38"]),
  );
  assert.deepEqual(await ask(`${OF_GOVERNMENTS} AND place = '500154' AND year BETWEEN 2014 AND 2016 ORDER BY year`), [
    ["500154", "开县人民政府", "500234", 2014, "on_time"],
    ["500154", "重庆市开州区人民政府", "500154", 2015, "not_found"],
    ["500154", "重庆市开州区人民政府", "500154", 2016, "on_time"],
  ]);
});

test("a government that was founded since owes from the first year at whose end it certainly stood; what it published before is there", async (t) => {
  const sansha = { organ: "三沙市人民政府", division: "460300", province: "海南省", level: "prefecture" } as const;
  const { ask } = await released(t, sampleChanges([report("a", 2011, sansha)]), "2026-11-20");
  const first = (place: string) =>
    ask(`SELECT min(year) FROM deadlines WHERE is_government AND place = '${place}' AND report_id IS NULL`);
  assert.deepEqual(await first("460300"), [[2012]]); // 三沙市, July 2012
  assert.deepEqual(await first("330114"), [[2021]]); // 钱塘区, 2021
  assert.deepEqual(await first("440311"), [[2018]]); // 光明区, 2018
  assert.deepEqual(await first("460205"), [[2014]]); // 崖州区, 2014
  assert.deepEqual(await ask(`${OF_GOVERNMENTS} AND place = '460300' AND year = 2011`), [
    ["460300", "三沙市人民政府", "460300", 2011, "on_time"],
  ]);
});

test("a government's report on its own office is due with the governments', and is its report of the year where there is no other", async (t) => {
  const own = { scope: "own" } as const;
  const { ask } = await released(
    t,
    sampleChanges(
      [
        report("a", 2021, { published: "2022-03-20" }),
        report("b", 2021, { ...own, published: "2022-03-31" }),
        report("c", 2022, { ...own, published: "2023-03-15" }),
        report("d", 2023, { ...own, published: "2024-04-01" }),
        report("e", 2021, { ...own, organ: "峡窝镇人民政府", level: "township", published: "2022-02-01" }),
      ],
      { sites: [sampleSite()] },
    ),
    "2026-11-20",
  );
  assert.deepEqual(
    await ask(
      "SELECT year, scope, is_government, deadline, report_id, state FROM deadlines WHERE organ = '郑州市上街区人民政府' AND year BETWEEN 2021 AND 2023 ORDER BY year, scope",
    ),
    [
      [2021, "aggregate", true, "2022-03-31", "a", "on_time"],
      [2021, "own", false, "2022-03-31", "b", "on_time"],
      [2022, "own", true, "2023-03-31", "c", "on_time"],
      [2023, "own", true, "2024-03-31", "d", "late"],
    ],
  );
  assert.deepEqual(await ask("SELECT deadline, state FROM deadlines WHERE report_id = 'e'"), [["2022-01-31", "late"]]);
});
