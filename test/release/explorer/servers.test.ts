import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { commit } from "../../../pipeline/archive/index.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { sampleChanges, sampleRecord } from "../../archive/sample.ts";
import { launchChromium } from "../../chromium.ts";
import { type ServedOptions, serve } from "./served.ts";

const PROGRAM = "duckdb-eh.wasm";
const DATABASE = "gongkai.duckdb";

describe("the database of a release, on any server", () => {
  let scratch: string;
  let folder: string;
  let browser: Browser;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-servers-"));
    await commit(join(scratch, "archive"), sampleChanges([sampleRecord("a", 2021), sampleRecord("b", 2020)]));
    ({ folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z")));
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  /** A reader in English at the release on such a server. */
  async function at(
    options: ServedOptions,
    read: (page: Page, served: Awaited<ReturnType<typeof serve>>) => Promise<void>,
  ) {
    const served = await serve(folder, options);
    const context = await browser.newContext({ locale: "en-GB" });
    try {
      await read(await context.newPage(), served);
    } finally {
      await context.close();
      await served.close();
    }
  }

  /** Asks in the SQL box, and gives back the one number of the answer, or what is said instead. */
  async function ask(page: Page, url: string, sql: string, language = "en"): Promise<string> {
    await page.goto(`${url}#about`);
    await page.waitForSelector("main[data-shows='#about']");
    await page.goto(`${url}#sql?${new URLSearchParams({ q: sql, lang: language })}`);
    return page.locator(".sql-answer td, .sql-error").innerText();
  }

  /** While a file of the explorer is cut off after its first bytes. */
  async function truncated(file: string, bytes: number, then: () => Promise<void>): Promise<void> {
    const path = join(folder, "explorer", file);
    await copyFile(path, join(scratch, file));
    await truncate(path, bytes);
    try {
      await then();
    } finally {
      await copyFile(join(scratch, file), path);
    }
  }

  const COUNT = "SELECT count(*) FROM reports";

  it("is opened again and again where a server gives no parts of it and the browser has it already", () =>
    at({ ranges: false, dated: true }, async (page, { url, asked }) => {
      assert.equal(await ask(page, url, COUNT), "2");
      await page.reload();
      assert.equal(await page.locator(".sql-answer td, .sql-error").innerText(), "2");
      const whole = (await stat(join(folder, "explorer", DATABASE))).size;
      const given = asked.filter(
        ({ path, range, bytes }) => path.endsWith(DATABASE) && range === null && bytes === whole,
      );
      assert.equal(given.length, 1);
    }));

  it("is opened where a server does not know what a .wasm is", () =>
    at(
      { headers: (file) => (file.endsWith(".wasm") ? { "content-type": "application/octet-stream" } : {}) },
      async (page, { url }) => assert.equal(await ask(page, url, COUNT), "2"),
    ));

  it("says that the server's policy forbids WebAssembly, each time it is asked, and goes on without", () =>
    at({ headers: () => ({ "content-security-policy": "script-src 'self'" }) }, async (page, { url }) => {
      assert.match(await ask(page, url, COUNT), /^This server's policy .* forbids WebAssembly/);
      assert.match(await ask(page, url, "SELECT 1", "zh"), /^此服务器的安全策略.*禁止 WebAssembly/);
      await page.goto(`${url}#coverage?lang=en`);
      await page.waitForSelector("main[aria-busy=false] table");
    }));

  it("says that the program's file is not whole, and takes it once it is", () =>
    at({}, async (page, { url }) => {
      await truncated(PROGRAM, 1_000_000, async () => {
        const said = `The file explorer/${PROGRAM} on this server is not whole; upload it again.`;
        assert.equal(await ask(page, url, COUNT), said);
        assert.equal(await ask(page, url, "SELECT 1", "zh"), `服务器上的文件 explorer/${PROGRAM} 不完整，请重新上传。`);
      });
      assert.equal(await ask(page, url, COUNT), "2");
    }));

  for (const [file, options] of [
    [PROGRAM, {}],
    [DATABASE, { ranges: false }],
  ] as const)
    it(`says that the connection broke while ${file} was loaded, and loads it anew`, () =>
      at(options, async (page, served) => {
        served.cut = `explorer/${file}`;
        assert.match(await ask(page, served.url, COUNT), new RegExp(`^The connection broke while explorer/${file}`));
        served.cut = null;
        assert.equal(await ask(page, served.url, COUNT), "2");
      }));

  for (const ranges of [true, false])
    it(`says that the database's file is not whole where a server gives ${ranges ? "parts of it" : "it whole"}`, () =>
      truncated(DATABASE, 300_000, () =>
        at({ ranges }, async (page, { url }) => {
          const said = `The file explorer/${DATABASE} on this server is not whole; upload it again.`;
          assert.equal(await ask(page, url, COUNT), said);
          assert.equal(
            await ask(page, url, "SELECT 1", "zh"),
            `服务器上的文件 explorer/${DATABASE} 不完整，请重新上传。`,
          );
        }),
      ));
});
