import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { UnreadableError } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { docx } from "../carriers/docx.ts";
import { htmlPage } from "../carriers/html.ts";
import { cell, definition, handmadeDoc, p, rowEnd } from "./handmade-doc.ts";
import { handmadePdf, ruledTable, words } from "./handmade-pdf.ts";
import { ole } from "./ole.ts";
import { numberedReport } from "./report.ts";
import { type ZipPart, zip } from "./zip.ts";

const TITLE = "某区2021年政府信息公开工作年度报告";
const pdf = handmadePdf([
  {
    content:
      words("一、总体情况", 60, 60) +
      ruledTable(
        [
          ["规章", "10"],
          ["许可", "20"],
        ],
        60,
        100,
        80,
        20,
      ),
  },
  {
    content: ruledTable(
      [
        ["处罚", "30"],
        ["强制", "40"],
      ],
      60,
      60,
      80,
      20,
    ),
  },
]);
const word = await docx(TITLE, numberedReport("2021", 1));
const page = Buffer.from(htmlPage(TITLE, numberedReport("2021", 1)));

const refused = async (bytes: Uint8Array, code: string, message: RegExp, fileName = "报告.x"): Promise<void> => {
  await assert.rejects(extract(bytes, { fileName }), (error) => {
    assert.ok(error instanceof UnreadableError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.ok(error.message.startsWith(`${fileName}: `) && !error.message.includes("\n"), error.message);
    return true;
  });
};

test("an empty file, and one of blanks, is called empty", async () => {
  await refused(new Uint8Array(), "empty", /0 bytes/);
  await refused(Buffer.from(" \n\n"), "empty", /nothing but blanks/);
  await refused(Buffer.from("<html><body><script>1</script></body></html>"), "empty", /no text/);
});

test("a document that is locked is called encrypted, whatever wrote it", async () => {
  const locked =
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
  const odt = zip([
    { name: "mimetype", data: Buffer.from("application/vnd.oasis.opendocument.text") },
    { name: "content.xml", data: Buffer.from("x") },
    { name: "META-INF/manifest.xml", data: Buffer.from(locked) },
  ]);
  await refused(odt, "encrypted", /ODT.*password/);
  await refused(ole({ EncryptedPackage: Buffer.alloc(9) }), "encrypted", /password/, "报告.docx");
});

test("a page of nothing but images needs OCR", async () => {
  await refused(Buffer.from('<html><body><div id="zoom"><img src="1.jpg"></div></body></html>'), "needs_ocr", /images/);
});

test("a PDF or Word document that was cut short is called so, not read in part", async () => {
  for (const share of [0.1, 0.5, 0.9, 0.98]) {
    await refused(pdf.subarray(0, pdf.length * share), "truncated", /cut short/);
    await refused(word.subarray(0, word.length * share), "truncated", /cut short/);
  }
});

test("a ZIP that is an Office file but no whole document is called what it is, with what to do", async () => {
  const containing = (...names: string[]): Uint8Array => zip(names.map((name) => ({ name, data: Buffer.from("x") })));
  await refused(containing("[Content_Types].xml", "a.xml"), "unsupported", /Office file of a kind/, "报告.docx");
  await refused(containing("ppt/slides/slide1.xml"), "unsupported", /PPTX.*PDF/);
  await refused(containing("[Content_Types].xml", "xl/workbook.xml"), "truncated", /workbook is damaged/);
  await refused(containing("word/document.xml"), "truncated", /damaged/, "报告.docx");
});

test("kinds of document that nobody reads yet are named by content, whatever they are called", async () => {
  await refused(ole({ Workbook: Buffer.alloc(9) }), "truncated", /workbook/, "报告.doc");
  await refused(ole({ WordDocument: Buffer.alloc(9) }), "truncated", /damaged/, "报告.docx");
  await refused(ole({ WordDocument: Buffer.alloc(9) }).subarray(0, 600), "truncated", /damaged/, "报告.doc");
  await refused(Buffer.from("\x89PNG\r\n\x1a\n\0\0\0", "latin1"), "truncated", /PNG image/, "报告.pdf");
  await refused(Buffer.from("\xFF\xD8\xFF\xE0\0\x10JFIF", "latin1"), "truncated", /JPEG image/);
  await refused(Buffer.from("II*\0\x08\0\0\0", "latin1"), "truncated", /TIFF image/);
  await refused(Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7) % 32)), "unsupported", /unknown kind/);
  await refused(Buffer.from('{"code":200,"msg":"ok"}'), "unsupported", /JSON/);
});

test("a ZIP that unpacks to more than is sane, or to more than it declares, is refused unread", async () => {
  const zeros = deflateRawSync(Buffer.alloc(5_000_000));
  const part = (size: number): ZipPart => ({ name: "word/document.xml", data: zeros, deflated: size });
  await refused(zip([part(300 * 2 ** 20)]), "too_large", /200 MB/);
  await refused(zip([part(1000)]), "too_large", /more than it declares/);
});

test("a page nested deeper than any browser follows is refused, not a crash", async () => {
  await refused(Buffer.from(`${"<div>".repeat(100_000)}规章`), "too_large", /deep/);
});

test("text is read as it stands, in UTF-8, UTF-16 and GB 18030", async () => {
  const want = ["规章\t0", "", "行政许可\t12"];
  const { text, mediaType } = await extract(Buffer.from("\uFEFF规章\t0\r\n\r\n行政许可\t12"), {});
  assert.deepEqual([mediaType, text.lines], ["text/plain", want]);
  assert.deepEqual((await extract(Buffer.from("\uFEFF规章\t0\n\n行政许可\t12", "utf16le"), {})).text.lines, want);
  const gb = Buffer.from("b9e6d5c209300a0ad0d0d5fed0edbfc9093132", "hex");
  assert.deepEqual((await extract(gb, { fileName: "a.txt" })).text.lines, want);
});

test("whatever is broken in a document, it is read or refused, and nothing else happens", async () => {
  const oldWord = handmadeDoc([cell("规章"), cell("12"), rowEnd(definition([0, 1000, 2000])), p("十二")]);
  const rich = Buffer.from(
    "{\\rtf1\\ansicpg936{\\b\\trowd\\cellx900\\cellx1900\\intbl \\'b9\\'e6\\cell 12\\cell\\row}\\par 3}",
  );
  const originals = [pdf, word, page, oldWord, rich];
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.nat(255),
    count: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...originals),
      fc.array(change, { maxLength: 8 }),
      fc.double({ min: 0.2, max: 1.4, noNaN: true }),
      async (original, changes, share) => {
        const bytes = Uint8Array.from(original.subarray(0, Math.ceil(original.length * share)));
        for (const { at, byte, count } of changes)
          bytes.fill(byte, Math.floor(at * bytes.length), Math.floor(at * bytes.length) + count);
        try {
          assert.ok((await extract(bytes, {})).text.lines.length > 0);
        } catch (error) {
          assert.ok(error instanceof UnreadableError, error instanceof Error ? error.stack : String(error));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("more text than any report has, and a table wider than any, are refused before they cost time", async () => {
  await refused(Buffer.alloc(65 * 2 ** 20, "规章\t0\n"), "too_large", /64 MB of text/);
  const wide = `<table>${"<tr><td rowspan=65000 colspan=1000>1</td></tr>".repeat(200)}</table>`;
  await refused(Buffer.from(wide), "too_large", /20000 columns/);
});
