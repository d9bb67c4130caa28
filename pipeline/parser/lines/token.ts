import type { Label } from "../words/index.ts";

/** Where a token stands: line and cell of the normalized text, from 0. */
export type At = { line: number; cell: number };
/** One piece of a line: a label of a form, what may be a number (or a dash), an empty cell, or other words. */
export type Token = At &
  /** `end`: the line of its last piece, where it is printed in several with numbers between them. */
  (
    | { kind: "label"; text: string; label: Label; end?: number }
    | { kind: "value"; text: string; otherwise?: string }
    | { kind: "blank"; text: "" }
    /** `apart`: run together with the numbers before it, which it ends. */
    | { kind: "text"; text: string; apart?: boolean }
  );
export type ValueToken = Extract<Token, { kind: "value" }>;

/**
 * A line as the reader of tables sees it. `prose` is running text, which ends a table; `furniture` is a page number or the like,
 * read as if it were not there; `empty` lines part rows where every cell is a line.
 */
export type Line =
  | { kind: "empty" | "prose" | "furniture"; line: number }
  | { kind: "cells"; line: number; tokens: Token[]; width: number };
