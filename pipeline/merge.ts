import { type Merged, mergeRawStores, openRawStore } from "../crawlers/index.ts";
import type { IngestSummary } from "./ingest.ts";
import { bringUpToDate } from "./up-to-date.ts";

export type MergeOptions = {
  archive: string;
  /** The archive that is merged into it; nothing in it changes. */
  other: string;
  /** In bytes: how much of the other was read and found whole, and how much of it was copied. */
  onProof: (progress: { done: number; total: number }) => void;
  onCopy: (progress: { done: number; total: number }) => void;
  onIngest: (progress: { done: number; total: number }) => void;
  onNotice: (line: string) => void;
  signal: AbortSignal;
};

export type MergeSummary = { copied: Merged; ingest: IngestSummary };

/**
 * Makes two archives one: what the other has fetched comes into raw/, and from there into the tables. Every version that either has seen is kept, and a
 * source is as whoever crawled it last has left it. It does not matter which is merged into which; interrupted, the next call carries on. Of another that
 * is not whole nothing is taken.
 */
export async function merge({ archive, other, ...options }: MergeOptions): Promise<MergeSummary> {
  const { onCopy, onIngest, onNotice, signal } = options;
  const onProof: MergeOptions["onProof"] = (progress) => {
    signal.throwIfAborted();
    options.onProof(progress);
  };
  const copied = await mergeRawStores(archive, other, { onProof, onCopy });
  signal.throwIfAborted();
  // Opening to write takes up what has come.
  await (await openRawStore(archive, "write")).close();
  const ingest = await bringUpToDate({ archive, signal, onProgress: onIngest, onNotice });
  return { copied, ingest };
}
