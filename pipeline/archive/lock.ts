import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { GongkaiError, UsageError } from "../../data/records/index.ts";
import { tablesDir } from "./manifest.ts";

/** Archives that this process is writing: the lock of the operating system keeps out other processes only. */
const writing = new Set<string>();

/**
 * Makes this process the one writer of an archive until the function given is done.
 * The lock is DuckDB's own on a file that stays empty; the operating system frees it when the process dies, however it dies.
 * A second writer gets a GongkaiError that names the first.
 */
export async function asWriter<T>(archiveDir: string, work: () => Promise<T>): Promise<T> {
  await mkdir(tablesDir(archiveDir), { recursive: true }).catch((error: unknown) => {
    throw unwritable(archiveDir, error);
  });
  const key = await realpath(archiveDir);
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

async function acquire(archiveDir: string, file: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!message.includes("Could not set lock")) throw unwritable(archiveDir, error);
    throw busy(archiveDir, `process ${/PID (\d+)/.exec(message)?.[1] ?? "unknown"}`);
  }
}

const busy = (archiveDir: string, holder: string): GongkaiError =>
  new GongkaiError(`${archiveDir}: ${holder} is writing this archive; wait until it is done, or stop it`);

const unwritable = (archiveDir: string, error: unknown): UsageError =>
  new UsageError(
    `${archiveDir}: cannot be written (${(error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ")})`,
    { cause: error },
  );
