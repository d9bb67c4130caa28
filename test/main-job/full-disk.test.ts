import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { rebuild } from "../../pipeline/rebuild.ts";
import { verify } from "../../pipeline/verify.ts";
import { gongkai } from "../cli.ts";
import { fill, smallDisk } from "../small-disk.ts";
import { alterRow, copied, differing, mergeInto, rawOf, stateOf, twoArchives } from "./two-archives.ts";

type Called = { verb: string[]; again: () => Promise<unknown>; free: number[] };

/** Calls a verb where so little is free (in KB) that it must end half way, and once more when there is room. */
async function fillOften(disk: string, archive: string, { verb, again, free }: Called): Promise<void> {
  const before = join(disk, "before");
  await cp(archive, before, { recursive: true });
  await again();
  const after = join(disk, "after");
  await cp(archive, after, { recursive: true });
  const expected = await stateOf(after);
  for (const kilobytes of free) {
    await rm(archive, { recursive: true });
    await cp(before, archive, { recursive: true });
    const filler = await fill(disk, kilobytes * 1024);
    const { code, stdout, stderr } = await gongkai([...verb, "--archive", archive]);
    await rm(filler);
    const where = `${kilobytes} KB free`;
    assert.deepEqual([code, stdout], [3, ""], `${where}: ${stderr}`);
    assert.match(stderr, /^gongkai: the disk is full .*: make room, and the same call carries on;.*\n$/, where);
    const raw = new Map(await rawOf(archive));
    for (const [name, sha256] of await rawOf(before)) assert.equal(raw.get(name), sha256, `${where}: ${name}`);
    assert.deepEqual(await Array.fromAsync(verify(archive)), [], where);
    if ((await differing(archive, before)).length > 0) assert.deepEqual(await differing(archive, after), [], where);
    await again();
    assert.deepEqual(await stateOf(archive), expected, `${where}: the same call again`);
  }
  for (const copy of [before, after]) await rm(copy, { recursive: true });
}

test("a disk that is full at any moment of a rebuild or a merge loses nothing, is said in one line, and the same call carries on", async (t) => {
  const disk = await smallDisk(t);
  if (disk === null) return t.skip("no disk can be mounted here");
  const [one, other] = await twoArchives(disk);
  const archive = await copied(one, join(disk, "archive"));
  // There is no room for the index, for its last page, for the parts.
  await fillOften(disk, archive, {
    verb: ["merge", other],
    again: () => mergeInto(archive, other),
    free: [96, 200, 400],
  });
  await alterRow(archive);
  await fillOften(disk, archive, { verb: ["rebuild"], again: () => rebuild({ archive }), free: [300] });
});
