import { UnreadableError } from "../../data/records/index.ts";
import { type Binary, damaged } from "./binary.ts";

/** The head of a Word document: how long its stories are and where in the table stream each structure lies. */
export type Fib = {
  /** The stream that holds the structures: Word keeps two, of which one is out of date. */
  tableStream: "0Table" | "1Table";
  /** Characters of each story, which follow each other in this order. */
  lengths: {
    body: number;
    footnotes: number;
    headers: number;
    macros: number;
    comments: number;
    endnotes: number;
    boxes: number;
  };
  /** Where a structure lies in the table stream. */
  at(structure: Structure): { start: number; length: number };
};

export type Structure = keyof typeof STRUCTURES;

const STRUCTURES = {
  styles: 1,
  characterRuns: 12,
  paragraphRuns: 13,
  fonts: 15,
  pieces: 33,
  shapes: 40,
  boxes: 56,
  lists: 73,
  listUses: 74,
} as const;

const [WORD_MARK, WORD_95_MARK] = [0xa5ec, 0xa5dc];
const WORD_97 = 0x00c1;
const [ENCRYPTED, ONE_TABLE, OBFUSCATED] = [0x0100, 0x0200, 0x8000];
const LENGTHS = 64;
const POSITIONS = 154;

/** Whether a main stream is of Word 6 or 95. */
export const isBeforeWord97 = (stream: Binary): boolean =>
  [WORD_95_MARK, WORD_MARK].includes(stream.u16(0)) && stream.u16(2) < WORD_97;

export function readFib(stream: Binary): Fib {
  if (stream.u16(0) !== WORD_MARK) throw damaged();
  const flags = stream.u16(10);
  if (flags & (ENCRYPTED | OBFUSCATED))
    throw new UnreadableError("encrypted", "the Word document is protected by a password: save it without one");
  const length = (n: number): number => {
    const count = stream.u32(LENGTHS + 4 * n);
    if (count > stream.length) throw damaged();
    return count;
  };
  return {
    tableStream: flags & ONE_TABLE ? "1Table" : "0Table",
    lengths: {
      body: length(3),
      footnotes: length(4),
      headers: length(5),
      macros: length(6),
      comments: length(7),
      endnotes: length(8),
      boxes: length(9),
    },
    at(structure) {
      const position = POSITIONS + 8 * STRUCTURES[structure];
      return { start: stream.u32(position), length: stream.u32(position + 4) };
    },
  };
}
