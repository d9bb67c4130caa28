import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readNumber } from "../../pipeline/parser/words/number.ts";

const count = (raw: string) => readNumber(raw, "count", null);
const change = (raw: string) => readNumber(raw, "change", null);

test("a count is read whatever the publisher put around it", () => {
  const cases: [string, number][] = [
    ["0", 0],
    ["0件", 0],
    ["１２", 12],
    ["1,234", 1234],
    ["1，234", 1234],
    ["22（其中修订16件）", 22],
    ["55（含自然失效29件）", 55],
    ["[bookmark: _GoBack]0", 0],
    ["[boo kma rk:_Go Back]101", 101],
    ["\u00a07 ", 7],
  ];
  for (const [raw, value] of cases) assert.deepEqual(count(raw), { status: "reported", value }, raw);
});

test("a change has a sign, in figures or in words", () => {
  const cases: [string, number][] = [
    ["+3", 3],
    ["减3", -3],
    ["增5", 5],
    ["-18", -18],
    ["－18", -18],
    ["−18", -18],
    ["+1036", 1036],
    ["减少2件", -2],
    ["4", 4],
    ["-0", 0],
  ];
  for (const [raw, value] of cases) assert.deepEqual(change(raw), { status: "reported", value }, raw);
});

test("a dash, an empty cell and words are told apart, and none of them is zero", () => {
  for (const raw of ["/", "—", "——", "－", "-", "无"]) assert.equal(count(raw).status, "dash", raw);
  for (const raw of ["", " ", "\u00a0", "\u3000", "&nbsp;"]) assert.equal(count(raw).status, "blank", raw);
  for (const raw of ["12.5件", "2021年", "若干", "3-5", "+3", "1,23", "007", "3、4", "约20", "保留4位小数"])
    assert.deepEqual([count(raw).status, count(raw).value], ["invalid", null], raw);
});

test("an amount comes out in 万元, exactly, in whatever unit it is said", () => {
  const cases: [string, string | null, number][] = [
    ["1561.7431", "万元", 1561.7431],
    ["251000元", "万元", 25.1],
    ["976.81万元", "元", 976.81],
    ["1.2亿元", null, 12000],
    ["123456.78", "元", 12.345678],
    ["0", null, 0],
    ["0.00", null, 0],
    ["1,186.1878", "万元", 1186.1878],
    ["39.10", "万元", 39.1],
  ];
  for (const [raw, unit, value] of cases)
    assert.deepEqual(readNumber(raw, "amount", unit), { status: "reported", value }, `${raw} (${unit})`);
});

test("an amount without any unit is not guessed: the reader is told what would fit", () => {
  const { status, value, why } = readNumber("251000", "amount", null);
  assert.deepEqual([status, value], ["ambiguous", null]);
  assert.match(why ?? "", /25\.1 万元 if it is in 元, 251000 万元 if it is in 万元/);
});

test("an amount finer than 分 is no amount", () => {
  assert.equal(readNumber("0.001元", "amount", null).status, "invalid");
  assert.equal(readNumber("1.1234567", "amount", "万元").status, "invalid");
});

test("no amount changes by being read: its digits are the digits printed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 999_999 }), (whole, fraction) => {
      const printed = `${whole}.${String(fraction).padStart(6, "0")}`;
      const { value } = readNumber(printed, "amount", "万元");
      assert.equal(value?.toFixed(6), printed);
    }),
  );
});
