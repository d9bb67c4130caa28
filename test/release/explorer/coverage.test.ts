import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { commit, type ReportRow } from "../../../pipeline/archive/index.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { openRelease, type Release } from "../../../pipeline/release/opened.ts";
import { sampleChanges, sampleRecord, sampleSite } from "../../archive/sample.ts";
import { launchChromium } from "../../chromium.ts";
import { heldToSql } from "./held-to-sql.ts";
import { type Served, serve } from "./served.ts";
import { visit } from "./visit.ts";

const report = (id: string, year: number, row: Partial<ReportRow>) =>
  sampleRecord(id, year, { row: { published: `${year + 1}-01-20`, ...row } });
const bureau = { organ: "郑州市上街区财政局", scope: "own" } as const;
const jinshui = { organ: "郑州市金水区人民政府", division: "410105" };

describe("coverage and deadlines in the explorer", () => {
  let scratch: string;
  let release: Release;
  let served: Served;
  let browser: Browser;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-coverage-"));
    await commit(
      join(scratch, "archive"),
      sampleChanges(
        [
          report("a", 2021, {}),
          report("b", 2022, { published: "2023-04-10" }),
          report("c", 2021, jinshui),
          report("d", 2022, { ...jinshui, status: "inconsistent" }),
          report("e", 2021, bureau),
          report("f", 2022, { ...bureau, published: "2023-02-03" }),
          report("g", 2021, { organ: '<script>alert("局")</script>', scope: "own" }),
          report("h", 2021, { organ: "广东省人民政府", division: "440000", province: "广东省", level: "province" }),
        ],
        {
          sites: [
            sampleSite(),
            sampleSite({
              site: "erqi",
              name: "郑州市二七区人民政府",
              division: "410103",
              health: "blocked",
              reason: "HTTP 412",
            }),
          ],
        },
      ),
    );
    const { folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z"));
    release = await openRelease(folder, "2026-11-20");
    await release.connection.run(`CREATE VIEW IF NOT EXISTS deadlines AS FROM '${join(folder, "deadlines.parquet")}'`);
    served = await serve(folder);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    release?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  const ask = async (sql: string): Promise<string[][]> =>
    (await release.connection.runAndReadAll(sql)).getRowsJson().map((row) => row.map((value) => String(value ?? "")));

  it("says at first sight how much of what is owed is there, and why the rest is not", async () => {
    const [[due, there, proven] = []] = await ask(
      "SELECT count(*), count(report_id), count(*) FILTER (status = 'verified') FROM deadlines WHERE is_government",
    );
    const reader = await visit(browser, served);
    await reader.open("");
    const [summary = ""] = await reader.texts(".summary");
    assert.match(
      summary.replaceAll(",", ""),
      new RegExp(`^Of ${due} annual reports .* ${there} are here .* ${proven} of these`),
    );
    const [zh = ""] = await visit(browser, served, { language: "zh" }).then(async (other) => {
      await other.open("#coverage");
      const texts = await other.texts(".summary");
      await other.end();
      return texts;
    });
    assert.match(zh.replaceAll(",", ""), new RegExp(`${due} 份，本库收录 ${there} 份.*${proven} 份校验通过`));
    assert.match(summary, /are here \(<0\.1%\)/, "few are not none");
    assert.equal(await heldToSql(reader, release), 2);
    await reader.end();
  });

  it("leads from the country to the county, each empty cell with its reason in words, each report a link", async () => {
    const reader = await visit(browser, served);
    await reader.open("#coverage");
    const henan = reader.page.getByRole("row", { name: "Henan" }).first();
    await henan.getByRole("rowheader").getByRole("link").click();
    await reader.page.waitForSelector('main[data-shows="#coverage?place=41"]');
    assert.ok((await heldToSql(reader, release)) >= 2);
    await reader.open("#coverage?place=410100");
    await heldToSql(reader, release);
    const cells = async (row: string): Promise<string[]> =>
      (
        await reader.page.getByRole("row", { name: row }).first().locator(".cell .visually-hidden").allTextContents()
      ).slice(13, 15);
    assert.deepEqual(await cells("二七区"), [
      "二七区, 2021: site could not be read; site: 郑州市二七区人民政府, last read 2026-11-20; HTTP 412",
      "二七区, 2022: site could not be read; site: 郑州市二七区人民政府, last read 2026-11-20; HTTP 412",
    ]);
    assert.deepEqual(await cells("金水区"), [
      "金水区, 2021: on time; 70 days before the deadline; verified",
      "金水区, 2022: on time; 70 days before the deadline; its sums do not agree",
    ]);
    await reader.open("#coverage?place=410106");
    assert.equal(await heldToSql(reader, release), 2);
    const bureaus = reader.page.getByRole("row", { name: "财政局" });
    assert.equal(
      await bureaus.locator("a.cell").nth(1).getAttribute("href"),
      `#report?${new URLSearchParams({ organ: "郑州市上街区财政局", division: "410106", year: "2022", scope: "own" })}`,
    );
    assert.equal(await reader.page.getByRole("rowheader", { name: '<script>alert("局")</script>' }).count(), 1);
    await reader.end();
  });

  it("is walked through with the arrow keys, one Tab stop for a table, the cell's words shown above it", async () => {
    const reader = await visit(browser, served);
    await reader.open("#coverage?place=410100");
    const table = reader.page.locator("table").first();
    assert.equal(await table.locator(".cell:not([tabindex='-1'])").count(), 1);
    await table.locator(".cell").first().focus();
    for (const key of ["ArrowDown", "End", "ArrowLeft", "ArrowUp"]) await reader.page.keyboard.press(key);
    const [said = ""] = await reader.texts(".said");
    assert.match(said, /^郑州市人民政府, 2024: no site watched/);
    assert.equal(await table.locator(".cell[tabindex='0']").count(), 1);
    await reader.end();
  });

  it("shows on the map what share of each province's governments is there, with the numbers and their SQL beside it", async () => {
    for (const [language, name] of [
      ["en", "HA 1%: Henan: 0.6%, 1 of 175"],
      ["zh", "河南 1%: 河南省：0.6%，175 个中的 1 个"],
    ] as const) {
      const reader = await visit(browser, served, { language });
      await reader.open("#map?year=2022&measure=proven");
      assert.equal(await reader.page.locator(".tiles a").count(), 31);
      const tile = reader.page.getByRole("link", { name });
      assert.equal(await tile.getAttribute("href"), "#coverage?place=41");
      assert.match((await reader.texts("main .soft")).join(), /Hong Kong, Macao and Taiwan|香港、澳门、台湾/);
      assert.equal(await heldToSql(reader, release), 1);
      await reader.end();
    }
    const [[due, there] = []] = await ask(
      "SELECT count(*), count(*) FILTER (status = 'verified') FROM deadlines WHERE is_government AND year = 2022 AND place LIKE '41%'",
    );
    assert.deepEqual([due, there], ["175", "1"]);
  });

  it("shows what the provincial governments' proven reports say of applications received, and nothing for the others", async () => {
    const reader = await visit(browser, served);
    await reader.open("#map?year=2021&measure=received");
    assert.equal(await reader.page.getByRole("link", { name: "GD 1: Guangdong: 1" }).count(), 1);
    assert.equal(await reader.page.getByRole("link", { name: "no proven report says it" }).count(), 30);
    assert.equal(await heldToSql(reader, release), 1);
    await reader.end();
  });

  it("opens the map on the last year of which there is a report, and changes it by choice", async () => {
    const reader = await visit(browser, served);
    await reader.open("#map");
    assert.equal(await reader.page.locator("select[name=year]").inputValue(), "2022");
    await reader.page.locator("select[name=level]").selectOption("province");
    await reader.page.waitForSelector('main[data-shows*="level=province"]');
    await reader.page.locator("select[name=year]").selectOption("2021");
    await reader.page.waitForSelector('main[data-shows*="year=2021"]');
    assert.equal(await reader.page.getByRole("link", { name: "GD 100%: Guangdong: 100%, 1 of 1" }).count(), 1);
    await reader.end();
  });

  it("shows no map of a year, measure or level that is not there, but says so above its choices", async () => {
    const reader = await visit(browser, served);
    for (const [params, said] of [
      ["year=1900", /no year “1900”/],
      ["measure=foo&level=village", /no measure “foo”, no level “village”/],
    ] as const) {
      await reader.open(`#map?${params}`);
      assert.match((await reader.texts("[role=alert]")).join(), said);
      assert.equal(await reader.page.locator("main figure, main table").count(), 0);
    }
    await reader.page.getByLabel("What is shown").selectOption("proven");
    await reader.page.locator("svg.tiles").waitFor();
    await reader.end();
  });

  it("counts no deadlines of a year or a kind of organs that is not there, but says so below its choices", async () => {
    const reader = await visit(browser, served);
    await reader.open("#deadlines?year=1900&of=villages");
    assert.match((await reader.texts("[role=alert]")).join(), /no year “1900”, no kind of organs “villages”/);
    assert.equal(await reader.page.locator("main table").count(), 0);
    await reader.page.locator("select[name=year]").selectOption("2021");
    await reader.page.locator("main table").first().waitFor();
    await reader.end();
  });

  it("counts who was on time, late, or did not publish, names each organ of a place, and says the same as SQL", async () => {
    for (const [language, sentence] of [
      ["en", "Reports due: 177. On time 1, late 2, here without a date 0, not here 174."],
      ["zh", "应公布 177 份：按期 1 份，逾期 2 份，已收录而日期不详 0 份，未收录 174 份。"],
    ] as const) {
      const reader = await visit(browser, served, { language });
      await reader.open("#deadlines?year=2022");
      assert.equal(await heldToSql(reader, release), 3);
      await reader.open("#deadlines?year=2022&place=41");
      assert.deepEqual(await reader.texts(".summary"), [sentence]);
      assert.equal(await heldToSql(reader, release), 3);
      const rows = await reader.page.locator("table").last().locator("tbody tr").allInnerTexts();
      assert.deepEqual(
        rows.slice(0, 3).map((row) => row.split("\t").map((cell) => cell.replace(/^\S+\s/, "").trim())[0]),
        ["郑州市上街区人民政府", "郑州市上街区财政局", "郑州市金水区人民政府"],
      );
      assert.match(rows[0] ?? "", /2023-03-31\t2023-04-10\t10$/);
      assert.match(rows[1] ?? "", /2023-01-31\t2023-02-03\t3$/);
      await reader.end();
    }
    const [[due, on_time, late] = []] = await ask(
      "SELECT count(*), count(*) FILTER (state = 'on_time'), count(*) FILTER (state = 'late') FROM deadlines WHERE year = 2022 AND place LIKE '41%'",
    );
    assert.deepEqual([due, on_time, late], ["177", "1", "2"]);
  });

  it("sorts the organs by name or state, keeps to a kind of organ, and tells what must not be concluded", async () => {
    const reader = await visit(browser, served);
    await reader.open("#deadlines?year=2022&place=410100&of=county");
    const organs = (): Promise<string[]> => reader.page.locator("table").last().locator("tbody th").allInnerTexts();
    assert.equal((await organs())[0], "郑州市上街区人民政府");
    await reader.page.getByRole("button", { name: "Organ" }).click();
    await reader.page.waitForSelector('main[data-shows*="sort=organ"]');
    assert.equal((await organs())[0], "郑州市中原区人民政府");
    assert.deepEqual(
      (await organs()).sort(),
      (
        await ask(
          "SELECT organ FROM deadlines WHERE is_government AND level = 'county' AND year = 2022 AND place LIKE '4101%' ORDER BY organ",
        )
      )
        .flat()
        .sort(),
    );
    assert.ok(
      (await reader.texts("main li")).some((text) => text.startsWith("That a report is not here does not say")),
    );
    await reader.end();
  });

  it("says so where no place has the code", async () => {
    const reader = await visit(browser, served);
    for (const code of ["419999", "77", "x"]) {
      await reader.open(`#coverage?place=${code}`);
      assert.deepEqual(await reader.texts("[role=alert]"), [`This release knows no place with the code ${code}.`]);
    }
    await reader.end();
  });
});
