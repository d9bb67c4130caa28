import { type Block, type BlockText, type Place, UnreadableError } from "../data/records/index.ts";

/** A cell as the carriers give it, in the order of its row. `rowSpan` 0 means: to the end of its group, as in HTML. */
export type SpannedCell = { text: string; place?: Place; rowSpan: number; colSpan: number };

/** A cell whose top-left place is known. */
export type PlacedCell = BlockText & { row: number; column: number };

/** For each row, where the last cell that stands in it or reaches into it ends: what lies behind is no place of the table. */
export type RowEnds = ReadonlyMap<number, number>;

export type GridRow = BlockText[];

const MAX_COLSPAN = 1000;
/** No table of a person is this wide; placing cells that reach over and over each other takes time with the square of it. */
const MOST_COLUMNS = 20_000;
const MAX_ROWSPAN = 65_534;

/**
 * Places the cells of row groups (thead, tbody …) as browsers do (HTML standard, "forming a table"): a cell takes the first
 * free place of its row; a row span ends with its group; a span that runs over another cell does not move it.
 */
export function placeCells(groups: SpannedCell[][][]): { cells: PlacedCell[]; ends: RowEnds } {
  const cells: PlacedCell[] = [];
  const ends = new Map<number, number>();
  let row = 0;
  for (const rows of groups) {
    /** For each column, the first row that no cell from above reaches into. */
    const freeFrom: number[] = [];
    const end = row + rows.length;
    for (const own of rows) {
      let column = 0;
      for (const cell of own) {
        while ((freeFrom[column] ?? 0) > row) column++;
        cells.push({ ...textAndPlace(cell), row, column });
        if (column > MOST_COLUMNS) throw tooWide();
        const colSpan = Math.min(Math.max(1, cell.colSpan), MAX_COLSPAN);
        const bottom = cell.rowSpan === 0 ? end : Math.min(end, row + Math.min(Math.max(1, cell.rowSpan), MAX_ROWSPAN));
        for (let c = column; c < column + colSpan; c++) freeFrom[c] = Math.max(freeFrom[c] ?? 0, bottom);
        column += colSpan;
      }
      ends.set(row, freeFrom.findLastIndex((free) => free > row) + 1);
      row++;
    }
  }
  return { cells, ends };
}

const tooWide = (): UnreadableError =>
  new UnreadableError("too_large", `a table has more than ${MOST_COLUMNS} columns: it is not read`);

/**
 * Rows with each text once, at the top left of what its cell covers; "" wherever a span reaches. Rows and columns in which no
 * cell begins have no width on paper either and are left out. Where it is known how far a row's cells reach, the row ends
 * there: a place that is not there is not a blank one.
 */
export function gridRows(cells: PlacedCell[], ends?: RowEnds): GridRow[] {
  const rowAt = ranks(cells.map((c) => c.row));
  const columnAt = ranks(cells.map((c) => c.column));
  const columns = [...columnAt.keys()];
  const rows: GridRow[] = [...rowAt.keys()].map((row) => {
    const end = ends?.get(row) ?? Number.POSITIVE_INFINITY;
    return columns.filter((column) => column < end).map(() => ({ text: "" }));
  });
  for (const cell of cells) {
    const line = rows[rowAt.get(cell.row) ?? 0];
    if (line) line[columnAt.get(cell.column) ?? 0] = textAndPlace(cell);
  }
  return rows;
}

/** Placed cells as a table; one of a single column, without anything to be a row of, is prose in a frame. */
export function tableBlocks(cells: PlacedCell[], ends?: RowEnds): Block[] {
  const rows = gridRows(cells, ends);
  if (rows.some((row) => row.length > 1)) return [{ kind: "table", rows }];
  return rows.flatMap((row) => row.filter((c) => c.text !== "").map((c) => ({ kind: "paragraph" as const, ...c })));
}

function ranks(values: number[]): Map<number, number> {
  return new Map([...new Set(values)].sort((a, b) => a - b).map((value, rank) => [value, rank]));
}

const textAndPlace = ({ text, place, recognised }: BlockText): BlockText => ({
  text,
  ...(place !== undefined && { place }),
  ...(recognised !== undefined && { recognised }),
});
