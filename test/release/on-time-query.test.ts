import assert from "node:assert/strict";
import { test } from "node:test";
import { workedQueries } from "../../data/queries/index.ts";
import { sampleChanges } from "../archive/sample.ts";
import { released, report } from "./owed-reports.ts";

test("the worked query of who published on time says of the reports that are there what the table deadlines says", async (t) => {
  const own = { scope: "own" } as const;
  const key = { report_key: "k" };
  const { ask } = await released(
    t,
    sampleChanges([
      report("a", 2021, { published: "2022-03-31" }),
      report("b", 2022, { published: "2023-04-01" }),
      report("c", 2021, { ...own, organ: "郑州市上街区财政局", published: "2022-02-01" }),
      report("d", 2021, { ...own, organ: "峡窝镇人民政府", level: "township", published: "2022-02-01" }),
      report("e", 2021, { organ: "喀什地区行政公署", division: "653100", published: "2022-03-01" }),
      report("f", 2022, { ...own, organ: "郑州市人民政府", division: "410100", published: "2023-03-01" }),
      report("g", 2023, { published: "2204-03-01" }), // misread
      report("h", 2020, { published: "2021-02-01", retrieved: "2021-01-20T00:00:00.000Z" }), // after the fetch
      report("i", 2019, { ...own, organ: "郑州市上街区教育局", published: "2018-05-01" }), // before the year was over
      report("j1", 2024, { ...key, published: "2025-03-01", is_current: false }),
      report("j2", 2024, { ...key, published: "2025-08-01" }),
      report("l", 2017, { ...own, organ: "郑州市上街区财政局", published: "2018-03-31" }),
    ]),
    "2026-11-20",
  );
  const query = workedQueries().find(({ name }) => name === "13-on-time") ?? assert.fail("no such query");
  const said = (await ask(query.sql)).map((row) => row.slice(0, 6));
  const known = await ask(`
    SELECT year, month(deadline) = 3 AND (year > 2018 OR is_government) AS is_government, count(*),
      count(*) FILTER (state = 'on_time'), count(*) FILTER (state = 'late'), count(*) FILTER (state = 'undated')
    FROM deadlines WHERE report_id IS NOT NULL GROUP BY ALL ORDER BY year DESC, is_government DESC`);
  assert.deepEqual(said, known);
});
