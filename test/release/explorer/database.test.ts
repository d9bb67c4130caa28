import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { deadlinesTable } from "../../../data/deadlines/index.ts";
import { dictionary, TABLES } from "../../../data/records/index.ts";
import { commit, viewColumnsOf, views } from "../../../pipeline/archive/index.ts";
import { writeDatabase } from "../../../pipeline/release/explorer/database/index.ts";
import { fold } from "../../../pipeline/release/explorer/page/database/folded.ts";
import {
  COMMON,
  PART,
  packPostings,
  pairsOf,
  unpackPostings,
} from "../../../pipeline/release/explorer/page/database/postings.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { openRelease, type Release } from "../../../pipeline/release/opened.ts";
import { sampleChanges, sampleRecord } from "../../archive/sample.ts";

const DAY = "2026-11-20";

describe("the explorer's database", () => {
  let scratch: string;
  let folder: string;
  let release: Release;
  let database: DuckDBConnection;
  const file = (): string => join(folder, "explorer/gongkai.duckdb");
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-database-"));
    await commit(
      join(scratch, "archive"),
      sampleChanges([
        sampleRecord("a", 2021, { value: 1561.7431 }),
        sampleRecord("b", 2019, { format: "2019", value: ({ item }) => (item === "fees" ? null : -3) }),
        sampleRecord("c", 2016, { format: "2008", value: 2 ** 33 }),
        sampleRecord("d", null, { value: () => null, row: { organ: null, division: null } }),
      ]),
    );
    ({ folder } = await snapshot(join(scratch, "archive"), scratch, new Date(`${DAY}T12:00:00Z`)));
    release = await openRelease(folder, DAY);
    await release.connection.run(`CREATE VIEW deadlines AS FROM '${folder}/deadlines.parquet'`);
    database = await (await DuckDBInstance.create(file(), { access_mode: "READ_ONLY" })).connect();
  });
  after(async () => {
    database?.closeSync();
    release?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  const rowsOf = async (connection: DuckDBConnection, sql: string): Promise<unknown[][]> =>
    (await connection.runAndReadAll(sql)).getRowsJson();

  it("answers as the release's own Parquet does, table by table and view by view, to the last decimal", async () => {
    const tables = TABLES.filter((table) => table !== "cells" && table !== "readings").map((table) => ({
      name: table,
      columns: viewColumnsOf(table),
    }));
    const deadlines = { name: "deadlines", columns: Object.keys(deadlinesTable.columns) };
    for (const { name, columns } of [...tables, deadlines, ...views()]) {
      const sql = `SELECT ${columns.join(", ")} FROM ${name} ORDER BY ALL`;
      const expected = await rowsOf(release.connection, sql);
      assert.deepEqual(await rowsOf(database, sql), expected, name);
      assert.ok(expected.length > 0, name);
      const types = `SELECT column_name, column_type FROM (DESCRIBE ${sql})`;
      assert.deepEqual(await rowsOf(database, types), await rowsOf(release.connection, types), name);
    }
  });

  it("says of the cells those that are no plain number", async () => {
    const columns = Object.keys(dictionary.cells.columns).filter((column) => column !== "year");
    const expected = await rowsOf(
      release.connection,
      `SELECT ${columns.join(", ")} FROM cells WHERE status <> 'reported' ORDER BY ALL`,
    );
    assert.ok(expected.length > 100);
    assert.deepEqual(await rowsOf(database, "FROM cells_not_reported ORDER BY ALL"), expected);
  });

  it("is the same file, byte for byte, when it is written again", async () => {
    const first = await readFile(file());
    await rm(file());
    await writeDatabase({ folder, day: DAY });
    assert.ok(first.equals(await readFile(file())));
  });

  it("names, by two characters that stand side by side, exactly the reports in whose headings or text they do", async () => {
    const texts = await rowsOf(database, "SELECT report_number, heading, text FROM stored.sections ORDER BY ALL");
    for (const phrase of ["一段", "引号", "总体", "没有"]) {
      const [pair, ...more] = pairsOf(phrase);
      assert.deepEqual(more, []);
      const read = await database.runAndReadAll(`SELECT hex(reports) FROM stored.pairs WHERE pair = ${pair}`);
      const found = read.getRows().flatMap(([hex]) => unpackPostings(Buffer.from(String(hex), "hex")));
      assert.deepEqual(
        found,
        texts
          .filter(([, ...words]) => words.some((one) => fold(String(one)).includes(phrase)))
          .map(([number]) => number),
        phrase,
      );
    }
  });
});

describe("the index of phrases", () => {
  it("gives the numbers back that were packed", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(PART - 1), { minLength: 1, maxLength: COMMON }), (numbers) => {
        const sorted = numbers.sort((a, b) => a - b);
        assert.deepEqual(unpackPostings(packPostings(sorted)), sorted);
      }),
    );
  });

  it("keeps no list where most reports hold a pair: every report may", () => {
    assert.equal(unpackPostings(packPostings(Array.from({ length: COMMON + 1 }, (_, i) => i))), null);
  });
});
