import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { readNumber } from "../../pipeline/parser/words/index.ts";
import { zip } from "./zip.ts";

const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const STYLES =
  '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>';

/** What a workbook shows of a row with 3 and 4 and a formula's cell behind them. */
async function read(formula: string, calculation = "") {
  const parts = {
    "xl/workbook.xml": `<workbook ${NAMESPACES}><sheets><sheet name="统计表" sheetId="1" r:id="rId1"/></sheets>${calculation}</workbook>`,
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Type="…/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="…/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": `<styleSheet ${NAMESPACES}>${STYLES}</styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${NAMESPACES}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>总计</t></is></c><c r="B1"><v>3</v></c><c r="C1"><v>4</v></c>${formula}</row></sheetData></worksheet>`,
  };
  const { text, warnings } = await extract(
    zip(Object.entries(parts).map(([name, xml]) => ({ name, data: Buffer.from(xml) }))),
    {},
  );
  const shown = text.lines.flatMap((line) => line.split("\t")).slice(3);
  return { numbers: shown.map((one) => readNumber(one, "count", null).value), codes: warnings.map(({ code }) => code) };
}
const cell = (formula: string, stored: number): string => `<c r="D1"><f>${formula}</f><v>${stored}</v></c>`;
const ALWAYS = '<calcPr fullCalcOnLoad="1"/>';

test("the stored result of a sum is read where it is the sum of its numbers", async () => {
  for (const formula of ["SUM(B1:C1)", "B1+C1", "SUM(B1,C1)", " sum($B$1:$C$1) + 0", "SUM(A1:C1)"])
    assert.deepEqual(await read(cell(formula, 7), ALWAYS), { numbers: [7], codes: [] }, formula);
  assert.deepEqual(await read(cell("C1-B1", 1)), { numbers: [1], codes: [] });
});

test("the stored result of a sum that has other numbers now is not read, and a warning says so", async () => {
  for (const formula of ["SUM(B1:C1)", "B1+C1", "SUM(B1,C1)"])
    assert.deepEqual(await read(cell(formula, 8)), { numbers: [null], codes: ["sheet.stale"] }, formula);
});

test("what other formulas came to is read, but where the workbook asks for all to be calculated anew", async () => {
  for (const formula of ["ROUND(7.2,0)", "B1*C1-5", "其他!B7", "SUM(其他!B1:C1)"]) {
    assert.deepEqual(await read(cell(formula, 7)), { numbers: [7], codes: [] }, formula);
    assert.deepEqual(await read(cell(formula, 7), ALWAYS), { numbers: [null], codes: ["sheet.stale"] }, formula);
  }
});

test("a cell in the colour of the paper is left out, and a warning says so", async () => {
  assert.deepEqual((await read('<c r="D1" s="1"><v>5</v></c>')).codes, ["sheet.hidden_text"]);
});
