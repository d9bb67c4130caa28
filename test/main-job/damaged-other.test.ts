import assert from "node:assert/strict";
import { cp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import test from "node:test";
import { GongkaiError } from "../../data/records/index.ts";
import { gongkai } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { mergeInto, rawOf, stateOf, twoArchives } from "./two-archives.ts";

const warcsOf = async (archive: string): Promise<string[]> =>
  (await rawOf(archive)).map(([name]) => join(archive, "raw", name));

/** Flips a bit in the middle of a file. */
async function flip(file: string): Promise<void> {
  const bytes = await readFile(file);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  await writeFile(file, bytes);
}

test("another archive that is not whole is refused, with whose file it is and what to do, before anything of it is taken", async (t) => {
  const folder = await folderFor(t);
  // Of three nights: what lies in the last file refers to what lies in the first.
  const [other, archive] = await twoArchives(folder);
  const before = await stateOf(archive);
  const [first = "", second = ""] = (await warcsOf(other)).map((file) => basename(file));
  const damages: [string, RegExp, (raw: string) => Promise<void>][] = [
    [
      "a flipped bit",
      new RegExp(`raw/${first}: the record at \\d+ .*put the file back`),
      (raw) => flip(join(raw, first)),
    ],
    ["a file cut off", new RegExp(`raw/${first} ends at \\d+.*put it back`), (raw) => truncate(join(raw, first), 900)],
    ["a lost file", new RegExp(`raw/${first} is missing: put it back`), (raw) => rm(join(raw, first))],
    ["its last file lost", new RegExp(`raw/${second} is missing: put it back`), (raw) => rm(join(raw, second))],
    [
      "a lost file and no index",
      new RegExp(`raw/${second}: what the record at \\d+ repeats .*put back the file`),
      async (raw) => {
        for (const name of [first, ...(await readdir(raw)).filter((one) => one.startsWith("index."))])
          await rm(join(raw, name));
      },
    ],
    [
      "a flipped bit and no index",
      new RegExp(`raw/${first}: the record at \\d+ .*put the file back`),
      async (raw) => {
        await flip(join(raw, first));
        for (const name of (await readdir(raw)).filter((one) => one.startsWith("index."))) await rm(join(raw, name));
      },
    ],
  ];
  const merging = async (from: string): Promise<string> => {
    const error = await mergeInto(archive, from).then(
      () => null,
      (error: unknown) => error,
    );
    assert.ok(error instanceof GongkaiError, `${from}: ${error}`);
    return error.message;
  };
  for (const [what, says, damage] of damages) {
    const damaged = join(folder, `damaged by ${what}`);
    await cp(other, damaged, { recursive: true });
    await damage(join(damaged, "raw"));
    const said = await merging(damaged);
    assert.ok(said.startsWith(`${damaged}: is not whole, so nothing of it was taken: `), said);
    assert.match(said, says, what);
    assert.deepEqual(await stateOf(archive), before, `${what}: the archive stays as it was`);
  }

  await t.test(
    "a file of the same name with other content is named in both, and neither is taken for the right one",
    async () => {
      const [ours = ""] = await warcsOf(archive);
      const name = basename(ours);
      await writeFile(join(other, "raw", name), await readFile(join(other, "raw", first)));
      const { code, stderr } = await gongkai(["merge", other, "--archive", archive]);
      assert.deepEqual([code, stderr.trimEnd().split("\n").length], [1, 1], stderr);
      for (const file of [ours, join(other, "raw", name)]) assert.ok(stderr.includes(file), stderr);
      assert.match(stderr, /have the same name and other content.*verify/);
      assert.deepEqual(await stateOf(archive), before);
      await rm(join(other, "raw", name));
    },
  );

  await t.test("put right, it is merged; and where no archive is, none is made", async () => {
    const typo = join(folder, "typo");
    const wrong = await gongkai(["merge", other, "--archive", typo]);
    assert.deepEqual([wrong.code, wrong.stderr.trimEnd().split("\n").length], [2, 1], wrong.stderr);
    assert.match(wrong.stderr, /typo: there is no archive here/);
    assert.ok(!(await readdir(folder)).includes("typo"));
    const merged = await gongkai(["merge", other, "--archive", archive]);
    assert.deepEqual([merged.code, /^2 WARC files taken over/m.test(merged.stderr)], [0, true], merged.stderr);
  });
});
