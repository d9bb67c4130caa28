import assert from "node:assert/strict";
import { chmod, copyFile, glob, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { openRawStore } from "../../crawlers/index.ts";
import { commit, openArchive } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { verify } from "../../pipeline/verify.ts";
import { sampleChanges, sampleRecord } from "../archive/sample.ts";
import { asOther } from "../as-other.ts";
import { gongkai } from "../cli.ts";
import { answer, night, outcome } from "../crawlers/raw/archives.ts";
import { folderFor } from "../folder.ts";

/** An archive of one page, which is no report. */
async function small(t: TestContext): Promise<string> {
  const archive = await folderFor(t);
  await chmod(archive, 0o755);
  const store = await openRawStore(archive, "write");
  const { run } = store.beginRun("shiqiao", night(1));
  await store.append(run, answer("http://a.gov.cn/1", "正文"));
  store.sighted(run, "http://a.gov.cn/1", {});
  await store.finishRun(run, outcome(night(1)));
  await store.close();
  await ingest({ archive });
  assert.deepEqual(await said(archive), []);
  return archive;
}

const said = async (archive: string): Promise<string[]> =>
  (await Array.fromAsync(verify(archive))).map(({ message }) => message);

const noPermission = "you have no permission for it: give yourself that, and call again";

test("an index of the raw store that is lost is what verify says, and ingest mends it; so is a raw/ that is lost, and the tables are checked all the same", async (t) => {
  const archive = await small(t);
  const raw = join(archive, "raw");
  const [part = ""] = await Array.fromAsync(glob(join(archive, "tables/sites/*.parquet")));
  for (const file of (await readdir(raw)).filter((name) => name.startsWith("index."))) await rm(join(raw, file));
  assert.deepEqual(await said(archive), [
    "raw/index.sqlite is missing: the next nightly, ingest or rebuild makes it again from the WARC files",
  ]);
  await ingest({ archive });
  assert.deepEqual(await said(archive), []);
  await rename(raw, join(archive, "away"));
  await rename(part, `${part}.away`);
  const [table, , missing, document, ...more] = await said(archive);
  assert.match(table ?? "", /^tables\/sites\/\S+: is missing$/);
  assert.match(missing ?? "", /^raw\/ is missing: put it back from a copy/);
  assert.deepEqual([document, more], [undefined, []]);
});

test("what the archive did not write into raw/ is named by verify, and by a rebuild, which does not read it", async (t) => {
  const archive = await small(t);
  const raw = join(archive, "raw");
  const [warc = ""] = await Array.fromAsync(glob(join(raw, "*.warc.gz")));
  await copyFile(warc, join(raw, "copy.warc.gz"));
  await writeFile(join(raw, "notes.txt"), "");
  const named = [
    /^raw\/copy\.warc\.gz: was not written by this archive, and is not read: .* by merge; move it away$/,
    /^raw\/notes\.txt: was not written by this archive; move it away$/,
  ];
  const { code, stderr } = await gongkai(["rebuild", "--archive", archive]);
  assert.equal(code, 1, stderr);
  for (const lines of [await said(archive), stderr.split("\n").filter((line) => line.startsWith("raw/"))])
    for (const [i, says] of named.entries()) assert.match(lines[i] ?? "", says);
  await Promise.all(["copy.warc.gz", "notes.txt"].map((name) => rm(join(raw, name))));
  assert.deepEqual(await said(archive), []);
});

test("what one has no permission for is said so, of raw/ and of tables/, and nobody is told to make again what is not damaged", {
  skip: process.platform === "win32" && "has other permissions",
}, async (t) => {
  const archive = await small(t);
  await commit(archive, sampleChanges([sampleRecord("a", 2021)]));
  const [warc = ""] = await Array.fromAsync(glob(join(archive, "raw/*.warc.gz")));
  const [part = ""] = await Array.fromAsync(glob(join(archive, "tables/cells/*/*.parquet")));
  const shut: [string, RegExp][] = [
    [warc, /\.warc\.gz: /],
    [join(archive, "raw/index.sqlite"), /index\.sqlite: /],
    [join(archive, "raw"), /\/raw\b/],
    [part, /^tables\/cells\/\S+\.parquet: /],
    [join(archive, "tables/manifest.json"), /manifest\.json: /],
    [join(archive, "tables"), /tables\/manifest\.json: /],
  ];
  for (const [path, says] of shut) {
    await chmod(path, 0);
    const lines = await asOther(() => said(archive));
    await chmod(path, 0o755);
    const named = lines.filter((line) => line.endsWith(noPermission));
    assert.equal(named.length, 1, `${path}:\n${lines.join("\n")}`);
    assert.match(named[0] ?? "", says);
    assert.doesNotMatch(lines.join("\n"), /damaged \(|rebuild|EACCES|delete/);
  }
  await chmod(part, 0);
  const asked = asOther(async () => {
    const opened = await openArchive(archive);
    return opened.query("SELECT sum(value) FROM cells").finally(() => opened.close());
  });
  await assert.rejects(asked, new RegExp(`\\.parquet: ${noPermission}$`));
});

test("an archive that one may only read, as on a disk of another machine, can be verified", async (t) => {
  const archive = await small(t);
  const raw = join(archive, "raw");
  // As a crawl leaves it that comes to its end while nobody reads.
  for (const name of ["index.sqlite-wal", "index.sqlite-shm"]) await rm(join(raw, name), { force: true });
  await chmod(raw, 0o555);
  assert.deepEqual(await asOther(() => said(archive)), []);
  await chmod(raw, 0o755);
});
