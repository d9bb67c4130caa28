import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);

/** The last process of the line that begins with `pid`: npm, its shell, the program. */
function lastOf(pid: number): number {
  const [child] = childrenOf(pid);
  return child === undefined ? pid : lastOf(child);
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (condition()) return;
    await sleep(50);
  }
  assert.fail(what);
}

test("work that npm runs ends with an npm that is killed outright", {
  skip: process.platform !== "linux" && "needs /proc",
}, async () => {
  const npm = spawn("npm", ["run", "--silent", "gongkai", "--", "parse", "-"], {
    cwd: join(import.meta.dirname, "../.."),
    stdio: ["pipe", "ignore", "ignore"],
  });
  const pid = npm.pid ?? assert.fail("npm did not start");
  await until(
    () => readFileSync(`/proc/${lastOf(pid)}/cmdline`, "utf8").includes("gongkai.mjs\0parse"),
    "the program did not start",
  );
  const program = lastOf(pid);
  assert.notEqual(program, pid);
  // Long enough for it to be waiting for its input.
  await sleep(1000);
  npm.kill("SIGKILL");
  await until(() => !existsSync(`/proc/${program}`), "the program lives on without its npm");
});
