import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GongkaiError } from "../../../data/records/index.ts";
import { digest } from "../digest.ts";
import { type Manifest, type Part, partsDir, readManifest, syncPath, tablesDir } from "../manifest.ts";
import { changeArchive } from "./change.ts";
import { announce, show } from "./publish.ts";

/** The manifest of tables that can be read; null where there are none, or none that this version can read. */
async function readableTables(archiveDir: string): Promise<Manifest | null> {
  try {
    return await readManifest(archiveDir);
  } catch (error) {
    if (error instanceof GongkaiError) return null;
    throw error;
  }
}

/**
 * Puts the tables that were made in another folder, on the same disk, in the place of an archive's own, whatever these are: whole and in one step, like
 * any other change. Until then the old ones count.
 */
export async function adoptTables(archiveDir: string, madeDir: string): Promise<void> {
  await changeArchive(
    archiveDir,
    async () => {
      const made = await readManifest(madeDir);
      if (made === null) throw new GongkaiError(`${madeDir}: there are no tables here`);
      // Parts may get the place of damaged ones of their name, which the folders show.
      await announce(archiveDir);
      for (const part of made.parts) await takeOver(archiveDir, madeDir, part);
      return { parts: made.parts, parserVersion: made.parser_version };
    },
    readableTables,
  );
}

async function takeOver(archiveDir: string, madeDir: string, { path, sha256 }: Part): Promise<void> {
  const [kept, shown] = [join(partsDir(archiveDir), path), join(tablesDir(archiveDir), path)];
  if (!(await isWhole(shown, sha256))) await rm(shown, { force: true });
  if (await isWhole(kept, sha256)) return;
  const folder = dirname(kept);
  const draft = join(folder, ".draft");
  await rm(draft, { force: true });
  await show(join(partsDir(madeDir), path), draft);
  await rename(draft, kept);
  for (const entries of [folder, dirname(folder)]) await syncPath(entries);
}

/** A file that cannot be read is as good as none. */
const isWhole = async (file: string, sha256: string): Promise<boolean> =>
  (await digest(file).catch(() => null)) === sha256;
