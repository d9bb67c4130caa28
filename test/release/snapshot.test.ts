import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { resultOf } from "../../pipeline/archive/ask/query.ts";
import { commit, openArchive, views } from "../../pipeline/archive/index.ts";
import { snapshot } from "../../pipeline/release/index.ts";
import { releasedTables } from "../../pipeline/release/tables.ts";
import { folder, sampleChanges, sampleRecord } from "../archive/sample.ts";
import { gongkai } from "../cli.ts";

const run = promisify(execFile);
const NOON = new Date("2026-11-20T12:00:00Z");
const EVENING = new Date("2026-11-20T20:00:00Z");

const Package = z.object({
  $schema: z.string(),
  name: z.string().regex(/^[a-z0-9._-]+$/),
  version: z.literal("2026-11-20"),
  licenses: z.array(z.object({ name: z.string(), path: z.url() })).min(1),
  resources: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      format: z.string(),
      bytes: z.number(),
      hash: z.string(),
      schema: z
        .object({
          fields: z.array(z.object({ name: z.string(), type: z.string(), description: z.string().min(1) })),
          primaryKey: z.array(z.string()).optional(),
          foreignKeys: z
            .array(
              z.object({
                fields: z.array(z.string()),
                reference: z.object({ resource: z.string(), fields: z.array(z.string()) }),
              }),
            )
            .default([]),
        })
        .optional(),
    }),
  ),
});

const release = async (t: Parameters<typeof folder>[0]): Promise<{ dir: string; out: string; path: string }> => {
  const dir = await folder(t);
  const out = await folder(t);
  await commit(
    dir,
    sampleChanges([
      sampleRecord("a", 2021, { value: 1561.7431 }),
      sampleRecord("b", null, { value: ({ item }) => (item === "fees" ? 100 : null) }),
    ]),
  );
  const { folder: path, made } = await snapshot(dir, out, NOON);
  assert.equal(made, true);
  return { dir, out, path };
};

test("a release is one folder, named by its day, whose every file its own SHA256SUMS proves", async (t) => {
  const { out, path } = await release(t);
  assert.deepEqual(await readdir(out), ["gongkai-2026-11-20"]);
  const { stdout } = await run("sha256sum", ["-c", "SHA256SUMS"], { cwd: path });
  const proven = stdout
    .trim()
    .split("\n")
    .map((line) => line.replace(/: OK$/, ""));
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => relative(path, join(parentPath, name)));
  assert.deepEqual(proven, paths.filter((name) => name !== "SHA256SUMS").sort());
  for (const { name, csv } of releasedTables) {
    assert.ok(proven.includes(`${name}.parquet`), name);
    assert.deepEqual(
      [proven.includes(`${name}.csv`), proven.includes(`${name}.excel.csv`)],
      [csv !== null, csv !== null],
      name,
    );
  }
});

test("a table's CSV holds the rows of its Parquet file, exactly; that of a statutory table those in which it has a number", async (t) => {
  const { path } = await release(t);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  t.after(() => connection.closeSync());
  for (const { name, definition } of releasedTables.filter((table) => table.csv !== null)) {
    const types = Object.entries(definition.columns).map(([column, { type }]) => `'${column}': '${type}'`);
    const csv = `read_csv('${path}/${name}.csv', columns = {${types.join(", ")}}, header = true, allow_quoted_nulls = false, quote = '"', escape = '"')`;
    const numbers = Object.keys(definition.columns).filter((column) => column.includes("__"));
    const rows = numbers.length === 0 ? "true" : numbers.map((column) => `${column} IS NOT NULL`).join(" OR ");
    const parquet = `(FROM '${path}/${name}.parquet' WHERE ${rows})`;
    const difference = await connection.runAndReadAll(
      `SELECT (SELECT count(*) FROM (FROM ${csv} EXCEPT ALL FROM ${parquet})), (SELECT count(*) FROM (FROM ${parquet} EXCEPT ALL FROM ${csv}))`,
    );
    assert.deepEqual(difference.getRows(), [[0n, 0n]], name);
  }
  const proactive = await readFile(join(path, "proactive.csv"), "utf8");
  assert.match(proactive, /^report_id,report_key,site,/);
  assert.match(proactive, /,1561\.7431,/);
  assert.equal(
    (await readFile(join(path, "statistics_2014.csv"), "utf8")).split("\n").length,
    2,
    "a header and no report",
  );
});

test("a view's Parquet file holds what the view answers, year by year", async (t) => {
  const { dir, path } = await release(t);
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  t.after(() => connection.closeSync());
  for (const { name } of views()) {
    const { rows } = await archive.query(`SELECT * FROM ${name} ORDER BY year, report_id`);
    const released = await connection.run(`FROM '${path}/${name}.parquet'`);
    assert.deepEqual((await resultOf(released)).rows, rows, name);
  }
});

test("datapackage.json describes every file, field and link, and its sizes and digests are the files' own", async (t) => {
  const { path } = await release(t);
  const { resources } = Package.parse(JSON.parse(await readFile(join(path, "datapackage.json"), "utf8")));
  const names = new Map(resources.map((resource) => [resource.name, resource]));
  const inCsv = releasedTables.filter(({ csv }) => csv !== null).length;
  assert.equal(names.size, releasedTables.length + 2 * inCsv);
  const sums = await readFile(join(path, "SHA256SUMS"), "utf8");
  for (const { name, path: file, bytes, hash, schema } of resources) {
    const content = await readFile(join(path, file));
    assert.equal(content.length, bytes);
    assert.ok(sums.includes(`${hash.replace("sha256:", "")}  ${file}\n`), file);
    // What is written for Excel is described in words.
    assert.equal(schema === undefined, file.endsWith(".excel.csv"), file);
    if (schema === undefined) continue;
    const fields = schema.fields.map((field) => field.name);
    if (file.endsWith(".csv")) assert.equal(content.toString("utf8").split("\n")[0], fields.join(","));
    for (const { description } of schema.fields) assert.match(description, /[a-z].*\p{Script=Han}/u);
    for (const { fields: from, reference } of schema.foreignKeys) {
      assert.ok(
        from.every((field) => fields.includes(field)),
        name,
      );
      const target = names.get(reference.resource)?.schema?.fields.map((field) => field.name) ?? [];
      assert.ok(
        reference.fields.every((field) => target.includes(field)),
        `${name} → ${reference.resource}`,
      );
    }
  }
});

test("the same archive gives the same bytes, and the same day's release is not made twice", async (t) => {
  const { dir, out, path } = await release(t);
  const other = await folder(t);
  await snapshot(dir, other, EVENING);
  assert.equal(
    await readFile(join(other, "gongkai-2026-11-20/SHA256SUMS"), "utf8"),
    await readFile(join(path, "SHA256SUMS"), "utf8"),
  );
  assert.equal((await snapshot(dir, out, EVENING)).made, false);
  assert.deepEqual(await readdir(out), ["gongkai-2026-11-20"]);
});

test("a release is made whole beside where one stands, also where folders are named from there", async (t) => {
  const dir = await folder(t);
  await commit(join(dir, "archive"), sampleChanges([sampleRecord("a", 2021)]));
  const env = { npm_lifecycle_event: "gongkai", INIT_CWD: dir };
  const { code, stdout } = await gongkai(["snapshot", "--archive", "archive", "--out", "releases"], env);
  assert.equal(code, 0);
  await run("sha256sum", ["-c", "SHA256SUMS"], { cwd: join(dir, stdout.trim()) });
  assert.ok((await readdir(join(dir, stdout.trim(), "explorer"))).includes("app.js"));
});

test("a release that is there already is never changed", async (t) => {
  const { dir, out, path } = await release(t);
  const before = await readFile(join(path, "SHA256SUMS"), "utf8");
  await commit(dir, sampleChanges([sampleRecord("c", 2021)]));
  await assert.rejects(snapshot(dir, out, NOON), {
    name: "GongkaiError",
    message: /gongkai-2026-11-20: is there already, with other content/,
  });
  assert.equal(await readFile(join(path, "SHA256SUMS"), "utf8"), before);
  assert.deepEqual(await readdir(out), ["gongkai-2026-11-20"]);
});

test("nothing is released of an archive that is empty, damaged or not there", async (t) => {
  const dir = await folder(t);
  const out = await folder(t);
  await commit(dir, { parserVersion: "1" });
  await assert.rejects(snapshot(dir, out, NOON), {
    name: "GongkaiError",
    message: /holds no report; there is nothing to release/,
  });
  await assert.rejects(snapshot(join(dir, "nowhere"), out, NOON), {
    name: "UsageError",
    message: /there is no archive here/,
  });
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  for (const inside of ["raw", "tables/releases"])
    await assert.rejects(snapshot(dir, join(dir, inside), NOON), {
      name: "UsageError",
      message: /is for the archive's own files; name a folder outside/,
    });
  const part = (await readdir(join(dir, "tables/sites"))).find((name) => name.endsWith(".parquet")) ?? "";
  await writeFile(join(dir, "tables/sites", part), "x");
  await assert.rejects(snapshot(dir, out, NOON), {
    name: "GongkaiError",
    message: new RegExp(`damaged archive: tables/sites/${part}`),
  });
  assert.deepEqual(await readdir(out), []);
});
