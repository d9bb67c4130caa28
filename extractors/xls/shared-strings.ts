import { BIFF, type BiffRecord } from "./biff.ts";

/** A string of the workbook's table, and where runs of another font begin in it. */
export type RichString = { text: string; runs: { from: number; font: number }[] };

const [WIDE, EXTENDED, RICH] = [1, 4, 8];

/** The shared strings ([MS-XLS] 2.4.265), which run on over records: where characters do, their width is said anew. */
export function sharedStrings(records: readonly BiffRecord[]): RichString[] {
  const first = records.findIndex((r) => r.type === BIFF.sst);
  if (first < 0) return [];
  const end = records.findIndex((r, i) => i > first && r.type !== BIFF.continue);
  const parts = records.slice(first, end < 0 ? records.length : end).map((r) => r.data);
  let [part, at] = [0, 0];
  const here = (): DataView => {
    while (at >= (parts[part]?.byteLength ?? Infinity)) [part, at] = [part + 1, 0];
    const found = parts[part];
    if (!found) throw new RangeError("the strings end within a string");
    return found;
  };
  const u8 = (): number => here().getUint8(at++);
  const u16 = (): number => u8() | (u8() << 8);
  const u32 = (): number => u16() + u16() * 0x10000;
  const characters = (count: number, isWide: boolean): string => {
    let [text, wide] = ["", isWide];
    for (let i = 0; i < count; i++) {
      const before = part;
      here();
      if (part !== before) wide = (u8() & WIDE) !== 0;
      text += String.fromCharCode(wide ? u16() : u8());
    }
    return text;
  };
  u32();
  return Array.from({ length: u32() }, (): RichString => {
    const length = u16();
    const flags = u8();
    const runs = flags & RICH ? u16() : 0;
    const extended = flags & EXTENDED ? u32() : 0;
    const text = characters(length, (flags & WIDE) !== 0);
    const found = Array.from({ length: runs }, () => ({ from: u16(), font: u16() }));
    for (let i = 0; i < extended; i++) u8();
    return { text, runs: found };
  });
}
