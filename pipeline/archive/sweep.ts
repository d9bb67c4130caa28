import { readdir, rm, rmdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { TABLES } from "../../data/records/index.ts";
import { type Manifest, tablesDir } from "./manifest.ts";

/** Files that a commit writes; anything else in the folders is not ours to remove. */
export const OURS = /^(part-[0-9a-f]{16}\.parquet|\.draft)$/;

/** Removes the parts that no manifest names: superseded ones, and what a killed commit left behind. */
export async function sweep(archiveDir: string, manifest: Manifest | null): Promise<void> {
  const tables = tablesDir(archiveDir);
  const live = new Set(manifest?.parts.map(({ path }) => path));
  const emptied = new Set<string>();
  for (const { folder, name } of await filesUnder(archiveDir)) {
    const file = join(folder, name);
    if (!OURS.test(name) || live.has(relative(tables, file))) continue;
    await rm(file, { force: true });
    if (basename(folder).startsWith("year=")) emptied.add(folder);
  }
  for (const folder of emptied) if ((await readdir(folder)).length === 0) await rmdir(folder);
  await rm(join(tables, ".spill"), { recursive: true, force: true });
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
