import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crawl } from "../../crawlers/index.ts";
import type { SiteRun } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { type Country, startCountry } from "../nation/country.ts";
import { familySites } from "../nation/families.ts";

const DAY = 24 * 3600 * 1000;

describe("a second night over sites of every family, where nothing has changed", () => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-second-night-"));
  let country: Country;
  let nights: { runs: SiteRun[]; requests: number; bytes: number }[];
  before(async () => {
    country = await startCountry(familySites());
    nights = [];
    for (const now of [new Date(), new Date(Date.now() + DAY)]) {
      const runs = await crawl({ sources: readSources(country.sources), archive, contact: null, now });
      const asked = country.requests.splice(0);
      nights.push({ runs, requests: asked.length, bytes: asked.reduce((sum, { bytes }) => sum + bytes, 0) });
    }
  });
  after(async () => {
    await country.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
  });

  it("finds all that the first found, and nothing new, changed or gone", () => {
    const [first, second] = nights.map(({ runs }) => runs);
    assert.deepEqual(
      second?.map(({ site, health, found, new: fresh, changed, gone, failed }) => [
        site,
        health,
        found,
        fresh,
        changed,
        gone,
        failed,
      ]),
      first?.map(({ site, found, failed }) => [site, "ok", found, 0, 0, 0, failed]),
    );
  });

  it("makes at most 15 % of the first night's requests, and brings at most 3 % of its bytes", (t) => {
    const [first, second] = nights;
    assert.ok(first && second);
    const [requests, bytes] = [second.requests / first.requests, second.bytes / first.bytes];
    t.diagnostic(`${second.requests} of ${first.requests} requests, ${second.bytes} of ${first.bytes} bytes`);
    assert.ok(requests <= 0.15, `${(requests * 100).toFixed(1)} % of the requests`);
    assert.ok(bytes <= 0.03, `${(bytes * 100).toFixed(1)} % of the bytes`);
  });
});
