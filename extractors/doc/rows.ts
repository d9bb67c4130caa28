import type { CellLayout } from "../word/geometry.ts";
import { SPRM, type Sprm } from "./sprms.ts";

type Cell = { width: number; joined: boolean; merge: CellLayout["merge"] };

const [HORIZONTAL, VERTICAL, VERTICAL_START] = [0x03, 0x20, 0x40];
const CELL_SIZE = 20;

/** How a row lies on the page, from what the paragraph that ends it says; null where it does not say. */
export function rowLayout(sprms: readonly Sprm[]): CellLayout[] | null {
  let left = 0;
  let gap = 0;
  let cells: Cell[] | null = null;
  for (const { code, value, operand } of sprms) {
    if (code === SPRM.tableGap) gap = signed(value);
    if (code === SPRM.tableDefinition) {
      left = signed((operand[1] ?? 0) + 256 * (operand[2] ?? 0));
      cells = definedCells(operand);
    }
    if (code === SPRM.tableLeft) left = signed(value) - gap;
    if (cells) cells = changed(cells, code, operand);
  }
  return (
    cells?.map(({ width, joined, merge }) => {
      const layout = { left, right: left + width, joined, merge };
      left += width;
      return layout;
    }) ?? null
  );
}

/** Null where the definition is cut short, or its edges run backwards. */
function definedCells(operand: Uint8Array): Cell[] | null {
  const view = new DataView(operand.buffer, operand.byteOffset, operand.byteLength);
  const count = operand[0] ?? 0;
  const flags = 1 + 2 * (count + 1);
  if (count === 0 || flags > operand.length) return null;
  const edges = Array.from({ length: count + 1 }, (_, i) => view.getInt16(1 + 2 * i, true));
  const flagsOf = (i: number): number => operand[flags + CELL_SIZE * i] ?? 0;
  const cells = Array.from({ length: count }, (_, i): Cell => {
    const merge = flagsOf(i) & VERTICAL ? (flagsOf(i) & VERTICAL_START ? "starts" : "continues") : null;
    return { width: (edges[i + 1] ?? 0) - (edges[i] ?? 0), joined: false, merge };
  });
  // Word 97's and today's descriptions number the first of merged cells and the others the other way round: the first comes first.
  let first = 0;
  for (const [i, cell] of cells.entries()) {
    const merged = flagsOf(i) & HORIZONTAL;
    cell.joined = first !== 0 && merged !== 0 && merged !== first;
    if (!cell.joined) first = merged;
  }
  return cells.some((cell) => cell.width < 0) ? null : cells;
}

/** The changes that were made to a row after it was defined. */
function changed(cells: Cell[], code: number, operand: Uint8Array): Cell[] {
  const [first = 0, limit = 0] = operand;
  const word = signed((operand[2] ?? 0) + 256 * (operand[3] ?? 0));
  const within = (i: number): boolean => i >= first && i < limit;
  switch (code) {
    case SPRM.cellInsert: {
      const added = Array.from({ length: limit }, (): Cell => ({ width: word, joined: false, merge: null }));
      return [...cells.slice(0, first), ...added, ...cells.slice(first)];
    }
    case SPRM.cellDelete:
      return cells.filter((_, i) => !within(i));
    case SPRM.columnWidth:
      return cells.map((cell, i) => (within(i) ? { ...cell, width: word } : cell));
    case SPRM.cellMerge:
      return cells.map((cell, i) => (within(i) ? { ...cell, joined: i > first } : cell));
    case SPRM.cellSplit:
      return cells.map((cell, i) => (within(i) ? { ...cell, joined: false } : cell));
    case SPRM.verticalMerge:
      return cells.map((cell, i) => (i === first ? { ...cell, merge: VERTICAL_MERGES[limit] ?? null } : cell));
    default:
      return cells;
  }
}

const VERTICAL_MERGES: Record<number, CellLayout["merge"]> = { 1: "continues", 3: "starts" };

const signed = (word: number): number => (word << 16) >> 16;
