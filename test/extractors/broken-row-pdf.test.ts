import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { type HandmadePage, handmadePdf, ruledTable, words } from "./handmade-pdf.ts";

const lines = async (...pages: string[]): Promise<string[]> =>
  (await extract(handmadePdf(pages.map((content): HandmadePage => ({ content }))), {})).text.lines.filter(
    (line) => line !== "",
  );

/** Cells in which three of Helvetica's digits have room, but no fourth. */
const NARROW = 30;
const foot = (rows: string[][]): string => ruledTable(rows, 60, 800 - 20 * rows.length, NARROW, 20);
const head = (rows: string[][]): string => ruledTable(rows, 60, 60, NARROW, 20);

test("a row that a page's end cuts through its numbers, ruled off on both sides, is one row", async () => {
  const above = foot([
    ["甲", "12", "7"],
    ["总计", "347", "131"],
  ]);
  const below = head([
    ["", "0", ""],
    ["结转", "5", "6"],
  ]);
  const found = await lines(above, below);
  assert.deepEqual(found.toSpliced(1, 1), ["甲\t12\t7", "结转\t5\t6"]);
  assert.match(found[1] ?? "", /^总计\t347 ?0\t131$/);
});

test("a page that begins with a row of its own leaves the row before it as it is", async () => {
  const above = foot([["总计", "347", "131"]]);
  assert.deepEqual(await lines(above, head([["结转", "5", "6"]])), ["总计\t347\t131", "结转\t5\t6"]);
});

test("rows of a table that names none of them stay rows of their own", async () => {
  assert.deepEqual(await lines(foot([["88", "439", "7"]]), head([["120", "126", "67"]])), [
    "88\t439\t7",
    "120\t126\t67",
  ]);
});

test("a header at a page's foot is no part of the numbers on the next", async () => {
  const above = foot([["维持", "纠正", "其他"]]);
  assert.deepEqual(await lines(above, head([["3", "0", "1"]])), ["维持\t纠正\t其他", "3\t0\t1"]);
});

test("a row whose name a page's end cuts is one row, whatever of it stands on one side alone", async () => {
  const above = foot([
    ["甲", "3", "7", "0"],
    ["四、", "0", "", "82"],
  ]);
  const below = head([
    ["结转", "", "158", ""],
    ["五", "5", "6", "1"],
  ]);
  assert.deepEqual(await lines(above, below), ["甲\t3\t7\t0", "四、结转\t0\t158\t82", "五\t5\t6\t1"]);
});

test("a row that a page's end cuts through its name and some of its numbers is one row", async () => {
  const above = foot([["本年", "662", "4324"]]);
  const below = head([
    ["新收", "7", ""],
    ["结转", "5", "6"],
  ]);
  const found = await lines(above, below);
  assert.match(found[0] ?? "", /^本年新收\t662 ?7\t4324$/);
  assert.deepEqual(found.slice(1), ["结转\t5\t6"]);
});

test("a header that a page's end cuts through each of its names is one header", async () => {
  const above = foot([["结果", "其他"]]);
  const below = head([
    ["维持", "结果"],
    ["139", "67"],
  ]);
  assert.deepEqual(await lines(above, below), ["结果维持\t其他结果", "139\t67"]);
});

test("a name that fills its cell at a page's foot takes none of the next entry's, nor its numbers", async () => {
  const above = foot([["丙丁", "", ""]]);
  assert.deepEqual(await lines(above, head([["戊", "5", "6"]])), ["丙丁\t\t", "戊\t5\t6"]);
  const partly = foot([["丙丁", "3", ""]]);
  assert.deepEqual(await lines(partly, head([["2.", "", "6"]])), ["丙丁\t3\t", "2.\t\t6"]);
});

test("a name that leaves room in its cell at a page's foot ends there", async () => {
  const wide = (rows: string[][], y: number): string => ruledTable(rows, 60, y, 2 * NARROW, 20);
  const found = await lines(wide([["丙", "3", ""]], 780), wide([["丁", "", "6"]], 60));
  assert.deepEqual(found, ["丙\t3\t", "丁\t\t6"]);
});

test("a table whose rows end at different sides goes on where those at the page's end do", async () => {
  const wide = ruledTable([["甲", "3", "7"]], 60, 760, NARROW, 20);
  const narrow = ruledTable([["四、", "82"]], 60, 780, NARROW, 20);
  const below = head([["结转", ""]]);
  assert.deepEqual(await lines(wide + narrow, below), ["甲\t3\t7", "四、结转\t82\t"]);
});

test("an amount wrapped in a cell that has no room for one digit more is one amount", async () => {
  const cell = ruledTable([["甲", ""]], 60, 100, 60, 40);
  const wrapped = words("12573.451", 125.4, 115) + words("5", 125.4, 127);
  assert.deepEqual(await lines(cell + wrapped), ["甲\t12573.4515"]);
  const two = words("12573.451", 125.4, 115) + words("5.1", 125.4, 127);
  assert.deepEqual(await lines(cell + two), ["甲\t12573.451 5.1"]);
});

test("a number wrapped where a hair's breadth would have kept its last digit is one number", async () => {
  // Five digits of 5.56 points; the cell has room for three and, measured between the middles of its lines, 5.6 points more.
  const cell = ruledTable([["甲", ""]], 60, 100, 3 * 5.56 + 10.8 + 5.6, 40);
  const wrapped = words("101", 60 + 3 * 5.56 + 16.4 + 5.4, 115) + words("14", 60 + 3 * 5.56 + 16.4 + 5.4, 127);
  assert.deepEqual(await lines(cell + wrapped), ["甲\t10114"]);
});
