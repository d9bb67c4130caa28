import assert from "node:assert/strict";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { zstdDecompressSync } from "node:zlib";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { asyncBufferFromUrl, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import type { ColumnDefinition } from "../../data/records/index.ts";
import { commit } from "../../pipeline/archive/index.ts";
import { snapshot } from "../../pipeline/release/index.ts";
import { releasedTables } from "../../pipeline/release/tables.ts";
import { sampleChanges, sampleRecord } from "../archive/sample.ts";
import { type Served, serve } from "./explorer/served.ts";

const HOSTILE = '=cmd|"\n<script>，مرحبا\u202e👩‍👧';
const compressors = { ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes) };
/** What hyparquet asks of a file's end at first: less than its half megabyte, which would be all of these files. */
const END = { initialFetchSize: 1024 };

describe("a release read by a reader of Parquet that is not DuckDB, by URL and in ranges", () => {
  let scratch: string;
  let path: string;
  let served: Served;
  let connection: DuckDBConnection;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-foreign-"));
    const records = Array.from({ length: 30 }, (_, i) =>
      sampleRecord(`report-${i}`, i === 0 ? null : 2008 + (i % 18), {
        format: i % 18 < 11 && i > 0 ? "2008" : i % 18 < 13 ? "2019" : "2021",
        value: ({ item, column }) =>
          item.length % 3 === 0 ? null : (i * 7919 + item.length * 104_729 + column.length) / 8,
        row: { organ: i === 1 ? HOSTILE : `第${i}局`, gone_since: i % 2 ? "2026-11-01T01:02:03.456Z" : null },
      }),
    );
    await commit(join(scratch, "archive"), sampleChanges(records));
    path = (await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z"))).folder;
    served = await serve(path);
    connection = await (await DuckDBInstance.create(":memory:")).connect();
  });
  after(async () => {
    connection?.closeSync();
    await served?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  const SQL: Partial<Record<ColumnDefinition["type"], (column: string) => string>> = {
    "DECIMAL(18,6)": (column) => `${column}::DOUBLE`,
    BIGINT: (column) => `${column}::DOUBLE`,
    DATE: (column) => `${column}::VARCHAR`,
    TIMESTAMP: (column) => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`,
  };
  const plain = (value: unknown, type: ColumnDefinition["type"] | undefined): unknown => {
    if (value instanceof Date) return type === "DATE" ? value.toISOString().slice(0, 10) : value.toISOString();
    return typeof value === "bigint" ? Number(value) : value;
  };

  it("holds in every table the rows, columns and values that DuckDB finds there", async () => {
    for (const { name, definition } of releasedTables) {
      const file = await asyncBufferFromUrl({ url: `${served.url}${name}.parquet` });
      const rows = await parquetReadObjects({ file, metadata: await parquetMetadataAsync(file, END), compressors });
      const columns = Object.entries(definition.columns);
      const select = columns.map(([column, { type }]) => `${SQL[type]?.(column) ?? column} AS ${column}`);
      const expected = await connection.runAndReadAll(`SELECT ${select.join(", ")} FROM '${join(path, name)}.parquet'`);
      assert.deepEqual(
        rows.map((row) => columns.map(([column, { type }]) => plain(row[column], type))),
        expected.getRows(),
        name,
      );
    }
  });

  it("gives one column of the cells for a few ranges of the file, not for all of it", async () => {
    const from = served.asked.length;
    const url = `${served.url}cells.parquet`;
    const file = await asyncBufferFromUrl({ url });
    const metadata = await parquetMetadataAsync(file, END);
    const rows = await parquetReadObjects({ file, metadata, compressors, columns: ["value"] });
    const expected = await connection.runAndReadAll(`SELECT value::DOUBLE FROM '${join(path, "cells.parquet")}'`);
    assert.deepEqual(
      rows.map(({ value }) => value),
      expected.getRows().map(([value]) => value),
    );
    const asked = served.asked.slice(from).filter((request) => request.bytes > 0);
    const { size } = await stat(join(path, "cells.parquet"));
    const bytes = asked.reduce((sum, request) => sum + request.bytes, 0);
    assert.ok(asked.length > 1 && asked.every(({ range }) => range !== null), JSON.stringify(asked));
    assert.ok(bytes < size / 2, `${bytes} of ${size} bytes`);
  });
});
