import type { CellStatus } from "../../../data/records/index.ts";
import type { Choices } from "./choices.ts";
import type { Generation, TableId } from "./figures.ts";

/** A cell as printed. `key`: the cell of the form whose number it is (`table/item/column`). */
export type Cell = { text: string; key?: string };
/** A table as a full grid, covered places empty. `labels` cells of a row hold its names, `header` rows stand above the numbers. */
export type Table = { id: TableId; rows: Cell[][]; labels: number; header: number };
/** A line of the document's prose, or a table. */
export type Part = string | Table;

/**
 * What the document truly says of a cell: a number, which a careful reader could read or (not `readable`) could not tell from its neighbours,
 * so that reading it right and leaving it unread are both fine; or no number, with what this gap may be called.
 */
export type Expected = { value: number; readable: boolean } | { value: null; gap: readonly CellStatus[] };
export type Truth = Map<string, Expected>;

export type Draft = {
  year: number;
  generations: Record<TableId, Generation>;
  tables: Record<TableId, Table>;
  parts: Part[];
  truth: Truth;
  /** What the keys of each report in the document begin with, in the order of the reports. */
  reports: string[];
  /** Rows that are damaged already: two damages to one row may cancel out, so that nobody could see them. */
  struck: Set<Cell[]>;
};

/** Something that happens to a report before it is laid out. */
export type Damage = {
  name: string;
  /** What the layout must keep for it to be visible at all: `cells` the borders between them, `rows` a row's numbers together. */
  needs?: readonly Keeps[];
  strike(draft: Draft, choices: Choices): void;
};
/**
 * What of a table a layout keeps: empty cells, those at the ends of lines, the borders between cells, rows in one piece, a row's numbers on one
 * line, and its names before them on the same.
 */
export type Keeps = "blanks" | "ends" | "cells" | "rows" | "lines" | "beside";

export const NO_NUMBER: readonly CellStatus[] = ["blank", "dash", "missing", "ambiguous", "invalid"];
/** What the keys of a second report in the same document begin with. */
export const SECOND = "second:";
export const LOST: readonly CellStatus[] = ["blank", "missing", "ambiguous"];

export const text = (words: string): Cell => ({ text: words });
export const numbersOf = (row: readonly Cell[]): (Cell & { key: string })[] =>
  row.filter((cell): cell is Cell & { key: string } => cell.key !== undefined);
export const rowsOf = (table: Table): Cell[][] => table.rows.filter((row) => numbersOf(row).length > 0);
export const tablesOf = ({ tables }: Draft): Table[] => [tables.proactive, tables.applications, tables.disputes];
export const wordsOf = (row: readonly Cell[]): Cell[] =>
  row.filter((cell) => cell.key === undefined && cell.text !== "");
export const itemOf = (row: readonly Cell[]): string => numbersOf(row)[0]?.key.split("/")[1] ?? "";

/** A row of these tables that is whole yet, and from now on is not; null where there is none. */
export function anyRow(draft: Draft, choices: Choices, ...ids: TableId[]): Cell[] | null {
  const table = draft.tables[choices.one(ids)];
  const whole = rowsOf(table).filter((row) => !draft.struck.has(row));
  if (whole.length === 0) return null;
  const row = choices.one(whole);
  draft.struck.add(row);
  return row;
}

/** Every row of these tables that is whole yet. */
export const wholeRows = (draft: Draft, ...ids: TableId[]): Cell[][] =>
  ids.flatMap((id) => rowsOf(draft.tables[id])).filter((row) => !draft.struck.has(row));

/** The cell says no number any more. */
export function empty({ truth }: Pick<Draft, "truth">, { key }: Cell, gap: readonly CellStatus[] = LOST): void {
  if (key !== undefined && truth.has(key)) truth.set(key, { value: null, gap });
}

/** Nobody can tell these cells' numbers from each other for sure. */
export function blur(truth: Truth, cells: readonly Cell[]): void {
  for (const { key } of cells) {
    const known = key === undefined ? undefined : truth.get(key);
    if (key === undefined || known === undefined) continue;
    truth.set(key, known.value === null ? { value: null, gap: NO_NUMBER } : { value: known.value, readable: false });
  }
}

export const figureOf = (draft: Draft, { key }: Cell): number => draft.truth.get(key ?? "")?.value ?? 0;
