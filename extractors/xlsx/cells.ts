import type { Problem } from "../../data/records/index.ts";
import { UNREADABLE } from "../inline.ts";
import { areaNamed, cellText, numberText, placeNamed, type Sheet, type SheetCell } from "../sheet/index.ts";
import { child, type Xml } from "../xml.ts";
import type { CellLook } from "./formats.ts";
import { type Checked, formulaChecker } from "./formulas.ts";
import { stringText, written } from "./strings.ts";

/** What the cells of a sheet refer to. `recalculates`: the workbook asks for all formulas to be calculated when it is opened. */
export type Shared = { strings: string[]; lookOf(style: number): CellLook; date1904: boolean; recalculates: boolean };

const isSet = (value: string | undefined): boolean => value === "1" || value === "true";

/** A row without height or a column without width shows as much as a hidden one. */
const isFlat = (size: string | undefined): boolean => size !== undefined && Number(size) === 0;

/** What the part of a worksheet holds. */
export function readSheet(name: string, root: Xml, shared: Shared): Omit<Sheet, "isHidden" | "boxes"> {
  const views = child(child(root, "sheetViews"), "sheetView");
  const showsZeros = views?.attributes.showZeros === undefined || isSet(views.attributes.showZeros);
  const cells: SheetCell[] = [];
  const framedTo = new Map<number, number>();
  const hiddenRows = new Set<number>();
  const doubts: Problem[] = [];
  let rowNumber = 0;
  let unseenFigures = 0;
  const rows = child(root, "sheetData")?.children ?? [];
  const check = formulaChecker(rows);
  for (const row of rows) {
    rowNumber = Number(row.attributes.r ?? rowNumber + 1);
    if (isSet(row.attributes.hidden) || isFlat(row.attributes.ht)) hiddenRows.add(rowNumber);
    let column = 0;
    for (const cell of row.children) {
      const place = placeNamed(cell.attributes.r ?? "");
      column = place?.column ?? column + 1;
      const at = `sheet ${name} cell ${cell.attributes.r ?? ""}`;
      const { text, doubt } = isStale(cell, check, shared) ? STALE : shownText(cell, shared, showsZeros);
      if (shared.lookOf(styleOf(cell)).isWhite && child(cell, "v")) unseenFigures += 1;
      if (doubt) doubts.push({ ...doubt, at });
      if (text !== "") cells.push({ row: place?.row ?? rowNumber, column, text });
      if (shared.lookOf(styleOf(cell)).isFramed)
        framedTo.set(rowNumber, Math.max(framedTo.get(rowNumber) ?? 0, column));
    }
  }
  if (unseenFigures > 0)
    doubts.push({
      code: "sheet.hidden_text",
      message: `${unseenFigures} cells are written in the colour of the paper: nobody sees them, and they are left out`,
      at: `sheet ${name}`,
    });
  const hidden = (child(root, "cols")?.children ?? [])
    .filter(({ attributes }) => isSet(attributes.hidden) || isFlat(attributes.width))
    .map(({ attributes }) => ({ from: Number(attributes.min), to: Number(attributes.max) }));
  return {
    name,
    cells,
    merged: (child(root, "mergeCells")?.children ?? []).flatMap((m) => areaNamed(m.attributes.ref ?? "") ?? []),
    framedTo,
    hiddenRows,
    isHiddenColumn: (column) => hidden.some(({ from, to }) => column >= from && column <= to),
    doubts,
  };
}

const STALE: Shown = {
  text: UNREADABLE,
  doubt: {
    code: "sheet.stale",
    message:
      "the stored result of the cell's formula is not what opening the workbook would show, or need not be: it is not read",
  },
};

/** Whether a formula's stored result may be another than the one that is shown. */
function isStale(cell: Xml, check: (cell: Xml) => Checked, { recalculates }: Shared): boolean {
  if (!child(cell, "f") || !child(cell, "v")?.text) return false;
  const checked = check(cell);
  return checked === "stale" || (checked === "unknown" && recalculates && (cell.attributes.t ?? "n") === "n");
}

const styleOf = (cell: Xml): number => Number(cell.attributes.s ?? 0);

type Shown = { text: string; doubt?: { code: string; message: string } };

/** A cell's text as it is shown. What was never calculated is not calculated here. */
function shownText(cell: Xml, { strings, lookOf, date1904 }: Shared, showsZeros: boolean): Shown {
  const value = child(cell, "v");
  const look = lookOf(styleOf(cell));
  if (look.isUnseen) return { text: "" };
  const raw = value?.text.trim() ?? "";
  switch (cell.attributes.t) {
    case "s":
      return { text: look.hidesText ? "" : (strings[Number(raw)] ?? "") };
    case "inlineStr":
      return { text: look.hidesText ? "" : stringText(child(cell, "is")) };
    case "str":
    case "d":
      return { text: look.hidesText ? "" : cellText(written(value?.text ?? "")) };
    case "b":
      return { text: raw === "1" ? "TRUE" : "FALSE" };
    case "e":
      return { text: raw };
  }
  if (raw === "") {
    if (!child(cell, "f")) return { text: "" };
    const message = "the cell's formula was never calculated: what it would show is missing here";
    return { text: "", doubt: { code: "sheet.uncalculated", message } };
  }
  const number = Number(raw);
  if (!Number.isFinite(number)) return { text: raw };
  if (number === 0 && !showsZeros) return { text: "" };
  const text = numberText(number, look.format, date1904);
  if (text !== null) return { text };
  const message = `the number ${raw} has a format that cannot be followed (${look.format}): what is shown is missing here`;
  return { text: "", doubt: { code: "sheet.format", message } };
}
