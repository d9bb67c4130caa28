import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { UsageError } from "../../data/records/index.ts";
import { type Archive, commit, openArchive, RESULT_FORMATS, type ResultFormat } from "../../pipeline/archive/index.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

async function sampleArchive(t: Parameters<typeof folder>[0]): Promise<{ dir: string; archive: Archive }> {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021, { value: 1561.7431 })]));
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  return { dir, archive };
}

const printed = async (archive: Archive, format: ResultFormat, sql: string): Promise<string> =>
  (await Array.fromAsync(RESULT_FORMATS[format](await archive.answer(sql)))).join("");
const json = (archive: Archive, sql: string): Promise<string> => printed(archive, "json", sql);

test("exact numbers are printed exactly in JSON", async (t) => {
  const { archive } = await sampleArchive(t);
  assert.equal(await json(archive, "SELECT value FROM cells LIMIT 1"), '[\n{"value":1561.7431}\n]\n');
  assert.equal(
    await json(archive, "SELECT 9007199254740993::BIGINT AS n, sum(9007199254740993::BIGINT) AS s FROM range(3)"),
    '[\n{"n":9007199254740993,"s":27021597764222979}\n]\n',
  );
  assert.equal(
    await json(
      archive,
      "SELECT 100::DECIMAL(18,6) AS whole, 123456789012.123457::DECIMAL(18,6) AS long, 0.000001::DECIMAL(18,6) AS small, -0.5::DECIMAL(18,6) AS minus",
    ),
    '[\n{"whole":100,"long":123456789012.123457,"small":0.000001,"minus":-0.5}\n]\n',
  );
  assert.equal(
    await json(archive, "SELECT [9007199254740993] AS list, {'a': 1.10} AS struct, NULL AS nothing, true AS yes"),
    '[\n{"list":[9007199254740993],"struct":{"a":1.1},"nothing":null,"yes":true}\n]\n',
  );
});

test("JSON is always an array that a parser reads, also of no row and of names that come twice", async (t) => {
  const { archive } = await sampleArchive(t);
  assert.deepEqual(JSON.parse(await json(archive, "SELECT * FROM sites WHERE false")), []);
  const [row] = JSON.parse(
    await json(archive, "SELECT 1 AS a, 2 AS a, 'NaN'::DOUBLE AS nan, DATE '2022-01-28' AS day"),
  );
  assert.deepEqual(Object.values(row), [1, 2, "NaN", "2022-01-28"]);
});

test("CSV is RFC 4180: quotes, line breaks and commas survive, null is not the same as empty text", async (t) => {
  const { archive } = await sampleArchive(t);
  const csv = await printed(
    archive,
    "csv",
    `SELECT 'a,"b"' AS x, E'two\\nlines' AS y, NULL AS z, '' AS e, 1561.743100 AS n`,
  );
  assert.equal(csv, 'x,y,z,e,n\n"a,""b""","two\nlines",,"",1561.7431\n');
});

test("a table on a terminal stands in columns, Chinese characters counting twice, and no text can steer the terminal", async (t) => {
  const { archive } = await sampleArchive(t);
  const table = await printed(
    archive,
    "table",
    "SELECT * FROM (VALUES ('郑州', 5, NULL), (E'x\\x1b[2J', 12345, 'y')) AS v(organ, n, note)",
  );
  assert.equal(
    table,
    ["organ      n  note", "─────  ─────  ────", "郑州       5  ∅", "x\ufffd[2J  12345  y", ""].join("\n"),
  );
});

test("a result becomes a Parquet file with its types", async (t) => {
  const { dir, archive } = await sampleArchive(t);
  const file = join(dir, "answer.parquet");
  assert.equal(
    await archive.writeParquet(
      "SELECT value, organ, year, [year] AS years FROM reports JOIN cells USING (report_id)",
      file,
    ),
    sampleRecord("a", 2021).cells.length,
  );
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  t.after(() => connection.closeSync());
  const result = await connection.runAndReadAll(`SELECT DISTINCT * FROM '${file}'`);
  assert.deepEqual(result.columnTypes().map(String), ["DECIMAL(18,6)", "VARCHAR", "INTEGER", "INTEGER[]"]);
  assert.deepEqual(result.getRowsJson(), [["1561.743100", "郑州市上街区人民政府", 2021, [2021]]]);
  await assert.rejects(archive.writeParquet("SELECT 1", join(dir, "no/such/folder.parquet")), /no such folder/);
});

test("SQL can change nothing, and read nothing but the tables", async (t) => {
  const { dir, archive } = await sampleArchive(t);
  const outside = join(await folder(t), "out.csv");
  const part = (await readdir(join(dir, "tables/.parts/sites"))).find((name) => name.endsWith(".parquet")) ?? "";
  const partFile = join(dir, "tables/.parts/sites", part);
  const bytes = await readFile(partFile);
  const refused = [
    `COPY (SELECT 1) TO '${outside}'`,
    `COPY (SELECT 1 AS site) TO '${partFile}' (FORMAT parquet, USE_TMP_FILE false)`,
    `EXPLAIN ANALYZE COPY (SELECT 1 AS site) TO '${partFile}' (FORMAT parquet, USE_TMP_FILE false)`,
    `/* x */ explain (analyze, format json) copy (SELECT 1) to '${partFile}' (USE_TMP_FILE false)`,
    `ATTACH '${outside}'`,
    `EXPORT DATABASE '${outside}'`,
    "INSTALL fts",
    "LOAD fts",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT content FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    `SELECT * FROM '${join(dir, "tables/manifest.json")}'`,
    "CREATE TABLE t (a INTEGER)",
    "CREATE OR REPLACE VIEW sites AS SELECT 1",
    "DROP VIEW sites",
    "INSERT INTO sites (site) VALUES ('x')",
    "UPDATE sites SET name = 'x'",
    "DELETE FROM sites",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA enable_profiling",
    "CALL enable_logging()",
    "BEGIN",
    "SELECT 1; DROP VIEW sites",
    "PREPARE x AS SELECT 1",
    "EXECUTE x",
    "CREATE MACRO plain(text) AS text",
    "SELECT getenv('HOME')",
    "FROM 'https://example.com/x.csv'",
    "FROM sqlite_scan('x', 'y')",
    `FROM enable_profiling(save_location := '${partFile}')`,
    `FROM enable_logging(storage := 'file', storage_path := '${partFile}')`,
    "SELECT (SELECT count(*) FROM system.main.enable_logging()) FROM sites",
    "EXPLAIN ANALYZE FROM enable_logging()",
    "DESCRIBE FROM disable_logging()",
    "FROM query('FROM enable_logging()')",
    "FROM force_checkpoint()",
  ];
  for (const sql of refused)
    await assert.rejects(
      archive.query(sql),
      (error) => {
        assert.ok(error instanceof UsageError, `${sql}: ${error}`);
        assert.doesNotMatch(error.message, /\n/, sql);
        return true;
      },
      sql,
    );
  await assert.rejects(archive.writeParquet("COPY (SELECT 1) TO 'x'", outside), UsageError);
  assert.deepEqual(await readFile(partFile), bytes);
  assert.equal(existsSync(outside), false);
  assert.equal((await archive.query("SELECT name FROM sites")).rows.length, 1);
});

test("what asks is answered in all its forms", async (t) => {
  const { archive } = await sampleArchive(t);
  for (const sql of [
    "SELECT 1;",
    "SELECT 1 -- why",
    "WITH x AS (SELECT 1) FROM x",
    "FROM reports",
    "VALUES (1)",
    "SHOW TABLES",
    "DESCRIBE cells",
    "SUMMARIZE sites",
    "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE SELECT * FROM cells",
    "-- first\n(SELECT 1)",
  ])
    assert.ok((await archive.query(sql)).rows.length > 0, sql);
});

test("a mistake in the SQL gets DuckDB's own advice in one line", async (t) => {
  const { archive } = await sampleArchive(t);
  await assert.rejects(archive.query("SELECT valu FROM cells"), {
    name: "UsageError",
    message: /^Binder Error: .*"valu" not found.*"value"/,
  });
  await assert.rejects(archive.query("FROM applicatons"), {
    name: "UsageError",
    message: /Did you mean "applications"/,
  });
  await assert.rejects(archive.query("selec 1"), {
    name: "UsageError",
    message: 'Parser Error: syntax error at or near "selec"',
  });
  await assert.rejects(archive.query("SELECT 'x'::INTEGER"), {
    name: "UsageError",
    message: /^Conversion Error: [^\n]*$/,
  });
  for (const empty of ["", " ", "-- nothing", "/* nothing */"])
    await assert.rejects(archive.query(empty), { name: "UsageError", message: "the SQL is empty" });
});

test("an archive that is not there, or is damaged, is told apart from a mistake in the SQL", async (t) => {
  const { dir } = await sampleArchive(t);
  await assert.rejects(openArchive(join(dir, "nowhere")), {
    name: "UsageError",
    message: /nowhere: there is no archive here/,
  });
  const empty = await openArchive(await folder(t));
  assert.deepEqual((await empty.query("SELECT count(*) FROM harmonized")).rows, [[0]]);
  empty.close();
  const part = (await readdir(join(dir, "tables/.parts/sites"))).find((name) => name.endsWith(".parquet")) ?? "";
  await writeFile(join(dir, "tables/.parts/sites", part), "no Parquet");
  await assert.rejects(openArchive(dir), {
    name: "GongkaiError",
    message: new RegExp(`^[^\\n]*${part}[^\\n]*run: rebuild --archive .*$`),
  });
  await rm(join(dir, "tables/.parts/sites", part));
  await assert.rejects(openArchive(dir), {
    name: "GongkaiError",
    message: new RegExp(`^[^\\n]*${part}[^\\n]*run: rebuild --archive .*$`),
  });
});
