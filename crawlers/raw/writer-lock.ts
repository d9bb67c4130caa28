import { join } from "node:path";
import { holdLock, UsageError } from "../../data/records/index.ts";

/** Keeps every other process from writing to the store, until `close`. */
export function lockForWriting(rawDir: string): { close(): void } {
  const lock = tryLock(rawDir);
  if (lock === null)
    throw new UsageError(
      `${rawDir} is being written to by another process: wait until that crawl has ended, or end it`,
    );
  return lock;
}

/** The same, or null where another process writes. */
export function tryLock(rawDir: string): { close(): void } | null {
  try {
    return holdLock(join(rawDir, "writer.lock"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${rawDir}: cannot be written (${why})`, { cause });
  }
}
