import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { handmadePdf, words } from "./handmade-pdf.ts";

const SIZE = 8;
/** Where the text of each column may stand; between two of them are four points. */
const COLUMNS = [
  [60, 176],
  [180, 296],
  [300, 416],
  [420, 536],
] as const;
type Cell = string | { text: string; over: number };

/** A line of cells whose characters, all of full width, are set from side to side; one alone stands at the left. */
function spread(cells: Cell[], y: number): string {
  let column = 0;
  return cells
    .map((cell) => {
      const { text, over } = typeof cell === "string" ? { text: cell, over: 1 } : cell;
      const from = COLUMNS[column]?.[0] ?? NaN;
      const to = COLUMNS[column + over - 1]?.[1] ?? NaN;
      column += over;
      const pitch = text.length > 1 ? (to - from - SIZE) / (text.length - 1) : 0;
      return [...text].map((char, i) => words(char, from + i * pitch, y, SIZE)).join("");
    })
    .join("");
}

const table = (rows: Cell[][]): string => rows.map((row, i) => spread(row, 100 + 20 * i)).join("");

const lines = async (content: string): Promise<string[]> =>
  (await extract(handmadePdf([{ content }]), {})).text.lines.filter((line) => line !== "");

const HEAD: Cell[][] = [
  [{ text: "第二十条第（一）项", over: 4 }],
  ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
];

test("names set from side to side of cells that no lines part are one word each, and so are numbers set so", async () => {
  const found = await lines(
    table([
      ...HEAD,
      ["规章", "２８０１１", "３０５", "０"],
      ["行政规范性文件", "０", "８５６３", "７６５８"],
      ["行政许可", "１２", "０", "４"],
    ]),
  );
  assert.deepEqual(found.slice(-4), [
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
    "规章\t２８０１１\t３０５\t０",
    "行政规范性文件\t０\t８５６３\t７６５８",
    "行政许可\t１２\t０\t４",
  ]);
});

test("numbers of one digit that stand as evenly as a spread one's digits stay numbers of their own", async () => {
  const found = await lines(
    table([...HEAD, ["规章", "１", "２", "３"], ["行政规范性文件", "４", "５", "６"], ["行政许可", "７", "８", "９"]]),
  );
  assert.deepEqual(found.slice(-3), ["规章\t１\t２\t３", "行政规范性文件\t４\t５\t６", "行政许可\t７\t８\t９"]);
});

test("where a digit begins no column, no digits are taken for one number", async () => {
  const rows: Cell[][] = [
    ...HEAD,
    ["规章", "２８０１１", "３０５", "０"],
    ["行政规范性文件", "０", "８５６３", "７６５８"],
  ];
  const found = await lines(table(rows) + words("６", 350, 180, SIZE) + spread(["行政许可", "１２"], 180));
  assert.deepEqual(
    found.filter((line) => /[０-９]{2}/.test(line)),
    [],
  );
});
