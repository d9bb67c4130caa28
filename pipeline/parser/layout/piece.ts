import type { ValueToken } from "../lines/index.ts";

/** What a token is in the reading of one table. `stop`: a label of something else, which only ends what stands before it. */
export type Place = { text: string; line: number; cell: number };
export type Piece = Place &
  (
    | { kind: "name"; axis: "item" | "column"; id: string; end: number }
    | { kind: "subtotal" }
    | { kind: "spanner" }
    | { kind: "stop" }
    | { kind: "value"; token: ValueToken }
    | { kind: "blank" }
    | { kind: "words" }
  );

/** A line of pieces; `gap`: an empty line stands before it; `wall`: prose stands before it. */
export type PieceLine = { pieces: Piece[]; width: number; line: number; gap: boolean; wall: boolean };
