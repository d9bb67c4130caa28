import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UsageError } from "../../data/records/index.ts";

/**
 * Keeps every other process from writing to the store, until `close`. SQLite's own file lock does it, which the operating
 * system takes back when its owner dies, however it dies.
 */
export function lockForWriting(rawDir: string): { close(): void } {
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(join(rawDir, "writer.lock"));
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (cause) {
    lock?.close();
    if (cause instanceof Error && "errcode" in cause && cause.errcode === BUSY)
      throw new UsageError(
        `${rawDir} is being written to by another process: wait until that crawl has ended, or end it`,
        { cause },
      );
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${rawDir}: cannot be written (writer.lock: ${why})`, { cause });
  }
}

/** SQLITE_BUSY. */
const BUSY = 5;
