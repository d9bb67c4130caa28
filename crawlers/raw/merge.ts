import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { makeFolder, UsageError } from "../../data/records/index.ts";
import { warcFiles } from "./warc-file.ts";
import { lockForWriting } from "./writer-lock.ts";

/** What came over from another raw store. */
export type Merged = { files: number; bytes: number };

/**
 * Copies the WARC files that one raw store has and another lacks, or has less of; the next opening for writing takes them up. Each is there whole or not at
 * all, under its own name, which no other archive gives: interrupted or repeated, the next call copies what is lacking.
 */
export async function mergeRawStores(
  archiveDir: string,
  otherDir: string,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<Merged> {
  const [into, from] = [join(archiveDir, "raw"), join(otherDir, "raw")];
  if (!existsSync(from)) throw new UsageError(`${otherDir}: there is no archive here (no raw/)`);
  makeFolder(into);
  if (realpathSync(into) === realpathSync(from))
    throw new UsageError(`${otherDir} is the archive itself: name another one to merge into it`);
  const lock = lockForWriting(into);
  try {
    const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const lacking = warcFiles(from).filter((name) => sizeOf(join(into, name)) < sizeOf(join(from, name)));
    const total = lacking.reduce((sum, name) => sum + sizeOf(join(from, name)), 0);
    let done = 0;
    for (const name of lacking) {
      takeOver(join(from, name), into, name);
      done += sizeOf(join(into, name));
      onProgress({ done, total });
    }
    return { files: lacking.length, bytes: done };
  } finally {
    lock.close();
  }
}

function takeOver(original: string, into: string, name: string): void {
  // Under a name that is no WARC file's until it is whole.
  const draft = join(into, `${name}.part`);
  try {
    copyFileSync(original, draft);
    const fd = openSync(draft, "r+");
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, join(into, name));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
