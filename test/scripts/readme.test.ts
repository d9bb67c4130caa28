import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { EXIT } from "../../data/records/index.ts";
import { commit, openArchive } from "../../pipeline/archive/index.ts";
import { columnsPage } from "../../scripts/build-data/columns.ts";
import { gongkai } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { VERBS } from "./verbs.ts";

const project = `${import.meta.dirname}/../..`;
const READMES = ["README.md", "README.zh-CN.md"];
const read = (file: string): Promise<string> => readFile(`${project}/${file}`, "utf8");

test("every verb has --help with an example, and every option it names is in both READMEs", async () => {
  const readmes = await Promise.all(READMES.map(read));
  for (const verb of [...VERBS, ["sources"], []]) {
    const { code, stdout } = await gongkai([...verb, "--help"]);
    assert.equal(code, EXIT.done, verb.join(" "));
    assert.match(stdout, new RegExp(`Example:\\n +\\$ npm run --silent gongkai -- ${verb.join(" ")}`));
    const options = [...stdout.matchAll(/^ {2}(?:-h, )?(--[a-z]+)/gm)].map(([, option]) => option ?? "");
    assert.ok(options.includes("--help"));
    for (const readme of readmes)
      for (const word of [...options, verb.join(" ")]) assert.ok(readme.includes(word), `${verb.join(" ")} ${word}`);
  }
});

test("the help of the whole and both READMEs name the same verbs and every exit code", async () => {
  const { stdout } = await gongkai(["--help"]);
  const verbs = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, verb]) => verb).filter((verb) => verb !== "help");
  assert.deepEqual(verbs, [...new Set(VERBS.map(([verb]) => verb))]);
  for (const text of [stdout, ...(await Promise.all(READMES.map(read)))])
    for (const code of Object.values(EXIT)) assert.match(text, new RegExp(`(codes: |退出码：|[;；]\\s?)${code} `));
});

test("the two READMEs give the same commands and settings", async () => {
  const [english, chinese] = await Promise.all(READMES.map(async (file) => commands(await read(file))));
  assert.ok((english ?? []).length > 15);
  assert.deepEqual(chinese, english);
});

test("the SQL of the READMEs names tables and columns that an archive has", async (t) => {
  const folder = await folderFor(t);
  await commit(folder, { parserVersion: "1" });
  const archive = await openArchive(folder);
  t.after(() => archive.close());
  for (const file of READMES) {
    const questions = [...(await read(file)).matchAll(/-- sql "([A-Z][^"]+)"/g)].map(([, sql]) => sql ?? "");
    assert.ok(questions.length > 0);
    for (const sql of questions) await archive.query(sql);
  }
});

test("the page of all columns is what the dictionary and the forms say today", async () => {
  assert.equal(
    await read("data/records/columns.md"),
    columnsPage(),
    "run: node_modules/.bin/node scripts/build-data/columns.ts",
  );
});

/** The lines of all sh and ini blocks, without comments. */
const commands = (readme: string): string[] =>
  [...readme.matchAll(/^```(?:sh|ini)\n(.*?)^```/gms)]
    .flatMap(([, block = ""]) => block.split("\n"))
    .map((line) => line.replace(/(^|\s+)# .*$/, ""))
    .filter((line) => line !== "");
