import type { Line, Token, ValueToken } from "./token.ts";
import type { Meaning } from "./vocabulary.ts";

/** What a token is in the reading of one table. `foreign`: a label of something else, which only ends what stands before it. */
type Spot = { text: string; line: number; cell: number };
export type Piece = Spot &
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

/**
 * Decides what each label is in `table`, as generation `format` words it. 总计 and 其他 are both a row and a column:
 * the ordinal before them decides, else the kind of the name before them.
 */
export function assignRoles(lines: readonly Line[], table: string, format: string): PieceLine[] {
  const result: PieceLine[] = [];
  const numbered = new Set<string>();
  const unnumbered: { pieces: Piece[]; at: number; id: string }[] = [];
  let axis: "item" | "column" = "column";
  let [gap, wall] = [false, false];
  for (const line of lines) {
    if (line.kind === "empty") gap = true;
    if (line.kind === "prose") wall = true;
    if (line.kind !== "cells") continue;
    const pieces: Piece[] = [];
    for (const token of line.tokens) {
      const meaning = token.kind === "label" ? meaningIn(token, table, format, axis) : undefined;
      if (meaning?.role === "item" || meaning?.role === "group") axis = "item";
      if (meaning?.role === "column" || meaning?.role === "spanner") axis = "column";
      if (token.kind === "label" && meaning?.role === "item" && token.label.meanings.length > 1) {
        if (token.label.ordinal > 0) numbered.add(meaning.id);
        else unnumbered.push({ pieces, at: pieces.length, id: meaning.id });
      }
      pieces.push(pieceOf(token, meaning));
    }
    result.push({ pieces, width: line.width, line: line.line, gap, wall });
    [gap, wall] = [false, false];
  }
  // Where a row is printed with its number (（七）总计), the same words without it (合计) name a sum of the publisher's own.
  for (const { pieces, at, id } of unnumbered) {
    const piece = pieces[at];
    if (piece !== undefined && numbered.has(id)) pieces[at] = { ...placeOf(piece), kind: "subtotal" };
  }
  return result;
}

const placeOf = ({ text, line, cell }: Spot): Spot => ({ text, line, cell });

function pieceOf(token: Token, meaning: Meaning | undefined): Piece {
  const place = placeOf(token);
  if (token.kind === "value") return { ...place, kind: "value", token };
  if (token.kind === "blank") return { ...place, kind: "blank" };
  if (token.kind === "text") return { ...place, kind: "words" };
  if (meaning?.role === "item" || meaning?.role === "column")
    return { ...place, kind: "name", axis: meaning.role, id: meaning.id, end: token.end ?? token.line };
  return { ...place, kind: meaning?.role === "subtotal" || meaning?.role === "spanner" ? meaning.role : "stop" };
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
