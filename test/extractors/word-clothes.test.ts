import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { docx } from "../carriers/docx.ts";
import { htmlPage } from "../carriers/html.ts";
import { numberedReport } from "./report.ts";

const TITLE = "某区2021年政府信息公开工作年度报告";
const report = numberedReport("2021", 1);
const lines = async (source: string | Uint8Array): Promise<string[]> =>
  (await extract(typeof source === "string" ? Buffer.from(source) : source, { fileName: "报告.doc" })).text.lines;
const shown = async (source: string | Uint8Array): Promise<string[]> => (await lines(source)).filter((l) => l !== "");

const r = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const tc = (content: string, properties = ""): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr><w:p>${content}</w:p></w:tc>`;
const BODY = `<w:p>${r("一、总体")}</w:p><w:tbl><w:tr>${tc(r("规章"))}${tc(r("12"))}</w:tr></w:tbl>`;
const flat = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>
<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document xmlns:w="urn:w"><w:body>${BODY}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>`;

const of2003 = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="urn:wx" xmlns:aml="urn:aml" xmlns:o="urn:o"><o:DocumentProperties><o:Title>${TITLE}</o:Title></o:DocumentProperties><w:styles><w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style></w:styles><w:body><wx:sect>${body}<w:sectPr><w:hdr><w:p>${r("页眉")}</w:p></w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>`;
const annotated = (type: string, content: string): string =>
  `<aml:annotation aml:id="1" w:type="Word.${type}"><aml:content>${content}</aml:content></aml:annotation>`;

test("a DOCX whose parts stand in one XML file is read as a DOCX", async () => {
  assert.deepEqual(await shown(flat), ["一、总体", "规章\t12"]);
});

test("Word 2003's XML gives its lists' numbers, merged cells, notes and title, and no tracked deletion", async () => {
  const table = `<w:tbl><w:tr>${tc(r("项目"), '<w:vmerge w:val="restart"/>')}${tc(r("申请人"), '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${tc("", "<w:vmerge/>")}${tc(`${annotated("Deletion", "<w:r><w:delText>5</w:delText></w:r>")}${annotated("Insertion", r("12"))}`)}${tc(`<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>5</w:t></w:r>${r("3")}`)}</w:tr></w:tbl>`;
  const heading = `<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="一、"/></w:listPr></w:pPr>${r("总体")}<w:r><w:footnote><w:p>${r("含自然失效29件")}</w:p></w:footnote></w:r></w:p>`;
  const source = of2003(`<wx:sub-section>${heading}${table}</wx:sub-section>`);
  assert.deepEqual(await shown(source), ["一、总体", "项目\t申请人\t", "\t12\t3", "含自然失效29件"]);
  const { meta, warnings } = await extract(Buffer.from(source), {});
  assert.equal(meta.title, TITLE);
  assert.deepEqual(
    warnings.map((w) => w.code),
    ["docx.tracked_changes"],
  );
});

const part = (type: string, encoding: string, body: string): string =>
  `Content-Location: file:///C:/x\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
const archive = (...parts: string[]): string =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_Next.1"\r\n\r\nThis document is a Single File Web Page.\r\n\r\n${parts.map((p) => `------=_Next.1\r\n${p}`).join("\r\n")}\r\n------=_Next.1--\r\n`;
const quoted = (bytes: Uint8Array): string =>
  [...bytes]
    .map((b) =>
      b > 126 || b === 61 || b < 32 ? `=${b.toString(16).toUpperCase().padStart(2, "0")}` : String.fromCharCode(b),
    )
    .join("")
    .replace(/.{60}(?<!=.?)/g, "$&=\r\n");

test("a page saved with its pictures in one file is read as the page, however its parts are encoded", async () => {
  const page = htmlPage(TITLE, report);
  const want = await lines(page);
  const picture = part("image/png", "base64", Buffer.from("一、总体").toString("base64"));
  const base64 = Buffer.from(page).toString("base64").replace(/.{76}/g, "$&\r\n");
  assert.deepEqual(await lines(archive(picture, part('text/html; charset="utf-8"', "base64", base64))), want);
  assert.deepEqual(
    await lines(archive(part("text/html", "quoted-printable", quoted(Buffer.from(page))), picture)),
    want,
  );
  const within = archive(part("text/html", "8bit", page))
    .replaceAll("_Next.1", "_Next.1.1")
    .replace(/^MIME.*\r\n/, "");
  assert.deepEqual(await lines(archive(within, picture)), want);
  const gb = quoted(Buffer.from("b9e6d5c2", "hex"));
  assert.deepEqual(await shown(archive(part("text/html; charset=gb2312", "quoted-printable", `<p>${gb}</p>`))), [
    "规章",
  ]);
});

test("a file of either kind that is cut short is called so", async () => {
  const page = archive(part("text/html", "8bit", "<p>一</p>"), part("image/png", "base64", "AAAA"));
  for (const whole of [flat, of2003(BODY), page])
    await assert.rejects(lines(whole.slice(0, -8)), { code: "truncated" });
  await assert.rejects(lines(archive(part("image/png", "base64", "AAAA"))), { code: "unsupported" });
});

test("what is called .doc is read as what it is", async () => {
  const want = await lines(await docx(TITLE, report));
  assert.ok(want.length > 50);
  assert.deepEqual(
    (await extract(Buffer.from(htmlPage(TITLE, report)), { fileName: "报告.doc" })).mediaType,
    "text/html",
  );
  assert.deepEqual(
    (await extract(Buffer.from("{\\rtf1 12}"), { fileName: "报告.doc", mediaType: "application/msword" })).mediaType,
    "application/rtf",
  );
});
