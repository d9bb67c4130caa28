import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { commit, openArchive } from "../../../pipeline/archive/index.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { madeChanges } from "../../../scripts/bench/made-nation.ts";
import { launchChromium } from "../../chromium.ts";
import { type Served, serve } from "./served.ts";
import { type Visit, visit } from "./visit.ts";

describe("the series of a release", () => {
  let scratch: string;
  let served: Served;
  let browser: Browser;
  let reader: Visit;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-series-"));
    // Organs of two provinces.
    const [north, west] = [madeChanges(60_000, 60_100), madeChanges(180_000, 180_100)];
    const records = [...(north.records ?? []), ...(west.records ?? [])];
    // Of one year nobody says how many applications came in, and one report fails its identities.
    const silent = records.map((record, i) => ({
      ...record,
      report: { ...record.report, status: i === 0 ? ("inconsistent" as const) : record.report.status },
      cells: record.cells.map((cell) =>
        record.report.year === 2023 && cell.item === "received_new"
          ? { ...cell, value: null, raw: "—", status: "dash" as const }
          : cell,
      ),
    }));
    await commit(join(scratch, "archive"), {
      ...north,
      records: silent,
      documents: [...(north.documents ?? []), ...(west.documents ?? [])],
      readings: [...(north.readings ?? []), ...(west.readings ?? [])],
      sites: [...(north.sites ?? []), ...(west.sites ?? [])],
    });
    const { folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z"));
    served = await serve(folder);
    browser = await launchChromium();
    reader = await visit(browser, served);
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  const ask = async (sql: string): Promise<unknown[][]> => {
    const archive = await openArchive(join(scratch, "archive"));
    const { rows } = await archive.query(sql);
    archive.close();
    return rows;
  };
  const shown = async (params: Record<string, string>): Promise<string[][]> => {
    await reader.open(`#series?${new URLSearchParams(params)}`);
    await reader.page.waitForSelector(".behind, .series-answer [role=status]:not(:empty)");
    await reader.page.waitForSelector(".behind");
    const rows = await reader.page.locator(".series-answer tbody tr").all();
    return Promise.all(rows.map((row) => row.locator("td").allInnerTexts()));
  };

  it("shows, of each line, the numbers of the archive and of how many reports they are made", async () => {
    const expected = await ask(`SELECT year, printf('%d', sum(value)::BIGINT), count(value),
        sum(value) FILTER (starts_with(division, '51')), count(value) FILTER (starts_with(division, '51'))
      FROM cells JOIN reports USING (report_id)
      WHERE form_table = 'applications' AND item = 'disclosed' AND form_column = 'total' AND is_current
        AND reports.status = 'verified' AND level = 'county' AND scope = 'own' GROUP BY year ORDER BY year`);
    assert.equal(expected.length, 7);
    assert.deepEqual(
      await shown({ place: "all,51", item: "harmonized.disclosed__total", level: "county", scope: "own" }),
      expected.map((row) => row.map((value) => (value === null ? "–" : String(value)))),
    );
  });

  it("leaves a gap where no number is known, and never a zero", async () => {
    const rows = await shown({ item: "applications.received_new__total", scope: "own" });
    assert.deepEqual(
      rows.find(([year]) => year === "2023"),
      ["2023", "–", "0"],
    );
    assert.equal(rows.filter(([, value]) => value === "–").length, 1);
    // A sign for every number, and a line in two parts.
    assert.equal(
      await reader.page.locator(".series-chart svg g[stroke='var(--series-1)'][fill='var(--paper)'] circle").count(),
      6,
    );
    const line = await reader.page
      .locator(".series-chart svg g[stroke='var(--series-1)'][fill='none'] path")
      .getAttribute("d");
    assert.equal(line?.match(/M/g)?.length, 2);
  });

  it("counts proven reports unless it is asked for all", async () => {
    const params = { item: "harmonized.concluded_total__total", scope: "own" };
    const total = (rows: string[][]): number => rows.reduce((sum, [, , reports]) => sum + Number(reports), 0);
    const [proven, all] = [total(await shown(params)), total(await shown({ ...params, proof: "all" }))];
    const aggregate = total(await shown({ ...params, scope: "aggregate", proof: "all" }));
    assert.equal(
      all,
      Number((await ask("SELECT count(*) FROM reports WHERE level = 'county' AND scope = 'own'"))[0]?.[0]),
    );
    assert.ok(all - proven + aggregate > 0 && aggregate > 0);
    assert.equal(
      proven,
      Number(
        (
          await ask("SELECT count(*) FROM reports WHERE level = 'county' AND scope = 'own' AND status = 'verified'")
        )[0]?.[0],
      ),
    );
  });

  it("warns where the years are not made of as many reports, and compares the organs with the number in every year", async () => {
    const params = { item: "harmonized.disclosed__total", scope: "own" };
    const each = await shown(params);
    assert.equal((await reader.texts(".notice")).length, 1);
    const same = await shown({ ...params, organs: "same" });
    assert.deepEqual(await reader.texts(".notice"), []);
    const expected =
      await ask(`WITH numbers AS (SELECT year, organ, division, value FROM cells JOIN reports USING (report_id)
        WHERE form_table = 'applications' AND item = 'disclosed' AND form_column = 'total' AND is_current AND value IS NOT NULL
          AND reports.status = 'verified' AND level = 'county' AND scope = 'own')
      SELECT year, printf('%d', sum(value)::BIGINT), count(*) FROM numbers WHERE (organ, division) IN (
        SELECT (organ, division) FROM numbers GROUP BY organ, division HAVING count(DISTINCT year) = 7) GROUP BY year ORDER BY year`);
    assert.deepEqual(
      same,
      expected.map((row) => row.map(String)),
    );
    const reports = (rows: string[][]): number => rows.reduce((sum, [, , count]) => sum + Number(count), 0);
    assert.ok(reports(same) > 0 && reports(same) < reports(each));
  });

  it("adds places and items that a reader chooses, and keeps them in the address", async () => {
    await shown({ item: "harmonized.disclosed__total" });
    const { page } = reader;
    await page.getByLabel("Province").and(page.locator("select[name=in]")).selectOption("51");
    await page.waitForSelector("select[name=within]");
    await page.getByRole("button", { name: "Add this place" }).click();
    await page.waitForURL(/place=all%2C51/);
    await page.getByLabel("Item: type a word of it").fill("partly_disclosed__total");
    await page.getByRole("button", { name: "Add this item" }).click();
    await page.waitForURL(/item=harmonized.disclosed__total%2Charmonized.partly_disclosed__total/);
    await page.locator(".series-chart li").nth(3).waitFor();
    await page.getByRole("button", { name: "Remove 四川省" }).click();
    await page.locator(".series-chart li").nth(2).waitFor({ state: "detached" });
  });

  it("says what its chart shows, draws it on a phone, and gives no serious finding of axe-core", async () => {
    assert.deepEqual(await reader.accessibilityFindings(), []);
    assert.match(
      await reader.page.locator(".series-chart svg desc").innerHTML(),
      /^Lines over the years 2019 to 2025: A /,
    );
    await reader.page.setViewportSize({ width: 360, height: 700 });
    await shown({ item: "harmonized.other__total,harmonized.disclosed__total", place: "all,51", in: "51" });
    assert.equal(await reader.page.evaluate("document.documentElement.scrollWidth"), 360);
    await reader.end();
  });
});
