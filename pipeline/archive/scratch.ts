import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** A database in memory, for one piece of work. */
export type Scratch = { connection: DuckDBConnection; close(): void };

/**
 * Opens one. `memory` ("512MB") is what it may take before it goes to disk, into the folder `spill`, which no other may share; what DuckDB does not
 * count comes on top.
 */
export async function openScratch(
  memory: string,
  {
    spill = join(tmpdir(), `gongkai-${randomUUID()}`),
    ...settings
  }: {
    spill?: string;
    /** "1" where rows must come out in the same order, and so a file with the same bytes, from run to run. */
    threads?: "1";
    preserve_insertion_order?: "false";
    /** "false" where nothing is read twice. */
    enable_external_file_cache?: "false";
  } = {},
): Promise<Scratch> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: memory,
    temp_directory: spill,
    ...settings,
  });
  const connection = await instance.connect();
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
