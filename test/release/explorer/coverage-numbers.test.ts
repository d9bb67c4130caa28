import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { commit, type ReportRecord } from "../../../pipeline/archive/index.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { openRelease, type Release } from "../../../pipeline/release/opened.ts";
import { sampleChanges, sampleRecord } from "../../archive/sample.ts";
import { launchChromium } from "../../chromium.ts";
import { heldToSql } from "./held-to-sql.ts";
import { type Served, serve } from "./served.ts";
import { visit } from "./visit.ts";

const unplaced = { division: null, level: null, province: null } as const;
const bureau = { organ: "郑州市上街区财政局", scope: "own" } as const;
const jinshui = { organ: "郑州市金水区人民政府", division: "410105", report_key: "key-jinshui" };

/** A release of this day of these reports, in a browser. */
function released(day: string, records: ReportRecord[]) {
  let scratch: string;
  let release: Release;
  let served: Served;
  let browser: Browser;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-numbers-"));
    await commit(join(scratch, "archive"), sampleChanges(records));
    const { folder } = await snapshot(join(scratch, "archive"), scratch, new Date(`${day}T04:00:00Z`));
    release = await openRelease(folder, day);
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
  return {
    visit: (language: "en" | "zh" = "en") => visit(browser, served, { language }),
    async ask(sql: string): Promise<string[]> {
      const [row = []] = (await release.connection.runAndReadAll(sql)).getRowsJson();
      return row.map((value) => Number(value).toLocaleString("en"));
    },
    heldToSql: (reader: Awaited<ReturnType<typeof visit>>) => heldToSql(reader, release),
  };
}

describe("coverage, map and deadlines while a year's reports may still come in time", () => {
  const retrieved = "2026-02-10T02:00:00.000Z";
  const { visit, ask, heldToSql } = released("2026-02-15", [
    sampleRecord("a", 2025, { row: { published: "2026-02-09", retrieved } }),
    sampleRecord("b", 2024, { row: { published: "2025-03-10", retrieved } }),
    sampleRecord("c", 2024, { row: { ...bureau, published: "2025-01-10", retrieved } }),
  ]);

  it("opens the map and the deadlines on the newest year whose deadlines have all passed", async () => {
    const reader = await visit();
    for (const view of ["#map", "#deadlines"]) {
      await reader.open(view);
      assert.equal(await reader.page.locator("select[name=year]").inputValue(), "2024", view);
      assert.ok(!(await reader.texts(".summary")).join().includes("not yet due"), view);
    }
    await reader.end();
  });

  it("never counts as missing what is not yet due, and says so in words beside the figures", async () => {
    const [later = "", missing = ""] = await ask(
      "SELECT count(*) FILTER (state = 'not_yet_due'), count(*) FILTER (report_id IS NULL AND state <> 'not_yet_due') FROM deadlines WHERE year = 2025",
    );
    assert.equal(missing, "1", "the department's, whose deadline was in January");
    for (const [language, sentences, barred] of [
      [
        "en",
        [
          `Not all reports on this year are due; the deadline has not passed: ${later} reports not yet due.`,
          "Reports due, or here already: 2. On time 1, late 0, here without a date 0, due and not here 1.",
        ],
        `Not here 1, Not yet due ${later}`,
      ],
      [
        "zh",
        [
          `本年度报告尚未全部到期，期限未届满：${later} 份报告尚未到期。`,
          "已到期或已收录 2 份：按期 1 份，逾期 0 份，已收录而日期不详 0 份，到期而未收录 1 份。",
        ],
        `未收录 1，未到期限 ${later}`,
      ],
    ] as const) {
      const reader = await visit(language);
      await reader.open("#deadlines?year=2025");
      assert.deepEqual(await reader.texts(".summary"), sentences);
      assert.ok((await reader.page.locator(".parts-bar").first().getAttribute("aria-label"))?.endsWith(barred));
      assert.equal(await heldToSql(reader), 3);
      await reader.open("#deadlines?year=2025&place=41");
      assert.equal(await heldToSql(reader), 3);
      await reader.end();
    }
  });

  it("shows no share on the map for a year that is not due, but that it is not, with the same numbers as SQL", async () => {
    const [later = ""] = await ask(
      "SELECT count(*) FILTER (state = 'not_yet_due') FROM deadlines WHERE is_government AND year = 2025 AND place LIKE '41%'",
    );
    for (const [language, name] of [
      ["en", `HA …: Henan: the deadline has not passed: ${later} reports not yet due, 1 already here`],
      ["zh", `河南 …: 河南省：期限未届满：${later} 份报告尚未到期，已收录 1 份`],
    ] as const) {
      const reader = await visit(language);
      await reader.open("#map?year=2025");
      assert.equal(await reader.page.getByRole("link", { name, exact: true }).count(), 1);
      assert.equal(await reader.page.locator(".tiles").getByText("%").count(), 0);
      assert.ok(!(await reader.texts("table")).join().includes("%"));
      assert.equal(await heldToSql(reader), 1);
      await reader.end();
    }
  });

  it("leaves it out of what is owed in the opening sentence of coverage, and out of a cell's share", async () => {
    const [due = "", later = ""] = await ask(
      "SELECT count(*) FILTER (state <> 'not_yet_due'), count(*) FILTER (state = 'not_yet_due') FROM deadlines WHERE is_government",
    );
    const reader = await visit();
    await reader.open("#coverage");
    const [summary = ""] = await reader.texts(".summary");
    assert.ok(summary.startsWith(`Of ${due} annual reports`), summary);
    assert.ok(summary.includes(`the deadline has not passed: ${later} reports not yet due`), summary);
    const cell = reader.page.getByRole("row", { name: "Henan" }).first().locator(".cell").last();
    assert.match(
      (await cell.textContent()) ?? "",
      /1 of 1 there; .*the deadline has not passed: \d+ reports not yet due/,
    );
    assert.match((await cell.innerText()).replace(/^.*\n/, ""), /1 …$/);
    assert.equal(await heldToSql(reader), 2);
    await reader.open("#coverage?place=41");
    await heldToSql(reader);
    await reader.end();
  });
});

describe("coverage, map and deadlines of reports that are unlike the others", () => {
  const { visit, heldToSql } = released("2026-11-20", [
    sampleRecord("a", 2021, { row: { published: "2022-01-20" } }),
    sampleRecord("b", 2021, { row: { ...bureau, published: "2022-01-20" } }),
    // Fetched in time without a date; what is there now is dated later.
    sampleRecord("c", 2021, {
      row: { ...jinshui, published: null, retrieved: "2022-03-20T18:00:00.000Z", is_current: false },
    }),
    sampleRecord("d", 2021, { row: { ...jinshui, published: "2022-08-01" } }),
    // No place, no level; a place that no list has; one that is listed and has no government by law; a level that changed.
    sampleRecord("e", 2021, { row: { ...unplaced, organ: "某开发区管理委员会" } }),
    sampleRecord("f", 2021, { row: { ...unplaced, organ: "国家某部", scope: "own" } }),
    sampleRecord("g", 2021, { row: { organ: "某新区人民政府", division: "419999", level: null } }),
    sampleRecord("h", 2021, { row: { organ: "云台县人民政府", division: "990121", province: null } }),
    sampleRecord("i", 2021, { row: { organ: "甲管理委员会", division: "460321", level: null, province: "海南省" } }),
    sampleRecord("j", 2021, { row: { organ: "乙管理委员会", division: "460321", level: null, province: "海南省" } }),
    sampleRecord("k", 2022, { row: { level: "prefecture", published: "2023-01-20" } }),
  ]);

  it("gives in every table the numbers of its SQL", async () => {
    const reader = await visit();
    const places = ["", "00", "41", "410100", "410106", "419999", "46", "460321", "99", "990121"];
    const at = (view: string, place: string): string => (place === "" ? view : `${view}&place=${place}`);
    for (const place of places) {
      await reader.open(at("#coverage?", place).replace("?&", "?"));
      assert.ok((await heldToSql(reader)) > 0, place);
      await reader.open(at("#deadlines?year=2021", place));
      await heldToSql(reader);
    }
    for (const place of ["", "00", "410106"])
      for (const whose of ["governments", "prefecture", "county", "government", "organ"]) {
        await reader.open(at(`#deadlines?year=2022&of=${whose}`, place));
        await heldToSql(reader);
      }
    for (const asked of ["level=all", "level=county", "measure=received"]) {
      await reader.open(`#map?year=2021&${asked}`);
      await heldToSql(reader);
    }
    await reader.end();
  });

  it("says why a report is on time whose date is after the deadline, and calls it nowhere late", async () => {
    for (const [language, why] of [
      ["en", "we had it on 2022-03-21; the date that it gives now is later"],
      ["zh", "本库于 2022-03-21 已获取；其现载日期较晚"],
    ] as const) {
      const reader = await visit(language);
      await reader.open("#coverage?place=410100");
      const cells = await reader.page.getByRole("row", { name: "金水区" }).first().locator(".cell").allTextContents();
      const [cell = ""] = cells.filter((text) => text.includes("2022-03-21"));
      assert.ok(cell.includes(why) && !/\d+ days|\d+ 天/.test(cell), cell);
      await reader.open("#deadlines?year=2021&place=410105&of=governments");
      const [row = ""] = await reader.page.locator("table").last().locator("tbody tr").allInnerTexts();
      assert.ok(row.includes(why), row);
      assert.match(row, /2022-03-31\t2022-08-01\t?\s*$/);
      await reader.end();
    }
  });
});
