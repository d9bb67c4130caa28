import { createHash } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { GongkaiError, TABLES, type TableName } from "../../data/records/index.ts";
import { schemaText } from "./schema.ts";

const Part = z.strictObject({
  table: z.enum(TABLES),
  /** Relative to tables/. */
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

export type Part = z.infer<typeof Part>;
export type Manifest = z.infer<typeof Manifest>;

export const tablesDir = (archiveDir: string): string => join(archiveDir, "tables");
export const manifestFile = (archiveDir: string): string => join(tablesDir(archiveDir), "manifest.json");
export const schemaDigest = (): string => createHash("sha256").update(schemaText()).digest("hex");
export const partsOf = (manifest: Manifest | null, table: TableName): Part[] =>
  (manifest?.parts ?? []).filter((part) => part.table === table);

/** The manifest of an archive; null where nothing was ever committed. One that cannot be understood is an error, never an empty archive. */
export async function readManifest(archiveDir: string): Promise<Manifest | null> {
  const file = manifestFile(archiveDir);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new GongkaiError(`${file}: cannot be read (${error instanceof Error ? error.message : error})`);
  }
  const manifest = parseManifest(text);
  if (manifest === null)
    throw new GongkaiError(
      `${file}: is damaged; remove ${tablesDir(archiveDir)} and run ingest to rebuild it from raw/`,
    );
  if (manifest.schema !== schemaDigest())
    throw new GongkaiError(
      `${archiveDir}: its tables were written by a version of gongkai with other columns; remove ${tablesDir(archiveDir)} and run ingest to rebuild them from raw/`,
    );
  return manifest;
}

function parseManifest(text: string): Manifest | null {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Puts a new manifest in the place of the old in one step: this is the moment at which a commit happens. */
export async function replaceManifest(archiveDir: string, manifest: Manifest): Promise<void> {
  const file = manifestFile(archiveDir);
  const next = join(dirname(file), ".manifest.json");
  const handle = await open(next, "w");
  try {
    await handle.writeFile(`${JSON.stringify(manifest, null, 1)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  await syncPath(dirname(file));
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
