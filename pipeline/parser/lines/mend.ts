import { closeLabel, exactLabel, fold, type Label, pieces, type Role, yearLabel } from "../words/index.ts";
import type { Line, Token } from "./token.ts";

/** A label is broken over at most so many cells or lines. */
const MOST_PIECES = 4;
/** Between two of them stand at most the numbers of one row, each on its own line, and a page number. */
const LONGEST_BREAK = 9;

/**
 * Recognises the labels of `table` that were printed in pieces or with wrong or lost characters: words parted over cells or lines
 * (本年新 | 制作数量), header words one above the other (商业 / 企业), words cut off or mistyped. Words that fit no label, or two, stay words.
 */
export function mendLabels(lines: readonly Line[], table: string): Line[] {
  const mended = lines.map((line): Line => (line.kind === "cells" ? { ...line, tokens: [...line.tokens] } : line));
  const rows = mended.filter((line) => line.kind === "cells");
  if (!rows.some((row) => row.tokens.some((t) => isWords(t) || isYear(t)))) return mended;
  joinAlong(rows, table);
  for (const [i, row] of rows.entries()) {
    joinBelow(row, rows[i + 1], table);
    joinInTurn(row, rows[i + 1], table);
  }
  for (const row of rows) {
    const inHeader =
      row.tokens.filter((t) => t.kind === "label" && t.label.meanings.some((m) => m.role === "column")).length > 0;
    row.tokens.forEach((token, i) => {
      const year = isYear(token) ? yearLabel(fold(token.text), table) : null;
      if (year !== null) row.tokens[i] = labelled(token, token.text, year);
      if (token.kind !== "text") return;
      const close = closeLabel(fold(token.text), table, inHeader || isHeaderOfPieces(row.tokens) ? 2 : undefined);
      if (close !== null) row.tokens[i] = labelled(token, token.text, close);
    });
  }
  return mended;
}

/** Something besides punctuation, and no Chinese character. */
const NUMBER_LIKE = /^(?!.*[\u4e00-\u9fff]).*[^\p{P}\p{Z}]/u;

/** Behind other numbers, a 、 of vertical text is no end of the name before it. */
const PUNCTUATION = /^[\p{P}\p{S}\p{Z}]*$/u;

const isWords = (token: Token): boolean => token.kind === "text";
const isYear = ({ kind, text }: Token): boolean => kind === "value" && text.includes("年");
type Row = Extract<Line, { kind: "cells" }>;

const isHeaderOfPieces = (tokens: readonly Token[]): boolean =>
  tokens.filter(isWords).length >= 3 && !tokens.some((t) => t.kind === "value");

/**
 * Words that follow each other, numbers between them or not, and together are a label; or that complete a label that was recognised
 * by its beginning (本年新收 | 政府信息公开申请数量).
 */
function joinAlong(rows: readonly Row[], table: string): void {
  // Lines of empty cells (a cell a line) part nothing.
  let printed = 0;
  const words = rows.flatMap((row, y) => {
    if (row.tokens.some((t) => t.kind !== "blank")) printed += 1;
    return row.tokens.flatMap((token, x) =>
      token.kind === "text" || token.kind === "label" ? [{ row, y, x, token, printed }] : [],
    );
  });
  for (let i = 0; i < words.length; i += 1) {
    const first = words[i];
    if (first === undefined) continue;
    let text = first.token.text;
    for (let j = i + 1; j < Math.min(words.length, i + MOST_PIECES); j += 1) {
      const next = words[j];
      if (next === undefined || next.token.kind === "label" || next.printed - first.printed > LONGEST_BREAK) break;
      // （22） or 22① in a number's place is no piece of the name before it, though it would change nothing in it.
      if (NUMBER_LIKE.test(next.token.text)) break;
      text += next.token.text;
      const label = exactLabel(fold(text));
      if (label === null || !label.meanings.some((m) => m.table === table)) continue;
      // The numbers of a row stand behind its label: where they stand between its pieces, the first piece is its place.
      const parted = hasValueBetween(rows, first, next);
      if (parted && PUNCTUATION.test(next.token.text)) break;
      // With numbers behind both, they are two names, however well they fit together (规 | 范性文件).
      if (parted && next.row.tokens.slice(next.x).some((t) => t.kind === "value")) continue;
      const place = parted ? first : next;
      for (const piece of words.slice(i, j + 1)) blankOut(piece.row, piece.x);
      place.row.tokens[place.x] = { ...labelled(place.token, text, label), ...(parted && { end: next.token.line }) };
      i = j;
      break;
    }
  }
}

type Spot = { y: number; x: number };
const inBetween = (rows: readonly Row[], from: Spot, to: Spot): Token[] =>
  rows
    .slice(from.y, to.y + 1)
    .flatMap((row, dy) => row.tokens.filter((_, x) => (dy > 0 || x > from.x) && (from.y + dy < to.y || x < to.x)));
const hasValueBetween = (rows: readonly Row[], from: Spot, to: Spot): boolean =>
  inBetween(rows, from, to).some((t) => t.kind === "value");

/** Header words, or those of a group beside its first row, one above the other in the same cell of two lines. */
function joinBelow(upper: Row, lower: Row | undefined, table: string): void {
  if (lower === undefined) return;
  // A group's last words part a row's name from its numbers; where lines have few cells, a column's may stand in one cell with another's.
  const roles: readonly Role[] = [
    ...(lower.tokens.some((t) => t.kind === "value") ? (["group"] as const) : []),
    ...(upper.width > 2 ? (["column"] as const) : []),
  ];
  upper.tokens.forEach((token, x) => {
    const y = lower.tokens.findIndex((t) => t.kind !== "blank" && t.cell === token.cell);
    const below = lower.tokens[y];
    if (token.kind === "blank" || token.kind === "value" || below?.kind !== "text" || NUMBER_LIKE.test(below.text))
      return;
    const label = exactLabel(fold(token.text + below.text));
    if (label === null || !label.meanings.some((m) => m.table === table && roles.includes(m.role))) return;
    upper.tokens[x] = labelled(token, token.text + below.text, label);
    blankOut(lower, y);
  });
}

/** Header words parted by spaces alone, one above the other: as many on both lines, and each a column's together with its other half. */
function joinInTurn(upper: Row, lower: Row | undefined, table: string): void {
  const [above, below] = [wordsOf(upper), wordsOf(lower)];
  const [place] = upper.tokens;
  if (place === undefined || lower === undefined || above.length < 3 || above.length !== below.length) return;
  const labels = above.map((word, i) => exactLabel(fold(word + (below[i] ?? ""))));
  const tokens = labels.flatMap((label, i): Token[] =>
    label?.meanings.some((m) => m.table === table && (m.role === "column" || m.role === "subtotal"))
      ? [labelled(place, `${above[i]}${below[i]}`, label)]
      : [],
  );
  if (tokens.length < above.length) return;
  upper.tokens = tokens;
  for (const x of lower.tokens.keys()) blankOut(lower, x);
}

/** The words of a line without cells or numbers. */
const wordsOf = (row: Row | undefined): string[] =>
  row !== undefined && row.width === 1 && row.tokens.every((t) => t.kind !== "value")
    ? row.tokens.flatMap((t) => pieces(t.text))
    : [];

function blankOut(row: Row, x: number): void {
  const token = row.tokens[x];
  if (token !== undefined) row.tokens[x] = { line: token.line, cell: token.cell, kind: "blank", text: "" };
}

const labelled = (at: Token, text: string, label: Label): Token => ({
  line: at.line,
  cell: at.cell,
  kind: "label",
  text,
  label,
});
