import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveSpans } from "./blocks.ts";
import { statutoryTables } from "./statutory.ts";

const printed = (table: string, item: string, column: string): string => `${table}/${item}/${column}`;
const cellsIn = (grid: string[][]): string[] =>
  grid.flat().filter((text) => text.includes("/") && text !== "本年增/减");

for (const [format, cells] of [
  ["2021", 10 + 25 * 7 + 15],
  ["2019", 22 + 23 * 7 + 15],
] as const) {
  test(`the form of ${format} has every cell once, in full rows`, () => {
    const grids = Object.values(statutoryTables(format, printed)).map(resolveSpans);
    for (const grid of grids) assert.equal(new Set(grid.map((row) => row.length)).size, 1);
    const all = grids.flatMap(cellsIn);
    assert.equal(all.length, cells);
    assert.equal(new Set(all).size, cells);
  });

  test(`the form of ${format} merges what the official template merges`, () => {
    const { proactive, applications, disputes } = statutoryTables(format, () => "0");
    const spansOf = (words: string): number[] => {
      const cell = [...proactive, ...applications, ...disputes].flat().find(({ text }) => text.includes(words));
      return [cell?.colspan ?? 1, cell?.rowspan ?? 1];
    };
    assert.deepEqual(spansOf("第二十条第（五）项"), [4, 1]);
    assert.deepEqual(spansOf("勾稽关系"), [3, 3]);
    assert.deepEqual(spansOf("申请人情况"), [7, 1]);
    assert.deepEqual(spansOf("法人或其他组织"), [5, 1]);
    assert.deepEqual(spansOf("三、本年度办理结果"), [1, format === "2021" ? 22 : 20]);
    assert.deepEqual(spansOf("（三）不予公开"), [1, 8]);
    assert.deepEqual(spansOf("（六）其他处理"), format === "2021" ? [1, 3] : [2, 1]);
    assert.deepEqual(spansOf("四、结转下年度继续办理"), [3, 1]);
    assert.deepEqual(spansOf("行政诉讼"), [10, 1]);
    assert.deepEqual(spansOf("复议后起诉"), [5, 1]);
  });
}
