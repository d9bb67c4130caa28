import { existsSync } from "node:fs";
import { join } from "node:path";
import { hasRawStore, strangersInRaw, verifyRawStore } from "../crawlers/index.ts";
import { type Finding, openClaims, verifyTables } from "./archive/index.ts";

export type VerifyProgress = { done: number; total: number };

/**
 * Holds the whole archive against itself: tables, raw store, and every document of the tables against its stored bytes. Changes nothing.
 * `onProgress` says how many bytes of raw/ are read.
 */
export async function* verify(
  archive: string,
  onProgress: (progress: VerifyProgress) => void = () => undefined,
): AsyncGenerator<Finding> {
  const ofTables = await verifyTables(archive);
  yield* ofTables;
  const claims = ofTables.some(isUnreadable) ? null : await openClaims(archive);
  const unread = new Set(claims?.files);
  const claimsOn = async (file: string) => {
    unread.delete(file);
    return claims?.on(file) ?? [];
  };
  if (!hasRawStore(archive) && existsSync(join(archive, "raw")))
    yield {
      code: "raw.damaged",
      message: "raw/index.sqlite is missing: the next nightly, ingest or rebuild makes it again from the WARC files",
    };
  try {
    for await (const message of verifyRawStore(archive, { claimsOn, onProgress }))
      yield { code: "raw.damaged", message };
  } finally {
    claims?.close();
  }
  for (const message of strangersInRaw(archive)) yield { code: "file.stranger", message };
  for (const file of unread)
    yield { code: "raw.damaged", message: `raw/${file} could not be read, but the tables have documents from it` };
}

/** Tables that were not all read say nothing that raw/ could be held against. */
const isUnreadable = ({ code }: Finding): boolean => code === "tables.unchecked" || code === "archive.unreadable";
