import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { commit, openArchive, verifyTables } from "../../pipeline/archive/index.ts";
import { readManifest } from "../../pipeline/archive/manifest.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

const KILLS = 8;

/** Lets a process commit numbers from `from` on, and kills it some way into a commit; gives the last number it began. */
async function killAmidCommits(dir: string, from: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "committer.ts"), dir, String(from)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let begun = from;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    begun = Number(text.trim().split("\n").at(-1));
  });
  const ended = new Promise((resolve) => child.once("close", (_, signal) => resolve(signal)));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  await wait(afterMs);
  child.kill("SIGKILL");
  assert.equal(await ended, "SIGKILL", "it was at work when it was killed");
  return begun;
}

test("killed at any moment of a commit, the archive is as it was before or after it, and the next commit leaves no trace", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges(["a", "b", "c"].map((id) => sampleRecord(id, 2019, { value: 0 }))));
  let begun = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    begun = await killAmidCommits(dir, begun + 1, 15 + kill * 29);
    const archive = await openArchive(dir);
    const { rows } = await archive.query("SELECT DISTINCT value, year FROM cells JOIN reports USING (report_id)");
    archive.close();
    assert.equal(rows.length, 1, `one state, not a mixture: ${JSON.stringify(rows)}`);
    const [[value, year] = []] = rows;
    assert.equal(year, Number(value) === 0 ? 2019 : 2019 + (Number(value) % 3));
    assert.ok(Number(value) <= begun);
    assert.deepEqual(await verifyTables(dir), []);
  }
  const last = sampleChanges(["a", "b", "c"].map((id) => sampleRecord(id, 2021, { value: 5 })));
  await commit(dir, last);
  const undisturbed = await folder(t);
  await commit(undisturbed, last);
  const parts = (await readManifest(dir))?.parts;
  assert.deepEqual(parts, (await readManifest(undisturbed))?.parts);
  const everything = async (of: string): Promise<string[]> =>
    (await readdir(of, { recursive: true })).filter((name) => !/\/\./.test(name)).sort();
  assert.deepEqual(await everything(dir), await everything(undisturbed));
});
