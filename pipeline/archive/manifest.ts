import { createHash } from "node:crypto";
import { copyFile, mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { forbidden, GongkaiError, TABLES, type TableName } from "../../data/records/index.ts";
import { ifAbsent, isAbsent } from "./absent.ts";
import { schemaText } from "./schema.ts";

const Part = z.strictObject({
  table: z.enum(TABLES),
  /** Relative to the store of parts, and to tables/, where it is shown while it counts. */
  path: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
});

/** tables/manifest.json: the one statement of which files the archive consists of. A partition may have several parts. */
const Manifest = z.strictObject({
  /** Counts the commits that changed something. */
  version: z.number().int(),
  /** Digest of the tables' columns and types. */
  schema: z.string(),
  /** Version of the parser that was at work in the last commit. */
  parser_version: z.string(),
  parts: z.array(Part),
});

/** As it stands in the file: with a digest of itself, since nothing else would tell that a number in it has rotted. */
const Stored = Manifest.extend({ sha256: z.string() });

export type Part = z.infer<typeof Part>;
export type Manifest = z.infer<typeof Manifest>;

/** Manifests before the current one whose parts stay, so that a question begun up to so many commits ago is answered to its end. */
const REMEMBERED = 3;

export const tablesDir = (archiveDir: string): string => join(archiveDir, "tables");
/** Where the parts lie under their manifest's names, also those that only a remembered manifest names. */
export const partsDir = (archiveDir: string): string => join(tablesDir(archiveDir), ".parts");
export const manifestFile = (archiveDir: string): string => join(tablesDir(archiveDir), "manifest.json");
export const databaseFile = (archiveDir: string): string => join(archiveDir, "archive.duckdb");
const pastDir = (archiveDir: string): string => join(tablesDir(archiveDir), ".past");

export const schemaDigest = (): string => createHash("sha256").update(schemaText()).digest("hex");
export const partsOf = (manifest: Manifest | null, table: TableName): Part[] =>
  (manifest?.parts ?? []).filter((part) => part.table === table);

/** What to do about tables that cannot be read: all of them come out of raw/. */
export const wayOut = (archiveDir: string): string =>
  `run: rebuild --archive ${archiveDir} (it makes the tables again from raw/)`;

/** Tables that cannot be used: `reason` says why, the message also what to do. */
export class UnusableTablesError extends GongkaiError {
  readonly reason: string;
  constructor(archiveDir: string, reason: string) {
    super(`${reason}; ${wayOut(archiveDir)}`);
    this.reason = reason;
  }
}

/** The tables are sound, but of another version: they are to be made again from raw/, which needs no person to decide. */
export class OtherColumnsError extends UnusableTablesError {
  constructor(archiveDir: string) {
    super(archiveDir, `${archiveDir}: its tables were written by a version of gongkai with other columns`);
  }
}

/** The manifest of an archive; null where nothing was ever committed. One that is lost or cannot be understood is an error, never an empty archive. */
export async function readManifest(archiveDir: string): Promise<Manifest | null> {
  const file = manifestFile(archiveDir);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (isAbsent(error) && !(await showsParts(archiveDir))) return null;
    if (isAbsent(error))
      throw new UnusableTablesError(archiveDir, `${file}: is missing, and without it nothing says which files count`);
    throw new GongkaiError(
      forbidden(error) ?? `${file}: cannot be read (${error instanceof Error ? error.message : error})`,
    );
  }
  const manifest = parseManifest(text);
  if (manifest === null) throw new UnusableTablesError(archiveDir, `${file}: is damaged`);
  if (manifest.schema !== schemaDigest()) throw new OtherColumnsError(archiveDir);
  return manifest;
}

/** Whether the folders of the tables show files, which they do only after a manifest has named them. */
async function showsParts(archiveDir: string): Promise<boolean> {
  for (const table of TABLES) {
    const folder = join(tablesDir(archiveDir), table);
    const names = await readdir(folder, { recursive: true }).catch(ifAbsent<string[]>([]));
    if (names.some((name) => name.endsWith(".parquet"))) return true;
  }
  return false;
}

function parseManifest(text: string): Manifest | null {
  try {
    const { sha256: _, ...manifest } = Stored.parse(JSON.parse(text));
    return textOf(manifest) === text ? manifest : null;
  } catch {
    return null;
  }
}

function textOf(manifest: Manifest): string {
  const sha256 = createHash("sha256").update(JSON.stringify(manifest)).digest("hex");
  return `${JSON.stringify({ ...manifest, sha256 }, null, 1)}\n`;
}

/** Puts a new manifest in the place of the old in one step: this is the moment at which a commit happens. The old one is remembered. */
export async function replaceManifest(archiveDir: string, before: Manifest | null, after: Manifest): Promise<void> {
  const file = manifestFile(archiveDir);
  if (before !== null) {
    await mkdir(pastDir(archiveDir), { recursive: true });
    await copyFile(file, join(pastDir(archiveDir), pastName(before.version)));
  }
  const next = join(dirname(file), ".manifest.json");
  const handle = await open(next, "w");
  try {
    await handle.writeFile(textOf(after));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  await syncPath(dirname(file));
}

const pastName = (version: number): string => `manifest-${version}.json`;

/** The manifests before this one that still count for what may be removed, and the files of those that do not any more. */
export async function pastManifests(
  archiveDir: string,
  current: Manifest | null,
): Promise<{ remembered: Manifest[]; forgotten: string[] }> {
  const names = await readdir(pastDir(archiveDir)).catch(ifAbsent<string[]>([]));
  const versions = Array.from({ length: REMEMBERED }, (_, i) => pastName((current?.version ?? 0) - 1 - i));
  const remembered: Manifest[] = [];
  for (const name of names.filter((one) => versions.includes(one))) {
    // One that a crash cut short keeps nothing: its parts served questions that ended with the crash.
    const manifest = parseManifest(await readFile(join(pastDir(archiveDir), name), "utf8"));
    if (manifest !== null) remembered.push(manifest);
  }
  const forgotten = names.filter((name) => !versions.includes(name));
  return { remembered, forgotten: forgotten.map((name) => join(pastDir(archiveDir), name)) };
}

/** Forces a file or a folder's entries to disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
