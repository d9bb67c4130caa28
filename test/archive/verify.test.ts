import assert from "node:assert/strict";
import { copyFile, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import type { TableName } from "../../data/records/index.ts";
import { checkYears, commit, coverage, digest, openArchive, verifyTables } from "../../pipeline/archive/index.ts";
import { readManifest, replaceManifest } from "../../pipeline/archive/manifest.ts";
import { folder, sampleChanges, sampleDocument, sampleRecord, sampleSite, sha } from "./sample.ts";

const messages = async (dir: string): Promise<string[]> => (await verifyTables(dir)).map(({ message }) => message);

async function partOf(dir: string, table: string): Promise<string> {
  const part = (await readManifest(dir))?.parts.find((one) => one.table === table);
  return part?.path ?? assert.fail(`no part of ${table}`);
}

test("an archive of reports on every form is sound, and a statistics table with a row too few is named", async (t) => {
  const dir = await folder(t);
  const old = sampleRecord("c", 2016, { format: "2008" });
  await commit(dir, sampleChanges([sampleRecord("a", 2021), sampleRecord("b", 2020, { format: "2019" }), old]));
  assert.deepEqual(await messages(dir), []);
  await commit(dir, sampleChanges([{ ...old, cells: old.cells.slice(1) }]));
  assert.match((await messages(dir)).join(), /report c: has 57 cells of statistics_2014/);
});

test("a flipped bit, a shortened and a missing file are each named", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  assert.deepEqual(await messages(dir), []);
  const path = await partOf(dir, "cells");
  const file = join(dir, "tables", path);
  const bytes = await readFile(file);
  const flipped = Buffer.from(bytes);
  flipped[100] = (flipped[100] ?? 0) ^ 1;
  await writeFile(file, flipped);
  assert.match((await messages(dir))[0] ?? "", new RegExp(`^tables/${path}: has SHA-256`));
  await writeFile(file, bytes.subarray(0, 50));
  assert.match((await messages(dir))[0] ?? "", new RegExp(`^tables/${path}: has 50 bytes`));
  await writeFile(file, bytes);
  await rm(file);
  assert.match((await messages(dir))[0] ?? "", new RegExp(`^tables/${path}: is missing`));
  await writeFile(file, bytes);
  assert.deepEqual(await messages(dir), []);
});

test("a damaged manifest is said, never taken for an empty archive", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  await writeFile(join(dir, "tables/manifest.json"), "{");
  assert.match((await messages(dir)).join(), /manifest\.json: is damaged; run: rebuild --archive /);
  await assert.rejects(openArchive(dir), /is damaged/);
  await assert.rejects(commit(dir, { parserVersion: "1" }), /is damaged/);
});

test("a manifest that is lost, as in a copy cut short, is said by whoever asks: the archive is not called whole, nor empty", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  const manifest = join(dir, "tables/manifest.json");
  const bytes = await readFile(manifest);
  await rm(manifest);
  assert.match((await messages(dir)).join(), /manifest\.json: is missing, .*; run: rebuild --archive \S+ [^\n]*$/);
  for (const use of [openArchive(dir), commit(dir, sampleChanges([sampleRecord("b", 2021)]))])
    await assert.rejects(use, /manifest\.json: is missing, .*; run: rebuild --archive /);
  await writeFile(manifest, bytes);
  assert.deepEqual(await messages(dir), []);
});

test("a file that somebody put among the parts is named", async (t) => {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  await copyFile(join(dir, "tables", await partOf(dir, "sites")), join(dir, "tables/sites/copy.parquet"));
  assert.deepEqual(await messages(dir), ["tables/sites/copy.parquet: was not written by this archive; move it away"]);
});

test("rows that contradict each other are named by their id", async (t) => {
  const cases: { changes: Parameters<typeof commit>[1]; says: RegExp }[] = [
    {
      changes: { ...sampleChanges([sampleRecord("a", 2021)]), sites: [] },
      says: /^reports: site shangjie is not in sites$/,
    },
    {
      changes: { ...sampleChanges([sampleRecord("a", 2021)]), documents: [] },
      says: new RegExp(`sha256 ${sha("a")} is not in documents`),
    },
    {
      changes: sampleChanges(["a", "b"].map((id) => sampleRecord(id, 2021, { row: { report_key: "k" } }))),
      says: /^report_key k: has 2 current versions, not one$/,
    },
    {
      changes: sampleChanges([sampleRecord("a", 2021, { row: { is_current: false } })]),
      says: /^report_key key-a: has 0 current/,
    },
    {
      changes: sampleChanges([{ ...sampleRecord("a", 2021), cells: sampleRecord("a", 2021).cells.slice(1) }]),
      says: /^report a: has \d+ cells of proactive, which is not the form 2021$/,
    },
    {
      changes: sampleChanges([sampleRecord("a", 2021, { row: { applications_format: "2019" } })]),
      says: /^report a: has \d+ cells of applications, which is not the form 2019$/,
    },
    {
      changes: sampleChanges([
        {
          ...sampleRecord("a", 2021),
          cells: sampleRecord("a", 2021).cells.map((cell, i) => (i === 0 ? { ...cell, status: "ambiguous" } : cell)),
        },
      ]),
      says: /^report a: the cell proactive regulations issued is ambiguous/,
    },
  ];
  for (const { changes, says } of cases) {
    const dir = await folder(t);
    await commit(dir, changes);
    const found = await messages(dir);
    assert.ok(
      found.some((message) => says.test(message)),
      `${says} among ${found.join("\n")}`,
    );
  }
});

/** Puts other rows in the place of a part, as a faulty program would: files and manifest agree. */
async function replaceRows(dir: string, table: TableName, rows: (file: string) => string): Promise<void> {
  const manifest = await readManifest(dir);
  const part = manifest?.parts.find((one) => one.table === table && /\/years-|figures/.test(one.path));
  assert.ok(manifest && part);
  const file = join(dir, "tables/.parts", part.path);
  const draft = join(dir, "draft");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${rows(file)}) TO '${draft}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  for (const place of [file, join(dir, "tables", part.path)]) await copyFile(draft, place);
  const changed = { ...part, sha256: await digest(draft), bytes: (await stat(draft)).size };
  await replaceManifest(dir, null, { ...manifest, parts: manifest.parts.map((one) => (one === part ? changed : one)) });
}

test("figures that are not the numbers of the cells, and checks between years that are not what the years come to, are named", async (t) => {
  const dir = await folder(t);
  const series = (year: number) => sampleRecord(`r${year}`, year, { row: { report_key: `410106:organ:${year}:own` } });
  await commit(dir, sampleChanges([series(2021), series(2022)]));
  await checkYears(dir);
  assert.deepEqual(await messages(dir), []);
  const column = "applications__received_new__total";
  await replaceRows(dir, "figures", (file) => `SELECT * REPLACE (${column} + 1 AS ${column}) FROM '${file}'`);
  assert.deepEqual(
    (await messages(dir)).filter((message) => /figures/.test(message)),
    ["report r2021: its figures are not the numbers of its cells"],
  );
  await replaceRows(dir, "figures", (file) => `SELECT * REPLACE (${column} - 1 AS ${column}) FROM '${file}'`);
  assert.deepEqual(await messages(dir), []);
  await replaceRows(dir, "checks", (file) => `SELECT * REPLACE (NOT passes AS passes) FROM '${file}'`);
  assert.match((await messages(dir))[0] ?? "", /^report r202\d: the check soft\.years\.\S+ is not what the years/);
  await replaceRows(dir, "checks", (file) => `SELECT * REPLACE (NOT passes AS passes) FROM '${file}' OFFSET 1`);
  const lacking = (await messages(dir)).filter((message) => /soft\.years/.test(message));
  assert.match(lacking.join(), /^report r202\d: the check soft\.years\.\S+ is not what the years[^,]*$/);
});

test("coverage says what is there, which sites need a look, and why a document could not be read", async (t) => {
  const dir = await folder(t);
  await commit(
    dir,
    sampleChanges(
      [
        sampleRecord("a", 2021),
        sampleRecord("b", 2021, { row: { status: "incomplete" } }),
        sampleRecord("c", 2020, { row: { is_current: false, report_key: "key-b" } }),
      ],
      {
        sites: [sampleSite(), sampleSite({ site: "other", health: "blocked", reason: "HTTP 403", last_success: null })],
        documents: [sampleDocument("bad", { status: "unreadable", report_id: null })],
        documentProblems: [
          { document_id: sha("bad"), problems: [{ code: "truncated", message: "the PDF ends early", at: "" }] },
        ],
      },
    ),
  );
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  const { byStatus, byYearAndLevel, sites, notReadable } = await coverage(archive);
  assert.deepEqual(byStatus, [
    { status: "incomplete", reports: 1 },
    { status: "verified", reports: 1 },
  ]);
  assert.deepEqual(byYearAndLevel, [{ year: 2021, level: "county", reports: 2, proven: 1 }]);
  assert.deepEqual(
    sites.map(({ site, health, reason, reports }) => [site, health, reason, reports]),
    [
      ["other", "blocked", "HTTP 403", 0],
      ["shangjie", "ok", null, 2],
    ],
  );
  assert.deepEqual(notReadable, [
    {
      url: "http://127.0.0.1/bad.pdf",
      site: "shangjie",
      status: "unreadable",
      code: "truncated",
      reason: "the PDF ends early",
      has_file: false,
    },
  ]);
});
