import { existsSync } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { dictionary, type TableName } from "../../../data/records/index.ts";
import { digest } from "../digest.ts";
import { type Part, partsDir, syncPath } from "../manifest.ts";
import { literal, orderOf, type Partition, partitionOf, readParquet, storedColumnsOf, yearOf } from "../schema.ts";
import { planFolder } from "./merging.ts";
import { isOfYears, type PartKind, partName } from "./part-names.ts";
import { filesOf, losingParts, REPLACED } from "./replaced.ts";
import { COUNTED_CELLS } from "./stage-cells.ts";

/**
 * The parts of one table after the commit: what gains or loses no rows keeps its file. A part holds the rows of one commit in the order of the table, and
 * after them those of the parts that went into it; the rows under one report always stand together.
 */
export async function writeTable(
  connection: DuckDBConnection,
  archiveDir: string,
  live: Part[],
  table: TableName,
): Promise<Part[]> {
  const rowParts = live.filter((part) => !isOfYears(part));
  const gains = await gainedRows(connection, table);
  const losing = await losingParts(connection, archiveDir, rowParts, table);
  const write = (partition: Partition, query: string): Promise<Part> =>
    writePart(connection, archiveDir, { table, partition, kind: "rows" }, query);
  const columns = storedColumnsOf(table).join(", ");
  const left = (parts: readonly Part[]): string =>
    `SELECT ${columns} FROM ${readParquet(table, filesOf(archiveDir, parts))} WHERE (${REPLACED[table]}) IS NOT TRUE`;

  const folders = Map.groupBy(rowParts, ({ path }) => dirname(path));
  const parts = live.filter(isOfYears);
  for (const partition of new Set([...folders.keys(), ...gains.keys()])) {
    const gained = gains.get(partition) ?? 0;
    const plan = planFolder(table, folders.get(partition) ?? [], losing, gained);
    parts.push(...plan.kept);
    for (const part of plan.alone) parts.push(await write(partition, left([part])));
    if (gained === 0 && plan.together.length === 0) continue;
    const year = dictionary[table].years ? `WHERE year IS NOT DISTINCT FROM ${yearOf(partition)}` : "";
    const fresh = `SELECT ${columns} FROM staged_${table} ${year} ORDER BY ${orderOf(table)}`;
    // One after the other: to sort them together would take ten times the memory.
    const rows = [`(${fresh})`, ...(plan.together.length === 0 ? [] : [left(plan.together)])];
    parts.push(await write(partition, rows.join(" UNION ALL ")));
  }
  const held = parts.filter(({ rows }) => rows > 0);
  // A table without rows still has a file, so that every reader finds its columns.
  if (held.length === 0)
    return [await write(partitionOf(table, null), `SELECT ${columns} FROM staged_${table} WHERE false`)];
  return held.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How many rows each folder gains. */
async function gainedRows(connection: DuckDBConnection, table: TableName): Promise<Map<Partition, number>> {
  const year = dictionary[table].years ? "year" : "NULL";
  const counted = table === "cells" ? COUNTED_CELLS : `SELECT ${year}, count(*) FROM staged_${table} GROUP BY 1`;
  const result = await connection.runAndReadAll(`${counted} HAVING count(*) > 0 ORDER BY 1`);
  return new Map(
    result.getRows().map(([of, rows]) => [partitionOf(table, typeof of === "number" ? of : null), Number(rows)]),
  );
}

/** Writes a part under a name that no `*.parquet` matches, then gives it the name of its content. `syncParts` makes it last. */
export async function writePart(
  connection: DuckDBConnection,
  archiveDir: string,
  { table, partition, kind }: { table: TableName; partition: Partition; kind: PartKind },
  query: string,
): Promise<Part> {
  const folder = join(partsDir(archiveDir), partition);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, ".draft");
  const result = await connection.runAndReadAll(
    `COPY (${query}) TO ${literal(draft)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`,
  );
  const sha256 = await digest(draft);
  const name = partName(kind, sha256);
  const { size } = await stat(draft);
  // What is there under this name has this content, and is shown and synced already.
  if (existsSync(join(folder, name))) await rm(draft);
  else await rename(draft, join(folder, name));
  return { table, path: `${partition}/${name}`, rows: Number(result.getRows()[0]?.[0]), bytes: size, sha256 };
}

/** Forces parts to disk, and then the entries of their folders. */
export async function syncParts(archiveDir: string, parts: readonly Part[]): Promise<void> {
  const files = filesOf(archiveDir, parts);
  await Promise.all(files.map(syncPath));
  const folders = new Set(files.flatMap((file) => [dirname(file), dirname(dirname(file))]));
  await Promise.all([...folders].map(syncPath));
}
