import assert from "node:assert/strict";
import test from "node:test";
import { read as readByLibrary, write } from "@e965/xlsx";
import { type Extraction, UnreadableError } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { keysOf } from "../carriers/keys.ts";
import { converted, hasOffice } from "../carriers/office.ts";
import { text } from "../carriers/text.ts";
import { NUMBERS, PROSE, SHEETS, STRINGS, UNSEEN, type XlsxLook, xlsx } from "../carriers/xlsx.ts";
import type { SourceBlock } from "../generate/blocks.ts";
import { numberedReport, tableLines } from "./report.ts";
import { zip } from "./zip.ts";

const TITLE = "某市某区人民政府2021年政府信息公开工作年度报告";
const said = (lines: readonly string[]): string[] => lines.filter((line) => line !== "");
/** A sheet's rows are as wide as the sheet; a clause alone in its row is a line of its own or one of the table. */
const untailed = (lines: readonly string[]): string[] => said(lines).map((line) => line.replace(/\t+$/, ""));

const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** A workbook of one sheet called 统计表; `parts` are added to it or take the place of its own. */
function handmade(sheet: string, parts: Record<string, string> = {}): Uint8Array {
  const all: Record<string, string> = {
    "xl/workbook.xml": `<workbook ${NAMESPACES}><sheets><sheet name="统计表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Type="…/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="…/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": `<styleSheet ${NAMESPACES}/>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${NAMESPACES}>${sheet}</worksheet>`,
    ...parts,
  };
  return zip(Object.entries(all).map(([name, xml]) => ({ name, data: Buffer.from(xml) })));
}

const styles = (...formats: string[]): Record<string, string> => ({
  "xl/styles.xml": `<styleSheet ${NAMESPACES}><numFmts>${formats.map((f, i) => `<numFmt numFmtId="${200 + i}" formatCode="${f.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts><fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${200 + i}"/>`).join("")}<xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`,
});
const row = (r: number, cells: string, attributes = ""): string => `<row r="${r}" ${attributes}>${cells}</row>`;
const cell = (address: string, words: string): string => `<c r="${address}" t="inlineStr"><is><t>${words}</t></is></c>`;
const data = (rows: string): string => `<sheetData>${rows}</sheetData>`;
const read = async (bytes: Uint8Array): Promise<Extraction> => extract(bytes, {});
const lines = async (bytes: Uint8Array): Promise<string[]> => said((await read(bytes)).text.lines);
const codes = ({ warnings }: Extraction): string[] => warnings.map((w) => w.code);
const refused = (bytes: Uint8Array, code: string, message: RegExp): Promise<void> =>
  assert.rejects(
    extract(bytes, {}),
    (error) => error instanceof UnreadableError && error.code === code && message.test(error.message),
  );

const LOOKS: XlsxLook[] = [
  ...keysOf(STRINGS).map((strings) => ({ strings })),
  ...keysOf(NUMBERS).map((numbers) => ({ numbers })),
  ...SHEETS.map((sheets) => ({ sheets })),
  ...PROSE.map((prose) => ({ prose, offset: 2 })),
  ...UNSEEN.map((unseen) => ({ unseen, offset: 1 })),
];

for (const [i, look] of LOOKS.entries())
  test(`every cell comes out of a workbook in its row and column: ${JSON.stringify(look)}`, async () => {
    const blocks = numberedReport(i % 2 === 0 ? "2021" : "2019", 2);
    const extraction = await extract(xlsx(TITLE, blocks, look), { fileName: "报告" });
    const truth = untailed(text(blocks).split("\n"));
    const names = look.sheets === "a sheet a table" ? ["表1", "表2", "表3", "其他"] : [];
    assert.deepEqual(
      untailed(extraction.text.lines).filter((line) => !names.includes(line)),
      truth,
    );
    assert.equal(extraction.meta.title, TITLE);
    const isPartlyHidden = look.unseen === "hidden rows, columns and sheets";
    assert.deepEqual(codes(extraction), isPartlyHidden ? ["sheet.hidden", "sheet.hidden"] : []);
  });

test("the rows of a table are as wide as it is, and each cell says where it stands", async () => {
  const blocks: SourceBlock[] = numberedReport("2021", 1);
  const { text: extracted } = await read(xlsx(TITLE, blocks));
  const last = extracted.lines.findLastIndex((line) => line.startsWith("四、结转"));
  assert.equal(
    extracted.lines[last],
    tableLines(text(blocks).split("\n")).find((line) => line.startsWith("四、结转")),
  );
  assert.match(extracted.place(last, 3) ?? "", /^sheet Sheet1 cell D\d+$/);
});

test("numbers read as they are shown", async () => {
  const shown: [format: string, value: string, text: string][] = [
    ["General", "0.30000000000000004", "0.3"],
    ["0.00", "12.345", "12.35"],
    ["0.00", "1.005", "1.01"],
    ["#,##0", "1234567", "1,234,567"],
    ["0%", "0.125", "13%"],
    ["0_ ", "7", "7"],
    ["0件", "5", "5件"],
    ['0"件"', "5", "5件"],
    ["G/通用格式", "12.5", "12.5"],
    ["[红色]0", "5", "5"],
    ['0!.0,"万"', "123456", "12.3万"],
    ["0\\.0000", "123456", "12.3456"],
    ["[DBNum1][$-804]General", "12", "12"],
    ['yyyy"年"m"月"d"日";@', "44562", "2022年1月1日"],
    [";;;", "5", ""],
    ["0;-0;;@", "0", ""],
    ['_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', "0", "-"],
  ];
  const cells = shown.map(([, value], i) =>
    row(i + 1, `${cell(`A${i + 1}`, "项")}<c r="B${i + 1}" s="${i + 1}"><v>${value}</v></c>`),
  );
  const extracted = await read(handmade(data(cells.join("")), styles(...shown.map(([format]) => format))));
  assert.deepEqual(
    said(extracted.text.lines).map((line) => line.split("\t")[1]),
    shown.map(([, , seen]) => seen),
  );
});

test("a number whose format nobody can follow is left out, and a warning says so", async () => {
  const bytes = handmade(
    data(row(1, `${cell("A1", "规章")}<c r="B1" s="1"><v>5</v></c><c r="C1"><v>6</v></c>`)),
    styles("0 Q"),
  );
  const extraction = await read(bytes);
  assert.deepEqual(said(extraction.text.lines), ["规章\t6"]);
  assert.deepEqual([codes(extraction), extraction.warnings[0]?.at], [["sheet.format"], "sheet 统计表 cell B1"]);
});

test("a formula gives what it was when the workbook was saved, and nothing where it never was calculated", async () => {
  const cells = `${cell("A1", "规章")}<c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1+2</f></c><c r="D1" t="e"><f>A9</f><v>#REF!</v></c><c r="E1" t="str"><f>""</f><v></v></c><c r="F1"><v>3</v></c>`;
  const extraction = await read(handmade(data(row(1, cells))));
  assert.deepEqual(said(extraction.text.lines), ["规章\t2\t#REF!\t3"]);
  assert.deepEqual([codes(extraction), extraction.warnings[0]?.at], [["sheet.uncalculated"], "sheet 统计表 cell C1"]);
});

test("what is struck out, covered by a merged cell or in a hidden row is not there", async () => {
  const rows = [
    row(1, `${cell("A1", "规章")}<c r="B1" s="1"><v>5</v></c><c r="C1"><v>6</v></c>`),
    row(2, `${cell("A2", "许可")}<c r="B2"><v>7</v></c><c r="C2"><v>8</v></c>`),
    row(3, `${cell("A3", "处罚")}<c r="B3"><v>9</v></c><c r="C3"><v>9</v></c>`, 'hidden="1"'),
  ];
  const merged = '<mergeCells><mergeCell ref="B2:C2"/></mergeCells>';
  const extraction = await read(handmade(data(rows.join("")) + merged, styles()));
  assert.deepEqual(said(extraction.text.lines), ["规章\t\t6", "许可\t7\t"]);
  assert.deepEqual(codes(extraction), ["sheet.hidden"]);
});

test("a box that floats above the sheet stands above its cells", async () => {
  const extraction = await read(
    handmade(data(row(3, cell("A3", "规章") + cell("B3", "1"))), {
      "xl/worksheets/_rels/sheet1.xml.rels":
        '<Relationships><Relationship Id="rId1" Type="…/drawing" Target="../drawings/drawing1.xml"/></Relationships>',
      "xl/drawings/drawing1.xml":
        "<xdr:wsDr><xdr:twoCellAnchor><xdr:from><xdr:row>0</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>2021年</a:t></a:r><a:r><a:t>统计表</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>",
    }),
  );
  assert.deepEqual(said(extraction.text.lines), ["2021年统计表", "规章\t1"]);
});

test("a line over the sheet's width, above, between or below its tables, is a paragraph", async () => {
  const rows = [
    row(1, cell("A1", "2021年统计表")),
    row(2, cell("C2", "单位：件")),
    row(3, cell("A3", "规章") + cell("B3", "1") + cell("C3", "2")),
    row(4, cell("A4", "以下为行政许可")),
    row(5, cell("A5", "许可") + cell("B5", "3") + cell("C5", "4")),
    row(7, cell("A7", "备注：无。")),
  ];
  const merged = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A4:C4"/></mergeCells>';
  const { text: extracted } = await read(handmade(data(rows.join("")) + merged));
  assert.deepEqual(
    extracted.lines.join("|"),
    "2021年统计表||单位：件||规章\t1\t2||以下为行政许可||许可\t3\t4||备注：无。",
  );
});

test("a row whose numbers are blank stays in its table", async () => {
  const rows = [
    row(1, cell("A1", "规章") + cell("B1", "1")),
    row(2, cell("A2", "许可")),
    row(3, cell("A3", "处罚") + cell("B3", "3")),
  ];
  assert.deepEqual(await lines(handmade(data(rows.join("")))), ["规章\t1", "许可\t", "处罚\t3"]);
});

test("a row whose frames end before the others' ends there; one whose last cell is empty does not", async () => {
  const framed = `<styleSheet ${NAMESPACES}><borders><border/><border><left style="thin"/></border></borders><cellXfs><xf/><xf borderId="1"/></cellXfs></styleSheet>`;
  const numbers = (r: number, ...texts: string[]): string =>
    row(r, texts.map((t, i) => `<c r="${"ABC".charAt(i)}${r}" s="1" t="str"><v>${t}</v></c>`).join(""));
  const rows =
    numbers(1, "规章", "1", "2") + numbers(2, "许可", "3") + numbers(3, "处罚", "4", "") + numbers(4, "强制", "5", "6");
  const bytes = handmade(data(rows), { "xl/styles.xml": framed });
  assert.deepEqual(await lines(bytes), ["规章\t1\t2", "许可\t3", "处罚\t4\t", "强制\t5\t6"]);
});

test("a sheet of a great many cells is read", async () => {
  const rows = Array.from(
    { length: 140_000 },
    (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c><c r="B${i + 1}"><v>1</v></c></row>`,
  );
  assert.equal((await lines(handmade(data(rows.join(""))))).length, 140_000);
});

test("a million empty cells, and a merged cell over the whole sheet, cost nothing", async () => {
  const empty = Array.from(
    { length: 300_000 },
    (_, i) => `<row r="${i + 2}" s="1"><c r="A${i + 2}" s="1"/></row>`,
  ).join("");
  const merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
  assert.deepEqual(await lines(handmade(data(row(1, cell("A1", "规章")) + empty) + merged)), ["规章"]);
});

test("XML that defines its own entities gets none of them", async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet ${NAMESPACES}>${data(row(1, cell("A1", "规章&b;")))}</worksheet>`;
  assert.deepEqual(await lines(handmade("", { "xl/worksheets/sheet1.xml": bomb })), ["规章&b;"]);
});

test("what is struck out in an Excel 97–2003 workbook is not there, and half of one is not read", async (t) => {
  if (!hasOffice()) return t.skip("no LibreOffice on this machine");
  const blocks = numberedReport("2021", 1);
  const look = { strings: "rich text, struck out and read aloud", numbers: "numbers kept as text" } as const;
  const [bytes = new Uint8Array()] = await converted([xlsx(TITLE, blocks, look)], "xlsx", "xls");
  assert.deepEqual(untailed((await read(bytes)).text.lines), untailed(text(blocks).split("\n")));
  for (const share of [0.3, 0.6, 0.9])
    await refused(bytes.subarray(0, bytes.length * share), "truncated", /damaged|cut/);
});

test("a workbook without text, or with a part missing, is called so", async () => {
  await refused(handmade(data("")), "empty", /empty/);
  await refused(handmade(data(""), { "xl/media/image1.png": "x" }), "needs_ocr", /OCR/);
  const relations =
    '<Relationships><Relationship Id="rId1" Type="…/worksheet" Target="worksheets/sheet2.xml"/></Relationships>';
  await refused(handmade(data(""), { "xl/_rels/workbook.xml.rels": relations }), "truncated", /统计表.*missing/);
});

for (const bookType of ["biff8", "xlsb", "xlml"] as const)
  test(`every cell comes out of a workbook of another kind: ${bookType}`, async () => {
    const blocks = numberedReport("2021", 2);
    const workbook = readByLibrary(xlsx(TITLE, blocks), { type: "array" });
    const bytes: Buffer = write(workbook, { bookType, type: "buffer" });
    const extraction = await extract(bytes, { fileName: "报告.et" });
    assert.deepEqual(untailed(extraction.text.lines), untailed(text(blocks).split("\n")));
    assert.equal(extraction.mediaType, "application/vnd.ms-excel");
  });

test("a negative number that is shown in red instead of with a sign stays negative", async () => {
  const rows = row(1, `${cell("A1", "增减")}<c r="B1" s="1"><v>-5</v></c><c r="C1" s="2"><v>-12</v></c>`);
  assert.deepEqual(await lines(handmade(data(rows), styles("0_ ;[红色]0", "0;0"))), ["增减\t-5\t-12"]);
});

test("white text on white, text that its format hides, and rows and columns without size are not there", async () => {
  const look = `<styleSheet ${NAMESPACES}><fonts><font/><font><color theme="0"/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"/></fill></fills><numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts><cellXfs><xf/><xf fontId="1"/><xf fontId="1" fillId="1"/><xf numFmtId="200"/></cellXfs></styleSheet>`;
  const text = (address: string, style: number): string => cell(address, "12").replace(" t=", ` s="${style}" t=`);
  const rows = row(
    1,
    `${cell("A1", "甲")}${text("B1", 1)}${text("C1", 2)}${text("D1", 3)}${cell("E1", "5")}${cell("F1", "乙")}`,
  );
  const flat = row(2, `${cell("A2", "丙")}${cell("C2", "5")}`, 'ht="0" customHeight="1"');
  const sheet = `<cols><col min="5" max="5" width="0" customWidth="1"/></cols>${data(rows + flat)}`;
  assert.deepEqual(await lines(handmade(sheet, { "xl/styles.xml": look })), ["甲\t12\t乙"]);
});
