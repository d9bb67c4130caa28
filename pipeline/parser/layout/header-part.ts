import type { Extra, Run, Spanner } from "./runs.ts";

/** One word of a header. `strange`: the cells of words that no form has, before or behind it. */
export type HeaderPart = {
  kind: "name" | "extra" | "spanner";
  id: string;
  line: number;
  cell: number;
  width: number;
  strange: number[];
};

export const partOf = (piece: Run | Extra | Spanner): HeaderPart =>
  "name" in piece
    ? {
        kind: "name",
        id: piece.name.id,
        line: piece.name.line,
        cell: piece.name.cell,
        width: piece.width,
        strange: [...piece.before, ...piece.own].filter((s) => s.kind === "words").map((s) => s.cell),
      }
    : {
        kind: piece.kind === "subtotal" ? "extra" : "spanner",
        id: piece.text,
        line: piece.line,
        cell: piece.cell,
        width: 0,
        strange: [],
      };
