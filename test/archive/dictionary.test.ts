import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { ZodEnum, ZodNullable, type z } from "zod";
import { dictionary, fitsDecimal, RECORD_TABLES, TABLES } from "../../data/records/index.ts";
import { views } from "../../pipeline/archive/ask/views.ts";
import { commit, openArchive } from "../../pipeline/archive/index.ts";
import { ROWS } from "../../pipeline/archive/rows.ts";
import { folder } from "./sample.ts";

const CONTRACT: Record<string, string> = {
  reports:
    "report_id report_key site organ division province level year format status title published url document_url sha256 retrieved is_current gone_since",
  cells: "report_id form_table item form_column value raw status source_at",
  sections: "report_id ordinal heading text",
  checks: "report_id id passes expected actual",
  problems: "report_id document_id code message source_at",
  documents: "document_id url site media_type fetched http_status status warc_file warc_offset report_id",
  sites: "site name division platform health reason found new changed gone failed last_run last_success",
};

test("the archive has every table and column of the contract, by exactly its name", async (t) => {
  const dir = await folder(t);
  await commit(dir, { parserVersion: "1" });
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  for (const [table, columns] of Object.entries(CONTRACT))
    await archive.query(`SELECT ${columns.split(" ").join(", ")} FROM ${table}`);
});

test("a join on report_id leaves no column in doubt that only reports has", async (t) => {
  const dir = await folder(t);
  await commit(dir, { parserVersion: "1" });
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  for (const part of ["cells", "sections", "checks", "problems"])
    await archive.query(`SELECT organ, year, province FROM ${part} JOIN reports USING (report_id)`);
});

test("every column that the archive shows is documented in both languages, with the type it really has", async (t) => {
  const dir = await folder(t);
  await commit(dir, { parserVersion: "1" });
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  for (const table of TABLES) {
    const { columns } = await archive.query(`SELECT * FROM ${table}`);
    // What belongs to a report lies in folders by year, but only the report shows it.
    const documented = Object.entries(dictionary[table].columns).filter(
      ([name]) => table === "reports" || name !== "year",
    );
    assert.deepEqual(
      columns,
      documented.map(([name, { type }]) => ({ name, type })),
    );
    for (const [name, { en, zh }] of documented) {
      assert.match(en, /\w+/, `${table}.${name}`);
      assert.match(zh, /\p{Script=Han}/u, `${table}.${name}`);
    }
  }
});

test("the rows that programs handle have the dictionary's columns, and are null where it says so", () => {
  for (const table of RECORD_TABLES) {
    const { columns } = dictionary[table];
    assert.deepEqual(Object.keys(ROWS[table].shape).sort(), Object.keys(columns).sort(), table);
    for (const [name, schema] of Object.entries(ROWS[table].shape)) {
      const field: z.ZodType = schema;
      assert.equal(field.safeParse(null).success, columns[name]?.nullable, `${table}.${name} nullable`);
    }
  }
});

test("the dictionary names every value of a column that programs hold to a list, and of no other", () => {
  for (const table of RECORD_TABLES)
    for (const [name, field] of Object.entries(ROWS[table].shape)) {
      const schema: z.ZodType = field instanceof ZodNullable ? field.unwrap() : field;
      const listed = schema instanceof ZodEnum ? schema.options : null;
      assert.deepEqual(dictionary[table].columns[name]?.values, listed, `${table}.${name}`);
    }
});

test("keys, orders and references name columns that exist", () => {
  for (const table of TABLES) {
    const { key, order, part_of, columns } = dictionary[table];
    for (const column of [...key, ...order, ...Object.keys(part_of)])
      assert.ok(column in columns, `${table}.${column}`);
    for (const target of Object.values(part_of)) assert.ok(target.column in dictionary[target.table].columns);
  }
});

test("no column of a table or view needs quoting in SQL", async (t) => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  t.after(() => connection.closeSync());
  const keywords = await connection.runAndReadAll(
    "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category <> 'unreserved'",
  );
  const reserved = new Set(keywords.getRows().map(([word]) => word));
  assert.ok(
    reserved.has("table") && reserved.has("column"),
    "the list of keywords is the one that forbids `table` and `column`",
  );
  const relations = [
    ...TABLES.map((table) => ({ name: table as string, columns: Object.keys(dictionary[table].columns) })),
    ...views(),
  ];
  for (const { name, columns } of relations) {
    for (const word of [name, ...columns]) {
      assert.match(word, /^[a-z][a-z0-9_]*$/);
      assert.ok(!reserved.has(word), `${name}.${word} is a reserved word`);
    }
    assert.equal(new Set(columns).size, columns.length, `${name} has a column twice`);
  }
});

test("a number that DECIMAL(18,6) cannot hold exactly is told before it is stored", () => {
  for (const value of [0, -3, 1561.7431, 999_999_999_999, 0.000001, 15617.431])
    assert.equal(fitsDecimal(value), true, String(value));
  for (const value of [1e12, 1e-7, 0.1 + 0.2, 1e21, Number.NaN, Number.POSITIVE_INFINITY])
    assert.equal(fitsDecimal(value), false, String(value));
});
