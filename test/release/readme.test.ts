import assert from "node:assert/strict";
import { test } from "node:test";
import { readme } from "../../pipeline/release/readme.ts";
import { releasedTables } from "../../pipeline/release/tables.ts";

test("a release's README says which of its files have more rows than Excel opens, the header counted", () => {
  const written = (longest: number) =>
    releasedTables.map((table) => ({ ...table, rows: 9, csvRows: table.name === "documents" ? longest : 9 }));
  assert.match(readme("2026-11-20", written(1_048_576)), /Over it.*: `documents\.excel\.csv`\.\*\*.*截断.*documents/);
  assert.match(readme("2026-11-20", written(1_048_575)), /None of these files has more/);
});
