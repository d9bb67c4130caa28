import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { UsageError } from "../../../data/records/index.ts";
import { tablesDir } from "../manifest.ts";

/** Archives that this process is writing: the lock of the operating system keeps out other processes only. */
const writing = new Set<string>();

/**
 * Makes this process the one writer of an archive until the function given is done.
 * The lock is DuckDB's own on a file that stays empty; the operating system frees it when the process dies, however it dies.
 * A second writer gets a UsageError that names the first.
 */
export async function asWriter<T>(archiveDir: string, work: () => Promise<T>): Promise<T> {
  const key = placeOf(archiveDir);
  if (writing.has(key)) throw busy(archiveDir, "this process");
  writing.add(key);
  try {
    const lock = await acquire(archiveDir, join(key, "tables", ".writer.duckdb"));
    try {
      return await work();
    } finally {
      lock.closeSync();
    }
  } finally {
    writing.delete(key);
  }
}

/** Makes the folder of the tables where it is not there. Not awaited, so that of two calls the first is the one that writes. */
function placeOf(archiveDir: string): string {
  try {
    mkdirSync(tablesDir(archiveDir), { recursive: true });
    return realpathSync(archiveDir);
  } catch (error) {
    throw unwritable(archiveDir, error);
  }
}

async function acquire(archiveDir: string, file: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!message.includes("Could not set lock")) throw unwritable(archiveDir, error);
    throw busy(archiveDir, `process ${/PID (\d+)/.exec(message)?.[1] ?? "unknown"}`);
  }
}

const busy = (archiveDir: string, holder: string): UsageError =>
  new UsageError(`${archiveDir}: ${holder} is writing this archive; wait until it is done, or stop it`);

const unwritable = (archiveDir: string, error: unknown): UsageError =>
  new UsageError(
    `${archiveDir}: cannot be written (${(error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ")})`,
    { cause: error },
  );
