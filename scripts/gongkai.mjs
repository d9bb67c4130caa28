#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { launch } from "./launch.mjs";

// npm runs this in the project's folder; the files that a user names lie where the user stands.
const { npm_lifecycle_event, INIT_CWD } = process.env;
if (npm_lifecycle_event === "gongkai" && INIT_CWD) process.chdir(INIT_CWD);
if (npm_lifecycle_event === "gongkai" && process.platform === "linux") endWithNpm();

await launch("scripts/cli.ts", process.argv.slice(2));

/**
 * An npm that is killed outright can't pass that on, and the work would go on unseen, with the archive held against the next call.
 * npm stands above the shell that started us. Ended at any moment we lose nothing, so we end as it did.
 */
function endWithNpm() {
  const npm = parentOf(process.ppid);
  setInterval(() => {
    if (parentOf(process.ppid) !== npm) process.kill(process.pid, "SIGKILL");
  }, 100).unref();
}

/** The parent of a process, as text; null where the process is no more. */
function parentOf(pid) {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? null;
  } catch {
    return null;
  }
}
