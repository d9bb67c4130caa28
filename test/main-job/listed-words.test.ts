import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { openRawStore } from "../../crawlers/index.ts";
import { compareTables, openArchive } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { merge } from "../../pipeline/merge.ts";
import { rebuild } from "../../pipeline/rebuild.ts";
import { verify } from "../../pipeline/verify.ts";
import { htmlPage } from "../carriers/html.ts";
import { answer, night, outcome } from "../crawlers/raw/archives.ts";
import { folderFor } from "../folder.ts";
import { completeFigures } from "../generate/figures.ts";
import { reportBlocks, statutorySections } from "../generate/report.ts";

const SITE = "http://www.linjiang.gov.cn";

/** A report that says neither whose it is nor about which year, but for its number of applications. */
function nameless(applications: number): string {
  const row = [applications, 0, 0, 0, 0, 0, applications];
  const figures = completeFigures("2021", {
    applications: { received_new: row, disclosed: row, concluded_total: row },
  });
  const title = "政府信息公开工作年度报告";
  const sections = statutorySections({ overview: ["我局做好政府信息公开。"], problems: ["无"], other: ["无"] });
  const printed = (table: string, item: string, column: string): string =>
    figures.get(`${table}/${item}/${column}`)?.toString() ?? "";
  return htmlPage(title, reportBlocks({ title, preamble: [], format: "2021", sections, printed }));
}

const BODIES = [4, 9, 16].map(nameless);

/**
 * What a night finds of an address. `body`: which bytes, null where they cannot be had. `way`: asked for itself, a redirect that leads to them, or not asked,
 * since another gives the same.
 */
type Seen = { year: number; body: number | null; way: "own" | "redirect" | "twin"; page: string | null };
/** `cut`: the crawl was killed and never carried on. */
type Night = { seen: (Seen | null)[]; cut: boolean };

/** One night's crawl, the nth. */
async function crawl(archive: string, n: number, { seen, cut }: Night, name = "临江县审计局"): Promise<void> {
  const store = await openRawStore(archive, "write");
  const { run } = store.beginRun("linjiang", night(n));
  const first = `${SITE}/0.html`;
  for (const [i, one] of seen.entries()) {
    if (one === null) continue;
    const url = `${SITE}/${i}.html`;
    const twinOf = one.way === "twin" && i > 0 && seen[0] ? first : null;
    const at = new Date(night(n).getTime() + i * 1000);
    const body = one.body === null ? null : (BODIES[one.body] ?? "");
    const target = `${SITE}/files/${one.body}.html`;
    if (twinOf === null && body === null) store.failed(run, { method: "GET", url }, "timeout");
    else if (twinOf === null && body !== null && one.way === "redirect") {
      await store.append(run, answer(url, "", { status: 302, headers: [["Location", target]], at }));
      await store.append(run, answer(target, body, { at }));
    } else if (twinOf === null && body !== null) await store.append(run, answer(url, body, { at }));
    const linkText = `${one.year}年政府信息公开工作年度报告`;
    store.sighted(run, url, { linkText, listedDate: `${one.year + 1}-01-10`, pageUrl: one.page, twinOf });
  }
  if (!cut) await store.finishRun(run, { ...outcome(new Date(night(n).getTime() + 60_000)), name });
  await store.close();
}

/** An archive made of another's WARC files alone. */
async function fromWarcs(archive: string, made: string): Promise<string> {
  await cp(join(archive, "raw"), join(made, "raw"), { recursive: true });
  for (const file of ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"])
    await rm(join(made, "raw", file), { force: true });
  await (await openRawStore(made, "write")).close();
  await ingest({ archive: made });
  return made;
}

async function merged(one: string, other: string, into: string): Promise<string> {
  await cp(one, into, { recursive: true });
  const quiet = { onProof: () => undefined, onCopy: () => undefined, onIngest: () => undefined, onNotice: assert.fail };
  await merge({ archive: into, other, ...quiet, signal: new AbortController().signal });
  return into;
}

async function ask(archive: string, sql: string): Promise<unknown[][]> {
  const opened = await openArchive(archive);
  try {
    return (await opened.query(sql)).rows;
  } finally {
    opened.close();
  }
}

/** All that an archive says but where the bytes lie. */
const saying = async (archive: string): Promise<unknown> => [
  await ask(archive, "SELECT * EXCLUDE (warc_file, warc_offset) FROM documents ORDER BY ALL"),
  await ask(archive, "SELECT * FROM reports ORDER BY ALL"),
  await ask(archive, "SELECT * FROM problems ORDER BY ALL"),
  await ask(
    archive,
    "SELECT report_id, name, value FROM (UNPIVOT figures ON COLUMNS('^applications') INTO NAME name VALUE value) ORDER BY ALL",
  ),
];

const APPLICATIONS =
  "SELECT year, applications__received_new__total::INTEGER, is_current FROM figures JOIN reports USING (report_id) ORDER BY ALL";

const listed = (year: number, body: number | null): Seen => ({ year, body, way: "own", page: null });

test("a report that was replaced keeps the year that its link named while it was there, however the archive is made", async (t) => {
  const folder = await folderFor(t);
  const nightly = join(folder, "nightly");
  const night = async (n: number, seen: Seen): Promise<void> => crawl(nightly, n, { seen: [seen], cut: false });
  await night(1, listed(2022, 0));
  await ingest({ archive: nightly });
  await night(3, listed(2023, null));
  await night(5, listed(2023, 1));
  await ingest({ archive: nightly });
  const both = [
    [2022, 4, true],
    [2023, 9, true],
  ];
  assert.deepEqual(await ask(nightly, APPLICATIONS), both);
  await ingest({ archive: nightly, all: true });
  assert.deepEqual(await ask(nightly, APPLICATIONS), both, "ingest --all");
});

test("a report that only its site names is another organ's as soon as the registry gives the site another name", async (t) => {
  const archive = join(await folderFor(t), "archive");
  for (const [n, name] of ["临江县审计局", "临江县财政局"].entries()) {
    await crawl(archive, 1 + n * 2, { seen: [listed(2022, 0)], cut: false }, name);
    await ingest({ archive });
    assert.deepEqual(await ask(archive, "SELECT organ FROM reports"), [[name]]);
  }
});

test("whatever comes and goes, on whichever machine: night by night, at once, made again and merged are the same", async (t) => {
  const folder = await folderFor(t);
  const [nightly, one, other] = [join(folder, "nightly"), join(folder, "one"), join(folder, "other")];
  const way = (as: Seen["way"], year: number, body: number | null): Seen => ({ year, body, way: as, page: null });
  const nights: [Night, string][] = [
    [{ seen: [listed(2022, 0), way("twin", 2021, 0), way("redirect", 2022, 1)], cut: false }, one],
    [{ seen: [listed(2023, 1), null, way("redirect", 2023, 2)], cut: true }, one],
    [{ seen: [listed(2023, 1), listed(2021, 2), way("redirect", 2023, 1)], cut: false }, other],
    [{ seen: [listed(2022, 1), listed(2022, null), way("redirect", 2022, null)], cut: false }, one],
  ];
  for (const [n, [found, machine]] of nights.entries())
    for (const archive of [nightly, machine]) {
      await crawl(archive, 1 + n * 2, found);
      if (archive === nightly || n >= 2) await ingest({ archive });
    }
  const atOnce = await fromWarcs(nightly, join(folder, "at once"));
  assert.deepEqual(await compareTables(nightly, atOnce), [], "at once");
  assert.deepEqual((await rebuild({ archive: nightly })).differences, [], "rebuild");
  const [into, back] = [await merged(one, other, join(folder, "1+2")), await merged(other, one, join(folder, "2+1"))];
  assert.deepEqual(await compareTables(into, back), [], "merged in either order");
  assert.deepEqual(await saying(into), await saying(nightly), "merged, and one machine that saw all");
  for (const archive of [nightly, into]) assert.deepEqual(await Array.fromAsync(verify(archive)), []);
});
