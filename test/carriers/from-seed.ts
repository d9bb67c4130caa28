import type { SourceBlock, SpanCell } from "../generate/blocks.ts";

/**
 * A stored report's normalized text as blocks, as it stands: lines with tabs are table rows with as many cells,
 * a blank line ends a table, any other line is a paragraph.
 */
export function fromSeed(text: string): SourceBlock[] {
  const lines = text.split(/\r\n|\n/);
  return isCellStream(lines) ? streamBlocks(lines) : lineBlocks(lines);
}

/** Old Word saved as text: every cell on a line of its own behind a tab, a blank line after every row. */
const isCellStream = (lines: string[]): boolean => {
  const tabbed = lines.filter((line) => line.includes("\t"));
  return tabbed.length > 0 && tabbed.every((line) => line.lastIndexOf("\t") === 0);
};

function lineBlocks(lines: string[]): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let rows: SpanCell[][] | null = null;
  for (const line of lines) {
    if (!line.includes("\t")) {
      rows = null;
      if (line.trim() !== "") blocks.push({ kind: "paragraph", text: line.trim() });
      continue;
    }
    if (rows === null) {
      rows = [];
      blocks.push({ kind: "table", rows });
    }
    rows.push(line.split("\t").map((cell) => ({ text: cell.trim() })));
  }
  return blocks;
}

/** Rows back from the stream: a line without a tab inside a row carries on its last cell, outside one it is a paragraph. */
function streamBlocks(lines: string[]): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let rows: SpanCell[][] | null = null;
  let row: SpanCell[] | null = null;
  for (const line of lines) {
    const cell = row?.at(-1);
    if (line.startsWith("\t")) {
      if (rows === null) {
        rows = [];
        blocks.push({ kind: "table", rows });
      }
      if (row === null) {
        row = [];
        rows.push(row);
      }
      row.push({ text: line.trim() });
    } else if (line.trim() === "") row = null;
    else if (cell !== undefined) cell.text += line.trim();
    else {
      rows = null;
      blocks.push({ kind: "paragraph", text: line.trim() });
    }
  }
  return blocks;
}
