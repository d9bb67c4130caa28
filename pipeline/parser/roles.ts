import type { Line, Token, ValueToken } from "./token.ts";
import type { Meaning } from "./vocabulary.ts";

/** What a token is in the reading of one table. `foreign`: a label of something else, which only ends what stands before it. */
type Spot = { text: string; line: number; cell: number };
export type Piece = Spot &
  (
    | { kind: "name"; axis: "item" | "column"; id: string }
    | { kind: "subtotal" }
    | { kind: "spanner" }
    | { kind: "stop" }
    | { kind: "value"; token: ValueToken }
    | { kind: "blank" }
    | { kind: "words" }
  );

/** A line of pieces; `gap`: an empty line stands before it; `wall`: prose stands before it. */
export type PieceLine = { pieces: Piece[]; width: number; line: number; gap: boolean; wall: boolean };

/**
 * Decides what each label is in `table`, as generation `format` words it. 总计 and 其他 are both a row and a column:
 * the ordinal before them decides, else the kind of the name before them.
 */
export function assignRoles(lines: readonly Line[], table: string, format: string): PieceLine[] {
  const result: PieceLine[] = [];
  let axis: "item" | "column" = "column";
  let [gap, wall] = [false, false];
  for (const line of lines) {
    if (line.kind === "empty") gap = true;
    if (line.kind === "prose") wall = true;
    if (line.kind !== "cells") continue;
    const pieces = line.tokens.map((token): Piece => {
      const { line, cell } = token;
      if (token.kind === "value") return { kind: "value", text: token.text, token, line, cell };
      if (token.kind === "blank") return { kind: "blank", text: "", line, cell };
      if (token.kind === "text") return { kind: "words", text: token.text, line, cell };
      const meaning = meaningIn(token, table, format, axis);
      if (meaning?.role === "item" || meaning?.role === "column") {
        axis = meaning.role;
        return { kind: "name", axis, id: meaning.id, text: token.text, line, cell };
      }
      if (meaning?.role === "group") axis = "item";
      if (meaning?.role === "spanner") axis = "column";
      const kind = meaning?.role === "subtotal" || meaning?.role === "spanner" ? meaning.role : "stop";
      return { kind, text: token.text, line, cell };
    });
    result.push({ pieces, width: line.width, line: line.line, gap, wall });
    [gap, wall] = [false, false];
  }
  return result;
}

function meaningIn(
  token: Extract<Token, { kind: "label" }>,
  table: string,
  format: string,
  axis: "item" | "column",
): Meaning | undefined {
  const { meanings, ordinal } = token.label;
  const own = meanings.filter((m) => m.table === table);
  const current = own.filter((m) => m.formats.includes(format));
  // 3.其他 is a row of the form of 2021, （六）其他 one of 2019: the ordinal tells that it is not ours.
  if (own.some((m) => m.role === "item" && m.ordinal > 0 && m.ordinal === ordinal && !m.formats.includes(format)))
    return undefined;
  const fitting = current.length > 0 ? current : own.filter((m) => m.role !== "item" && m.role !== "column");
  if (fitting.length <= 1) return fitting[0];
  const named = fitting.filter((m) => m.ordinal > 0 && m.ordinal === ordinal);
  if (named.length === 1) return named[0];
  // Columns are never numbered.
  return fitting.find((m) => m.role === (ordinal > 0 ? "item" : axis)) ?? fitting[0];
}
