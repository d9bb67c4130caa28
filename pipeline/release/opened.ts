import type { DuckDBConnection } from "@duckdb/node-api";
import { TABLES } from "../../data/records/index.ts";
import { literal, openScratch, parquetOf, views } from "../archive/index.ts";

/** A release opened for questions: its tables, and the views over them. */
export type Release = {
  folder: string;
  /** The day of the release, YYYY-MM-DD. */
  day: string;
  connection: DuckDBConnection;
  close(): void;
};

/** What a question takes in memory before DuckDB puts it on disk. */
const MEMORY = "512MB";

/**
 * Opens the Parquet files of a release, one being made or one made before. What is said beside the tables is asked of these files and not
 * of the archive, which a crawl may have moved on meanwhile. One thread, so that the same rows come out in the same order.
 */
export async function openRelease(folder: string, day: string): Promise<Release> {
  const { connection, close } = await openScratch(MEMORY, { threads: "1", enable_external_file_cache: "false" });
  for (const table of TABLES) await connection.run(`CREATE VIEW ${table} AS FROM ${literal(parquetOf(folder, table))}`);
  for (const { sql } of views()) await connection.run(sql);
  return { folder, day, connection, close };
}
