import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { formOfCells } from "../../data/forms/figures.ts";
import { cellsOf, forms } from "../../data/forms/index.ts";
import { Form } from "../../data/forms/schema.ts";

const everyTable = forms.flatMap((form) => form.tables.map((table) => ({ form: form.name, table })));

test("the example that says how to add a form is one", () => {
  const page = readFileSync(`${import.meta.dirname}/../../data/forms/README.md`, "utf8");
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
  const form = Form.parse(parse(example));
  assert.deepEqual(
    form.tables.flatMap(cellsOf).map(({ item }) => item),
    ["1", "1.1", "1.2", "2"],
  );
  const known = everyTable.filter(({ table }) => form.tables.some(({ id }) => id === table.id));
  assert.ok(known.length > 0, "its table is one that reports have");
});

test("every form names each of its cells once, and its identities and groups only what it has", () => {
  for (const { form, table } of everyTable) {
    const cells = cellsOf(table);
    assert.equal(new Set(cells.map((c) => `${c.item}/${c.column}`)).size, cells.length, `${form} ${table.id}`);
    const names = new Set(cells.flatMap(({ item, column }) => [item, column]));
    for (const { id, sum, equals } of table.identities)
      for (const name of [...sum, ...equals]) assert.ok(names.has(name), `${form} ${id}: ${name}`);
    for (const group of table.blocks.flatMap((block) => block.rows.flatMap((row) => row.groups)))
      assert.ok(group in table.groups, `${form} ${table.id}: ${group}`);
  }
});

test("every report must have the tables of the newest form, and they are the contract's", () => {
  assert.deepEqual(
    forms[0]?.tables.map(({ id }) => id),
    ["proactive", "applications", "disputes"],
  );
});

test("a table's cells say of which form it is; no cells say nothing", () => {
  for (const form of forms)
    for (const table of form.tables) {
      const found = formOfCells(table.id, cellsOf(table));
      assert.ok(found?.tables.some((one) => one.id === table.id && cellsOf(one).length === cellsOf(table).length));
      assert.equal(formOfCells(table.id, cellsOf(table).slice(1)), null);
      assert.equal(formOfCells(table.id, []), null);
    }
  assert.deepEqual(
    forms.flatMap((form) =>
      form.tables
        .filter(({ id }) => id === "statistics_2014")
        .map((table) => [form.name, formOfCells(table.id, cellsOf(table))?.name]),
    ),
    [
      ["2008", "2008"],
      ["2008-fujian", "2008-fujian"],
      ["2008-shanghai", "2008-shanghai"],
    ],
  );
});
