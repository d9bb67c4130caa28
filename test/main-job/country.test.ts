import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openArchive } from "../../pipeline/archive/index.ts";
import { queriesPage } from "../../scripts/build-data/queries.ts";
import { gongkai, start } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { type Nation, startNation } from "../nation/index.ts";
import { contentsOf } from "./archive-contents.ts";

const nightlyArgs = (nation: Nation, archive: string): string[] => [
  "nightly",
  "--sources",
  nation.sources,
  "--archive",
  archive,
];

/** Every report with its cells, every document and every site are as the country's truth says. */
async function assertIsTheCountry(nation: Nation, archive: string): Promise<void> {
  const { reports, cells, documents, sites } = await contentsOf(archive);
  const expected = nation.expected();
  const current = [...reports.values()].filter((report) => report.is_current);
  assert.deepEqual(
    current.map((report) => report.document_url).sort(),
    expected.reports.map((report) => report.documentUrl).sort(),
  );
  for (const truth of expected.reports) {
    const report = current.find((candidate) => candidate.document_url === truth.documentUrl);
    assert.ok(report);
    const { organ, division, level, year, title, published, url } = report;
    assert.deepEqual(
      { organ, division, level, year, title, published, url },
      {
        organ: truth.organ,
        division: truth.division,
        level: truth.level,
        year: truth.year,
        title: truth.title,
        published: truth.published,
        url: truth.pageUrl,
      },
    );
    assert.ok(
      truth.status.some((status) => status === report.status),
      `${truth.title} is ${report.status}, not ${truth.status.join(" or ")}`,
    );
    if (truth.format !== null) assert.equal(report.format, truth.format);
    const read = cells.get(String(report.report_id)) ?? new Map();
    assert.deepEqual([...read.keys()].sort(), [...truth.cells.keys()].sort(), truth.title);
    for (const [cell, value] of truth.cells) assert.equal(read.get(cell)?.value, value, `${truth.title}: ${cell}`);
  }
  // What came without a single byte is no document: the site's own line says so. An archive without a report in it can be read.
  const standing = { truncated: "unreadable", zip: "rejected", empty: undefined };
  for (const { url, defect } of expected.unreadable) assert.equal(documents.get(url)?.status, standing[defect]);
  for (const url of expected.lookalikes) assert.ok(!documents.has(url) || documents.get(url)?.status === "rejected");
  assert.equal(sites.size, nation.sites.length);
}

/** Addresses of documents that were asked for, from the `from`-th request on. */
function askedDocuments(nation: Nation, from = 0): string[] {
  const documents = new Set(nation.expected().reports.flatMap(({ documentUrl, pageUrl }) => [documentUrl, pageUrl]));
  return nation.requests
    .slice(from)
    .map(({ host, url }) => `http://${host}${url}`)
    .filter((url) => documents.has(url));
}

test("one nightly brings every report of the example country into the archive, figure by figure", async (t) => {
  const nation = await startNation();
  t.after(() => nation.close());
  const archive = await folderFor(t);
  const run = await gongkai(nightlyArgs(nation, archive));
  assert.equal(run.code, 1, run.stderr);
  for (const { url } of nation.expected().unreadable) assert.match(run.stderr, new RegExp(`${RegExp.escape(url)}: .+`));
  await assertIsTheCountry(nation, archive);

  const forbidden = new Set(nation.expected().forbidden);
  assert.deepEqual(
    nation.requests.filter(({ site, host, url }) => site === "elsewhere" || forbidden.has(`http://${host}${url}`)),
    [],
  );

  await t.test("the page of worked queries shows what they answer over it", async () => {
    const opened = await openArchive(archive);
    t.after(() => opened.close());
    const page = await readFile(join(import.meta.dirname, "../../data/queries/README.md"), "utf8");
    assert.equal(await queriesPage(opened), page, "run scripts/build-data/queries.ts");
  });

  await t.test("a second nightly on the unchanged country fetches no document again", async () => {
    const before = nation.requests.length;
    const contents = await contentsOf(archive);
    const again = await gongkai(nightlyArgs(nation, archive));
    assert.equal(again.code, 1, again.stderr);
    assert.deepEqual(askedDocuments(nation, before), []);
    assert.deepEqual(await contentsOf(archive), contents);
  });

  await t.test("all that is not raw/ is made again from raw/ alone, the same", async () => {
    const contents = await contentsOf(archive);
    await rm(join(archive, "tables"), { recursive: true });
    await rm(join(archive, "archive.duckdb"));
    await gongkai(["ingest", "--archive", archive]);
    assert.deepEqual(await contentsOf(archive), contents);
    await gongkai(["ingest", "--archive", archive, "--all"]);
    assert.deepEqual(await contentsOf(archive), contents);
  });

  await t.test("verify finds nothing wrong with it", async () => {
    assert.deepEqual(await gongkai(["verify", "--archive", archive]), {
      code: 0,
      stdout: "The archive is whole.\n",
      stderr: "",
    });
  });
});

test("nightly killed at any moment and called again gives the archive of an undisturbed run, nothing fetched twice", async (t) => {
  const nation = await startNation();
  t.after(() => nation.close());
  const undisturbed = await folderFor(t);
  await gongkai(nightlyArgs(nation, undisturbed));
  const expected = await contentsOf(undisturbed);
  const requests = nation.requests.length;

  nation.control.delay(8);
  for (const share of [0.2, 0.5, 0.9]) {
    const archive = await folderFor(t);
    const before = nation.requests.length;
    const first = start(nightlyArgs(nation, archive));
    let ended = false;
    first.ended.then(() => {
      ended = true;
    });
    while (!ended && nation.requests.length < before + requests * share) await sleep(5);
    assert.equal(ended, false, "the first nightly ended before it was killed");
    first.child.kill("SIGKILL");
    await first.ended;
    await gongkai(nightlyArgs(nation, archive));
    assert.deepEqual(await contentsOf(archive), expected, `killed when ${share} of the requests were answered`);
    const asked = askedDocuments(nation, before);
    // The request that was under way when the process was killed may have been answered to nobody, once for each site.
    assert.ok(
      asked.length - new Set(asked).size <= nation.sites.length,
      `fetched twice: ${asked.length - new Set(asked).size}`,
    );
    assert.equal((await gongkai(["verify", "--archive", archive])).stdout, "The archive is whole.\n");
  }
});

test("sql answers while nightly runs, and the second nightly at once is refused in one line", async (t) => {
  const nation = await startNation();
  t.after(() => nation.close());
  const archive = await folderFor(t);
  await gongkai(nightlyArgs(nation, archive));
  const before = nation.requests.length;
  nation.control.delay(20);
  const running = start([...nightlyArgs(nation, archive), "--refresh"]);
  let ended = false;
  running.ended.then(() => {
    ended = true;
  });
  while (!ended && nation.requests.length < before + 20) await sleep(5);
  const resume = nation.control.pause();
  const answer = await gongkai([
    "sql",
    "SELECT count(*) AS n FROM reports WHERE is_current",
    "--archive",
    archive,
    "--format",
    "json",
  ]);
  assert.deepEqual(JSON.parse(answer.stdout), [{ n: nation.expected().reports.length }]);
  const second = await gongkai(nightlyArgs(nation, archive));
  assert.equal(ended, false, "the first nightly ended before the second was tried");
  assert.equal(second.code, 2);
  assert.match(second.stderr, /^gongkai: [^\n]+\n$/);
  resume();
  assert.match((await running.ended).stderr, /7 sources: 57 documents there, 0 new/);
});

test("a machine without a browser still reads every other site, and says how to get one", async (t) => {
  const nation = await startNation();
  t.after(() => nation.close());
  const archive = await folderFor(t);
  const run = await gongkai(nightlyArgs(nation, archive), { GONGKAI_CHROMIUM: "/nowhere/chromium" });
  assert.equal(run.code, 1);
  assert.match(run.stderr, /shilong: .*needs a browser: .+/);
  const { reports } = await contentsOf(archive);
  const found = new Set(
    [...reports.values()].filter((report) => report.is_current).map((report) => report.document_url),
  );
  for (const { documentUrl, needsBrowser } of nation.expected().reports)
    assert.equal(found.has(documentUrl), !needsBrowser, documentUrl);
});
