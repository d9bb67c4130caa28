import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { commit, openArchive } from "../../pipeline/archive/index.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

const TEXTS = {
  a: "全年受理申请12件（ABC）。",
  b: "全年受理申请１２件（ＡＢＣ）。",
  c: "依法⾏政，全年受理申请 3 件。",
};

test("Chinese prose is found by LIKE, and with plain() whatever its width and however a PDF wrote the character", async (t) => {
  const dir = await folder(t);
  const records = Object.entries(TEXTS).map(([id, text]) => ({
    ...sampleRecord(id, 2021),
    sections: [{ ordinal: 1, heading: "一、总体情况", text }],
  }));
  await commit(dir, sampleChanges(records));
  const archive = await openArchive(dir);
  const instance = await DuckDBInstance.create(join(dir, "archive.duckdb"), { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  t.after(() => {
    archive.close();
    connection.closeSync();
  });
  const finds = async (condition: string, ids: string[]): Promise<void> => {
    const sql = `SELECT report_id FROM sections WHERE ${condition} ORDER BY ALL`;
    assert.deepEqual((await archive.query(sql)).rows.flat(), ids, condition);
    assert.deepEqual((await connection.runAndReadAll(sql)).getRows().flat(), ids, `archive.duckdb: ${condition}`);
  };
  await finds("text LIKE '%受理申请%'", ["a", "b", "c"]);
  await finds("text LIKE '%12件%'", ["a"]);
  await finds("plain(text) LIKE '%12件%'", ["a", "b"]);
  await finds("plain(text) LIKE plain('%１２件（ABC）%')", ["a", "b"]);
  await finds("plain(text) LIKE '%依法行政%'", ["c"]);
});
