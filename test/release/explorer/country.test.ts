import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { openArchive } from "../../../pipeline/archive/index.ts";
import { nightly } from "../../../pipeline/nightly.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { launchChromium } from "../../chromium.ts";
import { startNation } from "../../nation/index.ts";
import { type Served, serve } from "./served.ts";
import { visit } from "./visit.ts";

/** The addresses of every view, with a report of each kind that the country has. */
async function addresses(archive: string): Promise<string[]> {
  const opened = await openArchive(archive);
  const { rows } = await opened.query(
    `SELECT organ, division, year, scope FROM reports WHERE is_current AND organ IS NOT NULL AND year IS NOT NULL
     QUALIFY row_number() OVER (PARTITION BY status, format ORDER BY report_key) = 1 ORDER BY ALL`,
  );
  opened.close();
  const reports = rows.map(([organ, division, year, scope]) => {
    const params = { organ: String(organ), division: String(division ?? ""), year: String(year), scope: String(scope) };
    return `#report?${new URLSearchParams(params)}`;
  });
  const places = [
    "#coverage?place=99",
    "#coverage?place=990102",
    "#deadlines?place=99&year=2022",
    "#map?measure=received",
  ];
  return ["#coverage", "#map", "#series", "#deadlines", "#search?q=局", "#sql", "#about", ...places, ...reports];
}

describe("the release of the example country, in a browser", () => {
  let scratch: string;
  let served: Served;
  let browser: Browser;
  let views: string[];
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-country-"));
    const archive = join(scratch, "archive");
    const nation = await startNation();
    try {
      const { signal } = new AbortController();
      const quiet = { onCrawl: () => undefined, onIngest: () => undefined };
      await nightly({ sources: nation.sources, archive, contact: null, refresh: false, signal, ...quiet });
    } finally {
      await nation.close();
    }
    const { folder } = await snapshot(archive, scratch, new Date("2026-11-20T12:00:00Z"));
    views = await addresses(archive);
    served = await serve(folder);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  for (const language of ["en", "zh"] as const)
    it(`shows every view in ${language} without an error, a request to another host, or a serious finding of axe-core`, async () => {
      const reader = await visit(browser, served, { language });
      for (const view of views) {
        await reader.open(view);
        assert.deepEqual(await reader.texts("[role=alert]"), [], view);
        assert.equal((await reader.texts("h1")).length, 1, view);
        assert.deepEqual(await reader.accessibilityFindings(), [], view);
      }
      await reader.end();
    });

  it("is as accessible in the dark", async () => {
    const reader = await visit(browser, served, { dark: true });
    for (const view of views) {
      await reader.open(view);
      assert.deepEqual(await reader.accessibilityFindings(), [], view);
    }
    await reader.end();
  });

  it("fits a phone: nothing but a table or a picture in its own frame is wider than the screen", async () => {
    const reader = await visit(browser, served, { language: "zh", width: 360 });
    for (const view of views) {
      await reader.open(view);
      const width = await reader.page.evaluate("document.documentElement.scrollWidth");
      assert.ok(Number(width) <= 360, `${view} is ${width} pixels wide`);
    }
    await reader.end();
  });
});
