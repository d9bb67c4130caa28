import { keysOf } from "../keys.ts";
import { NUMBERS, PROSE, SHEETS, STRINGS, UNSEEN, type XlsxLook, xlsx } from "../xlsx.ts";
import type { CarrierDocument } from "./document.ts";

/** The document as an Excel workbook, its markup and arrangement chosen from all there is. */
export function wildXlsx({ title, blocks, choices }: CarrierDocument): { style: string; bytes: Uint8Array } {
  const look = {
    strings: choices.one(keysOf(STRINGS)),
    numbers: choices.one(keysOf(NUMBERS)),
    sheets: choices.one(SHEETS),
    prose: choices.one(PROSE),
    unseen: choices.one(UNSEEN),
    offset: choices.int(0, 3),
  } satisfies XlsxLook;
  return { style: `${look.strings} × ${look.numbers} × ${look.sheets}`, bytes: xlsx(title, blocks, look) };
}
