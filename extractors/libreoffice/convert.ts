import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeProfile } from "./profile.ts";

/** `extension` tells LibreOffice which of its readers to begin with. */
export type Original = { bytes: Uint8Array; extension: string };

/** What came of a call: the DOCX of each document in its place, null where there is none, and whether the call came to its end. */
type Converted = { documents: (Uint8Array | null)[]; finished: boolean };

const MAX_BYTES = 200 * 2 ** 20;

/** Has LibreOffice write documents as DOCX, all in one call. What it has not written after `timeoutMs` it never will. */
export async function convertAll(
  program: string,
  originals: readonly Original[],
  timeoutMs: number,
): Promise<Converted> {
  const folder = await mkdtemp(join(tmpdir(), "gongkai-libreoffice-"));
  try {
    const results = join(folder, "docx");
    await mkdir(results);
    const names = originals.map(({ extension }, i) => join(folder, `${i}.${extension}`));
    await Promise.all(originals.map(({ bytes }, i) => writeFile(names[i] ?? "", bytes)));
    const options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML"];
    const args = [await makeProfile(folder), ...options, "--outdir", results, ...names];
    const finished = await run(program, args, folder, timeoutMs);
    const documents = await Promise.all(originals.map((_, i) => readResult(join(results, `${i}.docx`))));
    return { documents, finished };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Whether the program came to its end by itself; otherwise it is killed with all it has started. */
function run(program: string, args: string[], home: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, LANG: "C.UTF-8", HOME: home, TMPDIR: home };
    // A group of its own: the program that was started only starts others.
    const child = spawn(program, args, { cwd: home, env, detached: true, stdio: "ignore" });
    const killAll = (): void => {
      try {
        process.kill(-(child.pid ?? Number.NaN), "SIGKILL");
      } catch {
        // they have all ended already
      }
    };
    process.once("exit", killAll);
    const clock = setTimeout(killAll, timeoutMs);
    const end = (finished: boolean): void => {
      clearTimeout(clock);
      process.off("exit", killAll);
      killAll();
      resolve(finished);
    };
    child.once("error", () => end(false));
    child.once("exit", (code) => end(code === 0));
  });
}

async function readResult(path: string): Promise<Uint8Array | null> {
  try {
    return (await stat(path)).size > MAX_BYTES ? null : await readFile(path);
  } catch {
    return null; // what LibreOffice could not read it does not write
  }
}
