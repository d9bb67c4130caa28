import { stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { forbidden, GongkaiError, TABLES } from "../../../data/records/index.ts";
import { isAbsent } from "../absent.ts";
import { type Archive, openTables } from "../ask/query.ts";
import { textOf } from "../ask/values.ts";
import { isDatabaseWhole } from "../commit/database.ts";
import { isOfYears, OURS } from "../commit/part-names.ts";
import { filesUnder, isBehind } from "../commit/publish.ts";
import { digest } from "../digest.ts";
import {
  databaseFile,
  type Manifest,
  type Part,
  partsDir,
  partsOf,
  readManifest,
  tablesDir,
  wayOut,
} from "../manifest.ts";
import { disagreementsRule, type Rule, rules, yearRule } from "./rules.ts";

/** One thing that is wrong with an archive: `message` is one line that names the file or the id. */
export type Finding = { code: string; message: string };

/** More rows than this with the same fault are counted, not named. */
const NAMED = 20;

/**
 * Compares the tables with their manifest (files, sizes, digests, numbers of rows) and with each other (keys, references, one current
 * version a report, every cell of the form). An empty list says that all of it holds. Changes nothing; may run while commits go on.
 */
export async function verifyTables(archiveDir: string): Promise<Finding[]> {
  try {
    for (;;) {
      const manifest = await readManifest(archiveDir);
      const findings = await findingsOf(archiveDir, manifest);
      // A commit in between takes files away that this manifest named: then look again.
      const unchanged = JSON.stringify(await readManifest(archiveDir)) === JSON.stringify(manifest);
      if (findings.length === 0 || unchanged) return findings;
    }
  } catch (error) {
    const why = error instanceof GongkaiError ? error.message : forbidden(error);
    if (why === null) throw error;
    return [{ code: "archive.unreadable", message: why }];
  }
}

async function findingsOf(archiveDir: string, manifest: Manifest | null): Promise<Finding[]> {
  const files = [...(await strangers(archiveDir, manifest))];
  for (const part of manifest?.parts ?? []) {
    for (const file of await placesOf(archiveDir, part)) {
      const fault = await faultOf(file, part);
      if (fault !== null) files.push({ ...fault, message: `${relative(archiveDir, file)}: ${fault.message}` });
    }
  }
  const unchecked = (why: string): Finding[] => [
    ...files,
    { code: "tables.unchecked", message: `${archiveDir}: rows were not compared, since ${why}` },
  ];
  if (files.some(({ code }) => code === "file.damaged")) return unchecked(`files are damaged; ${wayOut(archiveDir)}`);
  if (files.some(({ code }) => code === "file.unreadable")) return unchecked("files cannot be read");
  const archive = await openTables(archiveDir);
  try {
    const tables = await databaseFindings(archiveDir, manifest);
    for (const rule of [...countsOf(manifest), ...rules()]) tables.push(...(await broken(archive, rule)));
    if (manifest?.parts.some(isOfYears)) tables.push(...(await betweenYears(archive)));
    return [...files, ...tables];
  } finally {
    archive.close();
  }
}

/** Parquet files that a `*.parquet` of other people's tools would read, and that no commit wrote. */
async function strangers(archiveDir: string, manifest: Manifest | null): Promise<Finding[]> {
  if (manifest === null) return [];
  const live = new Set(manifest.parts.map(({ path }) => path));
  const ours = (file: { folder: string; name: string }): boolean =>
    live.has(relative(tablesDir(archiveDir), join(file.folder, file.name))) ||
    (OURS.test(file.name) && isBehind(archiveDir));
  return (await filesUnder(archiveDir))
    .filter((file) => file.name.endsWith(".parquet") && !ours(file))
    .map(({ folder, name }) => ({
      code: "file.stranger",
      message: `${relative(archiveDir, join(folder, name))}: was not written by this archive; move it away`,
    }));
}

/** archive.duckdb is the same for every state of the tables, so it is held to one made now. */
async function databaseFindings(archiveDir: string, manifest: Manifest | null): Promise<Finding[]> {
  if (manifest === null || isBehind(archiveDir) || (await isDatabaseWhole(archiveDir))) return [];
  const file = databaseFile(archiveDir);
  return [
    {
      code: "database.damaged",
      message: `${file}: is not what belongs there (damaged, or the archive was moved): remove it, and the next nightly or ingest writes it anew`,
    },
  ];
}

/** Where a part must stand: in its folder and in the store of parts, which are one file under two names where links are known. */
async function placesOf(archiveDir: string, part: Part): Promise<string[]> {
  const [shown, kept] = [join(tablesDir(archiveDir), part.path), join(partsDir(archiveDir), part.path)];
  if (isBehind(archiveDir)) return [kept];
  const [one, other] = await Promise.all([shown, kept].map((file) => stat(file).catch(() => null)));
  return one && other && one.ino === other.ino && one.dev === other.dev ? [shown] : [shown, kept];
}

async function faultOf(file: string, part: Part): Promise<Finding | null> {
  const damaged = (message: string): Finding => ({ code: "file.damaged", message });
  try {
    const { size } = await stat(file);
    if (size !== part.bytes) return damaged(`has ${size} bytes, the manifest says ${part.bytes}`);
    const sha256 = await digest(file);
    return sha256 === part.sha256 ? null : damaged(`has SHA-256 ${sha256}, the manifest says ${part.sha256}`);
  } catch (error) {
    if (isAbsent(error)) return damaged("is missing");
    if (forbidden(error) !== null)
      return { code: "file.unreadable", message: "you have no permission for it: give yourself that, and call again" };
    return damaged(`cannot be read (${error instanceof Error ? error.message : error})`);
  }
}

/** The soft checks between years, a year at a time. */
async function betweenYears(archive: Archive): Promise<Finding[]> {
  const { rows } = await archive.query("SELECT DISTINCT year FROM reports ORDER BY year");
  const findings = await broken(archive, disagreementsRule());
  for (const [year = null] of rows) {
    findings.push(...(await broken(archive, yearRule(typeof year === "number" ? year : null))));
    if (findings.length > NAMED) break;
  }
  return findings;
}

async function broken(archive: Archive, { code, rows, message }: Rule): Promise<Finding[]> {
  const result = await archive.query(`${rows} ORDER BY ALL LIMIT ${NAMED + 1}`);
  const lines = result.rows.map((row) => ({
    code,
    message: message.replace(/\$(\d)/g, (_, n) => textOf(row[Number(n) - 1] ?? null)),
  }));
  if (lines.length <= NAMED) return lines;
  return [...lines.slice(0, NAMED), { code, message: `${message.replace(/\$\d/g, "…")}: and more like these` }];
}

const countsOf = (manifest: Manifest | null): Rule[] =>
  TABLES.map((table) => {
    const rows = partsOf(manifest, table).reduce((sum, part) => sum + part.rows, 0);
    return {
      code: "table.rows",
      rows: `SELECT count(*) FROM ${table} HAVING count(*) <> ${rows}`,
      message: `${table}: holds $1 rows, the manifest says ${rows}`,
    };
  });
