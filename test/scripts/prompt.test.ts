import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { type TestContext, test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { commit, openArchive } from "../../pipeline/archive/index.ts";
import { prompt } from "../../scripts/prompt/index.ts";
import { isWhole } from "../../scripts/prompt/statement.ts";
import { folder, sampleChanges, sampleRecord } from "../archive/sample.ts";

const CTRL_C = "\x03";
const CTRL_D = "\x04";
const UP = "\x1b[A";
const LONG = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3;";

/** A person at a terminal: types, waits for what appears, and is told all that appeared since. */
async function atPrompt(t: TestContext) {
  const dir = await folder(t);
  await commit(dir, sampleChanges([sampleRecord("a", 2021), sampleRecord("b", 2022)]));
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  const [keys, screen] = [new PassThrough(), new PassThrough()];
  let shown = "";
  screen.setEncoding("utf8").on("data", (text: string) => {
    shown += stripVTControlCharacters(text);
  });
  const ended = prompt(archive, "table", keys, screen);
  const until = async (words: RegExp): Promise<string> => {
    for (const end = Date.now() + 20_000; !words.test(shown); await new Promise((later) => setTimeout(later, 5)))
      assert.ok(Date.now() < end, `waited for ${words}, saw: ${shown}`);
    const seen = shown;
    shown = "";
    return seen;
  };
  return { type: (text: string) => keys.write(text), until, ended };
}

test("a question is typed over several lines until ;, answered with its rows and milliseconds, and comes back with the arrow", async (t) => {
  const { type, until, ended } = await atPrompt(t);
  type("SELECT year, 'a;' AS x\r");
  await until(/\.\.\.> $/);
  type("FROM reports ORDER BY year;\r");
  const answer = await until(/\(\d+ rows, \d+ ms\)/);
  assert.match(answer, /2021 {2}a;\n2022 {2}a;\n\(2 rows, \d+ ms\)/);
  type(`${UP}\r`);
  assert.match(await until(/\(\d+ rows, \d+ ms\)/), /SELECT year, 'a;' AS x FROM reports ORDER BY year;/);
  type(CTRL_D);
  await ended;
});

test("help helps and exit leaves, as people who do not know this prompt expect", async (t) => {
  const { type, until, ended } = await atPrompt(t);
  type("help\r");
  assert.match(await until(/Ctrl-D or exit leaves/), /\.tables/);
  type("exit;\r");
  await ended;
});

test("a mistake is explained in one line, and the next question is answered", async (t) => {
  const { type, until, ended } = await atPrompt(t);
  type("SELECT valu FROM cells;\rDROP VIEW cells;\rSELECT 41 + 1 AS n;\r");
  const seen = await until(/\(1 row, \d+ ms\)/);
  assert.match(seen, /Binder Error: .*"value"/);
  assert.match(seen, /the archive is read-only: .*DROP is refused$/m);
  assert.match(seen, /^42$/m);
  type(CTRL_D);
  await ended;
});

test("Ctrl-C stops the question that runs, clears what is typed otherwise, and leaves the prompt open", async (t) => {
  const { type, until, ended } = await atPrompt(t);
  type(`${LONG}\r`);
  await new Promise((later) => setTimeout(later, 100));
  type(CTRL_C);
  await until(/stopped · 已中止/);
  type("SELECT nonsense\r");
  await until(/\.\.\.> $/);
  type(`more${CTRL_C}SELECT 6 * 7 AS n;\r`);
  assert.match(await until(/ms\)/), /^42$/m);
  type(CTRL_D);
  await ended;
});

test(".tables, .columns and .queries say in both languages what there is, and run a worked query", async (t) => {
  const { type, until, ended } = await atPrompt(t);
  type(".tables\r");
  assert.match(
    await until(/harmonized.*统一序列/),
    /^reports +One version of one annual report\. +一份年度报告的一个版本。$/m,
  );
  type(".columns cells\r");
  assert.match(await until(/source_at/), /^value +DECIMAL\(18,6\) +The number that stands there.* +单元格数值/m);
  type(".columns applications\r");
  assert.match(await until(/carried_out__total/), /^received_new__total .*一 本年新收政府信息公开申请数量：总计/m);
  type(".queries\r");
  assert.match(await until(/^20 /m), /^1 +How many reports .* 各年度/m);
  type(".queries 1\r");
  assert.match(await until(/ms\)/), /FROM reports\n.*percent_proven.*\(2 rows/s);
  type(".queries 99\r.columns nothing\r.what\r.help\r");
  const seen = await until(/Ctrl-D/);
  for (const told of [/there are 20/, /\.columns nothing: no such table/, /\.what: no such command/])
    assert.match(seen, told);
  type(CTRL_D);
  await ended;
});

test("a ; in a text, a name or a comment ends nothing", () => {
  for (const open of [
    "SELECT 1",
    "SELECT ';",
    "SELECT ';'",
    "SELECT 1 -- ;",
    "SELECT /* ;",
    'SELECT ";"',
    "SELECT 'it''s;",
  ])
    assert.equal(isWhole(open), false, open);
  for (const whole of ["SELECT 1;", "SELECT ';';", "SELECT 1; -- why", "SELECT 1 /* ; */ ; "])
    assert.equal(isWhole(whole), true, whole);
});
