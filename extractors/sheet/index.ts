import {
  type Block,
  type Extraction,
  normalizedText,
  type Problem,
  UnreadableError,
} from "../../data/records/index.ts";
import { NO_META } from "../carrier.ts";
import { missingTables } from "../pictures.ts";
import { documentTitle } from "../title.ts";
import { sheetBlocks } from "./blocks.ts";
import type { Sheet, SheetCell } from "./sheet.ts";

export { numberText } from "./number.ts";
export { type Area, areaNamed, cellText, placeNamed, type Sheet, type SheetCell } from "./sheet.ts";

/** A workbook read as far as its sheets. `pictures`: how many it holds. */
export type Workbook = { mediaType: string; sheets: Sheet[]; title: string; pictures: number };

/** What the sheets show, each under its name where there are several. */
export function workbookExtraction({ mediaType, sheets, title, pictures }: Workbook): Extraction {
  if (isTooMuch(sheets.flatMap((sheet) => sheet.cells)))
    throw new UnreadableError("too_large", "the workbook holds more than a person reads: it is not read");
  const seen = sheets.filter((sheet) => !sheet.isHidden && sheet.cells.length + sheet.boxes.length > 0);
  const shown = seen.map((sheet) => ({ sheet, blocks: sheetBlocks(sheet) })).filter(({ blocks }) => blocks.length > 0);
  if (shown.length === 0)
    throw pictures > 0
      ? new UnreadableError("needs_ocr", "the workbook holds only pictures: their text needs OCR")
      : new UnreadableError("empty", "the workbook's sheets are empty");
  const blocks = shown.flatMap(({ sheet: { name }, blocks: own }): Block[] =>
    shown.length === 1 ? own : [{ kind: "paragraph", text: name, place: `sheet ${name}` }, ...own],
  );
  return {
    mediaType,
    text: normalizedText(blocks),
    meta: { ...NO_META, title: documentTitle(title) },
    warnings: [
      ...sheets.flatMap(hiddenParts),
      ...seen.flatMap((s) => s.doubts),
      ...missingTables(blocks, () => pictures),
    ],
  };
}

const MOST_CELLS = 500_000;
const MOST_TEXT = 20_000_000;

/** A text that is kept once may stand in a million cells. */
const isTooMuch = (cells: SheetCell[]): boolean =>
  cells.length > MOST_CELLS || cells.reduce((sum, { text }) => sum + text.length, 0) > MOST_TEXT;

/** What a person who opens the workbook does not see either, but could. */
function hiddenParts(sheet: Sheet): Problem[] {
  const { name, cells, hiddenRows, isHiddenColumn } = sheet;
  const at = `sheet ${name}`;
  const problem = (message: string): Problem[] => [{ code: "sheet.hidden", message, at }];
  if (cells.length === 0) return [];
  if (sheet.isHidden) return problem(`the sheet “${name}” is hidden and was left out`);
  const hidden = cells.filter((c) => hiddenRows.has(c.row) || isHiddenColumn(c.column)).length;
  return hidden === 0 ? [] : problem(`${hidden} cells in hidden rows or columns of the sheet “${name}” were left out`);
}
