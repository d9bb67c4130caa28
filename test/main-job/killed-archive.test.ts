import assert from "node:assert/strict";
import { cp, glob, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import test, { type TestContext } from "node:test";
import { crawl, mergeRawStores } from "../../crawlers/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { commit, compareTables, digest, readRows } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { merge } from "../../pipeline/merge.ts";
import { rebuild } from "../../pipeline/rebuild.ts";
import { verify } from "../../pipeline/verify.ts";
import { filesOf } from "../archive/everything.ts";
import { folderFor } from "../folder.ts";
import { killAt, type Stepping, startStepping } from "../killing.ts";
import { startCountry } from "../nation/country.ts";
import { madeSite } from "../nation/made-site.ts";

/** How often a process is killed: GONGKAI_KILLS=100 for the record. */
const KILLS = Number(process.env.GONGKAI_KILLS ?? 3);

const PROGRAM = join(import.meta.dirname, "..", "..", "scripts", "gongkai.mjs");

/** Two archives of two machines: each has a source of its own, and both have one. */
async function twoArchives(folder: string): Promise<[string, string]> {
  const ids = ["linjiang", "qinghe", "shimen"] as const;
  const country = await startCountry(
    ids.map((id, n) =>
      madeSite({
        ...{ id, family: "trs", shape: "flat", place: ["临江县", "清河县", "石门县"][n] ?? "", division: "410106" },
        ...{ organs: 1, years: [2022, 2023] },
      }),
    ),
  );
  const night = async (name: string, wanted: readonly string[]): Promise<string> => {
    const [sources, archive] = [
      readSources(country.sources).filter(({ id }) => wanted.includes(id)),
      join(folder, name),
    ];
    await crawl({ sources, archive, contact: null, refresh: true });
    await ingest({ archive });
    return archive;
  };
  await night("one", ids.slice(0, 2));
  country.control.alter("qinghe/report-1-2023", (body) => body.replace("做好", "认真做好"));
  const other = await night("other", ids.slice(1));
  // What the other has fetched comes to stand before this, so that merging makes the index anew.
  const one = await night("one", ids.slice(0, 1));
  await country.close();
  return [one, other];
}

/** The WARC files, each with its digest. */
async function rawOf(archive: string): Promise<[string, string][]> {
  const files = (await Array.fromAsync(glob(join(archive, "raw/*.warc.gz")))).sort();
  return Promise.all(files.map(async (file): Promise<[string, string]> => [basename(file), await digest(file)]));
}

/** What stands in an archive's folder, without what comes and goes with a connection to the index. */
const namesIn = async (archive: string): Promise<string[]> =>
  (await Array.fromAsync(glob("{*,raw/*}", { cwd: archive }))).filter((name) => !/-(wal|shm)$/.test(name)).sort();

/** The tables that differ, but for the soft checks, which are made when all reports are there. */
const differing = async (one: string, other: string): Promise<string[]> =>
  (await compareTables(one, other)).map(({ table }) => table).filter((table) => table !== "checks");

/** Calls a verb on an archive, kills it, and lets `again` call it once more, over and over. */
async function killOften(
  t: TestContext,
  archive: string,
  args: string[],
  again: () => Promise<unknown>,
): Promise<void> {
  const begin = (): Stepping => startStepping(PROGRAM, [...args, "--archive", archive]);
  const [before, undisturbed] = [`${archive} before`, `${archive} undisturbed`];
  await cp(archive, before, { recursive: true });
  const first = begin();
  assert.equal(await first.ended, null);
  await cp(archive, undisturbed, { recursive: true });
  const course = first.course();
  const expected = {
    raw: await rawOf(undisturbed),
    tables: await filesOf(undisturbed),
    names: await namesIn(undisturbed),
  };
  assert.deepEqual(await Array.fromAsync(verify(archive)), []);
  assert.notDeepEqual(await differing(undisturbed, before), [], "it does change something");

  let hit = 0;
  let unchanged = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    // At its own place, which archive.duckdb names.
    await rm(archive, { recursive: true });
    await cp(before, archive, { recursive: true });
    const place = (kill + Math.random()) / KILLS;
    const by = kill % 2 === 0 ? "changes" : "time";
    const where = `killed at ${place} of its ${by}`;
    if (await killAt(begin(), course, place, by)) hit += 1;
    for (const [name, sha256] of await rawOf(before))
      assert.equal(await digest(join(archive, "raw", name)), sha256, `${where}: ${name}`);
    assert.deepEqual(await Array.fromAsync(verify(archive)), [], where);
    if ((await differing(archive, before)).length === 0) unchanged += 1;
    else assert.deepEqual(await differing(archive, undisturbed), [], `${where}: neither as before nor as after`);
    await again();
    const came = { raw: await rawOf(archive), tables: await filesOf(archive), names: await namesIn(archive) };
    assert.deepEqual(came, expected, `${where}: the same call again`);
  }
  assert.ok(hit > KILLS / 2, `${hit} of ${KILLS} kills met it at work`);
  t.diagnostic(`${hit} of ${KILLS} kills met it at work; ${unchanged} times the tables were as before`);
}

test(`rebuild and merge, each killed at ${KILLS} moments all over its run`, async (t) => {
  const folder = await folderFor(t);
  const [one, other] = await twoArchives(folder);
  const copyOfOne = async (name: string): Promise<string> => {
    await cp(one, join(folder, name), { recursive: true });
    // A commit of nothing: archive.duckdb names the place where it lies.
    await commit(join(folder, name), { parserVersion: "" });
    return join(folder, name);
  };
  const mergeInto = (archive: string) =>
    merge({
      ...{ archive, other, onCopy: () => undefined, onIngest: () => undefined, onNotice: assert.fail },
      signal: new AbortController().signal,
    });

  await t.test(
    "a killed rebuild leaves a whole archive, and called again comes to what an undisturbed one does",
    async (t) => {
      const archive = await copyOfOne("rebuilt");
      const [report] = await readRows(archive, "reports");
      assert.ok(report);
      const altered = { ...report, title: "not what raw/ says" };
      await commit(archive, { parserVersion: report.parser_version, reports: [altered] });
      await killOften(t, archive, ["rebuild"], () => rebuild({ archive }));
    },
  );

  await t.test(
    "a killed merge leaves a whole archive, and called again comes to what an undisturbed one does",
    async (t) => {
      const archive = await copyOfOne("merged");
      const theirs = await rawOf(other);
      await killOften(t, archive, ["merge", other], () => mergeInto(archive));
      assert.deepEqual(await rawOf(other), theirs, "the other stays as it is");
    },
  );

  await t.test("a merge that has taken files over and not yet looked into them leaves a whole archive", async () => {
    const archive = await copyOfOne("half merged");
    mergeRawStores(archive, other, () => undefined);
    assert.deepEqual(await Array.fromAsync(verify(archive)), []);
  });

  await t.test("what a killed rebuild has cleared away by half is made again", async () => {
    const archive = await copyOfOne("half cleared");
    const made = join(archive, "tables.next/tables");
    await cp(join(archive, "tables"), made, { recursive: true });
    await rm(join(made, ".parts/documents"), { recursive: true });
    assert.deepEqual((await rebuild({ archive })).differences, []);
    assert.deepEqual(await Array.fromAsync(verify(archive)), []);
  });
});
