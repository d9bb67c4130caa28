import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { resolveSpans, type SourceBlock, type SpanCell, type SpanTable } from "../generate/blocks.ts";

/** The blocks as a Word document with truly merged cells. */
export async function docx(title: string, blocks: SourceBlock[]): Promise<Uint8Array> {
  return Packer.toBuffer(new Document({ title, creator: "示例", sections: [{ children: blocks.map(element) }] }));
}

function element(block: SourceBlock): Paragraph | Table {
  switch (block.kind) {
    case "title":
      return new Paragraph({ text: block.text, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER });
    case "heading":
      // Table 三 fits a page: where one ends within it, LibreOffice prints a row's names beside the next row's numbers.
      return new Paragraph({
        text: block.text,
        heading: HeadingLevel.HEADING_1,
        pageBreakBefore: block.text.startsWith("三、"),
      });
    case "paragraph":
      return new Paragraph({ text: block.text });
    case "table":
      return new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        columnWidths: columnWidths(block.rows),
        rows: block.rows.map((cells) => new TableRow({ children: cells.map(tableCell) })),
      });
  }
}

/** Twentieths of a point. */
const WIDTH = 9000;

/** The columns of names of table 三 are wider than those of its numbers. */
export function columnWidths(rows: SpanTable): number[] {
  const columns = Math.max(...resolveSpans(rows).map((row) => row.length));
  const names = columns === 10 ? [1000, 1100, 2200] : [];
  const left = WIDTH - names.reduce((sum, width) => sum + width, 0);
  const each = Math.floor(left / (columns - names.length));
  return [...names, ...Array.from({ length: columns - names.length }, () => each)];
}

const tableCell = ({ text, colspan, rowspan }: SpanCell): TableCell =>
  new TableCell({
    children: [new Paragraph({ children: [new TextRun({ text, size: 18 })] })],
    ...(colspan !== undefined && { columnSpan: colspan }),
    ...(rowspan !== undefined && { rowSpan: rowspan }),
  });
