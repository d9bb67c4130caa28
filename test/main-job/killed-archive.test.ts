import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { mergeRawStores } from "../../crawlers/index.ts";
import { digest } from "../../pipeline/archive/index.ts";
import { rebuild } from "../../pipeline/rebuild.ts";
import { verify } from "../../pipeline/verify.ts";
import { folderFor } from "../folder.ts";
import { killAt, type Stepping, startStepping } from "../killing.ts";
import { alterRow, copied, differing, mergeInto, rawOf, stateOf, twoArchives } from "./two-archives.ts";

/** How often a process is killed: GONGKAI_KILLS=100 for the record. */
const KILLS = Number(process.env.GONGKAI_KILLS ?? 2);

const PROGRAM = join(import.meta.dirname, "..", "..", "scripts", "gongkai.mjs");

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
  const expected = await stateOf(undisturbed);
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
    assert.deepEqual(await stateOf(archive), expected, `${where}: the same call again`);
  }
  assert.ok(hit >= KILLS / 2, `${hit} of ${KILLS} kills met it at work`);
  t.diagnostic(`${hit} of ${KILLS} kills met it at work; ${unchanged} times the tables were as before`);
}

test(`rebuild and merge, each killed at ${KILLS} moments all over its run`, async (t) => {
  const folder = await folderFor(t);
  const [one, other] = await twoArchives(folder);
  const copyOfOne = (name: string): Promise<string> => copied(one, join(folder, name));

  await t.test(
    "a killed rebuild leaves a whole archive, and called again comes to what an undisturbed one does",
    async (t) => {
      const archive = await copyOfOne("rebuilt");
      await alterRow(archive);
      await killOften(t, archive, ["rebuild"], () => rebuild({ archive }));
    },
  );

  await t.test(
    "a killed merge leaves a whole archive, and called again comes to what an undisturbed one does",
    async (t) => {
      const archive = await copyOfOne("merged");
      const theirs = await rawOf(other);
      await killOften(t, archive, ["merge", other], () => mergeInto(archive, other));
      assert.deepEqual(await rawOf(other), theirs, "the other stays as it is");
    },
  );

  await t.test("a merge that has taken files over and not yet looked into them leaves a whole archive", async () => {
    const archive = await copyOfOne("half merged");
    await mergeRawStores(archive, other, { onProof: () => undefined, onCopy: () => undefined });
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
