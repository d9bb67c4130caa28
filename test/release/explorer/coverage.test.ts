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

  /** What the page gives as CSV, and what the SQL that it shows beside it says: for every table of the page. */
  async function heldToSql(reader: Awaited<ReturnType<typeof visit>>): Promise<number> {
    const parts = await reader.page.locator(".behind").all();
    for (const part of parts) {
      const [download] = await Promise.all([reader.page.waitForEvent("download"), part.getByRole("button").click()]);
      const chunks = await (await download.createReadStream()).toArray();
      const [, ...lines] = Buffer.concat(chunks)
        .toString("utf8")
        .replace(/^\u{feff}/u, "")
        .trimEnd()
        .split("\r\n");
      const sql = await part.locator("code").textContent();
      const answered = await ask(sql ?? "");
      assert.ok(answered.length > 0, sql ?? "");
      const field = (text: string): string => (/["，,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      assert.deepEqual(lines.sort(), answered.map((row) => row.map(field).join(",")).sort(), sql ?? "");
    }
    return parts.length;
  }

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
    assert.equal(await heldToSql(reader), 2);
    await reader.end();
  });

  it("leads from the country to the county, each empty cell with its reason in words, each report a link", async () => {
    const reader = await visit(browser, served);
    await reader.open("#coverage");
    const henan = reader.page.getByRole("row", { name: "Henan" }).first();
    await henan.getByRole("rowheader").getByRole("link").click();
    await reader.page.waitForSelector('main[data-shows="#coverage?place=41"]');
    assert.ok((await heldToSql(reader)) >= 2);
    await reader.open("#coverage?place=410100");
    await heldToSql(reader);
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
    assert.equal(await heldToSql(reader), 2);
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

  it("says so where no place has the code", async () => {
    const reader = await visit(browser, served);
    for (const code of ["419999", "77", "x"]) {
      await reader.open(`#coverage?place=${code}`);
      assert.deepEqual(await reader.texts("[role=alert]"), [`This release knows no place with the code ${code}.`]);
    }
    await reader.end();
  });
});
