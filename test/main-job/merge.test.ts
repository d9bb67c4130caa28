import assert from "node:assert/strict";
import { cp, glob, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import test from "node:test";
import { crawl } from "../../crawlers/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { compareTables, openArchive } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { type MergeOptions, merge } from "../../pipeline/merge.ts";
import { verify } from "../../pipeline/verify.ts";
import { gongkai } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { startCountry } from "../nation/country.ts";
import { madeSite, type SiteOrder } from "../nation/made-site.ts";

const DAY = 24 * 3600 * 1000;
const order = (id: string, place: string): SiteOrder => ({
  ...{ id, family: "trs", shape: "flat", place, division: "410106", organs: 2, years: [2022, 2023] },
});

test("two archives become one, whichever is merged into which: every version that either saw, each source as it was seen last", async (t) => {
  const orders = [order("linjiang", "临江县"), order("qinghe", "清河县"), order("shimen", "石门县")];
  const country = await startCountry(orders.map(madeSite));
  t.after(() => country.close());
  const folder = await folderFor(t);
  const [one, other] = [join(folder, "one"), join(folder, "other")];
  const night = async (archive: string, ids: string[], days: number): Promise<void> => {
    const sources = readSources(country.sources).filter(({ id }) => ids.includes(id));
    await crawl({ sources, archive, contact: null, refresh: true, now: new Date(Date.now() + days * DAY) });
    await ingest({ archive });
  };
  // Two machines take turns: what the one saw last of 清河县 lies between two nights of the other.
  const altered = "qinghe/report-1-2023";
  await night(one, ["linjiang", "qinghe"], 0);
  country.control.alter(altered, (body) => body.replace("做好", "认真做好"));
  country.control.remove("qinghe/report-2-2022");
  await night(other, ["qinghe", "shimen"], 365);
  country.control.alter(altered, (body) => body.replace("做好", "切实做好"));
  await night(one, ["linjiang", "qinghe"], 730);

  const options = (archive: string, from: string): MergeOptions => ({
    ...{
      archive,
      other: from,
      onProof: () => undefined,
      onCopy: () => undefined,
      onIngest: () => undefined,
      onNotice: assert.fail,
    },
    signal: new AbortController().signal,
  });
  const copyOf = async (archive: string, name: string): Promise<string> => {
    await cp(archive, join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const otherIntoOne = await copyOf(one, "other into one");
  const oneIntoOther = await copyOf(other, "one into other");
  assert.equal((await merge(options(otherIntoOne, other))).copied.files, 1);
  assert.equal((await merge(options(oneIntoOther, one))).copied.files, 2);
  assert.deepEqual(await compareTables(otherIntoOne, oneIntoOther), []);
  for (const archive of [otherIntoOne, oneIntoOther])
    assert.deepEqual(await Array.fromAsync(verify(archive)), [], archive);

  const ask = async (archive: string, sql: string): Promise<unknown[][]> => {
    const opened = await openArchive(archive);
    t.after(() => opened.close());
    return (await opened.query(sql)).rows;
  };
  const versions = `SELECT status, count(*) FROM documents WHERE url = '${country.url(altered)}' GROUP BY status ORDER BY status`;
  assert.deepEqual(await ask(one, versions), [
    ["current", 1],
    ["superseded", 1],
  ]);
  assert.deepEqual(await ask(oneIntoOther, versions), [
    ["current", 1],
    ["superseded", 2],
  ]);
  assert.deepEqual(await ask(oneIntoOther, "SELECT site FROM sites ORDER BY site"), [
    ["linjiang"],
    ["qinghe"],
    ["shimen"],
  ]);
  const [[firstWithout] = []] = await ask(other, "SELECT last_run FROM sites WHERE site = 'qinghe'");
  assert.deepEqual(
    await ask(otherIntoOne, "SELECT gone_since FROM documents WHERE status = 'gone'"),
    [[firstWithout]],
    "who was the first not to find it any more is believed",
  );

  await t.test("merging again changes nothing; an interrupted merge is carried on by the next", async () => {
    const manifest = join(otherIntoOne, "tables/manifest.json");
    const before = await readFile(manifest, "utf8");
    const again = await gongkai(["merge", other, "--archive", otherIntoOne]);
    assert.deepEqual([again.code, /^0 WARC files taken over/.test(again.stderr)], [0, true], again.stderr);
    assert.equal(await readFile(manifest, "utf8"), before);

    const interrupted = await copyOf(other, "interrupted");
    const [file = ""] = (await Array.fromAsync(glob(join(one, "raw/*.warc.gz")))).sort();
    await writeFile(join(interrupted, "raw", `${basename(file)}.part`), (await readFile(file)).subarray(0, 1000));
    const stop = new AbortController();
    const onCopy = (): void => stop.abort(new Error("stopped"));
    await assert.rejects(merge({ ...options(interrupted, one), onCopy, signal: stop.signal }), /stopped/);
    assert.equal((await merge(options(interrupted, one))).copied.files, 0);
    assert.deepEqual(await compareTables(interrupted, oneIntoOther), []);
  });

  await t.test("a folder that is no archive, or the archive itself, is a wrong call", async () => {
    for (const wrong of [join(folder, "nothing"), one]) {
      const { code, stderr } = await gongkai(["merge", wrong, "--archive", one]);
      assert.deepEqual([code, stderr.trimEnd().split("\n").length], [2, 1], stderr);
    }
  });
});
