import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { parse } from "yaml";
import { z } from "zod";
import { commit } from "../../pipeline/archive/index.ts";
import { snapshot } from "../../pipeline/release/index.ts";
import { releasedTables } from "../../pipeline/release/tables.ts";
import { sampleChanges, sampleDocument, sampleRecord } from "../archive/sample.ts";

const Constraints = z.object({ required: z.boolean().optional(), enum: z.array(z.string()).optional() });
const Schema = z.object({
  fields: z.array(z.object({ name: z.string(), type: z.string(), constraints: Constraints.optional() })),
  primaryKey: z.array(z.string()).optional(),
  foreignKeys: z
    .array(
      z.object({
        fields: z.tuple([z.string()]),
        reference: z.object({ resource: z.string(), fields: z.tuple([z.string()]) }),
      }),
    )
    .default([]),
});
const Package = z.object({
  resources: z.array(z.object({ name: z.string(), path: z.string(), schema: Schema.optional() })),
});
const Reference = z.object({ "@id": z.string() });
const Croissant = z.object({
  "@context": z.record(z.string(), z.unknown()),
  distribution: z.array(z.object({ "@id": z.string(), contentUrl: z.string(), sha256: z.string() })),
  recordSet: z.array(
    z.object({
      "@id": z.string(),
      key: z.array(Reference).optional(),
      field: z.array(
        z.object({
          "@id": z.string(),
          dataType: z.string(),
          source: z.object({ fileObject: Reference, extract: z.object({ column: z.string() }) }),
          references: Reference.optional(),
        }),
      ),
    }),
  ),
});

describe("what a release says of itself, to programs and to people", () => {
  let scratch: string;
  let path: string;
  let connection: DuckDBConnection;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-standards-"));
    const records = [
      sampleRecord("a", 2021, { row: { organ: '=cmd|"\n,' } }),
      sampleRecord("b", 2015, { format: "2008", row: { level: null, gone_since: "2026-11-01T00:00:00.000Z" } }),
      sampleRecord("c", null, { value: () => null, row: { status: "incomplete", scope: "own" } }),
    ];
    const unread = sampleDocument("d", { report_id: null, status: "unreadable" });
    const changes = sampleChanges(records);
    await commit(join(scratch, "archive"), { ...changes, documents: [...(changes.documents ?? []), unread] });
    path = (await snapshot(join(scratch, "archive"), scratch, new Date("2026-01-05T12:00:00Z"))).folder;
    connection = await (await DuckDBInstance.create(":memory:")).connect();
  });
  after(async () => {
    connection?.closeSync();
    await rm(scratch, { recursive: true, force: true });
  });

  const read = (name: string): Promise<string> => readFile(join(path, name), "utf8");
  const json = async (name: string): Promise<unknown> => JSON.parse(await read(name));
  /** Says what is wrong by a standard's schema; nothing where it is right. */
  const faults = async (schema: string, data: unknown): Promise<string[]> => {
    const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
    formats.default(ajv);
    const validate = ajv.compile(JSON.parse(await readFile(`${import.meta.dirname}/schemas/${schema}.json`, "utf8")));
    return validate(data) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
  const count = async (sql: string): Promise<number> =>
    Number((await connection.runAndReadAll(`SELECT count(*) FROM (${sql})`)).getRows()[0]?.[0]);

  it("is a Data Package v2 by the standard's schema, which would tell what it is not", async () => {
    const data = z.record(z.string(), z.unknown()).parse(await json("datapackage.json"));
    assert.deepEqual(await faults("datapackage-2.0", data), []);
    const [first] = z.array(z.record(z.string(), z.unknown())).parse(data.resources);
    for (const wrong of [
      { ...first, path: "../reports.parquet" },
      { ...first, hash: "sha256:xyz" },
      { ...first, schema: { fields: [{ name: "year", type: "whole" }] } },
      { ...first, schema: { fields: [{ name: "year", type: "integer" }], foreignKeys: [] } },
    ])
      assert.notDeepEqual(await faults("datapackage-2.0", { ...data, resources: [wrong] }), []);
  });

  it("keeps what its Data Package says of the rows: required, listed, unique, and there where a key leads", async () => {
    const { resources } = Package.parse(await json("datapackage.json"));
    const tables = new Map(resources.map((resource) => [resource.name, resource]));
    for (const { name, path: file, schema } of resources) {
      if (schema === undefined) continue;
      const source = (of: string): string =>
        of.endsWith(".csv")
          ? `read_csv('${join(path, of)}', all_varchar = true, quote = '"', escape = '"')`
          : `'${join(path, of)}'`;
      const rows = source(file);
      for (const { name: field, constraints } of schema.fields) {
        if (constraints?.required)
          assert.equal(await count(`FROM ${rows} WHERE ${field} IS NULL`), 0, `${name}.${field}`);
        if (constraints?.enum) {
          const listed = constraints.enum.map((value) => `'${value}'`).join(", ");
          assert.equal(await count(`FROM ${rows} WHERE ${field} NOT IN (${listed})`), 0, `${name}.${field}`);
        }
      }
      if (schema.primaryKey)
        assert.equal(
          await count(`SELECT DISTINCT ${schema.primaryKey.join(", ")} FROM ${rows}`),
          await count(`FROM ${rows}`),
          `${name}: its key is unique`,
        );
      for (const { fields, reference } of schema.foreignKeys) {
        const target = source(tables.get(reference.resource)?.path ?? "");
        const lost = `FROM ${rows} WHERE ${fields[0]} NOT IN (SELECT ${reference.fields[0]} FROM ${target})`;
        assert.equal(await count(lost), 0, `${name}.${fields[0]} → ${reference.resource}`);
      }
    }
  });

  it("has a CITATION.cff by the schema of the Citation File Format 1.2.0, with the day of the release", async () => {
    const data = z.record(z.string(), z.unknown()).parse(parse(await read("CITATION.cff")));
    assert.deepEqual(await faults("citation-1.2.0", data), []);
    assert.deepEqual([data["date-released"], data.version, data.type], ["2026-01-05", "2026-01-05", "dataset"]);
    assert.notDeepEqual(await faults("citation-1.2.0", { ...data, "date-released": "5 January" }), []);
    assert.notDeepEqual(await faults("citation-1.2.0", { ...data, authors: [] }), []);
  });

  it("is Croissant 1.1: what it requires is there, and nothing it does not know", async () => {
    const data = z.record(z.string(), z.unknown()).parse(await json("croissant.json"));
    assert.deepEqual(await faults("croissant-1.1", data), []);
    const { creator: _, ...without } = data;
    assert.notDeepEqual(await faults("croissant-1.1", without), []);
    const schemaOrg = [
      ...["name", "description", "license", "url", "creator", "datePublished", "version", "inLanguage", "keywords"],
      ...["distribution", "contentUrl", "contentSize", "encodingFormat", "sha256"],
    ];
    const known = new Set([
      ...Object.keys(Croissant.parse(data)["@context"]),
      ...schemaOrg,
      "@context",
      "@type",
      "@id",
    ]);
    const { "@context": _context, ...said } = data;
    const terms = new Set<string>();
    JSON.stringify(said, (key, value) => {
      if (key !== "" && !/^\d+$/.test(key)) terms.add(key);
      return value;
    });
    assert.deepEqual(
      [...terms].filter((term) => !known.has(term)),
      [],
    );
  });

  it("names in its Croissant every table's files by their digests, every column, and no id twice or in vain", async () => {
    const { distribution, recordSet } = Croissant.parse(await json("croissant.json"));
    const sums = await read("SHA256SUMS");
    for (const { contentUrl, sha256 } of distribution)
      assert.ok(sums.includes(`${sha256}  ${contentUrl}\n`), contentUrl);
    const tableFiles = (await readdir(path)).filter((name) => /\.(parquet|csv)$/.test(name) && name !== "CHANGES.csv");
    assert.deepEqual(distribution.map((file) => file.contentUrl).sort(), tableFiles.sort());
    const fields = recordSet.flatMap((set) => set.field);
    const ids = [...distribution, ...recordSet, ...fields].map((node) => node["@id"]);
    assert.equal(new Set(ids).size, ids.length);
    const references = [
      ...fields.flatMap(({ source, references }) => [source.fileObject, ...(references ? [references] : [])]),
      ...recordSet.flatMap(({ key = [] }) => key),
    ];
    for (const reference of references) assert.ok(ids.includes(reference["@id"]), reference["@id"]);
    assert.deepEqual(
      recordSet.map((set) => set["@id"]),
      releasedTables.map(({ name }) => name),
    );
    for (const set of recordSet) {
      const found = await connection.runAndReadAll(`DESCRIBE FROM '${join(path, `${set["@id"]}.parquet`)}'`);
      assert.deepEqual(
        set.field.map((field) => field.source.extract.column),
        found.getRows().map(([column]) => column),
      );
    }
  });

  it("leads people to files that are there, and tells them of every file beside the tables", async () => {
    for (const page of ["README.md", "DATACARD.md", "DATACARD.zh-CN.md", "CHANGES.md"])
      for (const [, link = ""] of (await read(page)).matchAll(/\]\(([^)]+)\)/g))
        assert.ok(existsSync(join(path, link)), `${page}: ${link}`);
    const text = await read("README.md");
    for (const name of await readdir(path))
      if (!["README.md", "explorer"].includes(name)) assert.ok(text.includes(name), name);
  });

  it("has a query in its README that answers there, with the numbers of its reports", async () => {
    const [, sql = ""] = /```sql\n([^`]+)```/.exec(await read("README.md")) ?? [];
    await connection.run(`SET file_search_path = '${path}'`);
    const answer = await connection.runAndReadAll(sql);
    assert.deepEqual(
      answer.getRows().map((row) => row.map(String)),
      [["2021", "河南省", "1", "1.000000"]],
    );
  });
});
