import assert from "node:assert/strict";
import test from "node:test";
import type { Extraction } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { type HandmadePage, handmadePdf, rule, ruledTable, words } from "./handmade-pdf.ts";

const read = (...pages: HandmadePage[]): Promise<Extraction> => extract(handmadePdf(pages), {});
const lines = async (...pages: HandmadePage[]): Promise<string[]> =>
  (await read(...pages)).text.lines.filter((l) => l !== "");
const TABLE_WITH_A_BLANK = ruledTable(
  [
    ["甲", ""],
    ["乙", "7"],
  ],
  60,
  100,
  60,
  20,
);
const page = (...parts: string[]): HandmadePage => ({ content: parts.join("") });

test("Chinese in a font that is not embedded is read by the character tables that come with the program", async () => {
  assert.deepEqual(
    await lines(
      page(
        ruledTable(
          [
            ["规章", "0"],
            ["行政许可", "12"],
          ],
          60,
          100,
          80,
          20,
        ),
      ),
    ),
    ["规章\t0", "行政许可\t12"],
  );
});

test("radicals that look like characters are read as those characters", async () => {
  assert.deepEqual(await lines(page(words("⼆、⼈⺠⾏政⻓", 60, 100))), ["二、人民行政长"]);
});

test("figures that are printed twice to look bold are read once", async () => {
  const bold = (x: number, y: number): string => words("10", x, y) + words("10", x + 0.3, y);
  const table = ruledTable(
    [
      ["规章", ""],
      ["许可", ""],
    ],
    60,
    100,
    80,
    20,
  );
  assert.deepEqual(await lines(page(table, bold(144, 114), bold(144, 134))), ["规章\t10", "许可\t10"]);
});

test("figures of neighbouring cells stay apart even where one text run writes them all", async () => {
  const table = ruledTable(
    [
      ["规章", "", ""],
      ["许可", "", ""],
    ],
    60,
    100,
    20,
    20,
  );
  const run = (y: number): string => `BT /F1 10 Tf 84 ${842 - y} Td [(1) -1444 (2)] TJ ET\n`;
  assert.deepEqual(await lines(page(table, run(114), run(134))), ["规章\t1\t2", "许可\t1\t2"]);
});

test("two figures one above the other in a cell never become one figure", async () => {
  const table = ruledTable(
    [
      ["规章", ""],
      ["许可", "7"],
    ],
    60,
    100,
    80,
    40,
  );
  assert.deepEqual(await lines(page(table, words("12", 144, 112), words("34", 144, 128))), ["规章\t12 34", "许可\t7"]);
});

test("a figure wrapped because its cell is full is one figure, and a warning says so", async () => {
  const table = ruledTable(
    [
      ["甲", ""],
      ["乙", "7"],
    ],
    60,
    100,
    40,
    40,
  );
  const extraction = await read(page(table, words("12345", 104, 115), words("67", 104, 126)));
  assert.deepEqual(extraction.text.lines, ["甲\t1234567", "乙\t7"]);
  assert.equal(extraction.warnings[0]?.code, "page.wrapped_number");
});

test("a number of a Chinese input method's wide digits, wrapped over three lines, is one number", async () => {
  const table = ruledTable(
    [
      ["甲", ""],
      ["乙", "7"],
    ],
    60,
    100,
    26,
    46,
  );
  const got = await lines(page(table, words("１２", 88, 112), words("３４", 88, 124), words("５", 88, 136)));
  assert.deepEqual(got, ["甲\t１２３４５", "乙\t7"]);
});

test("a footnote's raised number does not become the last digit of a figure", async () => {
  assert.deepEqual(await lines(page(TABLE_WITH_A_BLANK, words("12", 124, 114), words("2", 135.2, 110, 6))), [
    "甲\t12 2",
    "乙\t7",
  ]);
});

test("two figures printed over each other are no longer one figure, and bold type drawn twice is one", async () => {
  const printed = async (over: string, x: number): Promise<string | undefined> =>
    (await lines(page(TABLE_WITH_A_BLANK, words("12", 124, 114), words(over, x, 114))))[0];
  assert.equal(await printed("12", 124.3), "甲\t12");
  assert.equal(await printed("57", 124), "甲\t1 52 7");
  assert.equal(await printed("5", 125), "甲\t1 52");
});

test("a page turned by its /Rotate, and one whose text lies on its side, read like any other", async () => {
  const upright = ruledTable(
    [
      ["规章", "10"],
      ["许可", "20"],
    ],
    60,
    100,
    80,
    20,
  );
  const sideways = `q 0 1 -1 0 842 0 cm\n${upright}Q\n`;
  const want = ["规章\t10", "许可\t20"];
  assert.deepEqual(await lines({ content: upright, rotate: 180 }), want);
  assert.deepEqual(await lines({ content: upright, rotate: 90 }), want);
  assert.deepEqual(await lines({ content: sideways }), want);
  assert.deepEqual(await lines({ content: sideways, rotate: 90 }), want);
});

test("a table that lies on its side on an upright page reads like any other, with or without lines", async () => {
  const figures = [
    ["规章", "101", "102"],
    ["许可", "201", "202"],
    ["处罚", "301", "302"],
  ];
  const prose = ["一、总体情况", "本年无其他事项。"].map((text, i) => words(text, 60, 60 + 30 * i)).join("");
  const onItsSide = (table: string): string => `${prose}q 0 1 -1 0 700 -100 cm\n${table}Q\n`;
  const bare = figures.flatMap((row, r) => row.map((text, c) => words(text, 280 + 80 * c, 300 + 20 * r))).join("");
  for (const table of [ruledTable(figures, 280, 300, 80, 20), bare]) {
    const got = await lines(page(onItsSide(table)));
    assert.deepEqual(
      got.slice(-3),
      figures.map((row) => row.join("\t")),
    );
    assert.match(got[0] ?? "", /^一、总体情况/);
  }
});

test("a label written downwards, or turned on its side, reads as one", async () => {
  const frame = ruledTable(
    [
      ["", "10"],
      ["", "20"],
    ],
    60,
    100,
    80,
    60,
  );
  const downwards = [..."办理结果"].map((c, i) => words(c, 90, 112 + 12 * i)).join("");
  const turned = `q 0 1 -1 0 100 567 cm\n${words("办理结果", 60, 842)}Q\n`;
  assert.deepEqual(await lines(page(frame, downwards, turned)), ["办理结果\t10", "办理结果\t20"]);
});

test("a table that programs close at the foot of every page is one table, page numbers and running heads gone", async () => {
  const first = [
    ["一、新收", "1"],
    ["二、结转", "2"],
  ];
  const second = [
    ["三、办结", "3"],
    ["四、转下年", "4"],
  ];
  const { text } = await read(
    page(
      words("某区政府信息公开", 200, 40),
      words("一、总体情况", 60, 80),
      ruledTable(first, 60, 740, 80, 20),
      words("- 1 -", 290, 820),
    ),
    page(
      words("某区政府信息公开", 200, 40),
      ruledTable(second, 60, 60, 80, 20),
      words("五、问题", 60, 200),
      words("- 2 -", 290, 820),
    ),
  );
  assert.deepEqual(
    text.lines.filter((l) => l !== ""),
    ["一、总体情况", "一、新收\t1", "二、结转\t2", "三、办结\t3", "四、转下年\t4", "五、问题"],
  );
  const pages = ["二、结转", "三、办结"].map((label) =>
    text.place(
      text.lines.findIndex((l) => l.startsWith(label)),
      1,
    ),
  );
  assert.match(pages.join(" | "), /^page 1 box 140\.0,760\.0,220\.0,780\.0 \| page 2 box 140\.0,60\.0,220\.0,80\.0$/);
});

test("tables with other columns on the next page stay tables of their own", async () => {
  const extraction = await read(
    page(
      ruledTable(
        [
          ["规章", "1", "2"],
          ["规范", "3", "4"],
        ],
        60,
        760,
        80,
        20,
      ),
    ),
    page(
      ruledTable(
        [
          ["许可", "5"],
          ["处罚", "6"],
        ],
        60,
        60,
        120,
        20,
      ),
    ),
  );
  assert.deepEqual(extraction.text.lines, ["规章\t1\t2", "规范\t3\t4", "", "许可\t5", "处罚\t6"]);
});

test("a table open at its sides keeps its outer cells", async () => {
  const content = [100, 120, 140].map((y) => rule(60, y, 300, y)).join("") + rule(180, 100, 180, 140);
  assert.deepEqual(
    await lines(
      page(content, words("规章", 64, 114), words("1", 184, 114), words("许可", 64, 134), words("2", 184, 134)),
    ),
    ["规章\t1", "许可\t2"],
  );
});

test("where a line between two rows is missing, their figures stay apart", async () => {
  const content =
    [100, 140].map((y) => rule(60, y, 300, y)).join("") + [60, 180, 300].map((x) => rule(x, 100, x, 140)).join("");
  const got = await lines(
    page(content, words("规章", 64, 114), words("1", 184, 114), words("许可", 64, 134), words("2", 184, 134)),
  );
  assert.deepEqual(got, ["规章许可\t1 2"]);
});

test("what a page cuts off, lines and figures, is not part of its tables", async () => {
  const table = ruledTable(
    [
      ["看不见", "9"],
      ["规章", "12"],
      ["许可", "30"],
    ],
    60,
    100,
    80,
    20,
  );
  assert.deepEqual(await lines(page("q 0 0 595 722 re W n\n", table, "Q\n", words("五、问题", 60, 300))), [
    "规章\t12",
    "许可\t30",
    "五、问题",
  ]);
});
