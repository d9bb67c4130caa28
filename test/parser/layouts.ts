import type { Chance } from "./truth.ts";
import { choicesOf } from "./wild/choices.ts";
import { type Cell, text } from "./wild/draft.ts";
import { layouts as wild } from "./wild/layouts.ts";

/** A table as a grid of texts, covered places empty; the first `labels` cells of a row hold its names. */
export type TextTable = { rows: string[][]; labels: number; header: number };

/** A way in which a table reaches the text. `blanks`: whether an empty cell can still be told from none. */
export type Layout = { name: string; blanks: boolean; print(table: TextTable, chance: Chance): string[] };

/** Rows that name the columns of a block within table 二. */
const NAMES_COLUMNS = /^(?:信息内容|第二十条)/;
const CHOICES = 61;

/** The layouts of the wild generator that leave some table without identities to be read, for tables written by hand. */
export const layouts: readonly Layout[] = wild
  .filter(({ hopeless }) => hopeless === undefined)
  .map((layout) => ({
    name: layout.name,
    blanks: layout.keeps.includes("blanks"),
    print: (table, chance) => {
      const cellAt = (words: string, x: number, y: number, row: readonly string[]): Cell =>
        x < table.labels || y < table.header || NAMES_COLUMNS.test(row[0] ?? "")
          ? text(words)
          : { text: words, key: `${x}/${y}` };
      const rows = table.rows.map((row, y) => row.map((words, x) => cellAt(words, x, y, row)));
      const id = table.labels === 3 ? "applications" : table.labels === 0 ? "disputes" : "proactive";
      const choices = choicesOf(Array.from({ length: CHOICES }, () => chance.int(0, 0xffff)));
      return layout.print({ ...table, id, rows }, choices).map((line) => line.map((cell) => cell.text).join(""));
    },
  }));
