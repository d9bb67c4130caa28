import { zip } from "../../extractors/zip.ts";
import type { SourceBlock, SpanCell, SpanTable } from "../../generate/blocks.ts";
import { columnWidths } from "../docx.ts";
import { escapeHtml as escaped } from "../html.ts";
import type { CarrierDocument } from "./document.ts";

/** A way to write a run of text in Word's XML; all look the same on paper. `number`: whether it is a figure. */
type RunMarkup = { name: string; write(text: string, number: boolean): string };

const run = (text: string, properties = ""): string =>
  `<w:r><w:rPr>${properties}<w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const figures = (name: string, write: (text: string) => string): RunMarkup => ({
  name,
  write: (text, number) => (number ? write(text) : run(text)),
});
const AUTHOR = 'w:id="9" w:author="示例" w:date="2023-01-10T09:00:00Z"';

const RUNS: readonly RunMarkup[] = [
  { name: "one run", write: (text) => run(text) },
  {
    name: "a run a character",
    write: (text) => [...text].map((c) => run(c)).join('<w:proofErr w:type="spellStart"/>'),
  },
  figures(
    "tracked changes",
    (text) => `<w:del ${AUTHOR}><w:r><w:delText>5</w:delText></w:r></w:del><w:ins ${AUTHOR}>${run(text)}</w:ins>`,
  ),
  figures("hidden text", (text) => `${run(text)}${run("9", "<w:vanish/>")}`),
  figures("struck out", (text) => `${run("5", "<w:strike/>")}${run(text)}`),
  figures(
    "a note's mark",
    (text) => `${run(text)}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>`,
  ),
  figures(
    "a field",
    (text) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(ABOVE) 77 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  ),
  figures("a simple field", (text) => `<w:fldSimple w:instr=" =SUM(LEFT) ">${run(text)}</w:fldSimple>`),
  figures(
    "a content control",
    (text) => `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${run(text)}</w:sdtContent></w:sdt>`,
  ),
  figures(
    "a smart tag",
    (text) =>
      `<w:smartTag w:element="chmetcnv"><w:smartTagPr><w:attr w:name="SourceValue" w:val="7"/></w:smartTagPr>${run(text)}</w:smartTag>`,
  ),
  figures(
    "a bookmark and a comment",
    (text) =>
      `<w:bookmarkStart w:id="1" w:name="_GoBack"/>${run(text)}<w:bookmarkEnd w:id="1"/><w:commentRangeStart w:id="3"/><w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>`,
  ),
];

/** Ways to write merged cells and rows. */
type TableMarkup = {
  name: string;
  properties?: string;
  row?(cells: string): string;
  cell?(cell: string): string;
  continues?: string;
  horizontal?: boolean;
};

const TABLES: readonly TableMarkup[] = [
  { name: "as Word does" },
  { name: "continuing merges spelt out", continues: '<w:vMerge w:val="continue"/>' },
  { name: "cells merged the old way", horizontal: true },
  {
    name: "a grid before and after",
    row: (cells) => `<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>${cells}`,
  },
  { name: "content controls around cells", cell: (cell) => `<w:sdt><w:sdtContent>${cell}</w:sdtContent></w:sdt>` },
  { name: "inserted rows", row: (cells) => `<w:trPr><w:ins ${AUTHOR}/></w:trPr>${cells}` },
  { name: "floating", properties: '<w:tblpPr w:leftFromText="180" w:vertAnchor="text" w:tblpY="1"/>' },
];

type Merge = "starts" | "continues" | null;
type Placed = SpanCell & { merge: Merge };

/** Rows in which every place of the grid has its cell: those below a merged one carry it on. */
function withContinuations(rows: SpanTable): Placed[][] {
  const open = new Map<number, { left: number; width: number }>();
  return rows.map((row) => {
    const done: Placed[] = [];
    const waiting = [...row];
    const isOpenFrom = (column: number): boolean => [...open.keys()].some((at) => at >= column);
    for (let column = 0; waiting.length > 0 || isOpenFrom(column); ) {
      const above = open.get(column);
      if (above !== undefined) {
        done.push({ text: "", merge: "continues", ...(above.width > 1 && { colspan: above.width }) });
        if (above.left > 1) open.set(column, { ...above, left: above.left - 1 });
        else open.delete(column);
        column += above.width;
        continue;
      }
      const cell = waiting.shift();
      if (cell === undefined) break;
      const { colspan = 1, rowspan = 1 } = cell;
      if (rowspan > 1) open.set(column, { left: rowspan - 1, width: colspan });
      done.push({ ...cell, merge: rowspan > 1 ? "starts" : null });
      column += colspan;
    }
    return done;
  });
}

/** Twentieths of a point. */
const WIDTH = 9000;
const BORDERS = `<w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join("")}</w:tblBorders>`;

const MERGES = { starts: '<w:vMerge w:val="restart"/>', continues: "<w:vMerge/>" };

function tableOf(rows: SpanTable, markup: TableMarkup, write: RunMarkup["write"]): string {
  const cell = ({ text, colspan = 1, merge }: Placed): string => {
    const vertical =
      merge === null ? "" : merge === "continues" ? (markup.continues ?? MERGES.continues) : MERGES.starts;
    const tc = (properties: string, inner: string): string => {
      const own = `<w:tc><w:tcPr>${properties}${vertical}</w:tcPr><w:p>${inner}</w:p></w:tc>`;
      return markup.cell?.(own) ?? own;
    };
    const inner = text === "" ? "" : write(text, /^[-+]?\d/.test(text));
    if (markup.horizontal && colspan > 1)
      return tc('<w:hMerge w:val="restart"/>', inner) + tc('<w:hMerge w:val="continue"/>', "").repeat(colspan - 1);
    return tc(colspan > 1 ? `<w:gridSpan w:val="${colspan}"/>` : "", inner);
  };
  const body = withContinuations(rows).map((row) => {
    const cells = row.map(cell).join("");
    return `<w:tr>${markup.row?.(cells) ?? cells}</w:tr>`;
  });
  const grid = columnWidths(rows)
    .map((width) => `<w:gridCol w:w="${width}"/>`)
    .join("");
  return `<w:tbl><w:tblPr>${markup.properties ?? ""}<w:tblW w:w="${WIDTH}" w:type="dxa"/>${BORDERS}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body.join("")}</w:tbl>`;
}

/** Ways to put a chapter's number before its heading. */
const HEADINGS = ["typed", "numbered by Word", "in a text box"] as const;

function heading(text: string, way: (typeof HEADINGS)[number]): string {
  const [, rest] = /^[一二三四五六]、(.*)$/.exec(text) ?? [];
  if (way === "numbered by Word" && rest !== undefined)
    return `<w:p><w:pPr>${text.startsWith("三、") ? "<w:pageBreakBefore/>" : ""}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(rest)}</w:p>`;
  if (way === "in a text box") return `<w:p><w:r>${box(`<w:p>${run(text)}</w:p>`)}</w:r></w:p>`;
  const onNewPage = text.startsWith("三、") ? "<w:pPr><w:pageBreakBefore/></w:pPr>" : "";
  return `<w:p>${onNewPage}${run(text)}</w:p>`;
}

/** A text box as Word writes it: as a shape, and once more for programs that don't know shapes. */
function box(content: string): string {
  const inner = `<w:txbxContent>${content}</w:txbxContent>`;
  const shape = `<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="400000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>${inner}</wps:txbx><wps:bodyPr/></wps:wsp>`;
  const drawing = `<w:drawing><wp:inline><wp:extent cx="3000000" cy="400000"/><wp:docPr id="1" name="1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">${shape}</a:graphicData></a:graphic></wp:inline></w:drawing>`;
  return `<mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback><w:pict><v:shape style="width:236pt;height:31pt"><v:textbox>${inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`;
}

const NAMESPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const NUMBERING = `${XML}<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const typeOf = (part: string, type: string): string =>
  `<Override PartName="/word/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;
const TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${typeOf("document", "document.main")}${["numbering", "footnotes", "comments"].map((part) => typeOf(part, part)).join("")}</Types>`;
const note = (id: number, content: string): string => `<w:footnote w:id="${id}">${content}</w:footnote>`;
const FOOTNOTES = `${XML}<w:footnotes ${NAMESPACES}>${note(1, `<w:p>${run("含上年结转的申请。")}</w:p>`)}</w:footnotes>`;
const COMMENTS = `${XML}<w:comments ${NAMESPACES}><w:comment ${AUTHOR.replace("9", "3")}><w:p>${run("已核 5 件")}</w:p></w:comment></w:comments>`;
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = (targets: Record<string, string>): string =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.entries(targets)
    .map(([kind, target]) => `<Relationship Id="${kind}" Type="${RELATIONS}/${kind}" Target="${target}"/>`)
    .join("")}</Relationships>`;

/** The document as Word's XML, written by hand, its markup chosen from all there is but for what is `spared`. */
export function wildDocx(
  { blocks, choices }: CarrierDocument,
  spared: readonly string[] = [],
): { style: string; bytes: Uint8Array } {
  const [table, runs] = [
    choices.one(TABLES.filter(({ name }) => !spared.includes(name))),
    choices.one(RUNS.filter(({ name }) => !spared.includes(name))),
  ];
  // Word's own numbers go on counting; they are the chapters' only where no chapter is missing.
  const inOrder = blocks.flatMap((b) => (b.kind === "heading" ? [b.text.charAt(0)] : [])).join("") === "一二三四五六";
  const way = choices.one(inOrder ? HEADINGS : HEADINGS.filter((one) => one !== "numbered by Word"));
  const written = (block: SourceBlock): string => {
    if (block.kind === "table") return `${tableOf(block.rows, table, runs.write)}<w:p/>`;
    return block.kind === "heading" ? heading(block.text, way) : `<w:p>${run(block.text)}</w:p>`;
  };
  const main = `${XML}<w:document ${NAMESPACES}><w:body>${blocks.map(written).join("")}<w:sectPr/></w:body></w:document>`;
  const parts = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": relations({ officeDocument: "word/document.xml" }),
    "word/document.xml": main,
    "word/_rels/document.xml.rels": relations({
      numbering: "numbering.xml",
      footnotes: "footnotes.xml",
      comments: "comments.xml",
    }),
    "word/numbering.xml": NUMBERING,
    "word/footnotes.xml": FOOTNOTES,
    "word/comments.xml": COMMENTS,
  };
  return {
    style: `${table.name} × ${runs.name} × headings ${way}`,
    bytes: zip(Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(text) }))),
  };
}
