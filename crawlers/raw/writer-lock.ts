import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { GongkaiError } from "../../data/records/index.ts";

/**
 * Keeps every other process from writing to the store, until `close`. SQLite's own file lock does it, which the operating
 * system takes back when its owner dies, however it dies.
 */
export function lockForWriting(rawDir: string): { close(): void } {
  const lock = new DatabaseSync(join(rawDir, "writer.lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (cause) {
    lock.close();
    throw new GongkaiError(
      `${rawDir} is being written to by another process: wait until that crawl has ended, or end it`,
      undefined,
      { cause },
    );
  }
}
