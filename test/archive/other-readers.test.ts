import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { zstdDecompressSync } from "node:zlib";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { TABLES, type TableName } from "../../data/records/index.ts";
import { commit, openArchive } from "../../pipeline/archive/index.ts";
import { storedColumnsOf } from "../../pipeline/archive/schema.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

/** Every row of a table, read by a reader that knows Parquet and nothing of DuckDB or of manifests. */
async function readPlainly(
  dir: string,
  table: TableName,
): Promise<{ columns: string[]; rows: Record<string, unknown>[] }> {
  const files = (await readdir(join(dir, "tables", table), { recursive: true })).filter((name) =>
    name.endsWith(".parquet"),
  );
  const rows: Record<string, unknown>[] = [];
  let columns: string[] = [];
  for (const name of files.sort()) {
    const file = await asyncBufferFromFile(join(dir, "tables", table, name));
    columns = (await parquetMetadataAsync(file)).schema.slice(1).map((column) => column.name);
    rows.push(...(await parquetReadObjects({ file, compressors: { ZSTD: (bytes) => zstdDecompressSync(bytes) } })));
  }
  return { columns, rows };
}

test("a reader of Parquet that is not DuckDB finds in tables/ every column of the dictionary and the rows that SQL finds, also after an alteration", async (t) => {
  const dir = await folder(t);
  await commit(
    dir,
    sampleChanges([sampleRecord("a", 2021, { value: 1561.7431 }), sampleRecord("b", 2020, { value: () => null })]),
  );
  await commit(dir, sampleChanges([sampleRecord("a", 2021, { value: 2.5 })]));
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  for (const table of TABLES) {
    const { columns, rows } = await readPlainly(dir, table);
    assert.deepEqual(columns, storedColumnsOf(table), table);
    assert.deepEqual([[rows.length]], (await archive.query(`SELECT count(*) FROM ${table}`)).rows, table);
  }
  const { rows } = await readPlainly(dir, "cells");
  const numbers = new Map(
    Map.groupBy(rows, (row) => row.report_id)
      .entries()
      .map(([id, cells]) => [id, new Set(cells.map(({ value }) => value))]),
  );
  assert.deepEqual(
    numbers,
    new Map<string, Set<number | null>>([
      ["a", new Set([2.5])],
      ["b", new Set([null])],
    ]),
  );
});
