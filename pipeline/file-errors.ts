/** What the machine says of a file or folder, in words for the person who named it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of this path is a file, not a folder",
  EISDIR: "this is a folder, not a file",
  EEXIST: "this is there already, and is no folder",
  EACCES: "you have no permission for it",
  EPERM: "you have no permission for it",
  EROFS: "it lies on a disk that can only be read",
  ENAMETOOLONG: "this name is too long",
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is full",
  EMFILE: "too many files are open at once (see ulimit -n)",
};

/** These lie with the machine, whatever path is named. */
const OF_THE_MACHINE = new Set(["ENOSPC", "EDQUOT", "EMFILE"]);

type FileError = { path: string | null; reason: string; ofTheMachine: boolean };

/** What went wrong with which file, if `error` is the machine's own refusal of one; else null. */
export function fileError(error: unknown): FileError | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  const reason = REASONS[error.code];
  if (reason === undefined) return null;
  const path = "path" in error && typeof error.path === "string" ? error.path : null;
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
