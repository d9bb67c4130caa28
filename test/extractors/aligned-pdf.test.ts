import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { handmadePdf, rule, words } from "./handmade-pdf.ts";

/** A page of words, each `text, x, y` (base line). */
type Placed = [text: string, x: number, y: number];

const lines = async (...placed: Placed[]): Promise<string[]> =>
  (await extract(handmadePdf([{ content: placed.map((word) => words(...word)).join("") }]), {})).text.lines.filter(
    (line) => line !== "",
  );

const COLUMNS = [200, 260, 320];
const row = (y: number, label: string, ...numbers: string[]): Placed[] => [
  [label, 60, y],
  ...numbers.flatMap((number, i): Placed[] => (number === "" ? [] : [[number, COLUMNS[i] ?? 0, y]])),
];
const HEADER = row(100, "信息内容", "制发件数", "废止件数", "现行有效");

test("a table without a line is read by where its words stand: a blank stays blank, no number moves into its place", async () => {
  assert.deepEqual(
    await lines(
      ...HEADER,
      ...row(120, "规章", "1", "2", "3"),
      ...row(140, "文件", "4", "", "6"),
      ...row(160, "许可", "", "", "9"),
    ),
    ["信息内容\t制发件数\t废止件数\t现行有效", "规章\t1\t2\t3", "文件\t4\t\t6", "许可\t\t\t9"],
  );
});

test("the names of two narrow columns that stand close together stay apart over their numbers", async () => {
  const narrow = (y: number, label: string, ...texts: string[]): Placed[] => [
    [label, 60, y],
    ...texts.map((text, i): Placed => [text, 200 + 44 * i, y]),
  ];
  assert.deepEqual(
    await lines(
      ...narrow(100, "内容", "制发件数", "废止件数"),
      ...[120, 140, 160].flatMap((y) => narrow(y, `第${y}项`, "12", "7")),
    ),
    ["内容\t制发件数\t废止件数", "第120项\t12\t7", "第140项\t12\t7", "第160项\t12\t7"],
  );
});

test("a name on two lines beside its numbers is one name, and the name of several rows is nobody else's", async () => {
  const numbers = (y: number, n: number): Placed[] => COLUMNS.map((x, i) => [String(n + i), x, y]);
  const got = await lines(
    ["不掌握相关", 110, 100],
    ["政府信息", 110, 112],
    ...numbers(106, 10),
    ["无法提供", 50, 130],
    ["需要另行", 110, 130],
    ["制作信息", 110, 142],
    ...numbers(136, 20),
    ["补正后仍", 110, 160],
    ["不明确", 110, 172],
    ...numbers(166, 30),
  );
  assert.deepEqual(got, [
    "\t不掌握相关政府信息\t10\t11\t12",
    "无法提供\t需要另行制作信息\t20\t21\t22",
    "\t补正后仍不明确\t30\t31\t32",
  ]);
});

test("names of two columns that stand close together on base lines a little apart are two", async () => {
  const got = await lines(
    ...[100, 120, 140].flatMap((y) => row(y, "", "1", "2", "3").filter(([text]) => text !== "")),
    ["不予公开", 60, 121.5],
    ["国家秘密", 106, 100],
    ["内部事务", 106, 120],
    ["过程信息", 106, 140],
  );
  assert.deepEqual(got, ["\t国家秘密\t1\t2\t3", "不予公开\t内部事务\t1\t2\t3", "\t过程信息\t1\t2\t3"]);
});

test("names of two columns on one base line are two although they stand but half a character apart", async () => {
  const got = await lines(
    ...[100, 120, 140].flatMap((y) => row(y, "", "1", "2", "3").filter(([text]) => text !== "")),
    ["不予公开", 60, 120],
    ["国家秘密", 105, 100],
    ["内部事务", 105, 120],
    ["过程信息", 105, 140],
  );
  assert.deepEqual(got, ["\t国家秘密\t1\t2\t3", "不予公开\t内部事务\t1\t2\t3", "\t过程信息\t1\t2\t3"]);
});

test("rows in which strokes of any kind stand for none are rows of the table", async () => {
  const got = await lines(
    ...row(100, "规章", "1", "2", "3"),
    ...row(120, "文件", "\\", "/", "-"),
    ...row(140, "许可", "\\", "\\", "\\"),
  );
  assert.deepEqual(got, ["规章\t1\t2\t3", "文件\t\\\t/\t-", "许可\t\\\t\\\t\\"]);
});

test("a name whose first line is indented has its second line, even where that ends before the indent", async () => {
  const numbers = (y: number, n: number): Placed[] => COLUMNS.map((x, i) => [String(n + i), x, y]);
  const got = await lines(
    ["依法禁止公", 110, 100],
    ["开", 98, 114],
    ...numbers(107, 10),
    ["国家秘密", 110, 136],
    ...numbers(136, 20),
    ["没有现成信", 110, 158],
    ["息需要另行", 98, 172],
    ...numbers(165, 30),
  );
  assert.deepEqual(got, ["依法禁止公开\t10\t11\t12", "国家秘密\t20\t21\t22", "没有现成信息需要另行\t30\t31\t32"]);
});

test("a row in which nothing is counted keeps its own name, and the row above its figures", async () => {
  const got = await lines(
    ...HEADER,
    ...row(120, "行政处罚", "1", "2", "3"),
    ...row(140, "行政强制"),
    ...row(160, "收费", "4", "5", "6"),
    ...row(180, "采购", "7", "8", "9"),
  );
  assert.deepEqual(got, [
    "信息内容\t制发件数\t废止件数\t现行有效",
    "行政处罚\t1\t2\t3",
    "行政强制\t\t\t",
    "收费\t4\t5\t6",
    "采购\t7\t8\t9",
  ]);
});

test("a row of more figures than any above it is still of their table", async () => {
  const got = await lines(
    ...row(120, "规章", "1"),
    ...row(140, "文件", "2"),
    ...row(160, "许可", "4", "5", "6"),
    ...row(180, "强制", "7"),
  );
  assert.deepEqual(got, ["规章\t1\t\t", "文件\t2\t\t", "许可\t4\t5\t6", "强制\t7\t\t"]);
});

test("names one above the other stay apart though a single rule is drawn somewhere between the rows", async () => {
  const rows = [
    ...row(100, "项目", "行政复议", "", ""),
    ...row(114, "", "结果维持", "结果纠正", "总计"),
    ...row(130, "件数", "1", "2", "3"),
  ];
  const rest = [...row(144, "上年", "4", "5", "6"), ...row(158, "前年", "7", "8", "9")];
  const content =
    [...rows, ...rest]
      .filter(([text]) => text !== "")
      .map((word) => words(...word))
      .join("") + rule(60, 119, 360, 119);
  const { text } = await extract(handmadePdf([{ content }]), {});
  assert.ok(!text.lines.join("\n").includes("行政复议结果维持"), text.lines.join("\n"));
});

test("lines that only go down part the columns, however close the figures stand", async () => {
  const tall = [55, 180, 196, 212, 228].map((x) => rule(x, 86, x, 186)).join("");
  const figures = [100, 120, 140, 160].flatMap((y): Placed[] => [
    [`第${y}项`, 60, y],
    ...["12", "34", "56"].map((text, i): Placed => [text, 182.5 + 16 * i, y]),
  ]);
  const content = tall + figures.map((word) => words(...word)).join("");
  const { text } = await extract(handmadePdf([{ content }]), {});
  assert.deepEqual(text.lines, [
    "第100项\t12\t34\t56",
    "第120项\t12\t34\t56",
    "第140项\t12\t34\t56",
    "第160项\t12\t34\t56",
  ]);
});

test("where every other row is shaded, lines that stand as close as rows are parted by the shades", async () => {
  const shade = (y: number, height: number): string => `0.9 g 55 ${842 - y - height} 330 ${height} re f 0 g\n`;
  const figures = [
    ...row(98, "规章", "1", "2", "3"),
    ...row(116, "", "4", "5", "6"),
    ...row(134, "许可", "7", "8", "9"),
  ];
  const names: Placed[] = [
    ["不掌握相关", 60, 110],
    ["政府信息", 60, 122],
  ];
  const placed = [...figures.filter(([text]) => text !== ""), ...names].map((word) => words(...word)).join("");
  const { text } = await extract(handmadePdf([{ content: shade(89, 12) + shade(125, 12) + placed }]), {});
  assert.deepEqual(text.lines, ["规章\t1\t2\t3", "不掌握相关政府信息\t4\t5\t6", "许可\t7\t8\t9"]);
});

test("where it is not certain which name a row of numbers belongs to, the lines stay as they are", async () => {
  const got = await lines(
    ["不掌握相关", 110, 100],
    ["政府信息", 110, 112],
    ["需要另行", 110, 124],
    ["制作信息", 110, 136],
    ...[106, 118, 130].flatMap((y): Placed[] => [
      [String(y), 200, y],
      [String(y + 1), 260, y],
    ]),
  );
  assert.ok(
    got.every((line) => !line.includes("\t")),
    got.join("\n"),
  );
});

test("prose with figures in it is no table", async () => {
  const prose = "全年主动公开政府信息2231条，受理申请128件，办结";
  assert.deepEqual(await lines([prose, 60, 100], [prose, 60, 120], [prose, 60, 140]), [prose.repeat(3)]);
});

test("the name of a group written downwards beside its rows is one name, in one line or two, and no row loses its own", async () => {
  const down = (text: string, x: number, y: number): Placed[] => [...text].map((c, i): Placed => [c, x, y + 10 * i]);
  const got = await lines(
    ...down("不予公开", 60, 112),
    ...down("办理", 32, 130),
    ...down("结果", 20, 130),
    ...[100, 119, 138, 157].flatMap((y) => row(y, "", "1", "2", "3").filter(([text]) => text !== "")),
    ["予以公开", 90, 100],
    ["国家秘密", 90, 119],
    ["内部事务", 90, 138],
    ["过程信息", 90, 157],
  );
  assert.deepEqual(
    got.map((line) => line.split("\t").at(-4)),
    ["予以公开", "国家秘密", "内部事务", "过程信息"],
  );
  assert.ok(got.some((line) => line.includes("办理结果")));
  assert.ok(got.some((line) => line.includes("不予公开")));
});

const narrow = (y: number, name: string, ...numbers: string[]): Placed[] => [
  [name, 60, y],
  ...numbers.flatMap((number, i): Placed[] => {
    const parts = number.split("/");
    return parts.map(
      (part, n): Placed => [part, (COLUMNS[i] ?? 0) - 2.8 * part.length, y + 11 * (n - (parts.length - 1) / 2)],
    );
  }),
];

test("numbers for which their columns are too narrow are read whole, and a warning says so", async () => {
  const page = [
    ...narrow(100, "规章", "1", "20", "3"),
    ...narrow(130, "文件", "123/4", "0", "555/55"),
    ...narrow(160, "许可", "123", "7", "9"),
    ...narrow(190, "强制", "0", "876/5", "4"),
  ];
  const content = page.map((word) => words(...word)).join("");
  const { text, warnings } = await extract(handmadePdf([{ content }]), {});
  assert.deepEqual(text.lines, ["规章\t1\t20\t3", "文件\t1234\t0\t55555", "许可\t123\t7\t9", "强制\t0\t8765\t4"]);
  assert.deepEqual(
    warnings.map(({ code, message }) => `${code} ${message.split(" ")[0]}`),
    ["page.wrapped_number 1234", "page.wrapped_number 55555", "page.wrapped_number 8765"],
  );
});

test("figures below each other that do not fill their column, or are as far apart as rows, never become one", async () => {
  const got = await lines(
    ...narrow(100, "规章", "1", "2000", "3"),
    ...narrow(130, "文件", "12/4", "0", "55/55"),
    ...narrow(160, "许可", "123", "7", "9999"),
    ...narrow(190, "强制", "0", "8/5", "4"),
  );
  for (const joined of ["124", "5555", "85"]) assert.ok(!got.some((line) => line.includes(joined)), got.join("\n"));
  const rows = await lines(...[100, 111, 122, 133].flatMap((y) => narrow(y, "", "123", "456", "789").slice(1)), [
    "规章",
    60,
    105,
  ]);
  assert.ok(!rows.some((line) => line.includes("123123")), rows.join("\n"));
});
