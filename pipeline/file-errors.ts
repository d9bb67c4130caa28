import { whyNotThere } from "../data/records/index.ts";

/** What the machine says of a file or folder, in words for the person who named it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTDIR: "a part of this path is a file, not a folder",
  EISDIR: "this is a folder, not a file",
  EEXIST: "this is there already, and is no folder",
  EACCES: "you have no permission for it",
  EPERM: "you have no permission for it",
  EROFS: "it lies on a disk that can only be read",
  ENAMETOOLONG: "this name is too long",
  EMFILE: "too many files are open at once (see ulimit -n)",
};

/** These lie with the machine, whatever path is named. */
const OF_THE_MACHINE = new Set(["EMFILE"]);

type FileError = { path: string | null; reason: string; ofTheMachine: boolean };

/** What went wrong with which file, if `error` is the machine's own refusal of one; else null. */
export function fileError(error: unknown): FileError | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  const path = "path" in error && typeof error.path === "string" ? error.path : null;
  const reason = error.code === "ENOENT" ? whyNotThere(path ?? "") : REASONS[error.code];
  if (reason === undefined) return null;
  return { path, reason, ofTheMachine: OF_THE_MACHINE.has(error.code) };
}

/** SQLite's codes for a file that is damaged (SQLITE_CORRUPT), or is none of its own (SQLITE_NOTADB). */
const DAMAGED = [11, 26];

/** What to do about an error that came of a damaged index of the raw store, in one sentence; null for any other error. */
export function damagedIndex(error: unknown): string | null {
  const isDamage = error instanceof Error && "errcode" in error && DAMAGED.some((code) => error.errcode === code);
  return isDamage
    ? "the archive's raw/index.sqlite is damaged: delete it and its -wal and -shm, and the next nightly makes it again from the WARC files"
    : null;
}

/** SQLite's code for a full disk (SQLITE_FULL). */
const FULL = 13;

/** What to do about an error that came of a full disk, however it was wrapped, in one sentence; null for any other error. */
export function fullDisk(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const isFull =
    ("code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")) ||
    ("errcode" in error && error.errcode === FULL) ||
    /No space left on device/i.test(error.message);
  return isFull
    ? "the disk is full (or your share of it): make room, and the same call carries on; nothing that was fetched is lost"
    : fullDisk(error.cause);
}
