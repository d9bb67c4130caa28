import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, WidthType } from "docx";
import type { SourceBlock, SpanCell } from "../generate/blocks.ts";

/** The blocks as a Word document with truly merged cells. */
export async function docx(title: string, blocks: SourceBlock[]): Promise<Uint8Array> {
  return Packer.toBuffer(new Document({ title, creator: "示例", sections: [{ children: blocks.map(element) }] }));
}

function element(block: SourceBlock): Paragraph | Table {
  switch (block.kind) {
    case "title":
      return new Paragraph({ text: block.text, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER });
    case "heading":
      return new Paragraph({ text: block.text, heading: HeadingLevel.HEADING_1 });
    case "paragraph":
      return new Paragraph({ text: block.text });
    case "table":
      return new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: block.rows.map((cells) => new TableRow({ children: cells.map(tableCell) })),
      });
  }
}

const tableCell = ({ text, colspan, rowspan }: SpanCell): TableCell =>
  new TableCell({
    children: [new Paragraph(text)],
    ...(colspan !== undefined && { columnSpan: colspan }),
    ...(rowspan !== undefined && { rowSpan: rowspan }),
  });
