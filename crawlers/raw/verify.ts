import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { GongkaiError } from "../../data/records/index.ts";
import { entryOf } from "./entry.ts";
import { ResponseIndex } from "./response-index.ts";
import { readRecords, warcFiles } from "./warc-file.ts";
import { digestField } from "./warc-record.ts";

/** Reads every WARC file as far as it is indexed and holds it against its own digests and the index: a sentence for each fault. */
export async function* faults(rawDir: string, db: DatabaseSync): AsyncGenerator<string> {
  const { integrity_check: sound } = db.prepare("PRAGMA integrity_check(1)").get() ?? {};
  if (sound !== "ok")
    return yield "raw/index.sqlite is damaged: delete it, and the next crawl makes it again from the WARC files";
  const index = new ResponseIndex(db);
  const indexed = index.files();
  for (const file of warcFiles(rawDir))
    if (!indexed.has(file)) yield `raw/${file} is not in the index: the next crawl takes it up`;
  for (const [file, to] of indexed) {
    if (!existsSync(join(rawDir, file))) {
      yield `raw/${file} is missing: put it back from a copy`;
      continue;
    }
    yield* fileFaults(rawDir, file, to, index);
  }
}

async function* fileFaults(rawDir: string, file: string, to: number, index: ResponseIndex): AsyncGenerator<string> {
  const reader = readRecords(rawDir, file, 0, to);
  let rows = 0;
  let read = 0;
  try {
    for (let next = await reader.next(); !next.done; next = await reader.next()) {
      const { record, place, length } = next.value;
      read = place.offset + length;
      const where = `raw/${file}: the record at ${place.offset}`;
      if (digestField(record.block) !== record.fields["WARC-Block-Digest"] && record.type !== "warcinfo")
        yield `${where} is not what was written (its digest differs)`;
      const entry = entryOf(record);
      if (entry === null) continue;
      rows++;
      const row = index.at(place);
      if (row === null || row.url !== entry.url || ("sha256" in entry.content && row.sha256 !== entry.content.sha256))
        yield `${where} (${entry.url}) is not what the index says: delete index.sqlite, and the next crawl makes it again`;
    }
    if (read < to) yield `raw/${file} ends at ${read}, the index knows it up to ${to}: put it back from a copy`;
    if (rows !== index.count(file))
      yield `raw/${file} holds ${rows} responses, the index knows ${index.count(file)}: delete index.sqlite, and the next crawl makes it again`;
  } catch (error) {
    if (!(error instanceof GongkaiError)) throw error;
    yield error.message;
  }
}
