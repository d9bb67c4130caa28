import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { stringify } from "yaml";
import { crawl } from "../../crawlers/index.ts";
import { gongkai } from "../cli.ts";
import { reportPage, row, smallSite } from "../crawlers/small-site.ts";
import { folderFor } from "../folder.ts";

const TITLES = [2022, 2023].map((year) => `青溪市教育局${year}年政府信息公开工作年度报告`);
const pages = (): Record<string, string> => ({
  "/": `<a href="/nb/">政府信息公开年报</a>`,
  "/nb/": `<title>年报</title>${TITLES.map((title, n) => row(`${n}.html`, title)).join("")}`,
  ...Object.fromEntries(TITLES.map((title, n) => [`/nb/${n}.html`, reportPage(title)])),
});

test("status says of a night that was stopped how far it came, what waits in the raw store, and what carries on", async (t) => {
  const folder = await folderFor(t);
  const [archive, registry] = [join(folder, "archive"), join(folder, "sources.yaml")];
  const sites = [await smallSite("qingxi", pages()), await smallSite("yuntai", pages())];
  t.after(() => Promise.all(sites.map((site) => site.close())));
  const sources = sites.map((site) => site.source());
  await writeFile(registry, stringify(sources));

  const stop = new AbortController();
  await crawl({
    ...{ sources, archive, contact: null, concurrency: 1, nightGoesOn: true, signal: stop.signal },
    onProgress: ({ site, documents }) => site === "yuntai" && documents > 0 && stop.abort(),
  });
  const stopped = await gongkai(["status", "--archive", archive]);
  assert.match(
    stopped.stdout,
    /^The night that began \S+ is not finished: 1 of 2 sources crawled, [12] documents? of others fetched; .*the next nightly carries on$/m,
  );
  assert.match(
    stopped.stdout,
    /^In the raw store, not yet in the tables: 2 documents; the next nightly or ingest reads them$/m,
  );
  assert.match(stopped.stdout, /^Sources: none in the tables yet$/m);
  assert.equal(stopped.code, 1);

  await gongkai(["ingest", "--archive", archive]);
  const ingested = await gongkai(["status", "--archive", archive]);
  assert.match(ingested.stdout, /is not finished: 1 of 2 sources crawled/);
  assert.doesNotMatch(ingested.stdout, /not yet in the tables/);

  const night = await gongkai(["nightly", "--sources", registry, "--archive", archive]);
  assert.match(night.stderr, /rejected: .*nothing but a title/, "these pages have headings and no text");
  assert.equal(night.code, 1);
  const { code, stdout } = await gongkai(["status", "--archive", archive]);
  assert.equal(code, 0);
  assert.match(stdout, /^Sources: 2 of 2 ok$/m);
  assert.doesNotMatch(stdout, /not finished|not yet/);
});
