import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { GongkaiError, makeFolder, UsageError } from "../../data/records/index.ts";
import { sizeOf, warcFiles } from "./warc-file.ts";
import { lockForWriting } from "./writer-lock.ts";

/** What came over from another raw store. */
export type Merged = { files: number; bytes: number };

/** Throws a UsageError where one archive's raw store cannot be merged into another's since there is none, or both are one. */
export function admitMerge(into: string, from: string): void {
  if (!existsSync(from)) throw new UsageError(`${dirname(from)}: there is no archive here (no raw/)`);
  if (existsSync(into) && realpathSync(into) === realpathSync(from))
    throw new UsageError(`${dirname(from)} is the archive itself: name another one to merge into it`);
}

/**
 * Copies the WARC files that one raw store has and another lacks, or has less of; the next opening for writing takes them up. Each is there whole or not at
 * all, under its own name, which no other archive gives: interrupted or repeated, the next call copies what is lacking. Where both have a file of one
 * name with other content, nothing is copied.
 */
export function copyLacking(
  into: string,
  from: string,
  onProgress: (progress: { done: number; total: number }) => void,
): Merged {
  makeFolder(into);
  const lock = lockForWriting(into);
  try {
    const files = warcFiles(from);
    for (const name of files) if (!isBeginning(join(into, name), join(from, name))) throw unlike(into, from, name);
    const lacking = files.filter((name) => sizeOf(into, name) < sizeOf(from, name));
    const total = lacking.reduce((sum, name) => sum + sizeOf(from, name), 0);
    let done = 0;
    for (const name of lacking) {
      takeOver(join(from, name), into, name);
      done += sizeOf(into, name);
      onProgress({ done, total });
    }
    return { files: lacking.length, bytes: done };
  } finally {
    lock.close();
  }
}

const unlike = (into: string, from: string, name: string): GongkaiError =>
  new GongkaiError(
    `${join(into, name)} and ${join(from, name)} have the same name and other content, so nothing was taken: the latter is whole; ` +
      "where verify names the former as damaged, put the latter in its place",
  );

const CHUNK = 1024 * 1024;

/** Whether one of two files is the beginning of the other: a file that is not there is of any. */
function isBeginning(one: string, other: string): boolean {
  const [ours, theirs] = [one, other].map((file) => statSync(file, { throwIfNoEntry: false }));
  if (!ours || !theirs || (ours.ino === theirs.ino && ours.dev === theirs.dev)) return true;
  const common = Math.min(ours.size, theirs.size);
  const [a, b] = [Buffer.alloc(CHUNK), Buffer.alloc(CHUNK)];
  const [first, second] = [openSync(one, "r"), openSync(other, "r")];
  try {
    for (let at = 0; at < common; at += CHUNK) {
      const length = Math.min(CHUNK, common - at);
      if (readSync(first, a, 0, length, at) < length || readSync(second, b, 0, length, at) < length) return false;
      if (a.compare(b, 0, length, 0, length) !== 0) return false;
    }
    return true;
  } finally {
    closeSync(first);
    closeSync(second);
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
