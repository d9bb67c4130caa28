import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { type CrawlOptions, crawl, endNight } from "../../crawlers/index.ts";
import { reportPage, row, type SmallSite, smallSite } from "./small-site.ts";

const HOUR = 3600 * 1000;
const pages = (): Record<string, string> => ({
  "/": `<a href="/nb/">政府信息公开年报</a>`,
  "/nb/": `<title>年报</title>${row("1.html", "青溪市教育局2023年政府信息公开工作年度报告")}`,
  "/nb/1.html": reportPage("青溪市教育局2023年政府信息公开工作年度报告"),
});

let archive: string;
let sites: SmallSite[];
beforeEach(async () => {
  archive = mkdtempSync(join(tmpdir(), "gongkai-night-"));
  sites = [await smallSite("qingxi", pages()), await smallSite("yuntai", pages())];
});
afterEach(async () => {
  for (const site of sites) await site.close();
  rmSync(archive, { recursive: true, maxRetries: 3 });
});

const visit = (some: Partial<CrawlOptions> = {}) =>
  crawl({ sources: sites.map((site) => site.source()), archive, contact: null, concurrency: 1, ...some });
const asked = (): number[] => sites.map((site) => site.log.splice(0).length);

/** A night that is stopped when the first site is finished and the second has begun. */
async function interrupted(some: Partial<CrawlOptions> = {}): Promise<void> {
  const stop = new AbortController();
  await visit({ ...some, signal: stop.signal, onProgress: ({ site }) => site === "yuntai" && stop.abort() });
  assert.deepEqual([asked()[0], sites[1]?.log.length], [4, 0]);
}

describe("a night that was interrupted", () => {
  it("is carried on without asking the finished sites for anything, and comes to what it would have come to", async () => {
    await interrupted();
    const runs = await visit();
    assert.deepEqual(
      runs.map(({ site, found, new: fresh }) => [site, found, fresh]),
      [
        ["qingxi", 1, 1],
        ["yuntai", 1, 1],
      ],
    );
    assert.equal(asked()[0], 0);
    await visit();
    assert.ok((asked()[0] ?? 0) > 0, "the next night asks every site");
  });

  it("is over after a day, and not what one wants who asks for everything again", async () => {
    await interrupted();
    await visit({ refresh: true });
    assert.ok((asked()[0] ?? 0) > 0);
    await interrupted({ refresh: true, now: new Date(Date.now() + HOUR) });
    await visit({ now: new Date(Date.now() + 30 * HOUR) });
    assert.ok((asked()[0] ?? 0) > 0);
  });

  it("lasts until what it fetched is taken in, where more than the crawl belongs to it", async () => {
    await visit({ nightGoesOn: true });
    asked();
    assert.deepEqual(
      (await visit({ nightGoesOn: true })).map((run) => run.new),
      [1, 1],
    );
    assert.deepEqual(asked(), [0, 0]);
    endNight(archive);
    await visit({ nightGoesOn: true });
    assert.ok((asked()[0] ?? 0) > 0);
  });
});
