import assert from "node:assert/strict";
import test from "node:test";
import type { Extraction } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { zip } from "./zip.ts";

const NAMESPACES = ["w", "mc", "wps", "v", "r", "m"].map((n) => `xmlns:${n}="urn:${n}"`).join(" ");
const part = (name: string, xml: string): { name: string; data: Uint8Array } => ({
  name: `word/${name}.xml`,
  data: Buffer.from(xml),
});
const read = (body: string, parts: Record<string, string> = {}): Promise<Extraction> =>
  extract(
    zip([
      part(
        "document",
        `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
      ),
      ...Object.entries(parts).map(([name, xml]) => part(name, xml)),
    ]),
    {},
  );
const lines = async (body: string, parts: Record<string, string> = {}): Promise<string[]> =>
  (await read(body, parts)).text.lines.filter((l) => l !== "");

const run = (text: string, properties = ""): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (content: string, properties = ""): string => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const tc = (content: string, properties = ""): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const cell = (text: string, properties = ""): string => tc(p(run(text)), properties);
const tr = (...cells: string[]): string => `<w:tr>${cells.join("")}</w:tr>`;
const tbl = (...rows: string[]): string => `<w:tbl>${rows.join("")}</w:tbl>`;
const figure = (content: string): string => tbl(tr(cell("规章"), tc(p(content))));

test("a figure in pieces is one figure, and only what a reader sees of it counts", async () => {
  for (const content of [
    run("1") + run("2"),
    `<w:del>${run("5").replace(/w:t\b/g, "w:delText")}</w:del><w:ins>${run("12")}</w:ins>`,
    `<w:moveFrom>${run("5")}</w:moveFrom>${run("12")}`,
    run("5", "<w:vanish/>") + run("12"),
    run("5", "<w:strike/>") + run("12", '<w:strike w:val="0"/>'),
    run("5", "<w:dstrike/>") + run("12"),
    `<w:bookmarkStart w:name="_GoBack"/>${run("12")}<w:bookmarkEnd/>`,
    `<w:r><w:fldChar/></w:r><w:r><w:instrText>SUM(ABOVE)</w:instrText></w:r>${run("12")}`,
    `<w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>${run("12")}</w:sdtContent></w:sdt></w:smartTag>`,
    `${run("12")}<w:r><w:footnoteReference w:id="1"/></w:r>`,
    '<w:r><w:sym w:font="Symbol" w:char="F031"/><w:sym w:font="Symbol" w:char="F032"/></w:r>',
  ])
    assert.deepEqual(await lines(figure(content)), ["规章\t12"], content);
});

test("text that a style hides is not read", async () => {
  const styles = `<w:styles ${NAMESPACES}><w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`;
  assert.deepEqual(await lines(figure(run("5", '<w:rStyle w:val="b"/>') + run("12")), { styles }), ["规章\t12"]);
});

test("a raised number is no digit of the figure before it, and a symbol without a meaning is no figure", async () => {
  assert.deepEqual(await lines(figure(run("12") + run("1", '<w:vertAlign w:val="superscript"/>'))), ["规章\t12¹"]);
  assert.deepEqual(await lines(figure('<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>')), ["规章\t\uFFFD"]);
});

test("merged cells, rows that begin further right, and content controls around rows and cells keep every column", async () => {
  const table = tbl(
    tr(cell("项目", '<w:vMerge w:val="restart"/>'), cell("申请人", '<w:gridSpan w:val="2"/>')),
    tr(cell("", "<w:vMerge/>"), cell("自然人"), cell("总计")),
    `<w:sdt><w:sdtContent>${tr(cell("新收"), `<w:sdt><w:sdtContent>${cell("1")}</w:sdtContent></w:sdt>`, cell("2"))}</w:sdtContent></w:sdt>`,
    `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell("3")}${cell("4")}</w:tr>`,
    `<w:tr><w:trPr><w:del/></w:trPr>${cell("删")}${cell("5")}${cell("6")}</w:tr>`,
  );
  assert.deepEqual(await lines(table), ["项目\t申请人\t", "\t自然人\t总计", "新收\t1\t2", "\t3\t4"]);
});

test("cells merged the old way, which stay in their row, end it where they end", async () => {
  const [starts, continues] = ["restart", "continue"].map((val) => `<w:hMerge w:val="${val}"/>`);
  const table = tbl(tr(cell("项目", starts), cell("", continues)), tr(cell("规章"), cell("12")));
  assert.deepEqual(await lines(table), ["项目\t", "规章\t12"]);
});

test("a list's numbers are read although the file does not write them", async () => {
  const level = (n: number, format: string, text: string): string =>
    `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = `<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "%1、")}${level(1, "chineseCounting", "（%2）")}${level(2, "decimal", "%3.")}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const styles = `<w:styles ${NAMESPACES}><w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>`;
  const item = (n: number, text: string): string =>
    p(run(text), `<w:numPr><w:ilvl w:val="${n}"/><w:numId w:val="7"/></w:numPr>`);
  assert.deepEqual(
    await lines(
      p(run("总体情况"), '<w:pStyle w:val="h"/>') +
        item(1, "甲") +
        item(1, "乙") +
        tbl(tr(tc(item(2, "重复申请")), cell("3"))) +
        item(0, "问题") +
        item(1, "丙"),
      { numbering, styles },
    ),
    ["一、总体情况", "（一）甲", "（二）乙", "1.重复申请\t3", "二、问题", "（一）丙"],
  );
});

test("text boxes are read once, notes stand at the end, and tables within layout tables stay tables", async () => {
  const box = (text: string): string => `<w:txbxContent>${p(run(text))}</w:txbxContent>`;
  const drawn = `<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>${box("框中")}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box("框中")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
  const footnotes = `<w:footnotes ${NAMESPACES}><w:footnote w:type="separator" w:id="-1">${p("")}</w:footnote><w:footnote w:id="1">${p(run("含自然失效29件"))}</w:footnote></w:footnotes>`;
  const inner = tbl(tr(cell("规章"), cell("12")), tr(cell("文件"), cell("3")));
  assert.deepEqual(await lines(p(run("一、总体") + drawn) + tbl(tr(tc(p(run("二、公开")) + inner))), { footnotes }), [
    "一、总体",
    "框中",
    "二、公开",
    "规章\t12",
    "文件\t3",
    "含自然失效29件",
  ]);
});

test("a cell's place is its table, row and cell as the file counts them", async () => {
  const { text } = await read(
    p(run("一")) +
      tbl(tr(cell("甲", '<w:vMerge w:val="restart"/>'), cell("1")), tr(cell("", "<w:vMerge/>"), cell("2"))),
  );
  assert.equal(text.place(text.lines.indexOf("\t2"), 1), "table 1 row 2 cell 2");
});

test("tracked changes, and pictures where no table is, are named in a warning", async () => {
  const picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>";
  const codes = async (body: string): Promise<string[]> => (await read(body)).warnings.map((w) => w.code);
  assert.deepEqual(await codes(figure(`<w:ins>${run("12")}</w:ins>`)), ["docx.tracked_changes"]);
  assert.deepEqual(await codes(p(run("三、收到申请") + picture)), ["document.pictures"]);
  assert.deepEqual(await codes(figure(run("12") + picture)), []);
});

test("a document whose bytes are damaged is refused, not read in part", async () => {
  const bytes = Buffer.from(
    zip([part("document", `<w:document ${NAMESPACES}><w:body>${p(run("十二"))}</w:body></w:document>`)]),
  );
  bytes[bytes.indexOf("十")] = 0x41;
  await assert.rejects(extract(bytes, {}), { code: "truncated" });
});

test("a note's mark is no digit of a figure whose style raises it, or that is lifted off the line", async () => {
  const styles = `<w:styles ${NAMESPACES}><w:style w:styleId="mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>`;
  const lifted = '<w:position w:val="8"/>';
  for (const mark of ['<w:rStyle w:val="mark"/>', lifted])
    assert.deepEqual(await lines(figure(run("12") + run("1", mark)), { styles }), ["规章\t12¹"], mark);
  assert.deepEqual(await lines(figure(run("1", lifted) + run("2", lifted))), ["规章\t12"]);
});

test("the number of a list is no digit of the figure behind it", async () => {
  const numbering = `<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const listed = p(run("12"), '<w:numPr><w:numId w:val="7"/></w:numPr>');
  assert.deepEqual(await lines(tbl(tr(cell("规章"), tc(listed))), { numbering }), ["规章\t1 12"]);
});

test("what a paragraph's style hides or strikes out, white text on white paper, and what a field only computes with are not seen", async () => {
  const styles = `<w:styles ${NAMESPACES}><w:style w:styleId="v"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="s"><w:rPr><w:strike/></w:rPr></w:style></w:styles>`;
  for (const style of ["v", "s"])
    assert.deepEqual(
      await lines(tbl(tr(cell("规章"), tc(p(run("5"), `<w:pStyle w:val="${style}"/>`) + p(run("12"))))), { styles }),
      ["规章\t12"],
    );
  const white = run("0", '<w:color w:val="FFFFFF"/>');
  assert.deepEqual(await lines(figure(run("12") + white)), ["规章\t12"]);
  const dark = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>';
  assert.deepEqual(await lines(tbl(tr(tc(p(white), dark), cell("12")))), ["0\t12"]);
  const mark = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const field = (code: string, result: string): string =>
    mark("begin") + code + mark("separate") + run(result) + mark("end");
  assert.deepEqual(await lines(figure(field(field("", "1"), "2"))), ["规章\t2"]);
});

test("the parts of a fraction are not one number", async () => {
  const part = (name: string, text: string): string => `<m:${name}><m:r><m:t>${text}</m:t></m:r></m:${name}>`;
  assert.deepEqual(await lines(figure(`<m:oMath><m:f>${part("num", "1")}${part("den", "2")}</m:f></m:oMath>`)), [
    "规章\t1 2",
  ]);
});

test("digits that a font of signs, or a line from right to left, shows as something else are no figure", async () => {
  const wingdings = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>';
  assert.deepEqual(await lines(figure(run("12", wingdings))), ["规章\t\uFFFD\uFFFD"]);
  assert.deepEqual(await lines(figure(run("12", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'))), ["规章\t12"]);
  assert.deepEqual(await lines(figure(run("●", wingdings) + run("12"))), ["规章\t●12"]);
  assert.deepEqual(await lines(figure(`<w:bdo w:val="rtl">${run("12")}</w:bdo>`)), ["规章\t12\uFFFD"]);
  assert.deepEqual(await lines(figure(`<w:bdo w:val="ltr">${run("12")}</w:bdo>`)), ["规章\t12"]);
});

test("text too small or too narrow to be seen is no part of a figure", async () => {
  for (const properties of ['<w:sz w:val="2"/>', '<w:w w:val="1"/>'])
    assert.deepEqual(await lines(figure(run("5", properties) + run("12"))), ["规章\t12"]);
  assert.deepEqual(await lines(figure(run("5", '<w:sz w:val="10"/><w:w w:val="66"/>'))), ["规章\t5"]);
});

test("figures in the colour of the paper and documents packed within the document are left out, and warnings say so", async () => {
  const codes = async (content: string) => (await read(content)).warnings.map(({ code }) => code);
  const white = '<w:color w:val="FFFFFF"/>';
  assert.deepEqual(await codes(figure(run("5", white) + run("12"))), ["docx.hidden_text"]);
  assert.deepEqual(await codes(figure(run("　", white) + run("12"))), []);
  assert.deepEqual(await codes(`${figure(run("12"))}<w:altChunk r:id="rId9"/>`), ["docx.left_out"]);
});
