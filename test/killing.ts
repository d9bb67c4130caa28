import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** How a run goes: the milliseconds from its start to its first change to files, from there to the second, and so on; the last ones are those to its end. */
export type Course = number[];

/** A program at work, started so that it tells each change that it makes to files. */
export type Stepping = {
  child: ChildProcess;
  /** What it prints. */
  output: Readable;
  /** Changes begun so far. */
  steps(): number;
  /** Until the change with this number has begun, or the program has ended. */
  reached(step: number): Promise<void>;
  course(): Course;
  /** The signal that ended it; null where it ended by itself, as `child.exitCode` says. */
  ended: Promise<NodeJS.Signals | null>;
};

/** Starts a program (TypeScript or JavaScript) in a process of its own. */
export function startStepping(program: string, args: readonly string[]): Stepping {
  const child = spawn(process.execPath, [join(import.meta.dirname, "stepping.ts"), program, ...args], {
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const [, output, , changes] = child.stdio;
  if (!(changes instanceof Readable) || output === null) throw new TypeError("a pipe is none");
  const begun = [performance.now()];
  let over = false;
  let wake = Promise.withResolvers<void>();
  const tell = (): void => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  changes.on("data", (bytes: Buffer) => {
    for (const _ of bytes) begun.push(performance.now());
    tell();
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("close", (_, signal) => resolve(signal)));
  ended.then(() => {
    begun.push(performance.now());
    over = true;
    tell();
  });
  const steps = (): number => begun.length - 1;
  return {
    child,
    output,
    steps,
    reached: async (step) => {
      while (!over && steps() < step) await wake.promise;
    },
    course: () => begun.slice(1).map((at, i) => at - (begun[i] ?? at)),
    ended,
  };
}

/**
 * Kills a program at a place of its course, from 0 (its start) to 1: `by` says of what, its changes to files or its time. Every other kill by time, and a
 * kill meets long work that changes nothing as well as the many changes of a moment. The course is that of the whole
 * run, or of what comes after so many changes. False where the program had ended before.
 */
export async function killAt(
  running: Stepping,
  course: Course,
  place: number,
  by: "changes" | "time",
  after = 0,
): Promise<boolean> {
  const weights = by === "time" ? course : course.map(() => 1);
  let left = place * weights.reduce((sum, weight) => sum + weight, 0);
  const step = weights.findIndex((weight) => {
    if (left < weight) return true;
    left -= weight;
    return false;
  });
  await running.reached(after + step);
  await sleep((left / (weights[step] ?? 1)) * (course[step] ?? 0));
  running.child.kill("SIGKILL");
  return (await running.ended) === "SIGKILL";
}
