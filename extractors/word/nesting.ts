import type { WordContent } from "./content.ts";
import { type CellLayout, type EdgedRow, edgedTable, isEmpty } from "./geometry.ts";

/** Puts the paragraphs of a story into the cells that they end up in, where the file only says how deep each stands. */
type Nesting = {
  /** A paragraph that stands in `depth` tables, one within the other; `endsCell`: the last of its cell. */
  paragraph(content: WordContent, depth: number, endsCell: boolean): void;
  /** The end of a row of the table at `depth`: its cells are all there. `deleted`: its mark is; it is gone where its text is, too. */
  endRow(depth: number, layout: CellLayout[] | null, deleted: boolean): void;
  end(): WordContent[];
};

type OpenTable = { rows: EdgedRow[]; cells: WordContent[][]; content: WordContent[] };

/** Depth costs stack when the tables are read; no document of a person nests deeper. */
const MAX_DEPTH = 100;

export function nesting(): Nesting {
  const story: WordContent[] = [];
  const open: OpenTable[] = [];

  const close = (): void => {
    const table = open.pop();
    if (!table) return;
    if (table.content.length > 0) table.cells.push(table.content);
    if (table.cells.length > 0) table.rows.push({ cells: table.cells, layout: null, hidden: false });
    (open.at(-1)?.content ?? story).push(edgedTable(table.rows));
  };
  const reach = (depth: number): OpenTable | undefined => {
    while (open.length > depth) close();
    while (open.length < Math.min(depth, MAX_DEPTH)) open.push({ rows: [], cells: [], content: [] });
    return open.at(-1);
  };

  return {
    paragraph(content, depth, endsCell) {
      const table = reach(depth);
      (table?.content ?? story).push(content);
      if (!table || !endsCell) return;
      table.cells.push(table.content);
      table.content = [];
    },
    endRow(depth, layout, deleted) {
      const table = reach(depth);
      if (!table) return;
      table.rows.push({ cells: table.cells, layout, hidden: deleted && table.cells.every(isEmpty) });
      table.cells = [];
    },
    end() {
      reach(0);
      return story;
    },
  };
}
