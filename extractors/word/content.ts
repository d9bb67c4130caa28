/** What every Word format holds, however it writes it down: paragraphs, and tables of cells that hold the same again. */
export type WordContent = WordParagraph | WordTable;

/** A paragraph's lines as a reader sees them, and what stands in the boxes of text that float at it. */
type WordParagraph = { kind: "paragraph"; lines: string[]; boxes: WordContent[][] };

/** `certain` is false where the file does not say soundly how its cells lie: they then stand in their rows one by one. */
export type WordTable = { kind: "table"; rows: WordRow[]; certain: boolean };

/** A row that is shown; `number` counts from 1 as the file does, rows that are not shown included. */
export type WordRow = { number: number; cells: WordCell[] };

/**
 * `column`, `end`: where the cell begins and ends, in whatever measure orders and equates the edges of a table's cells.
 * `place` counts the row's cells as the file has them, from 1, those that only carry on another included.
 */
export type WordCell = {
  column: number;
  end: number;
  place: number;
  merge: "starts" | "continues" | null;
  content: WordContent[];
};
