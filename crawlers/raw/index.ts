import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { forbidden, GongkaiError, makeFolder, UsageError } from "../../data/records/index.ts";
import { GroupCommit } from "./group-commit.ts";
import { admitMerge, copyLacking, type Merged } from "./merge.ts";
import { isAhead, isInterleaved, recover, untaken } from "./recover.ts";
import { isCurrent, OtherVersionError, openIndex, openIndexToRead } from "./schema.ts";
import { Store } from "./store.ts";
import { strangersIn } from "./strangers.ts";
import type { RawStore } from "./types.ts";
import { damagedIndex, type Examination, faults } from "./verify.ts";
import { warcFiles } from "./warc-file.ts";
import { ROTATE_AT, WarcWriter } from "./warc-writer.ts";
import { lockForWriting, tryLock } from "./writer-lock.ts";

export { decodeBody } from "./content-encoding.ts";
export { loadedBy } from "./entry.ts";
export { fileName, header, mediaType, redirectTarget, requestUrl } from "./http-message.ts";
export type { Merged } from "./merge.ts";
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
export type { Claim, Examination } from "./verify.ts";

/** Whether anything was ever crawled into this archive's raw store. */
export const hasRawStore = (archiveDir: string): boolean => existsSync(indexOf(archiveDir));

/**
 * What lies in ARCHIVE/raw and was not written by the archive, a sentence for each; none of it is read. Nothing of a raw/ that is not there or that one may
 * not look into, which `verifyRawStore` says.
 */
export function strangersInRaw(archiveDir: string): string[] {
  if (!existsSync(rawOf(archiveDir))) return [];
  try {
    return strangersIn(rawOf(archiveDir));
  } catch (error) {
    if (forbidden(error) === null) throw error;
    return [];
  }
}

const rawOf = (archiveDir: string): string => join(archiveDir, "raw");
const indexOf = (archiveDir: string): string => join(archiveDir, "raw", "index.sqlite");

/**
 * Opens ARCHIVE/raw. `write` makes it where it isn't there, finishes what a killed writer left (complete records are
 * indexed, a torn tail is cut off), makes an index anew that is missing or of another version, and is refused with a UsageError while another process
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
  try {
    const db = await wholeIndex(archiveDir);
    return new Store(rawDir, db, { warc: new WarcWriter(rawDir, rotateAt), index: new GroupCommit(db), lock });
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * Takes up what the index lacks of the WARC files (it was lost, or another version's; files were put back), unless a process is writing, which has done so itself. Without raw/
 * there is nothing to do.
 */
export async function takeUp(archiveDir: string): Promise<void> {
  if (!existsSync(rawOf(archiveDir)) || !(await isBehind(archiveDir))) return;
  const lock = tryLock(rawOf(archiveDir));
  if (lock === null) return;
  try {
    (await wholeIndex(archiveDir)).close();
  } finally {
    lock.close();
  }
}

async function isBehind(archiveDir: string): Promise<boolean> {
  if (!hasRawStore(archiveDir)) return warcFiles(rawOf(archiveDir)).length > 0;
  let db: DatabaseSync | null = null;
  try {
    db = openIndexToRead(indexOf(archiveDir));
    return (await untaken(rawOf(archiveDir), db)).length > 0;
  } catch (error) {
    if (error instanceof OtherVersionError) return true;
    throw error;
  } finally {
    db?.close();
  }
}

/** The index, with all that can be taken up of the WARC files; only for who holds the lock. */
async function wholeIndex(archiveDir: string): Promise<DatabaseSync> {
  const rawDir = rawOf(archiveDir);
  let db: DatabaseSync | null = null;
  try {
    db = openIndex(indexOf(archiveDir));
    if (!isCurrent(db) || isAhead(rawDir, db) || (await isInterleaved(rawDir, db))) {
      db.close();
      db = null;
      await remakeIndex(archiveDir);
      db = openIndex(indexOf(archiveDir));
    }
    await recover(rawDir, db);
    return db;
  } catch (error) {
    db?.close();
    throw error;
  }
}

/** Makes ARCHIVE/raw/index.sqlite anew from the WARC files alone. */
export async function rebuildIndex(archiveDir: string): Promise<void> {
  const lock = lockForWriting(rawOf(archiveDir));
  try {
    await remakeIndex(archiveDir);
  } finally {
    lock.close();
  }
}

/**
 * Reads every WARC file from end to end and holds it against its digests, the index where there is one, and what others claim that it holds; gives a
 * sentence for each fault found. Works while a crawl writes. An index that cannot even be opened is such a fault.
 */
export async function* verifyRawStore(archiveDir: string, examination: Examination = {}): AsyncGenerator<string> {
  if (!existsSync(rawOf(archiveDir)))
    return yield "raw/ is missing: put it back from a copy, or let nightly begin anew";
  // A database without a name lies in a file that goes away with it.
  const made = openIndex("");
  let index: DatabaseSync | null = null;
  try {
    if (hasRawStore(archiveDir)) index = openIndexToRead(indexOf(archiveDir));
    yield* faults(rawOf(archiveDir), index, made, examination);
  } catch (error) {
    if (error instanceof GongkaiError) yield error.message;
    else if (error instanceof Error && "errcode" in error && error.errcode !== FULL) yield damagedIndex(error.message);
    else {
      const mayNot = forbidden(error);
      if (mayNot === null) throw error;
      yield mayNot;
    }
  } finally {
    made.close();
    index?.close();
  }
}

/**
 * Copies into one raw store what another has and it lacks, when the other has been read from end to end and is whole: else a GongkaiError says what is
 * wrong with it, and nothing is copied. The next opening for writing takes it up.
 */
export async function mergeRawStores(
  archiveDir: string,
  otherDir: string,
  { onProof, onCopy }: { onProof: NonNullable<Examination["onProgress"]>; onCopy: typeof onProof },
): Promise<Merged> {
  admitMerge(rawOf(archiveDir), rawOf(otherDir));
  for await (const fault of verifyRawStore(otherDir, { onProgress: onProof }))
    throw new GongkaiError(`${otherDir}: is not whole, so nothing of it was taken: ${fault}`);
  return copyLacking(rawOf(archiveDir), rawOf(otherDir), onCopy);
}

/** SQLITE_FULL: no room for what the index must be, which says nothing of what it is. */
const FULL = 13;

/** Makes the index anew, aside: until it is whole, the old one stays. */
async function remakeIndex(archiveDir: string): Promise<void> {
  const [index, next] = [indexOf(archiveDir), join(rawOf(archiveDir), "index.next.sqlite")];
  const remove = (...files: string[]): void => {
    for (const file of files) rmSync(file, { force: true });
  };
  const logs = (file: string): string[] => [`${file}-wal`, `${file}-shm`];
  remove(next, ...logs(next));
  try {
    const db = openIndex(next);
    try {
      await recover(rawOf(archiveDir), db);
      // Closing would leave in the log what a full disk has no room for, and say nothing of it.
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      db.close();
    }
  } catch (error) {
    remove(next, ...logs(next));
    throw error;
  }
  remove(...logs(index));
  renameSync(next, index);
}

function openExisting(archiveDir: string): DatabaseSync {
  if (!hasRawStore(archiveDir)) throw noRawStore(archiveDir);
  return openIndexToRead(indexOf(archiveDir));
}

const noRawStore = (archiveDir: string): UsageError =>
  new UsageError(`${rawOf(archiveDir)} holds no raw store yet: crawl or nightly make one`);
