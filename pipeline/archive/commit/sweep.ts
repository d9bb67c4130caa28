import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { ifAbsent } from "../absent.ts";
import { type Manifest, manifestFile, partsDir, pastManifests, tablesDir } from "../manifest.ts";

/** Removes from the store the parts that neither this manifest names nor one that is remembered, and what a killed commit left behind. */
export async function sweep(archiveDir: string, manifest: Manifest | null): Promise<void> {
  // One that cannot be read may name any of them.
  if (manifest === null && existsSync(manifestFile(archiveDir))) return;
  const { remembered, forgotten } = await pastManifests(archiveDir, manifest);
  const named = new Set([manifest, ...remembered].flatMap((one) => one?.parts.map(({ path }) => path) ?? []));
  const store = partsDir(archiveDir);
  for (const entry of await readdir(store, { recursive: true, withFileTypes: true }).catch(ifAbsent([]))) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isDirectory() && !named.has(relative(store, file))) await rm(file, { force: true });
  }
  for (const file of forgotten) await rm(file, { force: true });
  await rm(join(tablesDir(archiveDir), ".spill"), { recursive: true, force: true });
}
