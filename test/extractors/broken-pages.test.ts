import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { handmadePdf, rule, words } from "./handmade-pdf.ts";

type Placed = [text: string, x: number, y: number];

const textOf = async (...pages: Placed[][]) =>
  (await extract(handmadePdf(pages.map((page) => ({ content: page.map((word) => words(...word)).join("") }))), {}))
    .text;

const COLUMNS = [200, 260, 320];
const row = (y: number, label: string, ...texts: string[]): Placed[] => [
  [label, 60, y],
  ...texts.map((text, i): Placed => [text, COLUMNS[i] ?? 0, y]),
];
const PROSE: Placed = ["全年主动公开政府信息二千二百三十一条，均在法定期限内办结并答复申请人", 60, 700];

test("the header of a table without lines that is left alone at the foot of a page is its header, and stands where it stands", async () => {
  const text = await textOf(
    [PROSE, ...row(760, "信息内容", "制发件数", "废止件数", "现行有效")],
    [...row(80, "规章", "1", "2", "3"), ...row(100, "文件", "4", "5", "6"), ...row(120, "许可", "7", "8", "9")],
  );
  assert.deepEqual(text.lines.slice(-4), [
    "信息内容\t制发件数\t废止件数\t现行有效",
    "规章\t1\t2\t3",
    "文件\t4\t5\t6",
    "许可\t7\t8\t9",
  ]);
  const header = text.lines.length - 4;
  assert.match(text.place(header, 1) ?? "", /^page 1 box 200\.0,75\d\.\d,/);
  assert.match(text.place(header + 1, 1) ?? "", /^page 2 box 200\.0,7\d\.\d,/);
});

test("a table without lines over three pages is one table, the numbers of the pages gone from between its rows", async () => {
  const page = (number: number, rows: Placed[][]): Placed[] => [...rows.flat(), [`- ${number} -`, 280, 810]];
  const text = await textOf(
    page(1, [row(700, "信息内容", "制发件数", "废止件数", "现行有效"), row(720, "规章", "1", "2", "3")]),
    page(2, [row(60, "文件", "4", "5", "6"), row(80, "许可", "7", "8", "9"), row(100, "处罚", "13", "14", "15")]),
    page(3, [row(60, "强制", "10", "11", "12")]),
  );
  assert.deepEqual(text.lines, [
    "信息内容\t制发件数\t废止件数\t现行有效",
    "规章\t1\t2\t3",
    "文件\t4\t5\t6",
    "许可\t7\t8\t9",
    "处罚\t13\t14\t15",
    "强制\t10\t11\t12",
  ]);
  assert.match(text.place(5, 1) ?? "", /^page 3 /);
});

test("a table that begins a page and another that ended the one before stay two where their columns are not the same", async () => {
  const other = (y: number, label: string, ...texts: string[]): Placed[] => [
    [label, 60, y],
    ...texts.map((text, i): Placed => [text, 180 + 50 * i, y]),
  ];
  const text = await textOf(
    [700, 720, 740].flatMap((y) => row(y, `第${y}项`, "1", "2", "3")),
    [
      ...other(60, "项目", "甲类", "乙类", "丙类", "丁类"),
      ...[80, 100, 120].flatMap((y) => other(y, `第${y}项`, "4", "5", "6", "7")),
    ],
  );
  assert.deepEqual(text.lines.slice(0, 3), ["第700项\t1\t2\t3", "第720项\t1\t2\t3", "第740项\t1\t2\t3"]);
  assert.deepEqual(text.lines.slice(-3), ["第80项\t4\t5\t6\t7", "第100项\t4\t5\t6\t7", "第120项\t4\t5\t6\t7"]);
});

test("a table whose lines only go down is read with the header that is alone at the foot of the page before", async () => {
  const tall = (from: number, to: number): string => [50, 180, 240, 300, 380].map((x) => rule(x, from, x, to)).join("");
  const shown = (page: Placed[]): string => page.map((word) => words(...word)).join("");
  const pages = [
    { content: tall(745, 770) + shown([PROSE, ...row(760, "信息内容", "制发件数", "废止件数", "现行有效")]) },
    {
      content:
        tall(60, 130) +
        shown([
          ...row(80, "规章", "1", "2", "3"),
          ...row(100, "文件", "4", "5", "6"),
          ...row(120, "许可", "7", "8", "9"),
        ]),
    },
  ];
  const { text } = await extract(handmadePdf(pages), {});
  assert.deepEqual(text.lines.slice(-4), [
    "信息内容\t制发件数\t废止件数\t现行有效",
    "规章\t1\t2\t3",
    "文件\t4\t5\t6",
    "许可\t7\t8\t9",
  ]);
});
