import { rename, rm, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import { GongkaiError, makeFolder, UsageError } from "../../data/records/index.ts";
import { exportTables, verifyTables } from "../archive/index.ts";
import { type Against, writeChanges } from "./changes/index.ts";
import { citation } from "./citation.ts";
import { croissant } from "./croissant.ts";
import { writeCsv } from "./csv.ts";
import { writeDataCards } from "./datacard/index.ts";
import { datapackage } from "./datapackage.ts";
import { writeDeadlines } from "./deadlines/index.ts";
import { writeExplorer } from "./explorer/index.ts";
import { filesOf, type ReleasedFile, sums } from "./files.ts";
import { LICENSE } from "./license.ts";
import { openRelease, type Release } from "./opened.ts";
import { readme } from "./readme.ts";
import { releasedTables, rowsOf, type WrittenTable } from "./tables.ts";
import { writeViews } from "./views.ts";

export type Snapshot = {
  /** The release's folder. */
  folder: string;
  tables: { table: string; rows: number }[];
  /** False where the same release of that day was there already. */
  made: boolean;
};

export type SnapshotOptions = Against & {
  /** Told of what is being made, step after step: a tenth of the nation takes some minutes. */
  onStep?: (step: string) => void;
};

/**
 * Makes a dataset release `OUT/gongkai-YYYY-MM-DD/`: its tables as Parquet and CSV, what changed since the one before, the explorer, and what is said of all this.
 * It appears whole or not at all; the same archive on the same day (UTC) gives the same bytes. GongkaiError where the archive
 * holds no report or is damaged, or where that day's release is there with other content; UsageError where it would lie among the archive's own files.
 */
export async function snapshot(
  archiveDir: string,
  outDir: string,
  now: Date,
  { onStep = () => undefined, ...against }: SnapshotOptions = {},
): Promise<Snapshot> {
  if (!(await stat(archiveDir).catch(() => null))?.isDirectory())
    throw new UsageError(`${archiveDir}: there is no archive here`);
  for (const part of ["raw", "tables"])
    if (isWithin(outDir, join(archiveDir, part)))
      throw new UsageError(`${outDir}: is for the archive's own files; name a folder outside of ${part}/ for releases`);
  onStep("proving the archive");
  const damage = (await verifyTables(archiveDir)).find(({ code }) => /^(archive|file)\./.test(code));
  if (damage !== undefined) throw new GongkaiError(`no release is made of a damaged archive: ${damage.message}`);
  const day = now.toISOString().slice(0, 10);
  const folder = join(outDir, `gongkai-${day}`);
  const draft = join(outDir, `.gongkai-${day}.draft`);
  await rm(draft, { recursive: true, force: true });
  makeFolder(draft);
  try {
    const written = await write(archiveDir, draft, day, outDir, against, onStep);
    const tables = written.map(({ name, rows }) => ({ table: name, rows }));
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

const isWithin = (path: string, folder: string): boolean =>
  !/^\.\.(?:[\\/]|$)/.test(relative(folder, resolve(path))) && !isAbsolute(relative(folder, resolve(path)));

async function write(
  archiveDir: string,
  folder: string,
  day: string,
  outDir: string,
  against: Against,
  onStep: (step: string) => void,
): Promise<WrittenTable[]> {
  onStep("tables");
  await exportTables(archiveDir, folder);
  onStep("changes since the release before");
  await writeChanges(folder, day, outDir, against);
  const release = await openRelease(folder, day);
  try {
    onStep("views and deadlines");
    await writeViews(release);
    await writeDeadlines(release);
    onStep("CSV");
    const tables = await writeTables(release);
    await writeDataCards(release);
    onStep("explorer");
    const known = await writeExplorer(release);
    onStep("metadata and checksums");
    await writeMetadata(release, tables, known);
    return tables;
  } finally {
    release.close();
  }
}

async function writeTables(release: Release): Promise<WrittenTable[]> {
  const written: WrittenTable[] = [];
  for (const table of releasedTables)
    written.push({ ...table, rows: await rowsOf(release, table.name), csvRows: await writeCsv(release, table) });
  return written;
}

/** What is said of the files, and SHA256SUMS over everything. */
async function writeMetadata(
  { folder, day }: Release,
  tables: readonly WrittenTable[],
  known: ReadonlyMap<string, ReleasedFile>,
): Promise<void> {
  const files = new Map((await filesOf(folder, known)).map((file) => [file.path, file]));
  const texts = {
    "datapackage.json": `${JSON.stringify(datapackage(day, tables, files), null, 2)}\n`,
    "croissant.json": `${JSON.stringify(croissant(day, tables, files), null, 2)}\n`,
    "CITATION.cff": citation(day),
    "README.md": readme(day, tables),
    LICENSE,
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, "SHA256SUMS"), sums(await filesOf(folder, files)));
}
