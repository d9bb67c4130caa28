import { rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { GongkaiError } from "../../data/records/index.ts";
import { damageBehind, isLonger } from "./damages.ts";
import { entryOf } from "./entry.ts";
import { GroupCommit } from "./group-commit.ts";
import { type Entry, ResponseIndex } from "./response-index.ts";
import { Runs } from "./runs.ts";
import { Summary } from "./summary.ts";
import { readRecords, type StoredRecord, warcFiles } from "./warc-file.ts";

/**
 * Brings the index up to what the WARC files hold: complete records that it lacks are taken up, a torn tail (the writer was
 * killed in the middle of a record) is cut off. On an empty index this is making it anew. Of a damaged file nothing is taken up from the damage on, until
 * it is put right: `damages` names it.
 */
export async function recover(rawDir: string, db: DatabaseSync): Promise<void> {
  const uptake = new Uptake(db);
  const indexed = new ResponseIndex(db).files();
  const files = warcFiles(rawDir);
  for (const name of indexed.keys()) if (!files.includes(name)) throw missing(rawDir, name);
  try {
    for (const file of files) await recoverFile(rawDir, file, indexed.get(file) ?? 0, uptake);
  } finally {
    uptake.commit();
  }
}

async function recoverFile(rawDir: string, file: string, from: number, uptake: Uptake): Promise<void> {
  const reader = readRecords(rawDir, file, from);
  let next = await nextOf(reader);
  for (; next && !next.done; next = await nextOf(reader)) uptake.add(next.value, entryOf(next.value.record));
  if (!next || next.value.torn === null) return;
  uptake.commit();
  if (next.value.torn === 0) rmSync(join(rawDir, file));
  else truncateSync(join(rawDir, file), next.value.torn);
}

type Reader = ReturnType<typeof readRecords>;

/** Null where the next record is damaged. */
async function nextOf(reader: Reader): Promise<Awaited<ReturnType<Reader["next"]>> | null> {
  try {
    return await reader.next();
  } catch (error) {
    if (error instanceof GongkaiError) return null;
    throw error;
  }
}

/** Takes records up into an index, in the order in which they were written: what they come to depends on those before them. */
export class Uptake {
  readonly #group: GroupCommit;
  readonly #responses: ResponseIndex;
  readonly #runs: Runs;

  constructor(db: DatabaseSync) {
    this.#group = new GroupCommit(db);
    this.#responses = new ResponseIndex(db);
    this.#runs = new Runs(db, this.#responses);
  }

  /** `entry`: what `entryOf` makes of the record. */
  add({ record, place, length }: StoredRecord, entry: Entry | null): void {
    this.#group.write(() => {
      if (entry !== null) {
        this.#runs.known(entry.run);
        this.#responses.take(entry, place, length);
      } else if (record.type === "metadata") {
        this.#runs.finish(Summary.parse(JSON.parse(Buffer.from(record.block).toString("utf8"))), place);
      }
      this.#responses.indexedTo(place.file, place.offset + length);
    });
  }

  commit(): void {
    this.#group.commit();
  }
}

/**
 * Whether the index knows more of the newest WARC file than there is: a power cut can lose the file's end and keep the index.
 * That index is to be made anew. Of an older file nothing can go missing so: it was closed and safe on disk.
 */
export function isAhead(rawDir: string, db: DatabaseSync): boolean {
  const files = warcFiles(rawDir);
  const indexed = new ResponseIndex(db).files();
  const short = files.filter((file) => statSync(join(rawDir, file)).size < (indexed.get(file) ?? 0));
  const older = short.find((file) => file !== files.at(-1));
  if (older)
    throw new GongkaiError(`${join(rawDir, older)} is shorter than the index knows it: put it back from a copy`);
  return short.length > 0;
}

/**
 * Whether records have come to stand before some that the index has, as where archives were merged, or a damaged file was put right. What a record comes
 * to depends on those before it, so that index is to be made anew.
 */
export async function isInterleaved(rawDir: string, db: DatabaseSync): Promise<boolean> {
  const [files, indexed] = [warcFiles(rawDir), new ResponseIndex(db).files()];
  const [first] = await untaken(rawDir, db);
  return first !== undefined && files.slice(files.indexOf(first) + 1).some((file) => indexed.has(file));
}

/** The files that hold records which the index has not taken up, and could. */
export async function untaken(rawDir: string, db: DatabaseSync): Promise<string[]> {
  const indexed = new ResponseIndex(db).files();
  const found: string[] = [];
  for (const file of warcFiles(rawDir)) {
    const to = indexed.get(file) ?? 0;
    if (isLonger(rawDir, file, to) && (await damageBehind(rawDir, file, to)) === null) found.push(file);
  }
  return found;
}

const missing = (rawDir: string, name: string): GongkaiError =>
  new GongkaiError(
    `${join(rawDir, name)} is missing, but the index knows it: put it back, or delete index.sqlite to go on without it`,
  );
