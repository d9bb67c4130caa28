import { copyFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** DuckDB for the browser: its program and the worker that runs it, as the package brings them. */
const ENGINE = ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"];

/** Copies them to explorer/: a release asks nothing of other hosts. */
export async function writeEngine(folder: string): Promise<void> {
  const from = dirname(createRequire(import.meta.url).resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));
  await Promise.all(ENGINE.map((file) => copyFile(join(from, file), join(folder, "explorer", file))));
}
