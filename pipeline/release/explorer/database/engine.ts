import { copyFile, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transform } from "esbuild";

/** DuckDB for the browser, as the package brings it: its program, and the worker that runs it. */
const PROGRAM = "duckdb-eh.wasm";
const WORKER = "duckdb-browser-eh.worker.js";

/** Runs in the worker before it. */
const GUARD = join(import.meta.dirname, "..", "page", "database", "guard.ts");

/** Writes both to explorer/: a release asks nothing of other hosts. */
export async function writeEngine(folder: string): Promise<void> {
  const from = dirname(createRequire(import.meta.url).resolve(`@duckdb/duckdb-wasm/dist/${PROGRAM}`));
  const to = join(folder, "explorer");
  await copyFile(join(from, PROGRAM), join(to, PROGRAM));
  const guard = await transform(await readFile(GUARD, "utf8"), { loader: "ts", format: "iife", minify: true });
  await writeFile(join(to, WORKER), guard.code + (await readFile(join(from, WORKER), "utf8")));
}
