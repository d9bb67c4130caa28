import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { makeFolder, UsageError } from "../../data/records/index.ts";
import { GroupCommit } from "./group-commit.ts";
import { isAhead, recover } from "./recover.ts";
import { isCurrent, openIndex, openIndexToRead } from "./schema.ts";
import { Store } from "./store.ts";
import type { RawStore } from "./types.ts";
import { faults } from "./verify.ts";
import { ROTATE_AT, WarcWriter } from "./warc-writer.ts";
import { lockForWriting } from "./writer-lock.ts";

export { decodeBody } from "./content-encoding.ts";
export { loadedBy } from "./entry.ts";
export { fileName, header, mediaType, redirectTarget, requestUrl } from "./http-message.ts";
export { beginNight, endNight, unfinishedNight } from "./night.ts";
export { SOFTWARE } from "./software.ts";
export type {
  ContentRequest,
  Exchange,
  HeaderList,
  Outcome,
  RawStore,
  RequestKey,
  Sighting,
  StoredResponse,
  Tally,
  Verdict,
  Wanted,
} from "./types.ts";

/** Whether anything was ever crawled into this archive's raw store. */
export const hasRawStore = (archiveDir: string): boolean => existsSync(indexOf(archiveDir));

const rawOf = (archiveDir: string): string => join(archiveDir, "raw");
const indexOf = (archiveDir: string): string => join(archiveDir, "raw", "index.sqlite");

/**
 * Opens ARCHIVE/raw. `write` makes it where it isn't there, finishes what a killed writer left (complete records are
 * indexed, a torn tail is cut off), makes an index anew that is missing or of another version, and is refused with a GongkaiError while another process
 * writes. `rotateAt`: the size in bytes at which a new WARC file is begun.
 */
export async function openRawStore(
  archiveDir: string,
  mode: "read" | "write",
  { rotateAt = ROTATE_AT }: { rotateAt?: number } = {},
): Promise<RawStore> {
  const rawDir = rawOf(archiveDir);
  if (mode === "read") return new Store(rawDir, openExisting(archiveDir), null);
  makeFolder(rawDir);
  const lock = lockForWriting(rawDir);
  let db: DatabaseSync | null = null;
  try {
    db = openIndex(indexOf(archiveDir));
    if (!isCurrent(db) || isAhead(rawDir, db)) {
      db.close();
      db = emptyIndex(archiveDir);
    }
    await recover(rawDir, db);
    return new Store(rawDir, db, { warc: new WarcWriter(rawDir, rotateAt), index: new GroupCommit(db), lock });
  } catch (error) {
    db?.close();
    lock.close();
    throw error;
  }
}

/** Makes ARCHIVE/raw/index.sqlite anew from the WARC files alone. */
export async function rebuildIndex(archiveDir: string): Promise<void> {
  const lock = lockForWriting(rawOf(archiveDir));
  try {
    const db = emptyIndex(archiveDir);
    await recover(rawOf(archiveDir), db);
    db.close();
  } finally {
    lock.close();
  }
}

/** Reads every WARC file and holds it against its digests and the index; gives a sentence for each fault found. Works while a crawl writes. */
export async function* verifyRawStore(archiveDir: string): AsyncGenerator<string> {
  const db = openExisting(archiveDir);
  try {
    yield* faults(rawOf(archiveDir), db);
  } finally {
    db.close();
  }
}

function emptyIndex(archiveDir: string): DatabaseSync {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(indexOf(archiveDir) + suffix, { force: true });
  return openIndex(indexOf(archiveDir));
}

function openExisting(archiveDir: string): DatabaseSync {
  if (!hasRawStore(archiveDir))
    throw new UsageError(`${rawOf(archiveDir)} holds no raw store yet: crawl or nightly make one`);
  return openIndexToRead(indexOf(archiveDir));
}
