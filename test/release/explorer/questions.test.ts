import assert from "node:assert/strict";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import type { Browser } from "playwright-core";
import { workedQueries } from "../../../data/queries/index.ts";
import { commit, openArchive, RESULT_FORMATS } from "../../../pipeline/archive/index.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { madeChanges } from "../../../scripts/bench/made-nation.ts";
import { launchChromium } from "../../chromium.ts";
import { type Served, serve } from "./served.ts";
import { typedValue } from "./typed-values.ts";
import { type Visit, visit } from "./visit.ts";

/** The question in the SQL box and its answer, or what is said instead of one. */
async function ask(reader: Visit, sql: string): Promise<string> {
  await reader.open(`#sql?${new URLSearchParams({ q: sql })}`);
  await reader.page.waitForSelector(".sql-answer table, .sql-error");
  return (await reader.texts(".sql-answer > p, .sql-error"))[0] ?? "";
}

async function csv(reader: Visit): Promise<string> {
  const downloading = reader.page.waitForEvent("download");
  await reader.page.getByRole("button", { name: "Download as CSV" }).click();
  return readFile(await (await downloading).path(), "utf8");
}

describe("the SQL box of a release", () => {
  let scratch: string;
  let folder: string;
  let served: Served;
  let browser: Browser;
  let reader: Visit;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-questions-"));
    await commit(join(scratch, "archive"), madeChanges(60_000, 60_250));
    ({ folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z")));
    served = await serve(folder);
    browser = await launchChromium();
    reader = await visit(browser, served);
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  it("answers every worked question that it offers exactly as the archive does", async () => {
    const archive = await openArchive(join(scratch, "archive"));
    await reader.open("#sql");
    const offered = await reader.page.locator("select[name=example] option").allInnerTexts();
    const questions = workedQueries().filter(({ en }) => offered.includes(en));
    assert.equal(questions.length, workedQueries().length - 2);
    for (const { name, sql } of questions) {
      assert.match(await ask(reader, sql), /^(1 row|\d+ rows) in [\d,]+ ms$/, name);
      let expected = "";
      for await (const piece of RESULT_FORMATS.csv(await archive.answer(sql))) expected += piece;
      assert.equal((await csv(reader)).replace("\u{feff}", "").replaceAll("\r\n", "\n"), expected, name);
    }
    archive.close();
  });

  it("takes a question with Ctrl+Enter, and keeps it in the address", async () => {
    await reader.open("#sql");
    const box = reader.page.getByRole("textbox", { name: "SQL" });
    await box.fill("SELECT 0.1 + 0.2 AS third, NULL AS nothing, DATE '2022-01-31' AS day, 9007199254740993 AS large");
    await box.press("Control+Enter");
    await reader.page.waitForSelector(".sql-answer table");
    assert.deepEqual(await reader.texts(".sql-answer td"), ["0.3", "–", "2022-01-31", "9007199254740993"]);
    assert.match(reader.page.url(), /#sql\?q=SELECT\+0\.1/);
  });

  it("shows every value as DuckDB prints it, whatever its type", async () => {
    const duckdb = await (await DuckDBInstance.create()).connect();
    await duckdb.run("SET TimeZone = 'UTC'");
    // What the box says in words, and numbers as the page writes them.
    const shown = (type: string, printed: string | null): string => {
      if (printed === null) return "–";
      if (type === "BOOLEAN") return printed === "true" ? "yes" : "no";
      if (type === "DOUBLE") return String(Number(printed.replace("inf", "Infinity")));
      return /^DECIMAL\([^)]*\)$/.test(type) && printed.includes(".") ? printed.replace(/\.?0+$/, "") : printed;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(typedValue, { minLength: 40, maxLength: 60 }), async (values) => {
        const printed = await duckdb.runAndReadAll(
          `SELECT ${values.map(({ sql }) => `CAST(${sql} AS VARCHAR)`).join(", ")}`,
        );
        assert.match(await ask(reader, `SELECT ${values.map(({ sql }) => sql).join(", ")}`), /^1 row in/);
        const cells = await reader.page.locator(".sql-answer td").allTextContents();
        for (const [i, { type, sql }] of values.entries()) {
          const text = printed.value(i, 0);
          assert.equal(cells[i], shown(type, text === null ? null : String(text)), sql);
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
    duckdb.closeSync();
  });

  it("shows the quartiles of a figure, the largest of them, and the days between two dates as they are", async () => {
    await ask(
      reader,
      `SELECT quantile_cont(n, [0.25, 0.5]) AS quartiles, max(n, 2) AS largest, max(day) - DATE '2021-01-31' AS days, INTERVAL 3 DAY AS three
      FROM (VALUES (0.5::DECIMAL(18,6), TIMESTAMP '2021-09-01 08:00:00'), (1, NULL), (500, NULL)) AS made(n, day);`,
    );
    assert.deepEqual(await reader.texts(".sql-answer td"), [
      "[0.750000, 1.000000]",
      "[500.000000, 1.000000]",
      "213 days 08:00:00",
      "3 days",
    ]);
  });

  it("answers what is no single SELECT, and says of what it cannot show surely how to ask for it", async () => {
    await ask(reader, "PIVOT (SELECT * FROM (VALUES ('a', 1.50), ('b', 2.25)) AS made(k, n)) ON k USING sum(n);");
    assert.deepEqual(await reader.texts(".sql-answer td"), ["1.5", "2.25"]);
    assert.match(await ask(reader, "EXPLAIN SELECT 1"), /^1 row in/);
    assert.match(
      await ask(reader, "SELECT [1.5] AS n; SELECT 1"),
      /^The column n can only be shown of a single SELECT/,
    );
  });

  it("pages through a long answer", async () => {
    assert.match(await ask(reader, "SELECT range AS n FROM range(250)"), /^250 rows/);
    await reader.page.getByRole("button", { name: "Further rows" }).click();
    await reader.page.getByRole("button", { name: "Further rows" }).click();
    assert.deepEqual((await reader.texts(".sql-answer td")).slice(-1), ["249"]);
    assert.equal((await csv(reader)).split("\r\n").length, 252);
  });

  it("says in one line what is wrong with a question, and opens no file or host but its own", async () => {
    assert.match(
      await ask(reader, "SELECT organ FROM report"),
      /^Catalog Error: Table with name report does not exist!/,
    );
    assert.match(await ask(reader, "FROM read_csv('https://example.com/x.csv')"), /^Permission Error: /);
    assert.match(await ask(reader, "INSTALL fts; LOAD fts"), /^Permission Error: |^Invalid Input Error: /);
    assert.match(await ask(reader, "DELETE FROM stored.reports"), /read-only/);
  });

  it("says of what asks for nothing that it is no question", async () => {
    for (const sql of ["-- only a comment", "INSTALL httpfs"])
      assert.equal(await ask(reader, sql), "This is no question that has an answer: ask with SELECT … or FROM …");
    assert.match(await ask(reader, 'SELECT true AS "Success"'), /^1 row in/);
    assert.match(await ask(reader, 'SELECT true AS "Success" LIMIT 0'), /^0 rows in/);
  });

  it("has asked no other host by then, for parts of the database only, and for its program once", async () => {
    await reader.end();
    const parts = served.asked.filter(({ path, bytes }) => path.endsWith("gongkai.duckdb") && bytes > 0);
    assert.ok(parts.length > 3 && parts.every(({ range }) => range !== null));
    assert.equal(served.asked.filter(({ path, bytes }) => path.endsWith(".wasm") && bytes > 0).length, 1);
  });

  it("takes the whole database where a server gives no parts of it", async () => {
    const plain = await serve(folder, { ranges: false });
    const reader = await visit(browser, plain);
    await ask(reader, "SELECT count(*) AS reports FROM reports");
    assert.deepEqual(await reader.texts(".sql-answer td"), ["250"]);
    await reader.end();
    await plain.close();
  });

  it("says in one line that the database, or the program for it, is not there", async () => {
    for (const [file, said] of [
      ["gongkai.duckdb", /^The file explorer\/gongkai\.duckdb could not be had \(HTTP 404\)/],
      ["duckdb-eh.wasm", /^The file explorer\/duckdb-eh\.wasm could not be had \(HTTP 404\)/],
      [
        "duckdb-browser-eh.worker.js",
        /^The file explorer\/duckdb-browser-eh\.worker\.js could not be had \(HTTP 404\)/,
      ],
    ] as const) {
      await rename(join(folder, "explorer", file), join(folder, "explorer", "away"));
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${served.url}#sql?q=SELECT+1&lang=en`);
      assert.match(await page.locator(".sql-error").innerText(), said);
      await context.close();
      await rename(join(folder, "explorer", "away"), join(folder, "explorer", file));
    }
  });
});
