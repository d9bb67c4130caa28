import { readdir, rm, rmdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { TABLES } from "../../data/records/index.ts";
import { type Manifest, tablesDir } from "./manifest.ts";

/** Files that a commit writes; anything else in the folders is not ours to remove. */
export const OURS = /^(part-[0-9a-f]{16}\.parquet|\.draft)$/;

/** Removes the parts that no manifest names: superseded ones, and what a killed commit left behind. */
export async function sweep(archiveDir: string, manifest: Manifest | null): Promise<void> {
  const tables = tablesDir(archiveDir);
  const live = new Set(manifest?.parts.map(({ path }) => path));
  for (const { folder, name } of await filesUnder(archiveDir)) {
    const file = join(folder, name);
    if (OURS.test(name) && !live.has(relative(tables, file))) await rm(file, { force: true });
  }
  // Also those that a killed sweep had emptied already.
  for (const folder of await yearFolders(tables)) if ((await readdir(folder)).length === 0) await rmdir(folder);
  await rm(join(tables, ".spill"), { recursive: true, force: true });
}

async function yearFolders(tables: string): Promise<string[]> {
  const entries = await readdir(tables, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.startsWith("year="))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every file in the folders of the tables. */
export async function filesUnder(archiveDir: string): Promise<{ folder: string; name: string }[]> {
  const tables = tablesDir(archiveDir);
  const present = new Set(await readdir(tables));
  const lists = await Promise.all(
    TABLES.filter((table) => present.has(table)).map((table) =>
      readdir(join(tables, table), { recursive: true, withFileTypes: true }),
    ),
  );
  return lists
    .flat()
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ folder: entry.parentPath, name: entry.name }));
}
