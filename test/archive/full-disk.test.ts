import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { openRawStore, verifyRawStore } from "../../crawlers/index.ts";
import { GongkaiError, UsageError } from "../../data/records/index.ts";
import { verifyTables } from "../../pipeline/archive/index.ts";
import { readManifest } from "../../pipeline/archive/manifest.ts";
import { fullDisk } from "../../pipeline/file-errors.ts";
import { answer, night } from "../crawlers/raw/archives.ts";
import { fill, mount, smallDisk } from "../small-disk.ts";
import { filesOf, reportsIn } from "./everything.ts";
import { reportsAfter, takeStep } from "./plan.ts";
import { folder } from "./sample.ts";

test("a disk that is full at any moment of a commit loses nothing, is said with the next step, and the same call carries on", async (t) => {
  const disk = await smallDisk(t);
  if (disk === null) return t.skip("no disk can be mounted here");
  const archive = join(disk, "archive");
  for (let step = 0; step < 3; step++) await takeStep(archive);
  let refused = 0;
  for (const free of [0, 16, 48, 96, 200, 400]) {
    await fill(disk, free * 1024);
    await takeStep(archive).catch((error: unknown) => {
      refused += 1;
      assert.ok(error instanceof GongkaiError, `${free} KB: ${String(error)}`);
      assert.match(
        fullDisk(error) ?? "",
        /^the disk is full .*: make room, and the same call carries on/,
        error.message,
      );
      assert.doesNotMatch(error.message, /\n/);
    });
    await rm(join(disk, "filler"));
    const version = (await readManifest(archive))?.version ?? 0;
    assert.deepEqual(await reportsIn(archive), reportsAfter(version), `${free} KB`);
    assert.deepEqual(await verifyTables(archive), [], `${free} KB`);
  }
  assert.ok(refused > 2, `the disk was full ${refused} times`);
  await takeStep(archive);
  assert.deepEqual(await verifyTables(archive), []);
  const undisturbed = await folder(t);
  const steps = (await readManifest(archive))?.version ?? 0;
  for (let step = 0; step < steps; step++) await takeStep(undisturbed);
  assert.deepEqual(await filesOf(archive), await filesOf(undisturbed), "the same files, byte for byte");

  assert.ok(mount("-o", "remount,ro", disk));
  await assert.rejects(
    takeStep(archive),
    (error) => error instanceof UsageError && /cannot be written/.test(error.message),
  );
});

test("a crawl on a disk that is full keeps all it was told is stored", async (t) => {
  const disk = await smallDisk(t);
  if (disk === null) return t.skip("no disk can be mounted here");
  const store = await openRawStore(disk, "write");
  const { run } = store.beginRun("shiqiao", night(1));
  const urlOf = (n: number): string => `http://a.gov.cn/${n}`;
  let stored = 0;
  const append = () => store.append(run, answer(urlOf(stored), `正文 ${stored} ${"年度报告".repeat(50)}`));
  for (; stored < 5; stored++) await append();
  await fill(disk, 6 * 1024);
  await assert.rejects(
    (async () => {
      for (; ; stored++) await append();
    })(),
    (error) => fullDisk(error) !== null,
  );
  await store.close().catch((error: unknown) => assert.ok(error instanceof GongkaiError));
  await rm(join(disk, "filler"));
  const reopened = await openRawStore(disk, "write");
  t.after(() => reopened.close());
  for (let n = 0; n < stored; n++) assert.ok(reopened.latest({ method: "GET", url: urlOf(n) }), `${n} of ${stored}`);
  assert.deepEqual(await Array.fromAsync(verifyRawStore(disk)), []);
});
