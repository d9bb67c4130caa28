import { existsSync } from "node:fs";
import { copyFile, link, mkdir, readdir, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { TABLES } from "../../../data/records/index.ts";
import { type Manifest, partsDir, tablesDir } from "../manifest.ts";
import { OURS } from "./part-names.ts";

const marker = (archiveDir: string): string => join(tablesDir(archiveDir), ".publishing");

/** Says that a new manifest is about to come whose parts the folders do not show yet, until `conclude` says that they do: also after a crash. */
export const announce = (archiveDir: string): Promise<void> => writeFile(marker(archiveDir), "");
export const conclude = (archiveDir: string): Promise<void> => rm(marker(archiveDir), { force: true });

/** Whether the folders and archive.duckdb may be behind the manifest, since a commit is at work or was cut short. */
export const isBehind = (archiveDir: string): boolean => existsSync(marker(archiveDir));

/**
 * Makes the folders tables/TABLE/year=YYYY hold exactly the manifest's parts, for readers that know nothing of manifests: hard
 * links into the store of parts, which cost no space. `links`: how the file system makes them.
 */
export async function publish(archiveDir: string, manifest: Manifest | null, links = { link }): Promise<void> {
  const tables = tablesDir(archiveDir);
  const live = new Set(manifest?.parts.map(({ path }) => path));
  for (const { folder, name } of await filesUnder(archiveDir)) {
    const path = relative(tables, join(folder, name));
    // A part that is there already is left alone; `delete` says so.
    if (OURS.test(name) && !live.delete(path)) await rm(join(folder, name), { force: true });
  }
  for (const path of live) await show(join(partsDir(archiveDir), path), join(tables, path), links);
  for (const folder of await yearFolders(tables)) if ((await readdir(folder)).length === 0) await rmdir(folder);
}

/** Gives a file a second place. Some file systems (exFAT, some network drives) know no links: there it stands twice. */
export async function show(file: string, place: string, links = { link }): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  await links.link(file, place).catch(() => copyFile(file, place));
}

async function yearFolders(tables: string): Promise<string[]> {
  const shown = (await readdir(tables, { withFileTypes: true })).filter(({ name }) => !name.startsWith("."));
  const lists = await Promise.all(
    shown
      .filter((entry) => entry.isDirectory())
      .map((entry) => readdir(join(tables, entry.name), { withFileTypes: true })),
  );
  return lists
    .flat()
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
