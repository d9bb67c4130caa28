import type { WordCell, WordContent, WordRow, WordTable } from "./content.ts";

/** A cell of a row that is laid out by its edges. `joined`: merged into the cell to its left, and hidden. */
export type CellLayout = { left: number; right: number; joined: boolean; merge: WordCell["merge"] };

/** A row as it is written down where edges lay out its cells: null where its layout is missing. */
export type EdgedRow = { cells: WordContent[][]; layout: CellLayout[] | null; hidden: boolean };

/** In twentieths of a point: edges nearer to each other than this are one line to the eye (2 points). */
const SAME_EDGE = 40;

/** A table whose cells begin at edges. It is not certain where a row's layout is missing or does not fit its cells. */
export function edgedTable(rows: EdgedRow[]): WordTable {
  const shown = rows.map((row, i) => ({ ...row, number: i + 1 })).filter((row) => !row.hidden);
  const found = rowsByEdges(shown, SAME_EDGE) ?? rowsByEdges(shown, 0);
  return { kind: "table", rows: found ?? shown.map(inOrder), certain: found !== null };
}

type NumberedRow = EdgedRow & { number: number };

const inOrder = ({ cells, number }: NumberedRow): WordRow => ({
  number,
  cells: cells.map((content, i) => ({ column: i, end: i + 1, place: i + 1, merge: null, content })),
});

function rowsByEdges(rows: NumberedRow[], tolerance: number): WordRow[] | null {
  const edges = rows.flatMap((row) => row.layout ?? []).flatMap(({ left, right }) => [left, right]);
  const columnOf = columnsOf(edges, tolerance);
  const placed: WordRow[] = [];
  for (const { cells, layout, number } of rows) {
    if (layout?.length !== cells.length || cells.some((c, i) => layout[i]?.joined && !isEmpty(c))) return null;
    const row: WordCell[] = [];
    for (const [i, { left, right, joined, merge }] of layout.entries()) {
      const [column, end] = [columnOf.get(left) ?? 0, columnOf.get(right) ?? 0];
      const before = row.at(-1);
      if (joined && before) before.end = end;
      else row.push({ column, end, place: i + 1, merge, content: cells[i] ?? [] });
      if (column >= end) return null;
    }
    placed.push({ number, cells: row });
  }
  return placed;
}

/** Numbers the edges from the left; those nearer to the one before than the tolerance are the same. */
function columnsOf(edges: number[], tolerance: number): Map<number, number> {
  const columns = new Map<number, number>();
  let column = -1;
  let last = Number.NEGATIVE_INFINITY;
  for (const edge of [...new Set(edges)].sort((a, b) => a - b)) {
    if (edge - last > tolerance || column < 0) column++;
    columns.set(edge, column);
    last = edge;
  }
  return columns;
}

/** Whether nothing is to be seen of something. */
export const isEmpty = (contents: WordContent[]): boolean =>
  contents.every((c) => c.kind === "paragraph" && c.lines.length === 0 && c.boxes.length === 0);
