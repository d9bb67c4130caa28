import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { gridRows, placeCells, type SpannedCell } from "../../extractors/grid.ts";

const cell = (text: string, rowSpan = 1, colSpan = 1): SpannedCell => ({ text, rowSpan, colSpan });
const texts = (groups: SpannedCell[][][]): string[][] =>
  rowsOf(placeCells(groups)).map((row) => row.map((c) => c.text));
const rowsOf = ({ cells, ends }: ReturnType<typeof placeCells>) => gridRows(cells, ends);

test("a merged cell's text stands top left and the places it covers are empty", () => {
  const head = [
    [cell("项目", 2), cell("申请人", 1, 2)],
    [cell("自然人"), cell("总计")],
    [cell("新收"), cell("1"), cell("2")],
  ];
  assert.deepEqual(texts([head]), [
    ["项目", "申请人", ""],
    ["", "自然人", "总计"],
    ["新收", "1", "2"],
  ]);
});

test("a row span of 0 runs to the end of its group and no span runs out of it", () => {
  const rows = [[cell("甲", 0), cell("1")], [cell("2")]];
  const over = [[cell("乙", 9), cell("3")]];
  assert.deepEqual(texts([rows, over, [[cell("丙"), cell("4")]]]), [
    ["甲", "1"],
    ["", "2"],
    ["乙", "3"],
    ["丙", "4"],
  ]);
});

test("spans that overlap keep both texts where a browser shows them", () => {
  assert.deepEqual(
    texts([
      [
        [cell("a"), cell("b", 2)],
        [cell("c", 1, 2), cell("d")],
      ],
    ]),
    [
      ["a", "b"],
      ["c", "", "d"],
    ],
  );
});

test("a column span of 1000 over two real columns makes no thousand columns", () => {
  assert.deepEqual(texts([[[cell("标题", 1, 1000)], [cell("a"), cell("b")]]]), [
    ["标题", ""],
    ["a", "b"],
  ]);
});

test("a row that has fewer cells than the others ends with its last: what is not there is not blank", () => {
  assert.deepEqual(
    texts([
      [
        [cell("新收", 2), cell("1"), cell("2"), cell("3")],
        [cell("4"), cell("5")],
        [cell("结转"), cell("6"), cell("", 1, 2)],
      ],
    ]),
    [
      ["新收", "1", "2", "3"],
      ["", "4", "5"],
      ["结转", "6", "", ""],
    ],
  );
});

test("whatever the spans, the grid holds every text exactly once", () => {
  const spans = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 1, 1000, 65_535));
  const anyCell = fc.record({ rowSpan: spans, colSpan: spans });
  const groups = fc.array(fc.array(fc.array(anyCell, { maxLength: 6 }), { maxLength: 6 }), { maxLength: 3 });
  fc.assert(
    fc.property(groups, (shape) => {
      let n = 0;
      const named = shape.map((rows) => rows.map((row) => row.map((spanned) => ({ ...spanned, text: `t${n++}` }))));
      const rows = texts(named);
      const found = rows.flat().filter((text) => text !== "");
      assert.deepEqual(found.toSorted(), Array.from({ length: n }, (_, i) => `t${i}`).toSorted());
    }),
    { numRuns: 300 },
  );
});
