/** One change to the properties of text (a “single property modifier”): which property, and to what. */
export type Sprm = { code: number; value: number; operand: Uint8Array };

/** Codes of [MS-DOC] 2.6: only those that decide what a reader sees, and where. */
export const SPRM = {
  deleted: 0x0800,
  inserted: 0x0801,
  webHidden: 0x0811,
  specVanish: 0x0818,
  strike: 0x0837,
  vanish: 0x083c,
  special: 0x0855,
  characterStyle: 0x4a30,
  plain: 0x2a33,
  raised: 0x2a48,
  doubleStrike: 0x2a53,
  symbol: 0x6a09,
  inTable: 0x2416,
  rowEnd: 0x2417,
  innerCell: 0x244b,
  innerRowEnd: 0x244c,
  listLevel: 0x260a,
  list: 0x460b,
  depth: 0x6649,
  elsewhere: [0x6645, 0x6646, 0x646b],
  tableDefinition: 0xd608,
  tableLeft: 0x9601,
  tableGap: 0x9602,
  cellInsert: 0x7621,
  cellDelete: 0x5622,
  columnWidth: 0x7623,
  cellMerge: 0x5624,
  cellSplit: 0x5625,
  verticalMerge: 0xd62b,
} as const;

const OPERAND_SIZE = [1, 1, 2, 4, 2, 2, 0, 3];
const VARIABLE = 6;
const TAB_CHANGES = 0xc615;
const TABLE_DEFINITIONS = [0xd606, SPRM.tableDefinition];

/** The changes that a list of bytes holds, in their order; it ends where one would run over its end. */
export function sprmsIn(bytes: Uint8Array): Sprm[] {
  const sprms: Sprm[] = [];
  const u8 = (at: number): number => bytes[at] ?? 0;
  const u16 = (at: number): number => u8(at) + 256 * u8(at + 1);
  for (let at = 0; at + 2 < bytes.length; ) {
    const code = u16(at);
    at += 2;
    let size = OPERAND_SIZE[code >> 13] ?? 0;
    if (code >> 13 === VARIABLE) {
      const long = TABLE_DEFINITIONS.includes(code);
      size = long ? u16(at) - 1 : u8(at);
      if (code === TAB_CHANGES && size === 255) {
        const removed = 1 + 4 * u8(at + 1);
        size = removed + 1 + 3 * u8(at + 1 + removed);
      }
      at += long ? 2 : 1;
    }
    if (size < 0 || at + size > bytes.length) break;
    const operand = bytes.subarray(at, at + size);
    sprms.push({ code, operand, value: u8(at) + (size > 1 ? 256 * u8(at + 1) : 0) });
    at += size;
  }
  return sprms;
}

/** The short form in which a piece of a fast-saved file says one change: its number, and the property it stands for. */
const SHORT: Record<number, number> = {
  24: SPRM.inTable,
  25: SPRM.rowEnd,
  65: SPRM.deleted,
  66: SPRM.inserted,
  80: SPRM.webHidden,
  81: SPRM.specVanish,
  87: SPRM.strike,
  92: SPRM.vanish,
  104: SPRM.raised,
  115: SPRM.doubleStrike,
};

/** What a piece of text changes of the properties that its place in the file gives it. */
export function pieceSprms(prm: number, changes: readonly Uint8Array[]): Sprm[] {
  if ((prm & 1) === 1) return sprmsIn(changes[prm >> 1] ?? new Uint8Array());
  const code = SHORT[(prm >> 1) & 0x7f];
  const value = prm >> 8;
  return code === undefined ? [] : [{ code, value, operand: Uint8Array.of(value) }];
}
