import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, rmdir, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { UsageError } from "../../data/records/index.ts";
import { publish } from "../../pipeline/archive/commit/publish.ts";
import { commit, openArchive, readRows, verifyTables } from "../../pipeline/archive/index.ts";
import { readManifest } from "../../pipeline/archive/manifest.ts";
import { folder, sampleChanges, sampleDocument, sampleRecord, sampleSite, sha } from "./sample.ts";

const ask = async (dir: string, sql: string): Promise<unknown[][]> => {
  const archive = await openArchive(dir);
  try {
    return (await archive.query(sql)).rows;
  } finally {
    archive.close();
  }
};

const partsIn = async (dir: string): Promise<string[]> =>
  (await readdir(join(dir, "tables"), { recursive: true })).filter((name) => /^[^.].*\.parquet$/.test(name)).sort();

test("what a commit brings is what a query finds", async (t) => {
  const dir = await folder(t);
  const summary = await commit(
    dir,
    sampleChanges([sampleRecord("a", 2021, { value: 1561.7431 }), sampleRecord("b", 2020, { format: "2019" })]),
  );
  assert.equal(summary.rows.reports, 2);
  const cells = await ask(
    dir,
    "SELECT report_id, count(*), min(value), max(year) FROM cells JOIN reports USING (report_id) GROUP BY 1 ORDER BY 1",
  );
  assert.deepEqual(cells, [
    ["a", summary.rows.cells - Number(cells[1]?.[1]), 1561.7431, 2021],
    ["b", cells[1]?.[1], 1, 2020],
  ]);
  assert.deepEqual(await ask(dir, "SELECT text FROM sections WHERE report_id = 'a'"), [['第一段 a\n第二段，"引号"']]);
  assert.deepEqual(
    await ask(dir, "SELECT warc_offset, fetched, listed_date::VARCHAR FROM documents WHERE report_id = 'a'"),
    [[5_000_000_000, "2026-11-20 10:00:00", "2022-01-28"]],
  );
  assert.deepEqual(await ask(dir, "SELECT report_id, document_id, source_at FROM problems ORDER BY 1 LIMIT 1"), [
    ["a", sha("a"), "table 1 row 2 cell 3"],
  ]);
  assert.deepEqual(await verifyTables(dir), []);
});

test("rows come back as they went in", async (t) => {
  const dir = await folder(t);
  const record = sampleRecord("a", 2021, { value: ({ item }) => (item === "fees" ? 0.000001 : null) });
  await commit(dir, sampleChanges([record]));
  assert.deepEqual(await readRows(dir, "reports"), [record.report]);
  assert.deepEqual(await readRows(dir, "documents"), [sampleDocument("a")]);
  assert.deepEqual(await readRows(dir, "sites"), [sampleSite()]);
  const cells = await readRows(dir, "cells");
  assert.deepEqual(
    cells.map(({ form_table, item, form_column, value, raw, status, source_at }) => ({
      table: form_table,
      item,
      column: form_column,
      value,
      raw,
      status,
      at: source_at,
    })),
    record.cells,
  );
});

test("a report read anew replaces all that stood under it, and nothing of another", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021), sampleRecord("b", 2021)]));
  const again = { ...sampleRecord("a", 2021, { value: 7 }), sections: [], checks: [], problems: [] };
  const { rows } = await commit(dir, { parserVersion: "2", records: [again] });
  assert.deepEqual(await ask(dir, "SELECT DISTINCT report_id, value FROM cells ORDER BY 1"), [
    ["a", 7],
    ["b", 1],
  ]);
  assert.deepEqual([rows.reports, rows.sections, rows.checks, rows.problems], [2, 1, 1, 1]);
  assert.deepEqual(await verifyTables(dir), []);
});

test("a report whose year was read wrongly moves to the right year whole", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2020), sampleRecord("b", null)]));
  assert.deepEqual(
    await ask(
      dir,
      "SELECT year, count(DISTINCT report_id) FROM cells JOIN reports USING (report_id) GROUP BY 1 ORDER BY 1",
    ),
    [
      [2020, 1],
      [null, 1],
    ],
  );
  await commit(dir, { parserVersion: "2", records: [sampleRecord("a", 2021), sampleRecord("b", 2021)] });
  assert.deepEqual(await ask(dir, "SELECT DISTINCT year FROM reports"), [[2021]]);
  // That cells, sections and checks stand under the same year is one of the rules of verify.
  assert.deepEqual(await verifyTables(dir), []);
});

test("a report's row alone may change, and what stands under it stays", async (t) => {
  const dir = await folder(t);
  const old = sampleRecord("a", 2021, { row: { report_key: "k" } });
  await commit(dir, sampleChanges([old]));
  const newer = sampleRecord("a2", 2021, { row: { report_key: "k" } });
  await commit(dir, sampleChanges([newer], { reports: [{ ...old.report, is_current: false }] }));
  assert.deepEqual(
    await ask(
      dir,
      "SELECT report_id, is_current, count(value) FROM reports JOIN cells USING (report_id) GROUP BY ALL ORDER BY 1",
    ),
    [
      ["a", false, old.cells.length],
      ["a2", true, newer.cells.length],
    ],
  );
  assert.deepEqual(await verifyTables(dir), []);
  await assert.rejects(
    commit(dir, { parserVersion: "1", reports: [sampleRecord("nowhere", 2021).report] }),
    /nowhere.*row alone/,
  );
});

test("a document's problems are those of its last reading", async (t) => {
  const dir = await folder(t);
  const rejected = sampleDocument("x", { status: "rejected", report_id: null });
  const problem = { code: "not_a_report", message: "no annual report", at: "" };
  await commit(dir, {
    parserVersion: "1",
    sites: [sampleSite()],
    documents: [rejected],
    documentProblems: [{ document_id: sha("x"), problems: [problem] }],
  });
  assert.deepEqual(await ask(dir, "SELECT report_id, code FROM problems"), [[null, "not_a_report"]]);
  await commit(
    dir,
    sampleChanges([sampleRecord("x", 2021)], { documentProblems: [{ document_id: sha("x"), problems: [] }] }),
  );
  assert.deepEqual(await ask(dir, "SELECT report_id, code FROM problems"), [["x", "cell.blank"]]);
});

test("an empty archive answers with every column typed, and so does a plain reader of its files", async (t) => {
  const dir = await folder(t);
  await commit(dir, { parserVersion: "1" });
  assert.deepEqual(await ask(dir, "SELECT sum(value) FROM cells"), [[null]]);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  t.after(() => connection.closeSync());
  const plain = await connection.runAndReadAll(`SELECT value FROM read_parquet('${dir}/tables/cells/**/*.parquet')`);
  assert.deepEqual([plain.columnTypes().map(String), plain.getRows()], [["DECIMAL(18,6)"], []]);
});

test("the same commits give the same bytes, in which the rows of a report stand together and in their order", async (t) => {
  const one = await folder(t);
  const other = await folder(t);
  for (const dir of [one, other])
    for (const [night, ids] of ["fa", "c", "bd", "ea"].entries())
      await commit(dir, sampleChanges([...ids].map((id) => sampleRecord(id, 2021, { value: night }))));
  const { parts = [] } = (await readManifest(one)) ?? {};
  assert.deepEqual((await readManifest(other))?.parts, parts);
  const cells = parts.filter(({ table }) => table === "cells");
  assert.equal(cells.length, 1);

  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  t.after(() => connection.closeSync());
  const runs = await connection.runAndReadAll(
    `SELECT report_id, count(*), min(ordinal), max(ordinal) FROM (
       SELECT report_id, ordinal, file_row_number - ordinal AS run
       FROM read_parquet('${join(one, "tables", cells[0]?.path ?? "")}', file_row_number = true))
     GROUP BY report_id, run ORDER BY report_id`,
  );
  const { length } = sampleRecord("a", 2021).cells;
  assert.deepEqual(
    runs.getRowsJson(),
    [..."abcdef"].map((id) => [id, String(length), 1, length]),
  );
});

test("a commit that changes nothing leaves the archive as it is", async (t) => {
  const dir = await folder(t);
  const first = await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  const manifest = await readFile(join(dir, "tables/manifest.json"), "utf8");
  assert.equal((await commit(dir, sampleChanges([sampleRecord("a", 2021)]))).version, first.version);
  assert.equal(await readFile(join(dir, "tables/manifest.json"), "utf8"), manifest);
});

test("other people's tools reading tables/ by a glob see every row once", async (t) => {
  const dir = await folder(t);
  for (const value of [1, 2, 3])
    await commit(dir, sampleChanges([sampleRecord("a", 2021, { value }), sampleRecord("b", null, { value })]));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  t.after(() => connection.closeSync());
  const rows = await connection.runAndReadAll(
    `SELECT report_id, year, count(*) = count(DISTINCT ordinal), max(value)::INTEGER FROM read_parquet('${dir}/tables/cells/**/*.parquet', hive_partitioning = true) GROUP BY ALL ORDER BY 1`,
  );
  assert.deepEqual(rows.getRowsJson(), [
    ["a", "2021", true, 3],
    ["b", null, true, 3],
  ]);
  assert.deepEqual(await partsIn(dir), (await readManifest(dir))?.parts.map(({ path }) => path).sort());
});

test("a value its column cannot hold stops the commit, says where, and leaves the archive as it was", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  const before = await partsIn(dir);
  await assert.rejects(
    commit(dir, sampleChanges([sampleRecord("b", 2021, { value: 1e12 })])),
    /cells b 1: value cannot hold 1000000000000/,
  );
  await assert.rejects(
    commit(dir, sampleChanges([sampleRecord("b", 2021, { row: { published: "2022-13-45" } })])),
    /reports b: published cannot hold "2022-13-45"/,
  );
  await assert.rejects(
    commit(dir, sampleChanges([sampleRecord("b", 2021), sampleRecord("b", 2021)])),
    /reports b: given twice/,
  );
  assert.deepEqual(await partsIn(dir), before);
  assert.deepEqual(await verifyTables(dir), []);
});

test("a commit that the machine fails half way (a full disk, say) leaves nothing behind, not even for plain readers", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  const before = await partsIn(dir);
  const obstacle = join(dir, "tables/.parts/sites/.draft");
  await mkdir(obstacle);
  const changes = sampleChanges([sampleRecord("a", 2022), sampleRecord("b", 2021)]);
  await assert.rejects(commit(dir, changes), {
    name: "GongkaiError",
    message: /^[^\n]*: nothing was committed: [^\n]*$/,
  });
  assert.deepEqual(await partsIn(dir), before);
  assert.deepEqual(await ask(dir, "SELECT report_id, year FROM reports"), [["a", 2021]]);
  await rmdir(obstacle);
  assert.equal((await commit(dir, changes)).rows.reports, 2);
});

test("a second writer is refused with one line that names the first", async (t) => {
  const dir = await folder(t);
  const both = await Promise.allSettled([0, 1].map(() => commit(dir, sampleChanges([sampleRecord("a", 2021)]))));
  const refused = both.filter((one) => one.status === "rejected").map(({ reason }) => String(reason));
  assert.match(refused.join("\n"), /^[^\n]*this process is writing this archive[^\n]*$/);
  const child = spawn(process.execPath, [join(import.meta.dirname, "committer.ts"), dir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  try {
    await once(child.stdout, "data");
    let refusal = "";
    for (let attempt = 0; attempt < 200 && refusal === ""; attempt++)
      await commit(dir, { parserVersion: "1" }).catch((error: unknown) => {
        assert.ok(error instanceof UsageError, "a wrong call: exit code 2");
        refusal = String(error);
      });
    assert.match(refusal, new RegExp(`process ${child.pid} is writing this archive`));
  } finally {
    // Before the folder goes: whoever commits makes it again, and removing it need not come to an end.
    child.kill("SIGKILL");
    await ended;
  }
});

test("where the file system knows no links, the parts are shown as copies, and each copy is verified", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  const manifest = await readManifest(dir);
  const shown = (manifest?.parts ?? []).map(({ path }) => join(dir, "tables", path));
  for (const place of shown) await rm(place);
  const link = () => Promise.reject(Object.assign(new Error("operation not permitted"), { code: "EPERM" }));
  await publish(dir, manifest, { link });
  assert.deepEqual(await verifyTables(dir), []);
  const [copy = ""] = shown;
  assert.equal((await stat(copy)).nlink, 1);
  await truncate(copy, 10);
  assert.match((await verifyTables(dir))[0]?.message ?? "", /^tables\/\w+\/.*: has 10 bytes/);
});

test("a folder of the archive that cannot be read is said, never taken for an empty one", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  await writeFile(join(dir, "tables/.past"), "");
  await assert.rejects(commit(dir, sampleChanges([sampleRecord("b", 2021)])), /\.past/);
  assert.deepEqual(await ask(dir, "SELECT report_id FROM reports"), [["a"]]);
});

test("files that are not the archive's own are left alone", async (t) => {
  const dir = await folder(t);
  await mkdir(join(dir, "tables/cells"), { recursive: true });
  await writeFile(join(dir, "tables/cells/notes.txt"), "mine");
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  assert.ok(existsSync(join(dir, "tables/cells/notes.txt")));
});

test("an archive may lie in a folder of any name", async (t) => {
  const dir = join(await folder(t), "档案 it's [1] *");
  await mkdir(dir);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  await commit(dir, sampleChanges([sampleRecord("b", 2021)]));
  assert.deepEqual(await ask(dir, "SELECT count(*) FROM reports"), [[2]]);
  assert.deepEqual(await verifyTables(dir), []);
});

test("a folder that cannot be an archive is named in one line", async (t) => {
  const file = join(await folder(t), "a file");
  await writeFile(file, "");
  await assert.rejects(commit(file, { parserVersion: "1" }), {
    name: "UsageError",
    message: /^[^\n]*a file: cannot be written [^\n]*$/,
  });
});
