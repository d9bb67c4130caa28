import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { forms } from "../../../data/forms/index.ts";
import { commit } from "../../../pipeline/archive/index.ts";
import { Forms } from "../../../pipeline/release/explorer/page/reports/forms.ts";
import { english } from "../../../pipeline/release/explorer/page/views/report/form-words.ts";
import { layoutOf } from "../../../pipeline/release/explorer/page/views/report/layout.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { openRelease, type Release } from "../../../pipeline/release/opened.ts";
import { launchChromium } from "../../chromium.ts";
import { type Served, serve } from "./served.ts";
import { GOVERNMENT, HOSTILE, toldChanges } from "./told-reports.ts";
import { visit } from "./visit.ts";

const address = (year: number, more: Record<string, string> = {}): string =>
  `#report?${new URLSearchParams({ organ: GOVERNMENT, division: "410106", year: String(year), ...more })}`;

/** What the page shows in each cell, by the cell's name. */
const shown = (page: Page): Promise<Record<string, string>> =>
  page
    .locator("[data-cell]")
    .evaluateAll((cells) =>
      Object.fromEntries(
        cells.map((cell) => [cell.getAttribute("data-cell"), cell.querySelector("span")?.textContent ?? ""]),
      ),
    );

describe("a report's page", () => {
  let scratch: string;
  let served: Served;
  let browser: Browser;
  let release: Release;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-report-"));
    await commit(join(scratch, "archive"), toldChanges());
    const { folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z"));
    release = await openRelease(folder, "2026-11-20");
    served = await serve(folder, { ranges: false });
    browser = await launchChromium();
  });
  after(async () => {
    release?.close();
    await browser?.close();
    await served?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  it("shows every cell of its form, on every form, with the value that SQL finds", async () => {
    const reader = await visit(browser, served);
    for (const [year, id] of [
      [2021, "verified"],
      [2022, "newer"],
      [2023, "inconsistent"],
      [2024, "incomplete"],
      [2019, "trial-form"],
      [2016, "statistics"],
    ] as const) {
      await reader.open(address(year));
      const rows = await release.connection.runAndReadAll(
        `SELECT form_table || '/' || item || '/' || form_column, coalesce(rtrim(rtrim(value::VARCHAR, '0'), '.'), '')
         FROM cells WHERE report_id = '${id}'`,
      );
      assert.ok(rows.currentRowCount > 20);
      assert.deepEqual(await shown(reader.page), Object.fromEntries(rows.getRows()), id);
    }
    await reader.end();
  });

  it("lays the tables out as the form: groups merged, ordinals before the words, in Chinese with the English below", async () => {
    const reader = await visit(browser, served);
    await reader.open(address(2021));
    assert.equal(await reader.page.title(), `${GOVERNMENT}2021年政府信息公开工作年度报告 · Gongkai`);
    const group = reader.page.locator(".applications th", { hasText: "（三）不予公开" });
    assert.equal(await group.getAttribute("rowspan"), "8");
    assert.match(await group.innerText(), /Refused/);
    assert.equal(
      await reader.page.locator(".applications th", { hasText: "三、本年度办理结果" }).getAttribute("rowspan"),
      "22",
    );
    assert.equal(
      await reader.page.locator(".applications th", { hasText: "法人或其他组织" }).getAttribute("colspan"),
      "5",
    );
    assert.equal(
      await reader.page.locator(".disputes th", { hasText: "行政诉讼" }).first().getAttribute("colspan"),
      "10",
    );
    await reader.open(`${address(2021)}&lang=zh`);
    assert.doesNotMatch(await group.innerText(), /Refused/);
    await reader.end();
  });

  it("marks the cells of a failed identity and says which sum it is, what is expected and what stands there", async () => {
    for (const language of ["en", "zh"] as const) {
      const reader = await visit(browser, served, { language });
      await reader.open(address(2023));
      const [first] = await reader.texts(".failures li");
      const { rows } = await checkOf("applications.balance:natural_person");
      assert.match(first ?? "", /自然人.*一、本年新收政府信息公开申请数量 \+ 二、上年结转政府信息公开申请数量/);
      for (const number of rows) assert.ok(first?.includes(String(Number(number))), `${first} ${number}`);
      const marked = await reader.page
        .locator(".reading.failed")
        .evaluateAll((all) => all.map((one) => one.dataset.cell));
      for (const item of ["received_new", "received_carried_in", "concluded_total", "carried_out"])
        assert.ok(marked.includes(`applications/${item}/natural_person`), item);
      assert.ok(!marked.includes("applications/disclosed/natural_person"));
      assert.match(
        (await reader.texts("[data-cell='applications/carried_out/natural_person']")).join(),
        language === "en" ? /≠.*part of a failed identity/s : /≠.*勾稽不符/s,
      );
      await reader.end();
    }
  });
  const checkOf = async (id: string): Promise<{ rows: unknown[] }> => {
    const answer = await release.connection.runAndReadAll(
      `SELECT expected::VARCHAR, actual::VARCHAR FROM checks WHERE report_id = 'inconsistent' AND id = '${id}'`,
    );
    return { rows: answer.getRows()[0] ?? [] };
  };

  it("says of each cell by keyboard what is printed, where, and how it was read; a sign and a word mark what is no number", async () => {
    const reader = await visit(browser, served);
    await reader.open(address(2024));
    const panel = reader.page.locator(".details").first();
    await reader.page.locator("[data-cell='proactive/regulations/issued']").focus();
    assert.match(await panel.innerText(), /not zero/);
    assert.match(await panel.innerText(), /□ blank/);
    await reader.page.keyboard.press("ArrowRight");
    assert.match(await panel.innerText(), /规章 · 本年废止件数/);
    assert.match(await panel.innerText(), /— dash/);
    assert.match((await reader.texts("[data-cell='proactive/regulations/repealed']")).join(), /—.*dash/s);
    for (let i = 0; i < 5; i += 1) await reader.page.keyboard.press("ArrowDown");
    assert.match(await panel.innerText(), /行政事业性收费/);
    assert.ok((await panel.innerText()).includes("<img src=x"));
    assert.match(await panel.innerText(), /page 2 box 101\.5/);
    const legend = (await reader.texts(".legend li")).join("\n");
    for (const word of ["blank", "dash", "missing", "realigned", "invalid"]) assert.ok(legend.includes(word), word);
    assert.ok(!legend.includes("ambiguous"));
    await reader.end();
  });

  it("tells the versions of a report and what changed between them, cell by cell, and opens each", async () => {
    const reader = await visit(browser, served);
    await reader.open(address(2022));
    assert.deepEqual(await reader.texts(".changes tbody tr"), [
      `行政许可 · 本年处理决定数量\t${await decisionsIn("older", "licenses")}\t4711`,
    ]);
    await reader.page.locator(".versions a").click();
    await reader.page.waitForURL(/version=older/);
    await reader.page.getByText("This is an older version").waitFor();
    assert.equal((await shown(reader.page))["proactive/licenses/decisions"], await decisionsIn("older", "licenses"));
    assert.deepEqual(await reader.texts(".beside a"), ["2016", "2018", "2019", "2021", "2023", "2024"]);
    await reader.end();
  });
  const decisionsIn = async (id: string, item: string): Promise<string> => {
    const answer = await release.connection.runAndReadAll(
      `SELECT value::BIGINT::VARCHAR FROM cells WHERE report_id = '${id}' AND item = '${item}' AND form_column = 'decisions'`,
    );
    return String(answer.getRows()[0]?.[0]);
  };

  it("says where the source is, and how to take the original out of the archive", async () => {
    const reader = await visit(browser, served);
    await reader.open(address(2021));
    const text = await reader.page.locator(".documents").innerText();
    assert.match(text, /raw\/0001\.warc\.gz, byte 5000000000/);
    assert.match(text, /tail -c \+5000000001 'raw\/0001\.warc\.gz' \| gunzip \| less/);
    assert.match(
      (await reader.texts(".citation")).join(),
      /郑州市上街区人民政府2021年.*version verified.*#report\?organ=/s,
    );
    await reader.end();
  });

  it("gives its cells as CSV", async () => {
    const reader = await visit(browser, served);
    await reader.open(address(2021));
    const [download] = await Promise.all([
      reader.page.waitForEvent("download"),
      reader.page.getByRole("button", { name: "CSV" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "verified.csv");
    await reader.end();
  });

  it("hides no cell that its form does not have, and makes up none that the data lacks", async () => {
    const reader = await visit(browser, served);
    await reader.open(address(2018));
    assert.equal(await reader.page.locator("[data-cell]").count(), 1);
    assert.match((await reader.texts("main li")).join("\n"), /statistics_2014\/99\.9\/value: 12/);
    assert.match(await reader.page.locator(".statistics_2014 td.number").nth(2).innerText(), /no such cell/);
    await reader.end();
  });

  it("says that a report is not here, names those that are, and offers the search", async () => {
    const reader = await visit(browser, served);
    await reader.open(address(1999));
    assert.match((await reader.texts("[role=alert]")).join(), /but not this one/);
    assert.equal(await reader.page.locator("main li a").count(), 7);
    await reader.open(`#report?${new URLSearchParams({ organ: "没有这样的局", division: "410106", year: "2021" })}`);
    assert.match((await reader.texts("[role=alert]")).join(), /No report of “没有这样的局”/);
    assert.match(
      (await reader.page.getByRole("link", { name: "Search for the organ" }).getAttribute("href")) ?? "",
      /^#search\?q=/,
    );
    await reader.open(address(2021, { version: "never-was" }));
    assert.match((await reader.texts("[role=alert]")).join(), /version that the address names is not in this release/);
    await reader.end();
  });

  it("shows hostile words as words", async () => {
    const reader = await visit(browser, served);
    await reader.open(`#report?${new URLSearchParams({ organ: HOSTILE, division: "410106", year: "2021" })}`);
    assert.ok((await reader.page.locator("h1").innerText()).includes("<script>"));
    assert.equal(await reader.page.locator("main img, main script").count(), 0);
    assert.notEqual(await reader.page.title(), "taken");
    await reader.end();
  });

  it("says soft findings apart, in the form's words", async () => {
    const reader = await visit(browser, served);
    await reader.open(`#report?${new URLSearchParams({ organ: HOSTILE, division: "410106", year: "2021" })}`);
    assert.deepEqual(await reader.texts(".findings li"), [
      "If every blank cell were a zero, a sum of the form would not come out: they are not all zeros.",
      "二、上年结转政府信息公开申请数量 · 总计: 4 here, where the report on the year before carried out 3.",
      "The report on 2020 is missing; the one before this is on 2018.",
    ]);
    assert.equal(await reader.page.locator(".reading.failed").count(), 0);
    await reader.end();
  });

  it("prints on a page's width, with every table whole", async () => {
    const reader = await visit(browser, served, { width: 720 });
    await reader.open(address(2023));
    await reader.page.emulateMedia({ media: "print" });
    assert.equal(await reader.page.locator("html").evaluate((html) => html.scrollWidth), 720);
    assert.equal(await reader.page.locator(".details").first().isVisible(), false);
    await reader.end();
  });

  it("is accessible and fits a phone, in the dark too", async () => {
    const reader = await visit(browser, served, { language: "zh", width: 360, dark: true });
    await reader.open(address(2024));
    assert.deepEqual(await reader.accessibilityFindings(), []);
    assert.equal(await reader.page.locator("html").evaluate((html) => html.scrollWidth), 360);
    await reader.end();
  });
});

describe("the layout of a statutory form", () => {
  it("has every cell of every form once, and no hole", () => {
    for (const form of Forms.parse(forms))
      for (const table of form.tables) {
        const { rows } = layoutOf(table);
        const cells = table.blocks.flatMap(({ columns, rows: items }) => columns.length * items.length);
        assert.equal(
          rows.flat().filter(({ kind }) => kind === "value").length,
          cells.reduce((a, b) => a + b),
        );
        // Merged places count in each row that they reach into: every row is then as wide as the table.
        const widths = rows.map(() => 0);
        rows.forEach((row, i) => {
          for (const { columns, rows: reach } of row)
            for (let below = 0; below < reach; below += 1) widths[i + below] = (widths[i + below] ?? 0) + columns;
        });
        assert.deepEqual(new Set(widths).size, 1, `${form.name} ${table.id}: ${widths}`);
      }
  });

  it("has English for every word of the national forms", () => {
    for (const form of forms.filter(({ name }) => ["2021", "2019", "2008"].includes(name)))
      for (const table of form.tables)
        for (const { label } of [
          ...Object.values(table.groups),
          ...table.blocks.flatMap(({ rows, columns }) => [...rows, ...columns]),
        ])
          assert.ok(english[label], `${form.name}: ${label}`);
  });
});
