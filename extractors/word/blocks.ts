import type { Block, Place } from "../../data/records/index.ts";
import { type PlacedCell, tableBlocks } from "../grid.ts";
import { joinLines } from "../joining.ts";
import type { WordCell, WordContent, WordTable } from "./content.ts";

/**
 * The paragraphs and tables of a body or a note, in their order; places count tables as they begin. `doubt` is told the
 * place of each table whose layout is not certain.
 */
export function wordBlocks(contents: WordContent[], doubt: (place: Place) => void): Block[] {
  let paragraphs = 0;
  let tables = 0;

  const blocksOf = (some: WordContent[]): Block[] =>
    some.flatMap((content): Block[] => {
      if (content.kind === "table") return tableOf(content);
      const place = `paragraph ${++paragraphs}`;
      const lines = content.lines.map((text) => ({ kind: "paragraph" as const, text, place }));
      return [...lines, ...content.boxes.flatMap(blocksOf)];
    });

  const tableOf = (table: WordTable): Block[] => {
    const number = ++tables;
    if (!table.certain) doubt(`table ${number}`);
    const blocks: Block[] = [];
    let data: PlacedCell[] = [];
    const ends = new Map<number, number>();
    const endTable = (): void => {
      blocks.push(...tableBlocks(data, ends));
      data = [];
    };
    let open = new Set<number>();
    for (const row of table.rows) {
      const carriesOn = row.cells.some((c) => c.merge === "continues" && open.has(c.column));
      if (!carriesOn && row.cells.some(laysOut)) {
        endTable();
        for (const cell of row.cells) blocks.push(...blocksOf(cell.content));
        continue;
      }
      ends.set(row.number, Math.max(...row.cells.map((c) => c.end)));
      const shown = row.cells.filter((c) => c.merge !== "continues" || !open.has(c.column));
      for (const { content, column, place } of shown)
        data.push({
          text: textOf(content),
          place: `table ${number} row ${row.number} cell ${place}`,
          row: row.number,
          column,
        });
      open = new Set(row.cells.filter((c) => c.merge !== null).map((c) => c.column));
    }
    endTable();
    return blocks;
  };

  return blocksOf(contents);
}

/** Footnotes and endnotes, each paragraph of them a block of its own, as they stand below the text. */
export function noteBlocks(notes: WordContent[][], doubt: (place: Place) => void): Block[] {
  return notes
    .flatMap((note) => wordBlocks(note, (table) => doubt(`${table} of the notes`)))
    .map((block, i): Block => (block.kind === "paragraph" ? { ...block, place: `note ${i + 1}` } : block));
}

const textOf = (contents: WordContent[]): string => linesOf(contents).reduce(joinLines, "");

const linesOf = (contents: WordContent[]): string[] =>
  contents.flatMap((content) =>
    content.kind === "table"
      ? content.rows.flatMap((row) => row.cells.map((cell) => textOf(cell.content)))
      : [...content.lines, ...content.boxes.map(textOf)],
  );

const PROSE = 400;

/** A cell that holds a table of several cells, or a chapter of prose, only lays out the page. */
const laysOut = (cell: WordCell): boolean =>
  holdsTable(cell.content) ||
  (cell.content.length > 1 && linesOf(cell.content).reduce((length, line) => length + line.length, 0) > PROSE);

const holdsTable = (contents: WordContent[]): boolean =>
  contents.some((content) =>
    content.kind === "table"
      ? content.rows.flatMap((row) => row.cells).length > 1 ||
        content.rows.some((row) => row.cells.some((cell) => holdsTable(cell.content)))
      : content.boxes.some(holdsTable),
  );
