import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crawl, findBrowser, openRawStore } from "../../crawlers/index.ts";
import type { FetchedDocument, SiteRun } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { type Nation, startNation } from "../nation/index.ts";

const browser = findBrowser();
const archive = mkdtempSync(join(tmpdir(), "gongkai-nation-crawl-"));
let nation: Nation;
let first: SiteRun[];
let documents: FetchedDocument[];

const night = (): Promise<SiteRun[]> =>
  crawl({ sources: readSources(nation.sources), archive, contact: "test@example.org" });

before(async () => {
  nation = await startNation();
  first = await night();
  const store = await openRawStore(archive, "read");
  documents = [...store.documents()];
  await store.close();
});
after(async () => {
  await nation.close();
  rmSync(archive, { recursive: true, maxRetries: 3 });
});

describe("a night over the example country", () => {
  it("finds every report of every site, under the page where a person finds it", (t) => {
    if (!browser) t.diagnostic("no browser: the single-page site is left out");
    for (const report of nation.expected().reports.filter(({ needsBrowser }) => browser || !needsBrowser)) {
      const found = documents.find(({ url }) => url === report.documentUrl);
      assert.ok(found, `${report.site}: ${report.title} (${report.documentUrl}) was not found`);
      assert.equal(found.pageUrl, report.pageUrl);
    }
  });

  it("takes nothing for a report that is none", () => {
    const wanted = nation.expected();
    const known = new Set(
      [...wanted.reports, ...wanted.unreadable].flatMap((item) => [
        item.pageUrl,
        "url" in item ? item.url : item.documentUrl,
      ]),
    );
    assert.deepEqual(
      documents.filter(({ url }) => !known.has(url)).map(({ url, linkText }) => `${linkText} ${url}`),
      [],
    );
  });

  it("makes no request that is forbidden, nor any to a host that is not the source's", () => {
    const asked = new Set(
      nation.requests.map(({ host, url }) => (url.startsWith("http") ? url : `http://${host}${url}`)),
    );
    assert.deepEqual(
      nation.expected().forbidden.filter((url) => asked.has(url)),
      [],
    );
    assert.deepEqual(
      nation.requests.filter(({ site }) => site === "elsewhere"),
      [],
    );
  });

  it("recognises the family of each site, and finds all of them well", () => {
    for (const run of first.filter(
      ({ site }) => browser || nation.sites.find(({ id }) => id === site)?.family !== "spa",
    )) {
      assert.equal(run.health, "ok", `${run.site}: ${run.reason}`);
      const family = nation.sites.find(({ id }) => id === run.site)?.family;
      assert.equal(run.platform, family === "legacy" ? "generic" : family, run.site);
    }
  });

  it("asks for no document again on the second night, and sees every one", async () => {
    const before = nation.requests.length;
    const second = await night();
    assert.deepEqual(
      second.map(({ found, gone }) => [found, gone]),
      first.map(({ found }) => [found, 0]),
    );
    const had = new Set(documents.map(({ url }) => url));
    const again = nation.requests
      .slice(before)
      .map(({ url }) => url)
      .filter((url) => had.has(url));
    assert.deepEqual(again, []);
  });
});
