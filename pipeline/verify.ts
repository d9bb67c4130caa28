import { verifyRawStore } from "../crawlers/index.ts";
import { GongkaiError } from "../data/records/index.ts";
import { type Claims, type Finding, openClaims, verifyTables } from "./archive/index.ts";

export type VerifyProgress = { done: number; total: number };

/**
 * Holds the whole archive against itself: tables, raw store, and every document of the tables against its stored bytes. Changes nothing.
 * `onProgress` says how many bytes of raw/ are read.
 */
export async function* verify(
  archive: string,
  onProgress: (progress: VerifyProgress) => void = () => undefined,
): AsyncGenerator<Finding> {
  yield* await verifyTables(archive);
  const claims = await claimsOf(archive);
  const unread = new Set(claims?.files);
  const claimsOn = async (file: string) => {
    unread.delete(file);
    return claims?.on(file) ?? [];
  };
  try {
    for await (const message of verifyRawStore(archive, { claimsOn, onProgress }))
      yield { code: "raw.damaged", message };
  } finally {
    claims?.close();
  }
  for (const file of unread)
    yield { code: "raw.damaged", message: `raw/${file} could not be read, but the tables have documents from it` };
}

/** Tables that cannot be read say nothing of raw/; `verifyTables` has named them. */
async function claimsOf(archive: string): Promise<Claims | null> {
  try {
    return await openClaims(archive);
  } catch (error) {
    if (error instanceof GongkaiError) return null;
    throw error;
  }
}
