import type { Shape } from "../grid.ts";
import type { Line, Token } from "../lines/index.ts";
import { type Meaning, meaningsOf, vocabulary } from "../words/index.ts";
import { type RowName, settleByOrder } from "./order.ts";
import type { Piece, PieceLine, Place } from "./piece.ts";

/**
 * Decides what each label is in `table`, as `form` words it. 总计 and 其他 are both a row and a column:
 * the ordinal before them decides, else the kind of the name before them.
 */
export function assignRoles(lines: readonly Line[], { table, form, items }: Shape): PieceLine[] {
  const result: PieceLine[] = [];
  const numbered = new Set<string>();
  const unnumbered: { pieces: Piece[]; at: number; id: string }[] = [];
  const ordinals = new Ordinals();
  // Only the sum of its own row tells which reading is right.
  const rowsAdd = table.identities.some((identity) => identity.each === "item");
  const rows: RowName[] = [];
  let axis: "item" | "column" = "column";
  let [gap, wall] = [false, false];
  for (const line of lines) {
    if (line.kind === "empty") gap = true;
    if (line.kind === "prose") wall = true;
    if (line.kind !== "cells") continue;
    const pieces: Piece[] = [];
    for (const token of line.tokens) {
      const [meaning, ...others] = token.kind === "label" ? meaningsIn(token, table.id, form, axis) : [];
      if (meaning?.role === "item" || meaning?.role === "group") axis = "item";
      if (meaning?.role === "column" || meaning?.role === "spanner") axis = "column";
      if (meaning?.role === "item")
        rows.push({ pieces, at: pieces.length, ids: [meaning, ...others].map((m) => m.id) });
      if (
        token.kind === "label" &&
        meaning?.role === "item" &&
        others.length === 0 &&
        token.label.meanings.length > 1
      ) {
        if (token.label.ordinal > 0) numbered.add(meaning.id);
        else unnumbered.push({ pieces, at: pieces.length, id: meaning.id });
      }
      pieces.push(pieceOf(token, meaning));
      if (rowsAdd) ordinals.read(pieces, token, meaning);
    }
    result.push({ pieces, width: line.width, line: line.line, gap, wall });
    [gap, wall] = [false, false];
  }
  settleByOrder(rows, items);
  // Where a row is printed with its number (（七）总计), the same words without it (合计) name a sum of the publisher's own.
  for (const { pieces, at, id } of unnumbered) {
    const piece = pieces[at];
    if (piece !== undefined && numbered.has(id)) pieces[at] = { ...placeOf(piece), kind: "subtotal" };
  }
  return result;
}

/**
 * Finds numbers that may have the next row's ordinal glued to them (00000002.重复申请 printed as 2 | 重复申请): a name without its own behind a
 * number that ends with it gives the number a second reading, without it.
 */
class Ordinals {
  #last: { pieces: Piece[]; at: number } | null = null;

  read(pieces: Piece[], token: Token, meaning: Meaning | undefined): void {
    if (token.kind === "label" && token.label.ordinal === 0 && meaning?.role === "item" && meaning.ordinal > 0)
      this.#unglue(String(meaning.ordinal));
    if (token.kind === "value") this.#last = { pieces, at: pieces.length - 1 };
    // Of 2. the dot may be left: .没有现成信息需要另行制作
    else if (
      (token.kind === "text" && /[\p{L}\p{N}]/u.test(token.text)) ||
      meaning?.role === "item" ||
      meaning?.role === "column"
    )
      this.#last = null;
  }

  #unglue(ordinal: string): void {
    const piece = this.#last?.pieces[this.#last.at];
    if (this.#last === null || piece?.kind !== "value" || piece.text.length < 2 || !piece.text.endsWith(ordinal))
      return;
    const token = { ...piece.token, otherwise: piece.text.slice(0, -1) };
    this.#last.pieces[this.#last.at] = { ...piece, token };
  }
}

const placeOf = ({ text, line, cell }: Place): Place => ({ text, line, cell });

function pieceOf(token: Token, meaning: Meaning | undefined): Piece {
  const { text, line, cell } = token;
  if (token.kind === "value") return { kind: "value", text, line, cell, token };
  if (token.kind === "blank") return { kind: "blank", text, line, cell };
  if (token.kind === "text") return { kind: token.apart ? "stop" : "words", text, line, cell };
  if (meaning?.role === "item" || meaning?.role === "column")
    return { kind: "name", text, line, cell, axis: meaning.role, id: meaning.id, end: token.end ?? line };
  return {
    kind: meaning?.role === "subtotal" || meaning?.role === "spanner" ? meaning.role : "stop",
    text,
    line,
    cell,
  };
}

/** What the label means in the table; several rows where the form has the same words in several places. */
function meaningsIn(
  token: Extract<Token, { kind: "label" }>,
  table: string,
  form: string,
  axis: "item" | "column",
): Meaning[] {
  const { meanings, ordinal, key } = token.label;
  const own = meaningsOf(meanings, table);
  const ofForm = own.filter((m) => m.forms.includes(form));
  // What another form or table calls its own may be one of this table's common words.
  const common = ofForm.length > 0 ? [] : (vocabulary.within.get(table)?.get(key) ?? []);
  const current = [...ofForm, ...common.filter((m) => m.forms.includes(form))];
  const isNumbered = (m: Meaning): boolean => m.role === "item" && m.ordinal > 0 && m.ordinal === ordinal;
  // 3.其他 is a row of the form of 2021, （六）其他 one of 2019: the ordinal tells that it is not ours.
  if (own.some(isNumbered) && !current.some(isNumbered)) return [];
  const fitting = current.length > 0 ? current : own.filter((m) => m.role !== "item" && m.role !== "column");
  if (fitting.length <= 1 || fitting.every((m) => m.role === "item")) return fitting;
  const named = fitting.filter((m) => m.ordinal > 0 && m.ordinal === ordinal);
  if (named.length === 1) return named;
  // Columns are never numbered.
  const one = fitting.find((m) => m.role === (ordinal > 0 ? "item" : axis)) ?? fitting[0];
  return one === undefined ? [] : [one];
}
