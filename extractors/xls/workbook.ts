import { type CellObject, read, set_cptable, type WorkBook } from "@e965/xlsx";
import * as codepages from "@e965/xlsx/dist/cpexcel.full.mjs";
import { type Problem, UnreadableError } from "../../data/records/index.ts";
import { isOle, openOle } from "../ole.ts";
import { cellText, numberText, placeNamed, type Sheet, type SheetCell } from "../sheet/index.ts";
import { biffRecords, cutShort } from "./biff.ts";
import { type CellLooks, cellLooks, NO_LOOKS } from "./looks.ts";

/** Without these tables, text of Excel 95 and before is not Chinese. */
set_cptable(codepages);

/** The sheets of a workbook in their order, as SheetJS reads them. Throws `encrypted`, or `truncated` where it cannot. */
export function readLegacy(bytes: Uint8Array): { sheets: Sheet[]; title: string; pictures: number } {
  const looks = looksIn(bytes);
  const workbook = opened(bytes);
  const { WBProps, Sheets = [] } = workbook.Workbook ?? {};
  const date1904 = WBProps?.date1904 ?? false;
  return {
    sheets: workbook.SheetNames.flatMap((name, i) => {
      const sheet = sheetOf(workbook, name, date1904, (row, column) => looks.unstruck(i, row, column));
      return sheet ? [{ ...sheet, isHidden: (Sheets[i]?.Hidden ?? 0) > 0, framedTo: looks.framedTo(i) }] : [];
    }),
    title: workbook.Props?.Title ?? "",
    pictures: 0,
  };
}

function opened(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { type: "array", cellStyles: true, cellNF: true, cellHTML: false });
  } catch (cause) {
    if (cause instanceof Error && /password|encrypt/i.test(cause.message))
      throw new UnreadableError("encrypted", "the workbook needs a password: save it without one", { cause });
    throw new UnreadableError("truncated", "the workbook is cut short or damaged: fetch it again", { cause });
  }
}

/** What the library does not tell of an Excel 97–2003 file, which is proven whole at that: it takes what there is of a part of one. */
function looksIn(bytes: Uint8Array): CellLooks {
  if (!isOle(bytes)) return NO_LOOKS;
  const file = openOle(bytes);
  const stream = file.stream([...file.names].find((name) => /^(work)?book$/i.test(name)) ?? "");
  try {
    return stream ? cellLooks(biffRecords(stream)) : NO_LOOKS;
  } catch (cause) {
    throw cause instanceof RangeError ? cutShort() : cause;
  }
}

function sheetOf(
  { Sheets }: WorkBook,
  name: string,
  date1904: boolean,
  unstruckAt: (row: number, column: number) => string | undefined,
): Omit<Sheet, "isHidden" | "framedTo"> | null {
  const sheet = Sheets[name];
  if (!sheet || (sheet["!type"] ?? "sheet") !== "sheet") return null; // a chart, a dialog, a macro
  const rows = sheet["!rows"] ?? [];
  const columns = sheet["!cols"] ?? [];
  const cells: SheetCell[] = [];
  const doubts: Problem[] = [];
  for (const address of Object.keys(sheet)) {
    const place = placeNamed(address);
    if (!place) continue;
    const cell: CellObject = sheet[address];
    const left = unstruckAt(place.row, place.column);
    const text = left === undefined ? textOf(cell, date1904) : cellText(left);
    if (text === null)
      doubts.push({
        code: "sheet.format",
        message: `the number ${cell.v} has a format that cannot be followed (${cell.z}): what is shown is missing here`,
        at: `sheet ${name} cell ${address}`,
      });
    if (text) cells.push({ ...place, text });
  }
  return {
    name,
    cells,
    merged: (sheet["!merges"] ?? []).map(({ s, e }) => ({
      top: s.r + 1,
      left: s.c + 1,
      bottom: e.r + 1,
      right: e.c + 1,
    })),
    hiddenRows: new Set(rows.flatMap((row, i) => (row?.hidden ? [i + 1] : []))),
    isHiddenColumn: (column) => columns[column - 1]?.hidden === true,
    boxes: [],
    doubts,
  };
}

function textOf(cell: CellObject, date1904: boolean): string | null {
  if (cell.t === "n" && typeof cell.v === "number") return numberText(cell.v, String(cell.z ?? "General"), date1904);
  const shown = cell.t === "e" ? (cell.w ?? "") : cell.t === "b" ? String(cell.v).toUpperCase() : (cell.v ?? "");
  return cellText(String(shown));
}
