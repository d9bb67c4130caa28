import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { EXIT, GongkaiError } from "../../../data/records/index.ts";
import {
  type Manifest,
  type Part,
  partsDir,
  readManifest,
  replaceManifest,
  schemaDigest,
  tablesDir,
} from "../manifest.ts";
import { openScratch } from "../scratch.ts";
import { rebuildDatabase } from "./database.ts";
import { asWriter } from "./lock.ts";
import { syncParts } from "./parts.ts";
import { announce, conclude, isBehind, publish } from "./publish.ts";
import { sweep } from "./sweep.ts";

/** What an archive is to consist of after a change. */
export type NextState = { parts: Part[]; parserVersion: string };

/**
 * Brings an archive from one state to the next, as its one writer: `work` writes new parts and says which ones count; then the manifest names them,
 * the folders show them and old parts go. A reader sees the state before or after; a process killed at any moment leaves one of the two, and the next
 * change sweeps what it left. Where the parts are the same as before, the manifest stays. `read` gives the state before. Returns the manifest that counts.
 */
export function changeArchive(
  archiveDir: string,
  work: (connection: DuckDBConnection, before: Manifest | null) => Promise<NextState>,
  read: (archiveDir: string) => Promise<Manifest | null> = readManifest,
): Promise<Manifest> {
  return asWriter(archiveDir, async () => {
    await mkdir(partsDir(archiveDir), { recursive: true });
    const before = await read(archiveDir);
    if (before !== null && isBehind(archiveDir)) await settle(archiveDir, before);
    else await sweep(archiveDir, before);
    const after = await replace(archiveDir, before, work).catch(async (error: unknown) => {
      await sweep(archiveDir, await read(archiveDir));
      throw failed(`${archiveDir}: nothing was committed`, error);
    });
    await settle(archiveDir, after);
    return after;
  });
}

/** Brings the folders of tables/ and archive.duckdb in line with the manifest that counts; until all of it is done, they are marked as behind it. */
async function settle(archiveDir: string, manifest: Manifest): Promise<void> {
  await publish(archiveDir, manifest).catch((error: unknown) => {
    throw failed(`${archiveDir}: the rows are committed, but the folders of tables/ do not show them yet`, error);
  });
  await sweep(archiveDir, manifest);
  await rebuildDatabase(archiveDir).catch((error: unknown) => {
    throw failed(`${archiveDir}: the rows are committed, but archive.duckdb could not be written anew`, error);
  });
  await conclude(archiveDir);
}

async function replace(
  archiveDir: string,
  before: Manifest | null,
  work: (connection: DuckDBConnection, before: Manifest | null) => Promise<NextState>,
): Promise<Manifest> {
  const { parts, parserVersion } = await withWorkbench(archiveDir, (connection) => work(connection, before));
  if (before !== null && JSON.stringify(parts) === JSON.stringify(before.parts)) return before;
  const after = {
    version: (before?.version ?? 0) + 1,
    schema: schemaDigest(),
    parser_version: parserVersion,
    parts,
  };
  const there = new Set(before?.parts.map(({ path }) => path));
  await syncParts(
    archiveDir,
    parts.filter(({ path }) => !there.has(path)),
  );
  await announce(archiveDir);
  await replaceManifest(archiveDir, before, after);
  return after;
}

async function withWorkbench<T>(archiveDir: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { connection, close } = await openScratch("512MB", {
    threads: "1",
    enable_external_file_cache: "false",
    spill: join(tablesDir(archiveDir), ".spill"),
  });
  try {
    return await work(connection);
  } finally {
    close();
  }
}

/** An error of the machine (a full disk, a lost folder) in one line; one that is for people already stays as it is. */
function failed(what: string, error: unknown): GongkaiError {
  if (error instanceof GongkaiError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new GongkaiError(`${what}: ${why.replace(/\s+/g, " ")}`, EXIT.needsALook, { cause: error });
}
