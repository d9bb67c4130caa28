import type { Block, Place } from "../../data/records/index.ts";
import { gridRows, type RowEnds } from "../grid.ts";
import { type Area, addressOf, type Sheet } from "./sheet.ts";

/** A cell with text, and what is seen of the places that it covers. */
type Shown = Area & { text: string; place: Place };

/** A line across the sheet with nothing beside it of so many characters is prose, also where its cell is narrow. */
const PROSE = 40;

/**
 * What a sheet shows: tables where cells stand beside each other, paragraphs where one stands alone over the whole width, or above
 * or below a table. An empty row ends a table.
 */
export function sheetBlocks(sheet: Sheet): Block[] {
  const shown = shownCells(sheet);
  const first = shown[0]?.top ?? 0;
  const boxes = Map.groupBy(sheet.boxes, ({ row }) => (row <= first ? "above" : "below"));
  const floating = (where: "above" | "below"): Block[] =>
    (boxes.get(where) ?? []).map(({ text }) => ({ kind: "paragraph", text, place: `sheet ${sheet.name} text box` }));
  return [...floating("above"), ...cellBlocks(shown, sheet), ...floating("below")];
}

function cellBlocks(shown: Shown[], sheet: Sheet): Block[] {
  const width = { left: leastOf(shown.map((c) => c.left)), right: mostOf(shown.map((c) => c.right)) };
  return bands(shown, sheet).flatMap((band) => {
    const isProse = proseOf(band, width);
    const blocks: Block[] = [];
    let table: Shown[] = [];
    const endTable = (): void => {
      if (table.length > 0) blocks.push(tableOf(table, sheet));
      table = [];
    };
    for (const cell of band) {
      if (!isProse(cell)) {
        table.push(cell);
        continue;
      }
      endTable();
      blocks.push({ kind: "paragraph", text: cell.text, place: cell.place });
    }
    endTable();
    return blocks;
  });
}

/** The cells in reading order, without what is hidden and what a merged cell covers. */
function shownCells({ name, cells, merged, hiddenRows, isHiddenColumn }: Sheet): Shown[] {
  const end = { row: mostOf(cells.map((c) => c.row)), column: mostOf(cells.map((c) => c.column)) };
  const used = merged.map((area) => ({
    ...area,
    bottom: Math.min(area.bottom, Math.max(area.top, end.row)),
    right: Math.min(area.right, Math.max(area.left, end.column)),
  }));
  const areaAt = new Map(used.map((area) => [`${area.top} ${area.left}`, area]));
  const isCovered = coverage(used);
  return cells
    .toSorted((a, b) => a.row - b.row || a.column - b.column)
    .flatMap(({ row, column, text }): Shown[] => {
      if (isCovered(row, column)) return [];
      const area = areaAt.get(`${row} ${column}`) ?? { top: row, left: column, bottom: row, right: column };
      const top = firstShown(area.top, area.bottom, (r) => hiddenRows.has(r));
      const left = firstShown(area.left, area.right, isHiddenColumn);
      if (top === null || left === null) return [];
      return [{ ...area, top, left, text, place: `sheet ${name} cell ${addressOf(row, column)}` }];
    });
}

function firstShown(from: number, to: number, isHidden: (n: number) => boolean): number | null {
  for (let n = from; n <= to; n++) if (!isHidden(n)) return n;
  return null;
}

/** Whether a place is under a merged cell, and not its top left one. */
function coverage(merged: Area[]): (row: number, column: number) => boolean {
  const byTop = merged.toSorted((a, b) => a.top - b.top);
  const tallest = mostOf(merged.map((a) => a.bottom - a.top));
  const startOf = (row: number): number => {
    let [low, high] = [0, byTop.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((byTop[middle]?.top ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (row, column) => {
    for (let i = startOf(row - tallest); i < byTop.length; i++) {
      const area = byTop[i];
      if (!area || area.top > row) return false;
      const isIn = row <= area.bottom && column >= area.left && column <= area.right;
      if (isIn && (row !== area.top || column !== area.left)) return true;
    }
    return false;
  };
}

/** Cells between which no row is empty. Hidden rows are not there, so they part nothing. */
function bands(shown: Shown[], { hiddenRows }: Sheet): Shown[][] {
  const done: Shown[][] = [];
  let bottom = -1;
  for (const cell of shown) {
    const last = done.at(-1);
    const next = firstShown(bottom + 1, Math.max(bottom + 1, cell.top), (row) => hiddenRows.has(row)) ?? cell.top;
    if (last && cell.top <= next) last.push(cell);
    else done.push([cell]);
    bottom = Math.max(bottom, cell.bottom);
  }
  return done;
}

/** Whether a cell of a band is no part of a table: alone in its row, and as wide as the sheet, or longer than a cell is. */
function proseOf(band: Shown[], width: { left: number; right: number }): (cell: Shown) => boolean {
  const inRow = Map.groupBy(band, (c) => c.top);
  const reached = new Set(band.flatMap((c) => Array.from({ length: c.bottom - c.top }, (_, i) => c.top + i + 1)));
  const isAlone = (cell: Shown): boolean => inRow.get(cell.top)?.length === 1 && !reached.has(cell.top);
  const isWhole = (cell: Shown): boolean => cell.left <= width.left && cell.right >= width.right;
  const first = band.find((c) => !isAlone(c));
  const last = band.findLast((c) => !isAlone(c));
  return (cell) => {
    if (!isAlone(cell)) return false;
    const isOutside = !first || !last || cell.top < first.top || cell.top > last.top;
    const isMerged = cell.right > cell.left;
    return isWhole(cell) || (isOutside && !isMerged) || (cell.text.length >= PROSE && cell.left <= width.left);
  };
}

function tableOf(cells: Shown[], { framedTo }: Sheet): Block {
  const placed = cells.map(({ top, left, text, place }) => ({ row: top, column: left, text, place }));
  return { kind: "table", rows: gridRows(placed, framedEnds(cells, framedTo)) };
}

/** Rows whose frames end before those of most others, and before which no cell reaches further: what is not there is no blank. */
function framedEnds(cells: Shown[], framedTo: Sheet["framedTo"]): RowEnds {
  const reach = new Map<number, number>();
  for (const { top, bottom, right } of cells)
    for (let row = top; row <= bottom; row++) reach.set(row, Math.max(reach.get(row) ?? 0, right));
  const end = mostOf([...reach.values()]);
  const rows = [...new Set(cells.map((c) => c.top))];
  const isWhole = (row: number): boolean => Math.max(reach.get(row) ?? 0, framedTo.get(row) ?? 0) >= end;
  if (rows.filter((row) => framedTo.has(row) && isWhole(row)).length <= rows.length / 2) return new Map();
  return new Map(
    rows
      .filter((row) => framedTo.has(row) && !isWhole(row))
      .map((row) => [row, Math.max(reach.get(row) ?? 0, framedTo.get(row) ?? 0) + 1]),
  );
}

const mostOf = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
const leastOf = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
