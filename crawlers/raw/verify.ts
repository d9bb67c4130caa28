import type { DatabaseSync } from "node:sqlite";
import { GongkaiError } from "../../data/records/index.ts";
import { disagreements } from "./compare-index.ts";
import { entryOf } from "./entry.ts";
import { Uptake } from "./recover.ts";
import { type Entry, ResponseIndex } from "./response-index.ts";
import { readRecords, type StoredRecord, warcFiles } from "./warc-file.ts";
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
 * Reads every WARC file as far as it is indexed, from end to end, and holds it against its own digests, the index and what is claimed: a sentence for
 * each fault. What the index must say is found out by making it once more, in `made`, an empty one.
 */
export async function* faults(
  rawDir: string,
  index: DatabaseSync,
  made: DatabaseSync,
  { claimsOn = async () => [], onProgress = () => undefined }: Examination,
): AsyncGenerator<string> {
  const { integrity_check: sound } = index.prepare("PRAGMA integrity_check(1)").get() ?? {};
  if (sound !== "ok") return yield damagedIndex(String(sound));
  // One state of it from here on, whatever a crawl writes meanwhile.
  index.exec("BEGIN");
  const indexed = new ResponseIndex(index).files();
  const total = [...indexed.values()].reduce((sum, bytes) => sum + bytes, 0);
  const uptake = new Uptake(made);
  let damaged = false;
  let before = 0;
  const files = warcFiles(rawDir);
  for (const file of indexed.keys()) {
    if (files.includes(file)) continue;
    damaged = true;
    yield `raw/${file} is missing: put it back from a copy`;
  }
  try {
    for (const file of files) {
      const to = indexed.get(file);
      // Begun this moment, or taken over by a merge that was cut short: whoever opens the store for writing takes it up.
      if (to === undefined) continue;
      const claims = Map.groupBy(await claimsOn(file), ({ offset }) => offset);
      for await (const found of examined(rawDir, file, to, index)) {
        if ("fault" in found) {
          damaged = true;
          yield found.fault;
          continue;
        }
        const { stored, entry } = found;
        const { offset } = stored.place;
        // Behind a damaged record nothing is taken up: a revisit may refer to it.
        if (!damaged) uptake.add(stored, entry);
        if (claims.get(offset)?.every(({ sha256 }) => isBody(entry, sha256))) claims.delete(offset);
        onProgress({ done: before + offset + stored.length, total });
      }
      before += to;
      for (const { offset, sha256, url } of [...claims.values()].flat())
        yield `${url} (${sha256}) is in the tables, but raw/${file} does not hold it at ${offset}`;
    }
  } finally {
    uptake.commit();
  }
  if (damaged) yield "raw/index.sqlite was not held against the WARC files, since these are damaged";
  else for (const what of disagreements(made, index)) yield `raw/index.sqlite: ${what}: ${REMAKE}`;
}

type Examined = { stored: StoredRecord; entry: Entry | null } | { fault: string };

/** The records of a file, each held against its own digest. Behind one that cannot be read it goes on where the index knows the next. */
async function* examined(rawDir: string, file: string, to: number, index: DatabaseSync): AsyncGenerator<Examined> {
  let from = 0;
  while (from < to) {
    try {
      for await (const stored of readRecords(rawDir, file, from, to)) {
        const { record, place, length } = stored;
        from = place.offset + length;
        if (digestField(record.block) === record.fields["WARC-Block-Digest"]) yield { stored, entry: entryOf(record) };
        else
          yield {
            fault: `raw/${file}: the record at ${place.offset} is not what its digest says: put the file back from a copy`,
          };
      }
      if (from < to)
        yield { fault: `raw/${file} ends at ${from}, the index knows it up to ${to}: put it back from a copy` };
      return;
    } catch (error) {
      if (!(error instanceof GongkaiError)) throw error;
      yield { fault: error.message };
      from = new ResponseIndex(index).next({ file, offset: from }) ?? to;
    }
  }
}

const isBody = (entry: Entry | null, sha256: string): boolean =>
  entry !== null && "sha256" in entry.content && entry.content.sha256 === sha256;
