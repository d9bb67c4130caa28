import type { RawStore } from "./types.ts";

export type {
  Exchange,
  HeaderList,
  Outcome,
  RawStore,
  RequestKey,
  Sighting,
  StoredResponse,
  Tally,
} from "./types.ts";

/**
 * Opens ARCHIVE/raw. `write` makes it where it isn't there, finishes what a killed writer left (complete records are
 * indexed, a torn tail is cut off) and is refused with a GongkaiError while another process writes.
 */
export async function openRawStore(_archiveDir: string, _mode: "read" | "write"): Promise<RawStore> {
  throw new Error("not yet built");
}

/** Makes ARCHIVE/raw/index.sqlite anew from the WARC files alone. */
export async function rebuildIndex(_archiveDir: string): Promise<void> {
  throw new Error("not yet built");
}

/** Reads every WARC file and holds it against its digests and the index; gives a sentence for each fault found. */
export async function* verifyRawStore(_archiveDir: string): AsyncGenerator<string> {
  yield* [];
  throw new Error("not yet built");
}
