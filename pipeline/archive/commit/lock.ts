import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { holdLock, UsageError } from "../../../data/records/index.ts";
import { tablesDir } from "../manifest.ts";

/** Makes this process the one writer of an archive until the function given is done. A second writer gets a UsageError that names the first. */
export async function asWriter<T>(archiveDir: string, work: () => Promise<T>): Promise<T> {
  const lock = acquire(archiveDir);
  if (lock === null)
    throw new UsageError(
      `${archiveDir}: ${await holder(archiveDir)} is writing this archive; wait until it is done, or stop it`,
    );
  try {
    sign(archiveDir);
    return await work();
  } finally {
    try {
      rmSync(signature(archiveDir), { force: true });
    } finally {
      lock.close();
    }
  }
}

/** Makes the folder of the tables where it is not there. */
function acquire(archiveDir: string): { close(): void } | null {
  try {
    mkdirSync(tablesDir(archiveDir), { recursive: true });
    return holdLock(join(tablesDir(archiveDir), ".writer.lock"));
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
    throw new UsageError(`${archiveDir}: cannot be written (${why})`, { cause: error });
  }
}

/** Who holds the lock, beside it: a lock does not say. */
const signature = (archiveDir: string): string => join(tablesDir(archiveDir), ".writer.pid");

function sign(archiveDir: string): void {
  try {
    writeFileSync(signature(archiveDir), String(process.pid));
  } catch {
    // A full disk: what is to be written says so better. The name alone is lacking.
  }
}

/** Whoever has just got the lock signs in the next moment, which on a loaded machine may take a while. */
async function holder(archiveDir: string): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const pid = await readFile(signature(archiveDir), "utf8").catch(() => "");
    if (pid === String(process.pid)) return "this process";
    if (pid !== "") return `process ${pid}`;
    await sleep(10);
  }
  return "another process";
}
