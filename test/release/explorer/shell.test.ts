import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { commit } from "../../../pipeline/archive/index.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { sampleChanges, sampleRecord } from "../../archive/sample.ts";
import { launchChromium } from "../../chromium.ts";
import { type Served, serve } from "./served.ts";
import { visit } from "./visit.ts";

const VIEWS = ["coverage", "map", "series", "deadlines", "search", "sql", "about"];

describe("the explorer of a release", () => {
  let scratch: string;
  let folder: string;
  let served: Served;
  let browser: Browser;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-explorer-"));
    await commit(join(scratch, "archive"), sampleChanges([sampleRecord("a", 2021)]));
    ({ folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z")));
    served = await serve(folder);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  it("opens in the language of the browser, and another is a link away", async () => {
    const reader = await visit(browser, served, { language: "zh" });
    await reader.open("#about");
    assert.equal(await reader.page.getAttribute("html", "lang"), "zh-CN");
    await reader.page.getByRole("link", { name: "English" }).click();
    await reader.page.waitForSelector('html[lang="en"]');
    assert.match(reader.page.url(), /#about\?lang=en$/);
    await reader.page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Map" }).click();
    await reader.page.waitForURL(/#map\?lang=en$/);
    await reader.end();
  });

  it("names every view in the navigation, and says which one is shown", async () => {
    const reader = await visit(browser, served);
    for (const view of VIEWS) {
      await reader.open(`#${view}`);
      assert.equal(await reader.page.locator('nav a[aria-current="page"]').getAttribute("href"), `#${view}`);
    }
    await reader.end();
  });

  it("says so where an address names no view, and where a file of the release is gone", async () => {
    const reader = await visit(browser, served);
    await reader.open("#nowhere");
    assert.deepEqual(await reader.texts("[role=alert]"), ["There is no such page here. Choose one above."]);
    await reader.end();
  });

  it("weighs less than 300 KB before the database is asked for", async () => {
    const before = served.asked.length;
    const reader = await visit(browser, served);
    await reader.open("");
    await reader.page.waitForLoadState("networkidle");
    await reader.end();
    const asked = served.asked.slice(before);
    const bytes = asked.reduce((sum, request) => sum + request.bytes, 0);
    assert.ok(asked.length > 3 && bytes > 10_000 && bytes < 300_000, `${bytes} bytes in ${asked.length} requests`);
  });

  it("asks for each file by the release that it is of, and says so when another lies there by now", async () => {
    const reader = await visit(browser, served);
    const asked: string[] = [];
    reader.page.on("request", (request) => asked.push(request.url().slice(served.url.length)));
    await reader.open("#about");
    await reader.open("#map");
    const digest = (await readFile(join(folder, "explorer/release.txt"), "utf8")).trim();
    const files = asked.filter(
      (path) => path !== "" && !/^explorer\/(release\.txt|chunks\/.*-[A-Z0-9]{8}\.js)$/.test(path),
    );
    assert.ok(files.length >= 5);
    for (const path of files) assert.ok(path.endsWith(`?${digest}`), path);
    try {
      await writeFile(join(folder, "explorer/release.txt"), "0123456789abcdef\n");
      await reader.open("#coverage");
      assert.match(
        (await reader.texts("[role=alert]")).join(),
        /^Another release lies here by now.*Reload the page\.$/,
      );
      assert.equal(await reader.page.locator("main table").count(), 0);
    } finally {
      await writeFile(join(folder, "explorer/release.txt"), `${digest}\n`);
    }
    await reader.end();
  });

  it("begins at the top where a link leads, and stays where the reader is when a control or the language changes", async () => {
    const reader = await visit(browser, served);
    const top = (): Promise<unknown> => reader.page.evaluate("scrollY");
    await reader.open("#coverage");
    await reader.page.evaluate("scrollTo(0, 200)");
    await reader.page.getByRole("link", { name: "中文" }).dispatchEvent("click");
    await reader.page.waitForSelector("html[lang=zh-CN]");
    assert.equal(await top(), 200);
    await reader.page.locator("main a[href='#coverage?place=41&lang=zh']").first().click();
    await reader.page.waitForURL(/place=41/);
    await reader.page.getByRole("heading", { level: 1, name: /河南/ }).waitFor();
    assert.equal(await top(), 0);
    assert.equal(await reader.page.evaluate("document.activeElement.id"), "main");
    await reader.end();
  });

  it("runs no script but its own files, and asks nobody else: its policy says so", async () => {
    const html = await readFile(join(folder, "index.html"), "utf8");
    assert.match(
      html,
      /default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'/,
    );
    assert.doesNotMatch(html, /<script(?![^>]*src=)/);
    assert.doesNotMatch(html, /https?:\/\/(?!localhost)/);
  });

  it("brings the licence of every library in it", async () => {
    assert.match(
      await readFile(join(folder, "explorer", "LICENSES.txt"), "utf8"),
      /lit-html 3\.\d+\.\d+: BSD-3-Clause/,
    );
  });
});
