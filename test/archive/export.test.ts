import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { zstdDecompressSync } from "node:zlib";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { TABLES } from "../../data/records/index.ts";
import { commit, digest, exportTables, openTables } from "../../pipeline/archive/index.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

const years = [2021, 2019, null, 2015, 2021, 2019];
const record = (id: number, value = id) =>
  sampleRecord(`report-${id}`, years[id] ?? null, { value, format: years[id] === 2015 ? "2008" : "2021" });

test("the same rows give the same files, in however many commits they came and whatever was there before", async (t) => {
  const [once, often] = [await folder(t), await folder(t)];
  await commit(once, sampleChanges(years.map((_, id) => record(id))));
  await commit(often, sampleChanges([record(5, 99), record(3, 99), record(0)]));
  await commit(often, sampleChanges([record(4), record(1)]));
  await commit(often, sampleChanges([record(2), record(3), record(5)]));
  const [a, b] = [await folder(t), await folder(t)];
  await exportTables(once, a);
  await exportTables(often, b);
  assert.deepEqual((await readdir(a)).sort(), TABLES.map((table) => `${table}.parquet`).sort());
  assert.deepEqual((await readdir(b)).sort(), (await readdir(a)).sort());
  for (const table of TABLES)
    assert.equal(await digest(join(b, `${table}.parquet`)), await digest(join(a, `${table}.parquet`)), table);
});

test("a table that is laid out by years is exported a year after the other, and rows without a year at the end", async (t) => {
  const [dir, out] = [await folder(t), await folder(t)];
  await commit(dir, sampleChanges(years.map((_, id) => record(id))));
  await exportTables(dir, out);
  const archive = await openTables(dir);
  t.after(() => archive.close());
  const sorted = await archive.query("SELECT report_id, year FROM reports ORDER BY year NULLS LAST, report_id");
  assert.deepEqual(
    sorted.rows.map(([, year]) => year),
    [2015, 2019, 2019, 2021, 2021, null],
  );
  const file = await asyncBufferFromFile(join(out, "reports.parquet"));
  const released = await parquetReadObjects({ file, compressors: { ZSTD: (bytes) => zstdDecompressSync(bytes) } });
  assert.deepEqual(
    released.map(({ report_id }) => report_id),
    sorted.rows.map(([id]) => id),
  );
});
