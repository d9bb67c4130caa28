import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { verifyTables } from "../../pipeline/archive/index.ts";
import { readManifest } from "../../pipeline/archive/manifest.ts";
import { filesOf, reportsIn } from "./everything.ts";
import { reportsAfter, takeStep } from "./plan.ts";
import { folder } from "./sample.ts";

/** How often the writer is killed: GONGKAI_KILLS=100 for the record. */
const KILLS = Number(process.env.GONGKAI_KILLS ?? 5);

/** Lets a process take steps, and kills it some way into one. */
async function killAmidSteps(dir: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "committer.ts"), dir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", (_, signal) => resolve(signal)));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  await wait(afterMs);
  child.kill("SIGKILL");
  assert.equal(await ended, "SIGKILL", "it was at work when it was killed");
}

test(`killed at ${KILLS} random moments while reports come, are altered and checked, and parts are merged: whole each time, and at last as if undisturbed`, async (t) => {
  const dir = await folder(t);
  await takeStep(dir);
  for (let kill = 0; kill < KILLS; kill++) {
    const moment = Math.random() * 700;
    await killAmidSteps(dir, moment);
    const version = (await readManifest(dir))?.version ?? 0;
    assert.deepEqual(
      await reportsIn(dir),
      reportsAfter(version),
      `one state, not a mixture (killed after ${moment} ms)`,
    );
    assert.deepEqual(await verifyTables(dir), [], `killed after ${moment} ms`);
  }
  await takeStep(dir);
  const steps = (await readManifest(dir))?.version ?? 0;
  const undisturbed = await folder(t);
  for (let step = 0; step < steps; step++) await takeStep(undisturbed);
  assert.deepEqual(await filesOf(dir), await filesOf(undisturbed), "the same files, byte for byte");
  t.diagnostic(`${KILLS} kills over ${steps} steps`);
});
