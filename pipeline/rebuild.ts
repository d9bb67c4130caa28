import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { hasRawStore, openRawStore } from "../crawlers/index.ts";
import { GongkaiError, makeFolder } from "../data/records/index.ts";
import { adoptTables, compareTables, type Difference, readableTables, verifyTables } from "./archive/index.ts";
import { type IngestSummary, ingest } from "./ingest.ts";

export type RebuildOptions = {
  archive: string;
  onProgress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
};

export type RebuildSummary = {
  ingest: IngestSummary;
  /** How the tables differ from those that were there; null where these could not be read. */
  differences: Difference[] | null;
  /** Another version of the parser had read what was there: then differences are no wonder. */
  otherParser: boolean;
};

/**
 * Makes the tables of an archive again from raw/ alone. They are made aside, in ARCHIVE/tables.next, and take the place of the old ones in one step when
 * they are whole: a crash or a full disk before that leaves the old ones, and the next call carries on.
 */
export async function rebuild({ archive, ...options }: RebuildOptions): Promise<RebuildSummary> {
  const made = join(archive, "tables.next");
  // What a call before this one has left is carried on only where it is whole: one killed while it cleared away leaves a part of it.
  if ((await verifyTables(made)).length > 0) await rm(made, { recursive: true, force: true });
  makeFolder(made);
  // An index that is missing is made from the WARC files.
  if (!hasRawStore(archive) && existsSync(join(archive, "raw"))) await (await openRawStore(archive, "write")).close();
  const summary = await ingest({ archive, into: made, ...options });
  const [fault] = await verifyTables(made);
  if (fault)
    throw new GongkaiError(
      `${made}: what was made from raw/ is not whole, so the tables stay as they were: ${fault.message}`,
    );
  const before = await readableTables(archive);
  const differences = before === null ? null : await differencesFrom(archive, made);
  const otherParser = before?.parser_version !== (await readableTables(made))?.parser_version;
  await adoptTables(archive, made);
  await rm(made, { recursive: true, force: true });
  return { ingest: summary, differences, otherParser };
}

/** Null where the old tables are so damaged that they cannot be read: that is what they are made again for. */
async function differencesFrom(archive: string, made: string): Promise<Difference[] | null> {
  return compareTables(archive, made).catch(() => null);
}
