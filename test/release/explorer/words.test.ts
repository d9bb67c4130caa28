import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";

const PAGE = join(import.meta.dirname, "../../../pipeline/release/explorer/page");
const sources = (await readdir(PAGE, { recursive: true })).filter((file) => file.endsWith(".ts")).sort();
const Text = z.strictObject({ en: z.string(), zh: z.string() });

/** Every text in a module of words, by where it stands. What is made of a number is held to both languages by its type. */
function textsIn(value: unknown, path: string): { path: string; en: string; zh: string }[] {
  const text = Text.safeParse(value);
  if (text.success) return [{ path, ...text.data }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, `${path}.${name}`));
}

test("the explorer says everything in English and in Chinese", async () => {
  const files = sources.filter((file) => file.endsWith("words.ts"));
  const texts = (await Promise.all(files.map(async (file) => textsIn(await import(join(PAGE, file)), file)))).flat();
  assert.ok(files.length > 8 && texts.length > 20);
  for (const { path, en, zh } of texts) {
    assert.notEqual(en.trim(), "", path);
    // A name such as SQL is the same in both.
    assert.ok(/\p{Script=Han}/u.test(zh) || (zh === en && !/ /.test(en)), `${path}: ${zh}`);
  }
});

test("no word for the reader stands outside the modules of words", async () => {
  for (const file of sources.filter((one) => !one.endsWith("words.ts"))) {
    const code = (await readFile(join(PAGE, file), "utf8")).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    assert.doesNotMatch(code, />\s*[A-Z][a-z]+ [a-z][^<>{}]*<\//, file);
    // The switch of languages names each in itself.
    assert.doesNotMatch(code.replace(">中文<", "><"), /\p{Script=Han}/u, file);
  }
});
