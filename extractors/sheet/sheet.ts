import type { Problem } from "../../data/records/index.ts";
import { blanksCollapsed } from "../inline.ts";
import { joinLines } from "../joining.ts";

/** Places of a sheet from the top left one to the bottom right one, both among them. Rows and columns count from 1. */
export type Area = { top: number; left: number; bottom: number; right: number };

/** A cell as it is shown. Empty cells are left out. */
export type SheetCell = { row: number; column: number; text: string };

/** A sheet of a workbook, whatever the format. */
export type Sheet = {
  name: string;
  isHidden: boolean;
  cells: SheetCell[];
  /** Merged cells: the text of the top left place is shown over all of them, what else they hold is not. */
  merged: Area[];
  /** For each row in which cells are framed, the last column in which one is, with text or without; none where nobody can tell. */
  framedTo: ReadonlyMap<number, number>;
  hiddenRows: ReadonlySet<number>;
  /** Whether a column is hidden; sheets have so many that they are not listed. */
  isHiddenColumn(column: number): boolean;
  /** The text of boxes that float over the sheet, each with the row from which it hangs. */
  boxes: { row: number; text: string }[];
  doubts: Problem[];
};

/** `C12` → column 3, row 12; null for what is no address. */
export function placeNamed(address: string): { row: number; column: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(address) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const column = [...letters.toUpperCase()].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0);
  return { row: Number(digits), column };
}

/** `A1:C3`, or `A1` alone. */
export function areaNamed(range: string): Area | null {
  const [from = "", to = from] = range.split(":");
  const [a, b] = [placeNamed(from), placeNamed(to)];
  if (!a || !b) return null;
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

/** 3, 12 → `C12`. */
export function addressOf(row: number, column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters + row;
}

/** The lines of a cell as one. */
export const cellText = (text: string): string =>
  text
    .split(/[\r\n]+/)
    .map(blanksCollapsed)
    .reduce(joinLines, "");
