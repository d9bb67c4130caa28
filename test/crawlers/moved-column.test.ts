import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crawl } from "../../crawlers/index.ts";
import type { SiteRun } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { type Country, startCountry } from "../nation/country.ts";
import { madeSite, type SiteOrder } from "../nation/made-site.ts";

const DAY = 24 * 3600 * 1000;
const LAST_YEAR = new Date().getFullYear() - 1;
const order = (id: string, family: string, shape: SiteOrder["shape"]): SiteOrder => ({
  ...{ id, family, shape, place: "临江县", division: "410106", organs: 2, years: [LAST_YEAR - 2, LAST_YEAR] },
});
const ORDERS = [order("organ", "trs", "organs"), order("annual", "hanweb", "years"), order("home", "trs", "flat")];

describe("the night after a column has moved, when the pages that led to it are not due", () => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-moved-"));
  let country: Country;
  const night = async (days: number): Promise<SiteRun[]> => {
    country.requests.splice(0);
    const now = new Date(Date.now() + days * DAY);
    return crawl({ sources: readSources(country.sources), archive, contact: null, now });
  };
  before(async () => {
    country = await startCountry(ORDERS.map(madeSite));
    await night(0);
  });
  after(async () => {
    await country.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
  });

  it("its reports are found again from home, as those that they are, and nothing is asked for twice", async () => {
    country.control.move("organ", "organ-1", "404");
    country.control.move("annual", "annual", "404");
    country.control.move("home", "annual", "home");
    const runs = await night(1);
    assert.deepEqual(
      runs.map(({ site, health, found, new: fresh, gone, failed }) => [site, health, found, fresh, gone, failed]),
      ["organ", "annual", "home"].map((site) => [site, "ok", 6, 0, 0, 0]),
    );
    for (const run of runs) assert.match(run.reason ?? "", /^\d documents have moved/);
    const asked = country.requests.map(({ host, url }) => `${host} ${url}`);
    assert.deepEqual(
      asked.filter((line, n) => asked.indexOf(line) !== n),
      [],
    );
  });

  it("and the night after that little is asked for again", async () => {
    const runs = await night(2);
    assert.deepEqual(
      runs.map(({ health, found, gone, new: fresh }) => [health, found, gone, fresh]),
      runs.map(() => ["ok", 6, 0, 0]),
    );
    const reports = new Set(country.entries().map(({ entry }) => country.url(entry.id)));
    const again = country.requests.filter(({ url }) => reports.has(url));
    assert.deepEqual(again, []);
    assert.ok(country.requests.length < 24, `${country.requests.length} requests`);
  });

  it("a report that is put up is found the same day", async () => {
    country.control.remove(`organ/report-0-${LAST_YEAR}`);
    assert.equal((await night(3))[0]?.gone, 1);
    country.control.publish(`organ/report-0-${LAST_YEAR}`);
    country.control.grow(
      madeSite({ ...order("home", "trs", "flat"), years: [LAST_YEAR - 2, LAST_YEAR - 1, LAST_YEAR] }),
    );
    const runs = await night(4);
    assert.deepEqual(
      runs.map(({ new: fresh }) => fresh),
      [1, 0, 0],
    );
  });
});
