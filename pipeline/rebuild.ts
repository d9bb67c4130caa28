import { rm } from "node:fs/promises";
import { join } from "node:path";
import { strangersInRaw } from "../crawlers/index.ts";
import { GongkaiError, makeFolder } from "../data/records/index.ts";
import {
  adoptTables,
  compareTables,
  type Difference,
  readManifest,
  UnusableTablesError,
  verifyTables,
} from "./archive/index.ts";
import { type IngestSummary, ingest } from "./ingest.ts";

export type RebuildOptions = {
  archive: string;
  onProgress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
};

/** What became of holding the new tables against those that were there. */
type Compared = {
  /** How they differ; null where they were not compared. */
  differences: Difference[] | null;
  /** Why they could not be compared; null where they were, or there were none. */
  notCompared: string | null;
  /** Another version of the parser had read what was there: then differences are no wonder. */
  otherParser: boolean;
};

export type RebuildSummary = {
  ingest: IngestSummary;
  /** What lies in raw/ and was not read, since the archive did not write it. */
  strangers: string[];
} & Compared;

/**
 * Makes the tables of an archive again from raw/ alone. They are made aside, in ARCHIVE/tables.next, and take the place of the old ones in one step when
 * they are whole: a crash or a full disk before that leaves the old ones, and the next call carries on. Where raw/ is damaged, old tables that can be read
 * stay.
 */
export async function rebuild({ archive, ...options }: RebuildOptions): Promise<RebuildSummary> {
  const made = join(archive, "tables.next");
  // What a call before this one has left is carried on only where it is whole: one killed while it cleared away leaves a part of it.
  if ((await verifyTables(made)).length > 0) await rm(made, { recursive: true, force: true });
  makeFolder(made);
  const summary = await ingest({ archive, into: made, ...options });
  const [fault] = await verifyTables(made);
  if (fault)
    throw new GongkaiError(
      `${made}: what was made from raw/ is not whole, so the tables stay as they were: ${fault.message}`,
    );
  const compared = await heldAgainst(archive, made);
  // What raw/ has lost is perhaps in the old tables alone.
  if (compared.differences !== null && summary.damages[0] !== undefined)
    throw new GongkaiError(`${archive}: raw/ is not whole, so the tables stay as they were: ${summary.damages[0]}`);
  await adoptTables(archive, made);
  await rm(made, { recursive: true, force: true });
  return { ingest: summary, strangers: strangersInRaw(archive), ...compared };
}

/** Old tables so damaged that they cannot be read are what tables are made again for: then only why is said. */
async function heldAgainst(archive: string, made: string): Promise<Compared> {
  const nothing = { differences: null, notCompared: null, otherParser: false };
  try {
    const before = await readManifest(archive);
    if (before === null) return nothing;
    const otherParser = before.parser_version !== (await readManifest(made))?.parser_version;
    return { differences: await compareTables(archive, made), notCompared: null, otherParser };
  } catch (error) {
    return { ...nothing, notCompared: reasonOf(error).replace(/\s+/g, " ") };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof UnusableTablesError) return error.reason;
  return error instanceof Error ? error.message : String(error);
}
