import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export type Ran = { code: number | null; stdout: string; stderr: string };

const program = join(import.meta.dirname, "..", "scripts", "gongkai.mjs");

/** Starts the command line in a process of its own, as a user does. */
export function start(args: string[], env: NodeJS.ProcessEnv = {}): { child: ChildProcess; ended: Promise<Ran> } {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env }, stdio: "pipe" });
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([code, stdout, stderr]) => ({
    code,
    stdout,
    stderr,
  }));
  return { child, ended };
}

/** Runs the command line to its end. */
export const gongkai = (args: string[], env?: NodeJS.ProcessEnv): Promise<Ran> => start(args, env).ended;
