import { type Binary, binary, damaged } from "./binary.ts";

/** What the file says of the characters from one place of the main stream to another: `style` of a paragraph, and changes. */
export type Run = { start: number; end: number; style: number; changes: Uint8Array };

const PAGE = 512;

/** Runs of characters: the pages of 512 bytes in which the main stream keeps them. `table`: where these pages are. */
export const characterRuns = (main: Binary, table: Binary): Run[] =>
  runs(main, table, 1, (page, at) => {
    const offset = 2 * page.u8(at);
    return { style: 0, changes: offset === 0 ? NOTHING : page.slice(offset + 1, page.u8(offset)) };
  });

export const paragraphRuns = (main: Binary, table: Binary): Run[] =>
  runs(main, table, 13, (page, at) => {
    const offset = 2 * page.u8(at);
    if (offset === 0) return { style: 0, changes: NOTHING };
    const words = page.u8(offset);
    const [start, length] = words === 0 ? [offset + 2, 2 * page.u8(offset + 1)] : [offset + 1, 2 * words - 1];
    const own = binary(page.slice(start, length));
    return length < 2 ? { style: 0, changes: NOTHING } : { style: own.u16(0), changes: own.slice(2, own.length - 2) };
  });

const NOTHING = new Uint8Array();

function runs(
  main: Binary,
  table: Binary,
  size: number,
  read: (page: Binary, at: number) => { style: number; changes: Uint8Array },
): Run[] {
  const pages = Math.floor((table.length - 4) / 8);
  if (pages * PAGE > main.length) throw damaged();
  const found: Run[] = [];
  for (let p = 0; p < pages; p++) {
    const page = binary(main.slice(PAGE * (table.u32(4 * (pages + 1) + 4 * p) & 0x3fffff), PAGE));
    const count = page.u8(PAGE - 1);
    for (let i = 0; i < count; i++)
      found.push({ start: page.u32(4 * i), end: page.u32(4 * (i + 1)), ...read(page, 4 * (count + 1) + size * i) });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The place in the sorted runs of the last that begins at or before an offset; -1 where none does. */
export function runAt(sorted: readonly { start: number }[], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
