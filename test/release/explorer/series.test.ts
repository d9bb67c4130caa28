import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { commit, openArchive, type ReportRow } from "../../../pipeline/archive/index.ts";
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
  /** A report of which nobody knows the place. */
  const NOWHERE = 5;
  let nowhere: ReportRow | undefined;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-series-"));
    // Organs of two provinces.
    const [north, west] = [madeChanges(60_000, 60_100), madeChanges(180_000, 180_100)];
    const records = [...(north.records ?? []), ...(west.records ?? [])];
    nowhere = records[NOWHERE]?.report;
    // Of one year nobody says how many applications came in, and one report fails its identities.
    const silent = records.map((record, i) => ({
      ...record,
      report: {
        ...record.report,
        status: i === 0 ? ("inconsistent" as const) : record.report.status,
        ...(i === NOWHERE ? { division: null, province: null } : {}),
      },
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
    await page.getByRole("button", { name: "Remove Sichuan" }).click();
    await page.locator(".series-chart li").nth(2).waitFor({ state: "detached" });
  });

  it("says in words all that decides what its numbers are, on paper too, in the chart's description and the file's name", async () => {
    const params = {
      item: "harmonized.disclosed__total",
      place: "51",
      scope: "own",
      organs: "same",
      measure: "median",
    };
    await shown(params);
    const [counted = ""] = await reader.texts(".series-counted");
    for (const part of [
      ...[/^Median of the reports of: .*\(disclosed__total\)\. /, /Places: Sichuan\./, /Level: county\./],
      ...[/Reports of single organs\./, /Counted: only reports whose identities hold\./],
      ...[/only those with this number in every year\./, /Years 2019 to 2025\./, /release of 2026-11-20\.$/],
    ])
      assert.match(counted, part);
    const described = (await reader.page.locator(".series-chart svg desc").textContent()) ?? "";
    assert.ok(described.startsWith(counted), described);
    await reader.page.emulateMedia({ media: "print" });
    assert.ok(await reader.page.locator(".series-counted").isVisible());
    await reader.page.emulateMedia({ media: null });
    const [download] = await Promise.all([
      reader.page.waitForEvent("download"),
      reader.page.locator(".behind button").click(),
    ]);
    assert.equal(
      download.suggestedFilename(),
      "gongkai-2026-11-20-series-harmonized.disclosed__total-51-median-county-own-proven-same.csv",
    );
    await shown({ ...params, lang: "zh" });
    assert.match(
      (await reader.texts(".series-counted")).join(),
      /^项目：.*。统计方式：各报告中位数。地区：四川省。.*2026-11-20 发布。$/,
    );
  });

  it("shows no figure for what it does not know, but says what that is, and keeps its choices", async () => {
    for (const [params, said] of [
      [{ place: "zz" }, /no place “zz”/],
      [{ place: "51,9876" }, /no place “9876”/],
      [{ item: "nonsense" }, /no item “nonsense”/],
      [{ item: "harmonized.no_such_column" }, /no item “harmonized\.no_such_column”/],
      [{ item: "nowhere.disclosed__total", from: "1900" }, /no item “nowhere\..*”, no year “1900”/],
      [{ measure: "foo", level: "village" }, /no level “village”, no measure “foo”/],
    ] as const) {
      await reader.open(`#series?${new URLSearchParams(params)}`);
      assert.match((await reader.texts(".series-answer")).join(), said);
      assert.equal((await reader.texts("[role=alert]")).length, 1);
      assert.equal(await reader.page.locator(".series-answer svg, .series-answer table").count(), 0);
      assert.ok(await reader.page.getByRole("button", { name: "Add this place" }).isVisible());
      // What is chosen next is not chosen beside what is not there.
      assert.doesNotMatch((await reader.texts(".series-tags")).join(), /9876|no_such_column|nonsense/);
    }
  });

  it("names provinces in the reader's language, and lets choose what lies in none", async () => {
    const expected =
      await ask(`SELECT year, printf('%d', sum(value)::BIGINT), count(value) FROM cells JOIN reports USING (report_id)
      WHERE item = 'disclosed' AND form_column = 'total' AND division IS NULL GROUP BY year ORDER BY year`);
    assert.equal(expected.length, 1);
    const params = {
      item: "harmonized.disclosed__total",
      scope: String(nowhere?.scope),
      level: String(nowhere?.level),
    };
    assert.deepEqual(
      await shown({ ...params, place: "00" }),
      expected.map((row) => row.map(String)),
    );
    const options = await reader.texts("select[name=in] option");
    assert.ok(options.includes("Sichuan") && options.includes("No known place"), options.join());
    await reader.open("#search?lang=en");
    assert.ok((await reader.texts("select[name=province] option")).includes("Sichuan"));
    await reader.open("#series?lang=zh");
    assert.ok((await reader.texts("select[name=in] option")).includes("四川省"));
  });

  it("says what its chart shows, draws it on a phone, and gives no serious finding of axe-core", async () => {
    await shown({ item: "harmonized.disclosed__total", place: "all,51", lang: "en" });
    assert.deepEqual(await reader.accessibilityFindings(), []);
    assert.match(
      await reader.page.locator(".series-chart svg desc").innerHTML(),
      / Lines over the years 2019 to 2025: A /,
    );
    await reader.page.setViewportSize({ width: 360, height: 700 });
    await shown({ item: "harmonized.other__total,harmonized.disclosed__total", place: "all,51", in: "51" });
    assert.equal(await reader.page.evaluate("document.documentElement.scrollWidth"), 360);
    await reader.end();
  });
});
