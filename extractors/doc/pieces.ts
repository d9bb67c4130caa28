import { type Binary, binary, damaged } from "./binary.ts";

/** A run of characters that lies in one place of the main stream. `prm`: what it changes of its properties. */
export type Piece = { start: number; end: number; offset: number; width: 1 | 2; prm: number };

export type PieceTable = { text: string; pieces: Piece[]; changes: Uint8Array[] };

const [CHANGES, PIECES] = [1, 2];
const COMPRESSED = 0x40000000;

/** The text of all stories, put together from its pieces. `clx`: the structure that lists them. */
export function readPieces(main: Binary, clx: Binary): PieceTable {
  const changes: Uint8Array[] = [];
  let at = 0;
  for (; clx.u8(at) === CHANGES; at += 3 + clx.u16(at + 1)) changes.push(clx.slice(at + 3, clx.u16(at + 1)));
  if (clx.u8(at) !== PIECES) throw damaged();
  const table = binary(clx.slice(at + 5, clx.u32(at + 1)));
  const count = Math.floor((table.length - 4) / 12);
  const pieces = Array.from({ length: count }, (_, i): Piece => {
    const position = table.u32(4 * (count + 1) + 8 * i + 2);
    const compressed = (position & COMPRESSED) !== 0;
    const offset = position & 0x3fffffff;
    return {
      start: table.u32(4 * i),
      end: table.u32(4 * (i + 1)),
      offset: compressed ? offset / 2 : offset,
      width: compressed ? 1 : 2,
      prm: table.u16(4 * (count + 1) + 8 * i + 6),
    };
  });
  let end = 0;
  for (const piece of pieces) {
    // Pieces may lie over each other; a text longer than its file is an attack.
    if (piece.start !== end || piece.end < piece.start || piece.end > main.length) throw damaged();
    end = piece.end;
  }
  const decoders = { 1: new TextDecoder("windows-1252"), 2: new TextDecoder("utf-16le", { ignoreBOM: true }) };
  const text = pieces
    .map(({ start, end, offset, width }) => decoders[width].decode(main.slice(offset, (end - start) * width)))
    .join("");
  return { text, pieces, changes };
}
