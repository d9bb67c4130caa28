import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { type HandmadePage, handmadePdf, rule, ruledTable, words } from "./handmade-pdf.ts";

const lines = async (...pages: HandmadePage[]): Promise<string[]> =>
  (await extract(handmadePdf(pages), {})).text.lines.filter((l) => l !== "");
const page = (...parts: string[]): HandmadePage => ({ content: parts.join("") });

/** Two rows of two columns that are 24 points wide, with a head that stands on as many lines as `head` has. */
const narrow = (head: string[], below: string[]): HandmadePage =>
  page(
    ruledTable(
      [
        ["项目", ""],
        ["许可", ""],
      ],
      60,
      100,
      24,
      46,
    ),
    ...head.map((text, i) => words(text, 87, 112 + 12 * i)),
    ...below.map((text, i) => words(text, 87, 158 + 12 * i)),
  );

test("digits below each other are one number where the column's words were broken at one character too", async () => {
  assert.deepEqual(await lines(narrow(["其", "他"], ["６", "４", "６"])), ["项目\t其他", "许可\t６４６"]);
});

test("digits below each other stay apart where the column's words show that two would have fitted", async () => {
  assert.deepEqual(await lines(narrow(["其他"], ["６", "４"])), ["项目\t其他", "许可\t６ ４"]);
});

/** A text with its characters evenly from side to side of a cell. */
const spread = (text: string, x: number, y: number, width: number): string =>
  [...text].map((c, i, all) => words(c, x + 2 + (i * (width - 14)) / (all.length - 1), y)).join("");

const rows = [
  ["行政许可", "28011"],
  ["行政处罚", "30"],
  ["行政强制", "７６５８"],
  ["信息内容", "处理决定数"],
  ["规范性文件", "第五项"],
] as const;
const grid = ruledTable(
  rows.map(() => ["", ""]),
  60,
  100,
  120,
  20,
);

test("in a table set from side to side (分散对齐) a number's digits are one number", async () => {
  const set = rows.flatMap(([name, figure], i) => [
    spread(name, 60, 114 + 20 * i, 120),
    spread(figure, 180, 114 + 20 * i, 120),
  ]);
  assert.deepEqual(
    await lines(page(grid, ...set)),
    rows.map((row) => row.join("\t")),
  );
});

test("digits far apart in a table whose words are set closely are no number", async () => {
  const set = rows.flatMap(([name, figure], i) => [
    words(name, 64, 114 + 20 * i),
    spread(figure, 180, 114 + 20 * i, 120),
  ]);
  assert.equal((await lines(page(grid, ...set)))[0], "行政许可\t2 8 0 1 1");
});

test("the last word of a cell that a page's end cuts through is not lost, though it stands on the edge", async () => {
  const head = [760, 780].map((y) => rule(60, y, 300, y)).join("");
  const sides = [60, 180, 300].map((x) => rule(x, 760, x, 800)).join("");
  const above = page(head, sides, words("信息内容", 64, 774), words("本年处理", 184, 794), words("决定数量", 184, 806));
  const below = page(
    ruledTable(
      [
        ["规章", "1"],
        ["许可", "2"],
      ],
      60,
      60,
      120,
      20,
    ),
  );
  assert.deepEqual(await lines(above, below), ["信息内容\t", "\t本年处理决定数量", "规章\t1", "许可\t2"]);
});
