import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { forbidden, GongkaiError } from "../../data/records/index.ts";
import { disagreements } from "./compare-index.ts";
import { lostBodies, missing } from "./damages.ts";
import { entryOf } from "./entry.ts";
import { Uptake } from "./recover.ts";
import { type Entry, ResponseIndex } from "./response-index.ts";
import { readRecords, type StoredRecord, sizeOf, warcFiles } from "./warc-file.ts";
import { digestField } from "./warc-record.ts";

/** What somebody says that a WARC file holds at an offset: the body with this digest. */
export type Claim = { offset: number; sha256: string; url: string };

export type Examination = {
  /** What is said of a WARC file; it is held against the bytes as they are read. */
  claimsOn?: (file: string) => Promise<readonly Claim[]>;
  /** In bytes. */
  onProgress?: (progress: { done: number; total: number }) => void;
};

const REMAKE = "delete index.sqlite, and the next nightly makes it again from the WARC files";

/** The finding that the index itself cannot be read. */
export const damagedIndex = (why: string): string =>
  `raw/index.sqlite is damaged (${why.replace(/\s+/g, " ")}): ${REMAKE}`;

/**
 * Reads every WARC file from end to end, and holds it against its own digests, the index (null: there is none), the files that it refers to, and what is
 * claimed: a sentence for each fault. What the index must say is found out by making it once more, in `made`, an empty one.
 */
export async function* faults(
  rawDir: string,
  index: DatabaseSync | null,
  made: DatabaseSync,
  { claimsOn = async () => [], onProgress = () => undefined }: Examination,
): AsyncGenerator<string> {
  const { integrity_check: sound } = index?.prepare("PRAGMA integrity_check(1)").get() ?? { integrity_check: "ok" };
  if (sound !== "ok") return yield damagedIndex(String(sound));
  // One state of it from here on, whatever a crawl writes meanwhile.
  index?.exec("BEGIN");
  const indexed = index ? new ResponseIndex(index).files() : new Map<string, number>();
  const files = warcFiles(rawDir);
  const total = files.reduce((sum, file) => sum + sizeOf(rawDir, file), 0);
  const uptake = new Uptake(made);
  let damaged = false;
  let done = 0;
  for (const file of indexed.keys()) {
    if (files.includes(file)) continue;
    damaged = true;
    yield missing(file);
  }
  try {
    for (const file of files) {
      const shut = shutOut(rawDir, file);
      if (shut !== null) {
        damaged = true;
        yield shut;
        continue;
      }
      const to = indexed.get(file) ?? 0;
      const claims = Map.groupBy(await claimsOn(file), ({ offset }) => offset);
      for await (const found of examined({ rawDir, file, index }, to)) {
        if ("fault" in found) {
          damaged = true;
          yield found.fault;
          continue;
        }
        const { stored, entry } = found;
        const { offset } = stored.place;
        // Behind a damaged record nothing is taken up: a revisit may refer to it.
        if (!damaged && (index === null || offset < to)) uptake.add(stored, entry);
        if (claims.get(offset)?.every(({ sha256 }) => isBody(entry, sha256))) claims.delete(offset);
        done += stored.length;
        onProgress({ done, total });
      }
      for (const { offset, sha256, url } of [...claims.values()].flat())
        yield `${url} (${sha256}) is in the tables, but raw/${file} does not hold it at ${offset}`;
    }
    if (damaged)
      return yield "raw/index.sqlite was not held against the WARC files, since not all of these could be read";
    uptake.commit();
    if (index !== null) {
      for (const what of disagreements(made, index)) yield `raw/index.sqlite: ${what}: ${REMAKE}`;
      // What no index has yet may hold what is referred to.
      for (const file of files)
        for await (const stored of readRecords(rawDir, file, indexed.get(file) ?? 0))
          uptake.add(stored, entryOf(stored.record));
    }
  } finally {
    uptake.commit();
  }
  yield* lostBodies(new ResponseIndex(made));
}

/** What is in the way of reading a file; null where nothing is. */
function shutOut(rawDir: string, file: string): string | null {
  try {
    closeSync(openSync(join(rawDir, file), "r"));
    return null;
  } catch (error) {
    return forbidden(error);
  }
}

type Examined = { stored: StoredRecord; entry: Entry | null } | { fault: string };
type Source = { rawDir: string; file: string; index: DatabaseSync | null };

/** The records of a file, each held against its own digest. It must be there as far as it is indexed; what comes then may be torn. */
async function* examined(source: Source, indexed: number): AsyncGenerator<Examined> {
  yield* stretch(source, 0, indexed);
  // Begun this moment, or taken over by a merge that was cut short: whoever opens the store for writing takes it up.
  yield* stretch(source, indexed, null);
}

/** Behind a record that cannot be read it goes on where the index knows the next. */
async function* stretch({ rawDir, file, index }: Source, begin: number, to: number | null): AsyncGenerator<Examined> {
  let from = begin;
  while (to === null || from < to) {
    try {
      for await (const stored of readRecords(rawDir, file, from, to ?? Number.POSITIVE_INFINITY)) {
        const { record, place, length } = stored;
        from = place.offset + length;
        if (digestField(record.block) === record.fields["WARC-Block-Digest"]) yield { stored, entry: entryOf(record) };
        else
          yield {
            fault: `raw/${file}: the record at ${place.offset} is not what its digest says: put the file back from a copy`,
          };
      }
      if (to !== null && from < to)
        yield { fault: `raw/${file} ends at ${from}, the index knows it up to ${to}: put it back from a copy` };
      return;
    } catch (error) {
      if (!(error instanceof GongkaiError)) throw error;
      yield { fault: error.message };
      if (index === null || to === null) return;
      from = new ResponseIndex(index).next({ file, offset: from }) ?? to;
    }
  }
}

const isBody = (entry: Entry | null, sha256: string): boolean =>
  entry !== null && "sha256" in entry.content && entry.content.sha256 === sha256;
