import assert from "node:assert/strict";
import { copyFile, cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import test from "node:test";
import { compareTables, readRows } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { rebuild } from "../../pipeline/rebuild.ts";
import { verify } from "../../pipeline/verify.ts";
import { gongkai } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { copied, mergeInto, rawOf, twoArchives } from "./two-archives.ts";

test("an archive with a damaged WARC file, or one that refers to what is lost, is not called whole, goes on with everything else, and heals when that is put right", async (t) => {
  const folder = await folderFor(t);
  // What `one` has in its second file refers to what it has in its first; what `other` has lies between them.
  const [one, other] = await twoArchives(folder);
  const whole = await copied(other, join(folder, "whole"));
  await mergeInto(whole, one);
  const [first = "", second = ""] = (await rawOf(one)).map(([name]) => name);
  const sources = join(folder, "sources.yaml");
  await writeFile(sources, "[]");

  const damages: [string, RegExp, (raw: string) => Promise<void>][] = [
    [
      "damaged",
      new RegExp(`raw/${first}: the record at \\d+ .*: put the file back from a copy`),
      async (raw) => {
        const bytes = await readFile(join(one, "raw", first));
        bytes[1000] = (bytes[1000] ?? 0) ^ 4;
        await writeFile(join(raw, first), bytes);
      },
    ],
    [
      "lost",
      new RegExp(
        `raw/${second}: what the record at \\d+ repeats .* is in no WARC file here: put back the file that is lacking`,
      ),
      async () => undefined,
    ],
  ];
  for (const [what, says, spoil] of damages) {
    await t.test(`the first of two files is ${what}`, async () => {
      const archive = await copied(other, join(folder, what));
      const raw = join(archive, "raw");
      await spoil(raw);
      await copyFile(join(one, "raw", second), join(raw, second));

      const verified = async (): Promise<void> =>
        assert.match(
          (await Array.fromAsync(verify(archive))).map(({ message }) => message).join("\n"),
          new RegExp(`^${says.source}$`, "m"),
        );
      await verified();
      const { code, stderr } = await gongkai(["nightly", "--sources", sources, "--archive", archive]);
      assert.equal(code, 1, stderr);
      assert.equal(stderr.match(new RegExp(`^  damaged: ${says.source}$`, "gm"))?.length, 1, stderr);
      assert.doesNotMatch(stderr, /^\s+at |fault of the program/m);
      assert.ok(!(await readdir(raw)).includes("index.next.sqlite"));
      // It is said by every call, not only by the one that came upon it.
      const [damage, ...more] = (await ingest({ archive })).damages;
      assert.match(damage ?? "", says);
      assert.deepEqual(more, []);
      await verified();
      const sites = (await readRows(archive, "sites")).map(({ site }) => site).sort();
      assert.deepEqual(sites, ["linjiang", "qinghe", "shimen"], "what lies behind it is there");

      await copyFile(join(one, "raw", first), join(raw, first));
      assert.deepEqual((await ingest({ archive })).damages, []);
      assert.deepEqual(await compareTables(archive, whole), []);
      assert.deepEqual(await Array.fromAsync(verify(archive)), []);
    });
  }

  await t.test(
    "documents whose bytes have rotted stay as they are, and are read again when these are put right",
    async () => {
      const archive = await copied(one, join(folder, "rotten"));
      const before = join(folder, "before");
      await cp(archive, before, { recursive: true });
      const [document] = await readRows(archive, "documents", "status = 'current'");
      assert.ok(document);
      const file = join(archive, "raw", document.warc_file);
      const bytes = await readFile(file);
      const rotten = Buffer.from(bytes);
      const at = document.warc_offset + 300;
      rotten[at] = (rotten[at] ?? 0) ^ 4;
      await writeFile(file, rotten);
      const { code, stderr } = await gongkai(["ingest", "--all", "--archive", archive]);
      assert.equal(code, 1, stderr);
      assert.match(
        stderr,
        new RegExp(`^  damaged: raw/${basename(file)}: the record at ${document.warc_offset} `, "m"),
      );
      assert.deepEqual(await compareTables(archive, before), []);
      await assert.rejects(rebuild({ archive }), /raw\/ is not whole, so the tables stay as they were: raw\//);
      assert.deepEqual(await compareTables(archive, before), []);
      await rm(file);
      await writeFile(file, bytes);
      assert.deepEqual((await ingest({ archive, all: true })).damages, []);
      assert.deepEqual(await compareTables(archive, before), []);
    },
  );
});
