import assert from "node:assert/strict";
import test from "node:test";
import type { Extraction } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";

// What is tested here is our own reading, whether or not LibreOffice is there for what it leaves uncertain.
process.env.GONGKAI_LIBREOFFICE = "/is/not/here";

const FONTS =
  "{\\fonttbl{\\f0\\froman\\fcharset0 Times;}{\\f1\\fnil\\fcharset134 SimSun;}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset2 Wingdings;}}";
/** Characters as `\u` says them, for readers of Unicode; the file is ASCII. */
const u = (text: string): string =>
  [...text].map((c) => (c <= "~" ? c : `\\u${(c.charCodeAt(0) << 16) >> 16}?`)).join("");
const read = (body: string): Promise<Extraction> =>
  extract(Buffer.from(`{\\rtf1\\ansi\\ansicpg936\\deff0${FONTS}${body}}`, "latin1"), { fileName: "报告.doc" });
const lines = async (body: string): Promise<string[]> => (await read(body)).text.lines.filter((line) => line !== "");

const layout = (edges: number[], flags: string[] = []): string =>
  `\\trowd\\trleft0${edges.map((edge, i) => `${flags[i] ?? ""}\\cellx${edge}`).join("")}`;
const row = (definition: string, ...cells: string[]): string =>
  `${definition}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join("")}\\row\\pard `;
const figure = (content: string): string => row(layout([1000, 2000]), u("规章"), content);

test("Chinese is read as bytes of the font's code page, as bytes of the document's, and as Unicode", async () => {
  for (const text of [
    "\\f1\\'b9\\'e6\\'d5\\'c2",
    "\\'b9\\'e6\\'d5\\'c2",
    "\\f1\\loch\\af0\\hich\\af0\\dbch\\f1 \\'b9\\'e6\\'d5\\'c2",
    "\\uc2\\u-30268\\'b9\\'e6\\u31456\\'d5\\'c2",
    "{\\upr{??}{\\*\\ud{\\u-30268?\\u31456?}}}",
  ])
    assert.deepEqual(await lines(`{${text}}\\par`), ["规章"], text);
});

test("a figure in pieces is one figure, and only what a reader sees of it counts", async () => {
  for (const content of [
    "1{2}",
    "{\\deleted 5}{\\revised 12}",
    "{\\v 5}12",
    "{\\v 5\\v0 12}",
    "{\\strike 5}12",
    "{\\striked1 5}12",
    "{\\strike\\plain 12}",
    "{\\field{\\*\\fldinst SUM(ABOVE)5}{\\fldrslt 12}}",
    "12{\\*\\bkmkstart _GoBack5}",
    "{\\*\\generator 5;}12{\\pict\\wmetafile8 0102}",
    "{\\f2 12}",
    "1\r\n2",
    "1\\-2",
  ])
    assert.deepEqual(await lines(figure(content)), ["规章\t12"], content);
});

test("a raised number is no digit of the figure before it, and a symbol without a meaning is no figure", async () => {
  assert.deepEqual(await lines(figure("12{\\super 1}")), ["规章\t12¹"]);
  assert.deepEqual(await lines(figure("{\\f3 1}")), ["规章\t\uFFFD"]);
});

test("merged cells and rows that begin further right keep every column", async () => {
  const table = [
    row(layout([1000, 3000], ["\\clvmgf"]), u("项目"), u("申请人")),
    row(layout([1000, 2000, 3000], ["\\clvmrg"]), "", u("自然人"), u("总计")),
    row(layout([990, 1500, 2000, 3000], ["", "\\clmgf", "\\clmrg"]), u("新收"), "1", "", "2"),
    row("\\trowd\\trleft1000\\cellx2000\\cellx3000", "3", "4"),
  ];
  assert.deepEqual(await lines(table.join("")), ["项目\t申请人\t", "\t自然人\t总计", "新收\t1\t2", "\t3\t4"]);
});

test("a table within a cell that lays out the page stays a table", async () => {
  const inner = (...cells: string[]): string =>
    `\\pard\\intbl\\itap2 ${cells.map((cell) => `${cell}\\nestcell{\\nonesttables\\par}`).join("")}{\\*\\nesttableprops${layout([500, 900])}\\nestrow}`;
  const body = `${layout([2000])}\\pard\\intbl ${u("二、公开")}\\par ${inner(u("规章"), "12")}${inner(u("文件"), "3")}\\pard\\intbl\\itap1 \\cell\\row`;
  assert.deepEqual(await lines(body), ["二、公开", "规章\t12", "文件\t3"]);
});

test("a file of TextEdit, whose paragraphs end where the source's lines do, keeps them apart", async () => {
  assert.deepEqual(await lines("\\f1 \\'b9\\'e6\\'d5\\'c2\\\n12\\\n"), ["规章", "12"]);
});

test("a list's numbers, boxes of text and notes are read; heads and feet are not", async () => {
  const body = [
    `{\\header ${u("页眉")}\\par}{\\footer 3\\par}`,
    `{\\listtext\\pard\\plain ${u("一、")}\\tab}${u("总体")}\\par `,
    `{\\listtext\\f3 l\\tab}${u("甲")}{\\*\\footnote ${u("含自然失效29件")}}\\par `,
    `{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 5}}{\\shptxt ${u("框中")}\\par}}{\\shprslt ${u("框中")}}}${u("乙")}\\par `,
  ];
  assert.deepEqual(await lines(body.join("")), ["一、总体", "甲", "乙", "框中", "含自然失效29件"]);
});

test("a table whose layout does not fit its cells is read row by row, and a warning names it", async () => {
  const { text, warnings } = await read(row(layout([1000]), u("规章"), "12"));
  assert.deepEqual(
    [text.lines, warnings.map(({ code, at }) => [code, at])],
    [["规章\t12"], [["rtf.spans_uncertain", "table 1"]]],
  );
});

test("a file that ends before its groups do is called cut short, and one that nests without end is refused", async () => {
  const whole = Buffer.from(`{\\rtf1\\ansi{\\b ${figure("12")}}}`);
  assert.deepEqual((await extract(whole, {})).text.lines, ["规章\t12"]);
  await assert.rejects(extract(whole.subarray(0, whole.length - 1), {}), { code: "truncated" });
  await assert.rejects(extract(Buffer.from(`{\\rtf1${"{".repeat(100_000)}`), {}), { code: "too_large" });
  await assert.rejects(read("\\par"), { code: "empty" });
});

test("the number of a list is no digit of the figure behind it", async () => {
  assert.deepEqual(await lines(figure("{\\listtext 1\\tab }12")), ["规章\t1 12"]);
});
