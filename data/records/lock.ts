import { accessSync, constants } from "node:fs";
import { basename } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** SQLITE_BUSY. */
const BUSY = 5;

/**
 * Keeps a file from every other who asks for it, here or in another process, until `close`; null where somebody has it. The lock is SQLite's own on a file
 * that stays empty: nothing is written, so that it is to be had on a full disk too, and the operating system frees it when its holder dies, however it dies.
 */
export function holdLock(file: string): { close(): void } | null {
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(file);
    // What may only be read SQLite would open too, and lock for readers.
    accessSync(file, constants.W_OK);
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock?.close();
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return null;
    throw new Error(`${basename(file)}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
