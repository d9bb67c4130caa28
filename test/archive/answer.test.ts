import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { UsageError } from "../../data/records/index.ts";
import { type Archive, commit, openArchive, RESULT_FORMATS } from "../../pipeline/archive/index.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

async function archiveWith(t: TestContext, ...files: string[]): Promise<Archive> {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  const archive = await openArchive(dir, files);
  t.after(() => archive.close());
  return archive;
}

test("a long answer comes in pieces, whole and in its order, and may be read twice", async (t) => {
  const archive = await archiveWith(t);
  const answer = await archive.answer("SELECT range AS n FROM range(300000) ORDER BY n DESC");
  assert.equal(answer.rows, 300_000);
  for (let time = 0; time < 2; time++) {
    let next = 299_999;
    for await (const batch of answer.batches()) {
      assert.ok(batch.length <= 10_000);
      for (const [n] of batch) assert.equal(n, next--);
    }
    assert.equal(next, -1);
  }
  let [pieces, characters] = [0, 0];
  for await (const piece of RESULT_FORMATS.csv(answer)) {
    pieces += 1;
    characters += piece.length;
  }
  assert.ok(pieces > 30);
  assert.equal(characters, 1_688_890 + 300_000 + "n\n".length);
});

test("what fails far into an answer is said before a single row is given", async (t) => {
  const archive = await archiveWith(t);
  await assert.rejects(
    archive.answer("SELECT CASE WHEN range = 250000 THEN 'x'::INTEGER ELSE range END FROM range(300000)"),
    { name: "UsageError", message: /^Conversion Error: / },
  );
});

test("a question is stopped at once, for the reason it was stopped, and the next one is answered", async (t) => {
  const archive = await archiveWith(t);
  const stop = new AbortController();
  const why = new UsageError("enough");
  let told = 0;
  const asked = archive.answer(
    "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3",
    {
      signal: stop.signal,
      onProgress: () => {
        told += 1;
        stop.abort(why);
      },
    },
  );
  await assert.rejects(asked, (error) => error === why);
  assert.equal(told, 1);
  assert.deepEqual((await archive.query("SELECT 1")).rows, [[1]]);
});

test("SQL reads the files that are named beside the archive, by that name, and no others", async (t) => {
  const outside = await folder(t);
  const [csv, json, secret] = ["gdp.csv", "gdp.json", "secret.csv"].map((name) => join(outside, name));
  assert.ok(csv && json && secret);
  await writeFile(csv, "code,gdp\n410106,5\n");
  await writeFile(json, '{"gdp": 6}\n');
  await writeFile(secret, "a\n1\n");
  const archive = await archiveWith(t, csv, json);
  const joined = `SELECT organ, gdp FROM reports JOIN '${csv}' ON division = code::VARCHAR`;
  assert.deepEqual((await archive.query(joined)).rows, [["郑州市上街区人民政府", 5]]);
  assert.deepEqual((await archive.query(`FROM '${json}'`)).rows, [[6]]);
  for (const sql of [`FROM '${secret}'`, `FROM '${outside}/*.csv'`, `COPY (SELECT 1) TO '${csv}'`])
    await assert.rejects(archive.query(sql), UsageError, sql);
});
