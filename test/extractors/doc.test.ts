import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import {
  cell,
  definition,
  type HandmadeParagraph,
  type HandmadeRun,
  handmadeDoc,
  p,
  rowEnd,
  sprm,
  word,
} from "./handmade-doc.ts";

// What is tested here is our own reading, whether or not LibreOffice is there for what it leaves uncertain.
process.env.GONGKAI_LIBREOFFICE = "/is/not/here";

const lines = async (paragraphs: HandmadeParagraph[], notes: HandmadeParagraph[] = []): Promise<string[]> =>
  (await extract(handmadeDoc(paragraphs, notes), {})).text.lines.filter((line) => line !== "");

const [HIDDEN, STRUCK, DELETED, INSERTED] = [0x083c, 0x0837, 0x0800, 0x0801].map((code) => sprm(code, 1));
const SPECIAL = sprm(0x0855, 1);
const looks = (text: string, changes: number[] | undefined): HandmadeRun => ({ text, changes: changes ?? [] });
const figure = (...runs: (HandmadeRun | string)[]): HandmadeParagraph[] => [
  cell("规章"),
  cell(...runs),
  rowEnd(definition([0, 1000, 2000])),
];
const [STARTS, CONTINUES] = [0x60, 0x20];

test("a figure in pieces is one figure, and only what a reader sees of it counts", async () => {
  for (const content of [
    ["1", "2"],
    [looks("5", DELETED), looks("12", INSERTED)],
    [looks("5", HIDDEN), "12"],
    [looks("5", STRUCK), "12"],
    [looks("5", sprm(0x2a53, 1)), "12"],
    [looks("\x13", SPECIAL), "SUM(ABOVE)5", looks("\x14", SPECIAL), "12", looks("\x15", SPECIAL)],
    [looks("\x13", SPECIAL), "12"],
    ["12", looks("\x02", SPECIAL)],
    ["1\x1f2"],
  ])
    assert.deepEqual(await lines(figure(...content)), ["规章\t12"], JSON.stringify(content));
});

test("a raised number is no digit of the figure before it, and a symbol without a meaning is no figure", async () => {
  assert.deepEqual(await lines(figure("12", looks("1", sprm(0x2a48, 1)))), ["规章\t12¹"]);
  const symbol = looks("(", [...SPECIAL, ...sprm(0x6a09, ...word(3), ...word(0xf031))]);
  assert.deepEqual(await lines(figure(symbol)), ["规章\t\uFFFD"]);
});

test("merged cells, rows that begin further right and deleted rows keep every column", async () => {
  const table = [
    cell("项目"),
    cell("申请人"),
    rowEnd(definition([0, 1000, 3000], [STARTS])),
    cell(""),
    cell("自然人"),
    cell("总计"),
    rowEnd(definition([0, 1000, 2000, 3000], [CONTINUES])),
    cell("新收"),
    cell("1"),
    cell(""),
    cell("2"),
    rowEnd([...definition([8, 990, 1500, 2000, 3000]), ...sprm(0x5624, 1, 3)]),
    cell("3"),
    cell("4"),
    rowEnd(definition([1000, 2000, 3000])),
  ];
  assert.deepEqual(await lines(table), ["项目\t申请人\t", "\t自然人\t总计", "新收\t1\t2", "\t3\t4"]);
});

test("cells merged in their row are one, by either description of the format", async () => {
  for (const flags of [
    [0, 1, 2],
    [0, 2, 1],
    [0, 3, 1],
  ]) {
    const document = [
      ...figure("1"),
      cell("新收"),
      cell("2"),
      cell(""),
      rowEnd(definition([0, 1000, 1500, 2000], flags)),
    ];
    assert.deepEqual(await lines(document), ["规章\t1", "新收\t2"], String(flags));
  }
});

test("text of one byte a character is read with its looks", async () => {
  const bytes = handmadeDoc([p("a", looks("5", HIDDEN), "\x93b\x94"), p("12")], [], { width: 1 });
  assert.deepEqual((await extract(bytes, {})).text.lines, ["a“b”", "", "12"]);
});

test("a row is gone where its mark and all of its text are deleted, not where only its mark is", async () => {
  const row = (...cells: (HandmadeRun | string)[]): HandmadeParagraph[] => [
    ...cells.map((content) => cell(content)),
    rowEnd(definition([0, 1000, 2000]), DELETED),
  ];
  const document = [...figure("1"), ...row(looks("旧", DELETED), looks("5", DELETED)), ...row("新", "2")];
  assert.deepEqual(await lines(document), ["规章\t1", "新\t2"]);
});

test("a table within a cell that lays out the page stays a table", async () => {
  const inner = (changes: number[]): number[] => [...sprm(0x2416, 1), ...sprm(0x6649, 2, 0, 0, 0), ...changes];
  const innerCell = (text: string): HandmadeParagraph => ({ ...p(text), changes: inner(sprm(0x244b, 1)) });
  const innerEnd = { ...p(), changes: inner([...sprm(0x244c, 1), ...definition([0, 500, 900])]) };
  const document = [
    { ...p("二、公开"), changes: sprm(0x2416, 1) },
    innerCell("规章"),
    innerCell("12"),
    innerEnd,
    innerCell("文件"),
    innerCell("3"),
    innerEnd,
    cell(""),
    rowEnd(definition([0, 2000])),
  ];
  assert.deepEqual(await lines(document), ["二、公开", "规章\t12", "文件\t3"]);
});

test("a table whose layout does not fit its cells is read row by row, and a warning names it", async () => {
  for (const layout of [[], definition([0, 1000]), definition([0, 2000, 1000])]) {
    const { text, warnings } = await extract(handmadeDoc([p("一"), cell("规章"), cell("12"), rowEnd(layout)]), {});
    assert.deepEqual(text.lines, ["一", "", "规章\t12"]);
    assert.deepEqual(
      warnings.map(({ code, at }) => [code, at]),
      [["doc.spans_uncertain", "table 1"]],
    );
  }
});

test("notes stand at the end, and a cell's place is its table, row and cell as the file counts them", async () => {
  const table = [...figure("1"), ...figure("2")];
  const { text } = await extract(handmadeDoc([p("一"), ...table], [p("含自然失效29件")]), {});
  assert.deepEqual(text.lines, ["一", "", "规章\t1", "规章\t2", "", "含自然失效29件"]);
  assert.deepEqual(
    [text.place(0, 0), text.place(3, 1), text.place(5, 0)],
    ["paragraph 1", "table 1 row 2 cell 2", "note 1"],
  );
});

test("tracked changes are named in a warning, a password is called one, and a document of pictures needs OCR", async () => {
  const { warnings } = await extract(handmadeDoc([p("12", looks("5", DELETED))]), {});
  assert.deepEqual(
    warnings.map((w) => w.code),
    ["doc.tracked_changes"],
  );
  await assert.rejects(extract(handmadeDoc([p("十二")], [], { flags: 0x0100 }), {}), { code: "encrypted" });
  await assert.rejects(extract(handmadeDoc([p(looks("\x01", SPECIAL))]), {}), { code: "needs_ocr" });
  await assert.rejects(extract(handmadeDoc([p("")]), {}), { code: "empty" });
});
