import assert from "node:assert/strict";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { verifyTables } from "../../pipeline/archive/index.ts";
import { readManifest } from "../../pipeline/archive/manifest.ts";
import { type Course, killAt, type Stepping, startStepping } from "../killing.ts";
import { filesOf, reportsIn } from "./everything.ts";
import { KINDS, type Kind, reportsAfter, takeStep } from "./plan.ts";
import { folder } from "./sample.ts";

/** How often the writer is killed: GONGKAI_KILLS=100 for the record. */
const KILLS = Number(process.env.GONGKAI_KILLS ?? 3);

/** Steps of this length around a circle come to lie evenly, however many they are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** A process that takes step after step, and the steps that it has begun, each with the changes to files that it had made by then. */
type Steps = { running: Stepping; begun: { kind: string; after: number }[] };

function startSteps(dir: string): Steps {
  const running = startStepping(join(import.meta.dirname, "committer.ts"), [dir]);
  const begun: Steps["begun"] = [];
  createInterface(running.output).on("line", (kind) => begun.push({ kind, after: running.steps() }));
  return { running, begun };
}

const untilNextChange = ({ running }: Steps): Promise<void> => running.reached(running.steps() + 1);

/** How a step of each kind goes. */
async function coursesOf(t: TestContext): Promise<Map<string, Course>> {
  const steps = startSteps(await folder(t));
  while (steps.begun.length < 7) await untilNextChange(steps);
  steps.running.child.kill("SIGKILL");
  await steps.running.ended;
  const course = steps.running.course();
  const whole = steps.begun.slice(0, -1);
  return new Map(whole.map(({ kind, after }, i) => [kind, course.slice(after, steps.begun[i + 1]?.after)]));
}

test(`killed at ${KILLS} moments all over steps in which reports come, are altered and checked, and parts are merged: whole each time, and at last as if undisturbed`, async (t) => {
  const courses = await coursesOf(t);
  const dir = await folder(t);
  await takeStep(dir);
  const start = Math.random();
  const met = new Map(KINDS.map((kind): [string, number] => [kind, 0]));
  for (let kill = 0; kill < KILLS; kill++) {
    const kind: Kind = KINDS[kill % KINDS.length] ?? "come";
    const by = Math.floor(kill / KINDS.length) % 2 === 0 ? "changes" : "time";
    const place = (start + kill * GOLDEN) % 1;
    const steps = startSteps(dir);
    while (steps.begun.at(-1)?.kind !== kind) await untilNextChange(steps);
    const { after = 0 } = steps.begun.at(-1) ?? {};
    const where = `killed at ${place} of the ${by} of a step of the kind ${kind}`;
    assert.ok(await killAt(steps.running, courses.get(kind) ?? [], place, by, after), `${where}: it was at work`);
    const last = steps.begun.at(-1)?.kind ?? "";
    met.set(last, (met.get(last) ?? 0) + 1);
    const version = (await readManifest(dir))?.version ?? 0;
    assert.deepEqual(await reportsIn(dir), reportsAfter(version), `one state, not a mixture (${where})`);
    assert.deepEqual(await verifyTables(dir), [], where);
  }
  await takeStep(dir);
  const taken = (await readManifest(dir))?.version ?? 0;
  const undisturbed = await folder(t);
  for (let step = 0; step < taken; step++) await takeStep(undisturbed);
  assert.deepEqual(await filesOf(dir), await filesOf(undisturbed), "the same files, byte for byte");
  const often = [...met].map(([kind, times]) => `${kind} ${times}`).join(", ");
  for (const [kind, times] of met) assert.ok(times > KILLS / 10, `${kind} was met too seldom: ${often}`);
  t.diagnostic(`${KILLS} kills over ${taken} steps: ${often}`);
});
