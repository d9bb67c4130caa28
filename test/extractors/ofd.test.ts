import assert from "node:assert/strict";
import test from "node:test";
import { createCanvas } from "@napi-rs/canvas";
import { type Extraction, UnreadableError } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { readOfd } from "../../extractors/ofd/document.ts";
import { keysOf } from "../carriers/keys.ts";
import { ofd, PACKAGES, PAGES, RULES, TEXTS } from "../carriers/ofd.ts";
import { text } from "../carriers/text.ts";
import type { SourceBlock } from "../generate/blocks.ts";
import { numberedReport, tableLines } from "./report.ts";
import { zip } from "./zip.ts";

const TITLE = "某市某区人民政府2021年政府信息公开工作年度报告";
const said = (lines: readonly string[]): string[] => lines.filter((line) => line !== "");
const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** An OFD of one page: what its layer holds, and other parts, which take the place of those of the same name. */
function handmade(objects: string, others: Record<string, string | Uint8Array> = {}): Uint8Array {
  const parts: Record<string, string | Uint8Array> = {
    "OFD.xml": `<ofd:OFD ${NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    "Doc_0/Document.xml": `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="2" BaseLoc="Tpl.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>`,
    "Doc_0/Page.xml": page(objects),
    ...others,
  };
  return zip(Object.entries(parts).map(([name, data]) => ({ name, data: Buffer.from(data) })));
}

const page = (objects: string, before = ""): string =>
  `<ofd:Page ${NAMESPACE}>${before}<ofd:Content><ofd:Layer ID="1">${objects}</ofd:Layer></ofd:Content></ofd:Page>`;
const words = (inner: string, attributes = "", y = 20, more = ""): string =>
  `<ofd:TextObject ID="1" Font="1" Size="5" Boundary="20 ${y} 100 6" ${attributes}>${more}<ofd:TextCode X="0" Y="5" DeltaX="g 30 5">${inner}</ofd:TextCode></ofd:TextObject>`;
const lines = async (bytes: Uint8Array): Promise<string[]> => said((await extract(bytes, {})).text.lines);
const refused = (bytes: Uint8Array, code: string, message: RegExp): Promise<void> =>
  assert.rejects(
    extract(bytes, {}),
    (error) => error instanceof UnreadableError && error.code === code && message.test(error.message),
  );
const codes = ({ warnings }: Extraction): string[] => warnings.map((w) => w.code);

for (const [respect, looks] of [
  ["text", keysOf(TEXTS)],
  ["rules", keysOf(RULES)],
  ["parts", keysOf(PACKAGES)],
  ["pages", keysOf(PAGES)],
  ["nested", [true]],
  ["signed", [true]],
] as const)
  for (const [i, look] of looks.entries())
    test(`every cell comes out of an OFD: ${respect} ${String(look)}`, async () => {
      const blocks = numberedReport(i % 2 === 0 ? "2021" : "2019", 3 + (i % 5));
      const extraction = await extract(ofd(TITLE, blocks, { [respect]: look }), { fileName: "报告" });
      const truth = said(text(blocks).split("\n"));
      assert.deepEqual(tableLines(extraction.text.lines), tableLines(truth));
      assert.deepEqual(said(extraction.text.lines), truth);
      assert.deepEqual(
        [extraction.mediaType, extraction.meta.title, extraction.warnings],
        ["application/ofd", TITLE, []],
      );
    });

for (const landscape of [false, true])
  for (const openAtBreaks of [false, true])
    for (const wholeRows of [false, true])
      test(`a table that runs over pages is one: ${landscape ? "landscape" : "portrait"}, cells ${openAtBreaks ? "open" : "closed"} at the break, rows ${wholeRows ? "whole" : "cut"}`, async () => {
        for (const paragraphs of [1, 6, 11]) {
          const blocks = numberedReport("2021", paragraphs);
          const bytes = ofd(TITLE, blocks, { layout: { landscape, openAtBreaks, wholeRows, align: "left" } });
          const untailed = (line: string): string => line.replace(/\t+$/, "");
          assert.deepEqual((await lines(bytes)).map(untailed), said(text(blocks).split("\n")).map(untailed));
        }
      });

test("an OFD cell says on which page and where it stands, in points", async () => {
  const { place } = (await extract(handmade(words("规章")), {})).text;
  assert.match(place(0, 0) ?? "", /^page 1 box 56\.7,58\.\d,85\.0,72\.6$/);
});

test("what is not shown is not taken: hidden, transparent, clipped away", async () => {
  const clip =
    '<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 11 6"><ofd:AbbreviatedData>M 0 0 L 11 0 L 11 6 L 0 6 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>';
  const objects = [
    words("规章"),
    words("甲", 'Visible="false"', 40),
    words("乙", 'Alpha="0"', 60),
    words("许可处罚", "", 80, clip),
    words("丙", 'Fill="false"', 100),
  ];
  assert.equal((await lines(handmade(objects.join("")))).join(""), "规章许可");
});

test("what is painted in the colour of the paper, or painted over, is not taken", async () => {
  const white = '<ofd:FillColor Value="255 255 255"/>';
  const cover = `<ofd:PathObject ID="5" Boundary="20 58 40 10" Stroke="false" Fill="true">${white}<ofd:AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>`;
  const black = cover.replace(white, "").replace('"20 58', '"20 78');
  const objects = [
    words("规章"),
    words("甲", "", 40, white),
    words("乙", "", 60) + cover,
    black + words("许可", "", 80, white),
  ];
  const extraction = await extract(handmade(objects.join("")), {});
  assert.equal(said(extraction.text.lines).join(""), "规章许可");
  assert.deepEqual(codes(extraction), ["page.hidden_text"]);
});

test("invisible text over the picture of a page is taken, and called what it is", async () => {
  const scan = `<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="4"/>${words("规章", 'Alpha="0"')}`;
  const extraction = await extract(handmade(scan), {});
  assert.deepEqual([said(extraction.text.lines), codes(extraction)], [["规章"], ["page.ocr_layer"]]);
});

test("a page of nothing but a picture needs OCR", async () => {
  await refused(handmade('<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="4"/>'), "needs_ocr", /OFD.*OCR/);
});

const glyphs = (codes: string, numbers: string): string =>
  words(
    codes,
    "",
    20,
    `<ofd:CGTransform CodePosition="0" CodeCount="${codes.length}" GlyphCount="${numbers.split(" ").length}"><ofd:Glyphs>${numbers}</ofd:Glyphs></ofd:CGTransform>`,
  );

test("text whose meaning only the font's glyphs tell is never read by its codes", async () => {
  await refused(handmade(glyphs("11111111", "5 6 7 8 9 10 11 12")), "needs_ocr", /OCR/);
  await refused(handmade(glyphs("12345678", "5 5 5 5 5 5 5 5")), "needs_ocr", /OCR/);
  await refused(handmade(glyphs("        ", "5 6 7 8 9 10 11 12")), "needs_ocr", /OCR/);
  await refused(handmade(glyphs("\uE001\uE002\uE003", "5 6 7")), "needs_ocr", /OCR/);
  assert.deepEqual(await lines(handmade(glyphs("行政许可１２", "5 6 7 8 9 10"))), ["行政许可１２"]);
});

test("vertical and turned text reads as it stands", async () => {
  const vertical =
    '<ofd:TextObject ID="1" Font="1" Size="5" Boundary="20 20 6 60"><ofd:TextCode X="0" Y="5" DeltaX="0 0 0" DeltaY="g 3 6">本年度办</ofd:TextCode></ofd:TextObject>';
  assert.deepEqual(await lines(handmade(words("理结果很多很多", "", 10) + vertical)), ["理结果很多很多", "本年度办"]);
  const turned = (inner: string, x: number): string =>
    `<ofd:TextObject ID="1" Font="1" Size="5" CTM="0 1 -1 0 ${x} 20" Boundary="0 0 210 297"><ofd:TextCode X="0" Y="0" DeltaX="g 20 5">${inner}</ofd:TextCode></ofd:TextObject>`;
  assert.equal((await lines(handmade(turned("行政许可", 100) + turned("行政处罚", 80)))).join(""), "行政许可行政处罚");
});

test("a drawing that holds itself, and a page of endless objects, are refused", async () => {
  const unit = `<ofd:Res ${NAMESPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="5" Width="1" Height="1"><ofd:Content>${'<ofd:CompositeObject ResourceID="5" Boundary="0 0 1 1"/>'.repeat(9)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`;
  const bytes = handmade('<ofd:CompositeObject ResourceID="5" Boundary="0 0 1 1"/>', { "Doc_0/PublicRes.xml": unit });
  await refused(bytes, "too_large", /more than any page/);
});

test("an encrypted OFD, and one whose pages or templates are missing, is not read in part", async () => {
  await refused(handmade(words("规章"), { "Encryptions.xml": "<Encryptions/>" }), "encrypted", /encrypted/);
  const two = `<ofd:Document ${NAMESPACE}><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/><ofd:Page ID="2" BaseLoc="Page_2.xml"/></ofd:Pages></ofd:Document>`;
  await refused(handmade(words("规章"), { "Doc_0/Document.xml": two }), "truncated", /page 2 is missing/);
  const template = page(words("规章"), '<ofd:Template TemplateID="2"/>');
  await refused(handmade("", { "Doc_0/Page.xml": template }), "truncated", /template of page 1 is missing/);
});

test("a template in the page's paper, GBK, and names relative to the package are read", async () => {
  const gbk = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="GBK"?>'),
    Buffer.from(page(words("@"), '<ofd:Template TemplateID="2"/>').replace("@", "\u00b9\u00e6\u00d5\u00c2"), "latin1"),
  ]);
  const bytes = handmade("", {
    "Doc_0/Page.xml": gbk,
    "Doc_0/Tpl.xml": page(words("许可", "", 60)),
    "Doc_0/Document.xml": `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:TemplatePage ID="2" BaseLoc="Doc_0/Tpl.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1"><ofd:BaseLoc>Doc_0\\Page.xml</ofd:BaseLoc></ofd:Page></ofd:Pages></ofd:Document>`,
  });
  assert.equal((await lines(bytes)).join(""), "规章许可");
});

test("a row whose last place is not drawn ends before it; one whose last place is empty does not", async () => {
  const rows = (last: { text: string }[]): SourceBlock[] => [
    {
      kind: "table",
      rows: [["规章", "10", "20"].map((t) => ({ text: t })), last, ["处罚", "30", "40"].map((t) => ({ text: t }))],
    },
  ];
  const short = ofd(TITLE, rows([{ text: "许可" }, { text: "25" }]));
  assert.deepEqual(await lines(short), ["规章\t10\t20", "许可\t25", "处罚\t30\t40"]);
  const blank = ofd(TITLE, rows([{ text: "许可" }, { text: "25" }, { text: "" }]));
  assert.deepEqual(await lines(blank), ["规章\t10\t20", "许可\t25\t", "处罚\t30\t40"]);
});

test("a page of several pictures is recognised whole or not at all: half of it would pass for all of it", async () => {
  const whole = createCanvas(20, 20).encodeSync("png");
  const image = (id: number, y: number): string =>
    `<ofd:ImageObject ID="${id}" Boundary="0 ${y} 210 100" CTM="210 0 0 100 0 0" ResourceID="${id}"/>`;
  const media = [3, 4].map(
    (id) => `<ofd:MultiMedia ID="${id}" Type="Image"><ofd:MediaFile>${id}.png</ofd:MediaFile></ofd:MultiMedia>`,
  );
  const drawn = async (second: Uint8Array): Promise<number> => {
    const document = handmade(image(3, 0) + image(4, 100), {
      "Doc_0/PublicRes.xml": `<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:MultiMedias>${media.join("")}</ofd:MultiMedias></ofd:Res>`,
      "Doc_0/Res/3.png": whole,
      "Doc_0/Res/4.png": second,
    });
    const pages = readOfd(document).draw?.([1]) ?? [];
    let count = 0;
    for await (const _ of pages) count++;
    return count;
  };
  assert.equal(await drawn(whole), 1);
  assert.equal(await drawn(whole.subarray(0, 30)), 0);
});
