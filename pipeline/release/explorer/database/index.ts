import { execFile } from "node:child_process";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { GongkaiError } from "../../../../data/records/index.ts";
import type { Release } from "../../opened.ts";

export { writeDescriptions } from "./described.ts";
export { writeEngine } from "./engine.ts";

const PROGRAM = join(import.meta.dirname, "process.ts");

/**
 * DuckDB writes out memory that nobody filled (duckdb#23382), and the same rows would give other bytes each time. The allocators, its own (jemalloc)
 * and that of the system (glibc), fill what they give with zeros where they are told so before they start: so a process of its own writes the file.
 */
const ZEROED = { DUCKDB_JE_MALLOC_CONF: "zero:true", MALLOC_PERTURB_: "255" };

/**
 * Writes explorer/gongkai.duckdb of a release from its tables, and how large it is, so that the page knows a file that was not uploaded whole. The same
 * tables give the same bytes.
 */
export async function writeDatabase({ folder, day }: Pick<Release, "folder" | "day">): Promise<void> {
  const file = join(folder, "explorer", "gongkai.duckdb");
  await promisify(execFile)(process.execPath, [PROGRAM, folder, day, file], {
    env: { ...process.env, ...ZEROED },
  }).catch((error: Error & { stderr?: string }) => {
    throw new GongkaiError(`the explorer's database could not be written: ${(error.stderr || error.message).trim()}`);
  });
  const { size } = await stat(file);
  await writeFile(join(folder, "explorer", "data", "database.json"), `${JSON.stringify({ bytes: size })}\n`);
}
