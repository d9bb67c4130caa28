import { UnreadableError } from "../../data/records/index.ts";

/** A record of an Excel 97–2003 stream ([MS-XLS] 2.1.4). */
export type BiffRecord = { type: number; at: number; data: DataView };

export const BIFF = {
  bof: 0x0809,
  eof: 0x000a,
  continue: 0x003c,
  filePass: 0x002f,
  boundSheet: 0x0085,
  font: 0x0031,
  xf: 0x00e0,
  sst: 0x00fc,
  labelSst: 0x00fd,
  mulRk: 0x00bd,
  mulBlank: 0x00be,
  /** Cells that begin with their row, column and style: empty ones, numbers, formulas, strings of their own. */
  cells: new Set([0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027e, 0x00d6]),
} as const;

/** All records. Throws `truncated` where one is not whole or a sheet has no end: the library would give what there is. */
export function biffRecords(stream: Uint8Array): BiffRecord[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const records: BiffRecord[] = [];
  let depth = 0;
  for (let at = 0; at + 4 <= stream.length; ) {
    const [type, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (type === 0 && depth === 0) break; // the stream is filled up to its sector's end
    if (at + 4 + length > stream.length) throw cutShort();
    records.push({ type, at, data: new DataView(stream.buffer, stream.byteOffset + at + 4, length) });
    if (type === BIFF.filePass)
      throw new UnreadableError("encrypted", "the workbook needs a password: save it without one");
    if (type === BIFF.bof) depth++;
    if (type === BIFF.eof) depth--;
    at += 4 + length;
  }
  if (depth !== 0) throw cutShort();
  return records;
}

export const cutShort = (): UnreadableError =>
  new UnreadableError("truncated", "the workbook is cut short or damaged: fetch it again");
