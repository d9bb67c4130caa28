import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { dictionary, GongkaiError, type TableName, UsageError, whyNotThere } from "../../../data/records/index.ts";
import { digest, literal } from "../../archive/index.ts";

/** A release made before, whose files were held to its SHA256SUMS. */
export type Previous = {
  /** Its day, YYYY-MM-DD. */
  day: string;
  /** The Parquet file of each table of it that a comparison reads. */
  files: ReadonlyMap<ComparedTable, string>;
};

/** What a comparison reads of a release: without the `needed` columns there is none; where one of the others is not there, what it says is not compared. */
const COMPARED = {
  reports: {
    needed: ["report_id", "report_key", "sha256", "is_current"],
    others: [
      ...["site", "organ", "division", "province", "level", "scope", "year"],
      ...["status", "gone_since", "document_url", "parser_version"],
    ],
  },
  cells: { needed: ["report_id", "ordinal", "form_table", "item", "form_column", "value", "status"], others: [] },
  documents: { needed: [], others: ["document_id", "gone_since", "parser_version"] },
  readings: { needed: [], others: ["document_id", "ordinal", "report_id", "report_key"] },
} as const satisfies Partial<Record<TableName, { needed: readonly string[]; others: readonly string[] }>>;
type ComparedTable = keyof typeof COMPARED;
const COMPARED_TABLES = ["reports", "cells", "documents", "readings"] as const;

/** The folder of the newest release of a day before this one; null where there is none. */
export async function newestBefore(outDir: string, day: string): Promise<string | null> {
  const names = await readdir(outDir).catch(() => []);
  const days = names
    .flatMap((name) => /^gongkai-(\d{4}-\d{2}-\d{2})$/.exec(name)?.[1] ?? [])
    .filter((one) => one < day);
  const newest = days.sort().at(-1);
  return newest === undefined ? null : join(outDir, `gongkai-${newest}`);
}

/** Opens a release to be compared with that of `day`. GongkaiError where its files are not those that its SHA256SUMS name. */
export async function openPrevious(folder: string, day: string): Promise<Previous> {
  const sums = await readFile(join(folder, "SHA256SUMS"), "utf8").catch(() => {
    throw new UsageError(`${folder}: there is no release here (${whyNotThere(join(folder, "SHA256SUMS"))})`);
  });
  const digests = new Map(sums.split("\n").map((line) => [line.slice(66), line.slice(0, 64)]));
  const prove = async (file: string): Promise<string> => {
    const path = join(folder, file);
    if ((await digest(path).catch(() => null)) !== digests.get(file))
      throw new GongkaiError(
        `${path}: is not as SHA256SUMS says; get that release whole again, name another with --previous, or compare with none (--no-previous)`,
      );
    return path;
  };
  const dayOf = await dayIn(await prove("datapackage.json"));
  if (dayOf >= day) throw new UsageError(`${folder}: is of ${dayOf}, and no release before that of ${day}`);
  const files = new Map<ComparedTable, string>();
  for (const table of COMPARED_TABLES)
    if (digests.has(`${table}.parquet`)) files.set(table, await prove(`${table}.parquet`));
  return { day: dayOf, files };
}

const Package = z.object({ version: z.iso.date() });

async function dayIn(file: string): Promise<string> {
  const text = await readFile(file, "utf8");
  try {
    return Package.parse(JSON.parse(text)).version;
  } catch (cause) {
    throw new GongkaiError(
      `${file}: names no day as its version; name another release with --previous, or compare with none (--no-previous)`,
      undefined,
      { cause },
    );
  }
}

/**
 * Gives the tables of a release the names `before.reports` …, with the columns that are compared, typed as they are today. What it lacks is NULL
 * there, and is given back by name: an older Gongkai had fewer.
 */
export async function nameBefore(connection: DuckDBConnection, { day, files }: Previous): Promise<Set<string>> {
  const lacking = new Set<string>();
  await connection.run("CREATE SCHEMA before");
  for (const table of COMPARED_TABLES) {
    const file = files.get(table);
    const source = file === undefined ? null : literal(file);
    const there = new Set(source === null ? [] : await columnsOf(connection, source));
    const { needed, others } = COMPARED[table];
    const missing = [...needed, ...others].filter((column) => !there.has(column));
    const fatal = needed.find((column) => !there.has(column));
    if (fatal !== undefined)
      throw new GongkaiError(
        `the release of ${day} has no ${table}.${fatal}, without which nothing can be compared; name another with --previous, or compare with none (--no-previous)`,
      );
    for (const column of missing) lacking.add(`${table}.${column}`);
    const columns = [...needed, ...others].map(
      (column) =>
        `${there.has(column) ? column : "NULL"}::${dictionary[table].columns[column]?.type ?? "VARCHAR"} AS ${column}`,
    );
    await connection.run(
      `CREATE VIEW before.${table} AS SELECT ${columns.join(", ")} ${source === null ? "WHERE false" : `FROM ${source}`}`,
    );
  }
  return lacking;
}

const columnsOf = async (connection: DuckDBConnection, source: string): Promise<string[]> =>
  (await connection.runAndReadAll(`SELECT * FROM ${source} LIMIT 0`)).columnNames();
