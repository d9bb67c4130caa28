import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { ResponseIndex } from "./response-index.ts";
import { damageAt, sizeOf, warcFiles } from "./warc-file.ts";

export const missing = (file: string): string => `raw/${file} is missing: put it back from a copy`;

/**
 * What keeps the index from knowing all that was ever stored, as far as that shows without reading the WARC files: a sentence for each. Everything else
 * is in the index; once a file is put right, the next opening for writing takes up the rest.
 */
export async function damages(rawDir: string, db: DatabaseSync): Promise<string[]> {
  const index = new ResponseIndex(db);
  const indexed = index.files();
  const found = [...indexed.keys()].filter((file) => !existsSync(join(rawDir, file))).map(missing);
  for (const file of warcFiles(rawDir)) {
    const damage = await damageBehind(rawDir, file, indexed.get(file) ?? 0);
    if (damage !== null) found.push(damage);
  }
  // What refers to those is not to be mended itself.
  return found.length > 0 ? found : lostBodies(index);
}

/** What keeps the record from being read that comes after what is indexed of a file; null where there is none, or nothing in its way. */
export const damageBehind = async (rawDir: string, file: string, indexed: number): Promise<string | null> =>
  isLonger(rawDir, file, indexed) ? damageAt(rawDir, { file, offset: indexed }) : null;

/** Whether a file holds more than is indexed of it. */
export const isLonger = (rawDir: string, file: string, indexed: number): boolean => sizeOf(rawDir, file) > indexed;

/** Records that repeat a body which no file holds, a sentence for each file that they are in. */
export const lostBodies = (index: ResponseIndex): string[] =>
  index
    .lacking()
    .map(
      ({ file, first, records }) =>
        `raw/${file}: what the record at ${first} repeats${records > 1 ? ` (and ${records - 1} more like it)` : ""} is in no WARC file here: put back the file that is lacking`,
    );
