import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readSeeds, seedsFolder } from "../nation/seeds.ts";
import { text } from "./text.ts";

const lines = (words: string): string[] =>
  words
    .split("\n")
    .map((line) =>
      line
        .split("\t")
        .map((cell) => cell.trim())
        .join("\t"),
    )
    .filter((line) => line !== "");

test("a real report keeps every line and every cell's place as blocks", (t) => {
  if (seedsFolder === null) return t.skip("the real reports are not on this machine");
  for (const seed of readSeeds(seedsFolder)) {
    const stored: string = readFileSync(join(seedsFolder, "seeds", `${seed.name}.txt`), "utf8");
    if (seed.format === "2021") assert.deepEqual(lines(text(seed.blocks)), lines(stored), seed.name);
  }
});

test("a stream of one cell a line becomes rows again", (t) => {
  if (seedsFolder === null) return t.skip("the real reports are not on this machine");
  const seed = readSeeds(seedsFolder).find(({ format }) => format === "2019");
  const tables = seed?.blocks.flatMap((block) => (block.kind === "table" ? [block.rows] : [])) ?? [];
  const rows = tables.flat().map((row) => row.map((cell) => cell.text));
  assert.equal(tables.length, 3);
  assert.deepEqual(
    rows.find(([first]) => first === "政府集中采购"),
    ["政府集中采购", "5", "1186.1878"],
  );
  assert.deepEqual(
    rows.find(([first]) => first?.startsWith("信息内容")),
    ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
  );
});
