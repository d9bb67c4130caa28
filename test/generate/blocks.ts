/** A cell of a table as a document writes it: covered places are left out, as in HTML. */
export type SpanCell = { text: string; colspan?: number; rowspan?: number };

export type SpanTable = SpanCell[][];

/** What a document is made of before it has a carrier: the same blocks become HTML, PDF, DOCX or text. */
export type SourceBlock =
  | { kind: "title" | "heading" | "paragraph"; text: string }
  | { kind: "table"; rows: SpanTable };

/** The table as a full grid: a merged cell's text top left, "" where it covers. Rows may differ in length. */
export function resolveSpans(table: SpanTable): string[][] {
  const grid: (string | undefined)[][] = table.map(() => []);
  table.forEach((cells, y) => {
    let x = 0;
    for (const { text, colspan = 1, rowspan = 1 } of cells) {
      while (grid[y]?.[x] !== undefined) x += 1;
      for (let dy = 0; dy < rowspan; dy += 1) {
        const row = grid[y + dy];
        if (row === undefined) throw new RangeError(`“${text}” in row ${y + 1} spans past the last row of the table`);
        for (let dx = 0; dx < colspan; dx += 1) row[x + dx] = dy === 0 && dx === 0 ? text : "";
      }
      x += colspan;
    }
  });
  return grid.map((row) => Array.from(row, (text) => text ?? ""));
}
