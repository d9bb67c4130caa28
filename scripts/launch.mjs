#!/usr/bin/env node
// Runs one of the project's TypeScript programs on any machine that has Node ≥ 20 and npm:
//   node scripts/launch.mjs PROGRAM.ts [ARGUMENT …]
// Plain JavaScript, because it is what runs before anything is installed and on a Node that can't read TypeScript.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDED_NODE = 24;
const ENVIRONMENT_LACKS = 3;

/** Installs what the lock names, if it isn't there, and runs `program` (relative to the project's root) on Node 24. */
export async function launch(program, args) {
  if (!isInstalled()) install();
  const file = join(root, program);
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_NODE) {
    process.argv = [process.argv[0], file, ...args];
    // Stripping types and compiling is a third of what a short call costs.
    module.enableCompileCache?.(join(root, "node_modules", ".cache", "compiled"));
    await import(pathToFileURL(file).href);
  } else {
    handOver(join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node"), [
      file,
      ...args,
    ]);
  }
}

/** npm writes node_modules/.package-lock.json when an install is complete; it must agree with the lock on every version. */
function isInstalled() {
  const installed = packages(join(root, "node_modules", ".package-lock.json"));
  const locked = packages(join(root, "package-lock.json"));
  if (!installed || !locked) return false;
  return Object.entries(locked).every(
    ([path, { version, optional }]) =>
      path === "" || installed[path]?.version === version || (optional && !installed[path]),
  );
}

function packages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : null;
}

function install() {
  console.error("Installing what package-lock.json names (once, about half a minute) …");
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const run = spawnSync(npm[0], [...npm.slice(1), "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32" && npm.length === 1,
  });
  if (run.status === 0) return;
  console.error(
    `The install failed: ${run.error?.message ?? "npm ci says why above"}. Check the network or the npm registry, then run the same command again.`,
  );
  process.exit(ENVIRONMENT_LACKS);
}

/**
 * Runs the project's own Node in our place: same flags, same streams, same signals, same exit code. The flag that package.json gives keeps what V8
 * allows for new objects at 32 MB, not 128: a night that crawls 200 sources at once needs a quarter less memory, for no more work.
 */
function handOver(node, args) {
  const child = spawn(node, [...process.execArgv, ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`${node} does not start (${error.message}). Remove node_modules and run the same command again.`);
    process.exit(ENVIRONMENT_LACKS);
  });
  child.on("exit", (code, signal) => {
    if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
    else process.exit(code);
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [program, ...args] = process.argv.slice(2);
  await launch(program, args);
}
