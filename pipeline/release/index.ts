import { readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { GongkaiError, makeFolder, UsageError } from "../../data/records/index.ts";
import { digest, type ExportedTable, exportTables, verifyTables } from "../archive/index.ts";
import { type Against, writeChanges } from "./changes/index.ts";
import { datapackage, type ReleasedFile } from "./datapackage.ts";
import { writeExplorer } from "./explorer/index.ts";
import { openRelease } from "./opened.ts";
import { LICENSE, readme } from "./texts.ts";

export type Snapshot = {
  /** The release's folder. */
  folder: string;
  tables: ExportedTable[];
  /** False where the same release of that day was there already. */
  made: boolean;
};

/**
 * Makes a dataset release `OUT/gongkai-YYYY-MM-DD/`: each table as Parquet and CSV, datapackage.json, README, LICENSE, SHA256SUMS.
 * It appears whole or not at all; the same archive on the same day (UTC) gives the same bytes. GongkaiError where the archive
 * holds no report or is damaged, or where that day's release is there with other content.
 */
export async function snapshot(
  archiveDir: string,
  outDir: string,
  now: Date,
  against: Against = {},
): Promise<Snapshot> {
  if (!(await stat(archiveDir).catch(() => null))?.isDirectory())
    throw new UsageError(`${archiveDir}: there is no archive here`);
  const damage = (await verifyTables(archiveDir)).find(({ code }) => /^(archive|file)\./.test(code));
  if (damage !== undefined) throw new GongkaiError(`no release is made of a damaged archive: ${damage.message}`);
  const day = now.toISOString().slice(0, 10);
  const folder = join(outDir, `gongkai-${day}`);
  const draft = join(outDir, `.gongkai-${day}.draft`);
  await rm(draft, { recursive: true, force: true });
  makeFolder(draft);
  try {
    const tables = await write(archiveDir, draft, day, outDir, against);
    if (!tables.some(({ table, rows }) => table === "reports" && rows > 0))
      throw new GongkaiError(`${archiveDir}: holds no report; there is nothing to release`);
    if ((await stat(folder).catch(() => null)) === null) {
      await rename(draft, folder);
      return { folder, tables, made: true };
    }
    if (sums(await filesOf(draft)) !== sums(await filesOf(folder)))
      throw new GongkaiError(
        `${folder}: is there already, with other content; a release is not changed: remove it, or write to another folder`,
      );
    return { folder, tables, made: false };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function write(
  archiveDir: string,
  folder: string,
  day: string,
  outDir: string,
  against: Against,
): Promise<ExportedTable[]> {
  const tables = await exportTables(archiveDir, folder);
  await writeChanges(folder, day, outDir, against);
  const release = await openRelease(folder, day);
  try {
    await writeExplorer(release);
  } finally {
    release.close();
  }
  const files = new Map((await filesOf(folder)).map((file) => [file.path, file]));
  await writeFile(join(folder, "datapackage.json"), `${JSON.stringify(datapackage(day, tables, files), null, 2)}\n`);
  await writeFile(join(folder, "README.md"), readme(day, tables));
  await writeFile(join(folder, "LICENSE"), LICENSE);
  await writeFile(join(folder, "SHA256SUMS"), sums(await filesOf(folder)));
  return tables;
}

async function filesOf(folder: string): Promise<ReleasedFile[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const file = join(folder, path);
      return { path, bytes: (await stat(file)).size, sha256: await digest(file) };
    }),
  );
}

/** As `sha256sum -c` reads it. */
const sums = (files: ReleasedFile[]): string => files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
