import assert from "node:assert/strict";
import test from "node:test";
import type { Extraction } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { type HandmadePage, handmadePdf, rule, ruledTable, words } from "./handmade-pdf.ts";

const read = (page: HandmadePage): Promise<Extraction> => extract(handmadePdf([page]), {});
const linesOf = ({ text }: Extraction): string[] => text.lines.filter((line) => line !== "");
/** An area from its top left corner, origin top left. */
const area = (x: number, y: number, width: number, height: number): string =>
  `${x} ${842 - y - height} ${width} ${height} re f\n`;
const TABLE = [
  ["规章", "12"],
  ["许可", "30"],
];
const table = ruledTable(TABLE, 60, 100, 80, 20);
/** The same with the place of 规章 empty. */
const withABlank = ruledTable(
  [
    ["规章", ""],
    ["许可", "30"],
  ],
  60,
  100,
  80,
  20,
);

test("figures in the colour of the paper are not read, and a warning says that they are there", async () => {
  const extraction = await read({ content: `${table}1 g ${words("99", 160, 114)}0 g` });
  assert.deepEqual(linesOf(extraction), ["规章\t12", "许可\t30"]);
  assert.equal(extraction.warnings[0]?.code, "page.hidden_text");
});

test("white names on a dark head are read like any others", async () => {
  const head = `0 0 0.5 rg ${area(60, 100, 160, 20)}1 g ${words("规章", 64, 114)}${words("12", 144, 114)}0 g\n`;
  const extraction = await read({
    content:
      head +
      ruledTable(
        [
          ["", ""],
          ["许可", "30"],
        ],
        60,
        100,
        80,
        20,
      ),
  });
  assert.deepEqual(linesOf(extraction), ["规章\t12", "许可\t30"]);
  assert.deepEqual(extraction.warnings, []);
});

test("a figure that was painted over and written anew says what was written last", async () => {
  const content = `${table}1 g ${area(142, 102, 76, 16)}0 g ${words("15", 144, 114)}`;
  assert.deepEqual(linesOf(await read({ content })), ["规章\t15", "许可\t30"]);
});

test("a figure marked with a highlighter stays read", async () => {
  const content = `${table}q /Marker gs 1 1 0 rg ${area(142, 102, 76, 16)}Q\n`;
  const resources = "/ExtGState << /Marker << /BM /Multiply >> >>";
  assert.deepEqual(linesOf(await read({ content, resources })), ["规章\t12", "许可\t30"]);
});

test("a figure typed into a form's field is read where it stands", async () => {
  const field =
    "/Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (12) /F 4 /Rect [142 724 218 740] /AP << /N 101 0 R >>";
  const drawn = "/Tx BMC q BT /F1 10 Tf 2 4 Td (12) Tj ET Q EMC";
  const look = `<< /Type /XObject /Subtype /Form /BBox [0 0 76 16] /Resources << /Font << /F1 3 0 R >> >> /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`;
  const objects = new Map([
    [100, `<< ${field} >>`],
    [101, look],
  ]);
  const attached = { objects, catalog: "/AcroForm << /Fields [100 0 R] >>" };
  const pdf = handmadePdf([{ content: withABlank, entries: "/Annots [100 0 R]" }], undefined, attached);
  assert.deepEqual(linesOf(await extract(pdf, {})), ["规章\t12", "许可\t30"]);
});

test("a figure that a line strikes out is not read, and a warning says so; one that is underlined is", async () => {
  const old = words("9", 180, 114);
  const struck = await read({ content: `${table}${old}${rule(179, 110.5, 187, 110.5)}` });
  assert.deepEqual(linesOf(struck), ["规章\t12", "许可\t30"]);
  assert.equal(struck.warnings[0]?.code, "page.struck_out");
  const underlined = await read({ content: `${table}${rule(143, 115, 156, 115)}` });
  assert.deepEqual([linesOf(underlined), underlined.warnings], [["规章\t12", "许可\t30"], []]);
});

const shownAs = async (figure: string, entries = ""): Promise<Extraction> =>
  read({
    content: `${withABlank}${words("一、主动公开政府信息情况", 60, 90)}${figure}`,
    entries,
  });

test("a figure printed upside down or mirrored among upright ones is not read as one of them", async () => {
  for (const [matrix, from] of [
    ["-1 0 0 -1", 170],
    ["-1 0 0 1", 170],
    ["1 0 0 -1", 150],
  ] as const) {
    const lines = linesOf(await shownAs(`BT /F1 10 Tf ${matrix} ${from} 730 Tm (16) Tj ET\n`));
    assert.deepEqual(lines.slice(1), ["规章\t\uFFFD\uFFFD", "许可\t30"], matrix);
  }
});

test("text typed over a page whose look every viewer makes up is not left out in silence", async () => {
  const note = (contents: string, more = ""): string =>
    `/Annots [<< /Type /Annot /Subtype /FreeText /Rect [144 724 176 738] /Contents (${contents}) /DA (/Helv 9 Tf 0 g) ${more} >>]`;
  const over = await shownAs(words("5", 144, 114), note("12"));
  assert.match(linesOf(over)[1] ?? "", /^规章\t5.*\uFFFD/);
  assert.deepEqual(
    over.warnings.map(({ code }) => code),
    ["page.undecoded"],
  );
  for (const none of [note(""), note("12", "/F 2")])
    assert.equal(linesOf(await shownAs(words("5", 144, 114), none))[1], "规章\t5");
});

test("a digit that the font draws otherwise than the file says it reads is no figure", async () => {
  const cmap =
    "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 10 beginbfrange <30> <39> <0030> endbfrange 1 beginbfchar <33> <0038> endbfchar endcmap";
  const said = async (encoding: string, toUnicode: string): Promise<string | undefined> => {
    const objects = new Map([
      [3, `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding ${encoding} /ToUnicode 100 0 R >>`],
      [100, `<< /Length ${toUnicode.length} >>\nstream\n${toUnicode}\nendstream`],
    ]);
    return linesOf(await extract(handmadePdf([{ content: table }], undefined, { objects, catalog: "" }), {}))[1];
  };
  const eight = "<< /Type /Encoding /Differences [51 /eight] >>";
  assert.equal(await said("/WinAnsiEncoding", cmap), "许可\t\uFFFD0");
  assert.equal(await said("/WinAnsiEncoding", cmap.replace("<33> <0038>", "<33> <0033>")), "许可\t30");
  assert.equal(await said("/WinAnsiEncoding", cmap.replace("<33> <0038>", "<33> <FF13>")), "许可\t３0");
  assert.equal(await said(eight, cmap), "许可\t80");
});

test("figures in a font that a browser makes of drawings, whose own axis points down, are read", async () => {
  const cmap =
    "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <30> <39> <FF10> endbfrange endcmap";
  const drawing = "1000 0 0 -900 1000 0 d1 0 -900 900 900 re f";
  const names = [..."0123456789"].map((digit) => `/g${digit}`);
  const objects = new Map([
    [
      3,
      `<< /Type /Font /Subtype /Type3 /FontBBox [0 -900 1000 0] /FontMatrix [0.001 0 0 -0.001 0 0] /CharProcs << ${names.map((name) => `${name} 101 0 R`).join(" ")} >> /Encoding << /Type /Encoding /Differences [48 ${names.join(" ")}] >> /FirstChar 48 /LastChar 57 /Widths [${names.map(() => 1000).join(" ")}] /Resources << >> /ToUnicode 100 0 R >>`,
    ],
    [100, `<< /Length ${cmap.length} >>\nstream\n${cmap}\nendstream`],
    [101, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`],
  ]);
  assert.deepEqual(linesOf(await extract(handmadePdf([{ content: table }], undefined, { objects, catalog: "" }), {})), [
    "规章\t１２",
    "许可\t３０",
  ]);
});
