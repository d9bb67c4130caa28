import type { Choices } from "./choices.ts";
import { type Cell, type Keeps, type Table, text } from "./draft.ts";
import type { TableId } from "./figures.ts";

/** A line of text in its pieces: cells, and what stands between them. */
export type Line = Cell[];

/** A way in which tables reach the text. */
export type Layout = {
  name: string;
  keeps: readonly Keeps[];
  /** Tables that nobody could read for sure in it, since they have no identities to prove a reading. */
  hopeless?: readonly TableId[];
  print(table: Table, choices: Choices): Line[];
};

const filled = (row: readonly Cell[]): Cell[] => row.filter((cell) => cell.text !== "");
const isName = ({ key }: Cell): boolean => key === undefined;
const names = (row: readonly Cell[]): Cell[] => filled(row).filter(isName);
/** A row's places: its numbers, and whatever stands between and behind them. */
const places = (row: readonly Cell[]): Cell[] => {
  const first = row.findIndex((cell) => !isName(cell));
  return first < 0 ? [] : row.slice(first).filter((cell) => !isName(cell) || cell.text === "" || /^\d/.test(cell.text));
};
const hasNumbers = (row: readonly Cell[]): boolean => row.some((cell) => !isName(cell));
const joined = (row: readonly Cell[], separator: string): Line =>
  row.flatMap((cell, i) => (i === 0 ? [cell] : [text(separator), cell]));
const trimmedEnd = (row: readonly Cell[]): Cell[] => row.slice(0, row.findLastIndex((cell) => cell.text !== "") + 1);
const trimmed = (row: readonly Cell[]): Cell[] =>
  trimmedEnd(row).slice(
    Math.max(
      0,
      row.findIndex((c) => c.text !== ""),
    ),
  );
const none = (n: number): Cell[] => Array.from({ length: n }, () => text(""));

/** Rows with their places shifted: covered cells lost before the names, others put between names and numbers, others behind. */
function drifted(table: Table, choices: Choices): Line[] {
  return table.rows.map((row) => {
    if (!hasNumbers(row) || table.labels === 0) return joined(row, "\t");
    const from = row.findIndex((cell) => !isName(cell));
    const before = row.slice(0, from).filter((cell) => cell.text !== "");
    return joined([...before, ...none(choices.int(0, 3)), ...row.slice(from), ...none(choices.int(0, 2))], "\t");
  });
}

/** Names and numbers on lines of their own, one above the other. */
const parted = (table: Table, separator: string, numbersFirst: boolean): Line[] =>
  table.rows.flatMap((row) => {
    if (!hasNumbers(row) || table.labels === 0) return [joined(separator === "\t" ? row : filled(row), separator)];
    const lines = [
      joined(
        names(row).filter((c) => !/^\d+$/.test(c.text)),
        separator,
      ),
      joined(places(row), separator),
    ];
    return numbersFirst ? lines.reverse() : lines;
  });

/** All names of a table on one page, all its numbers on the next. */
function pagesApart(table: Table): Line[] {
  if (table.labels === 0) return table.rows.map((row) => joined(row, "\t"));
  const header = table.rows.filter((row) => !hasNumbers(row));
  const rows = table.rows.filter(hasNumbers);
  return table.id === "applications"
    ? [
        ...[...header, ...rows].map((row) => joined(names(row), "\t")),
        [],
        [text("-2-")],
        [],
        ...rows.map((row) => joined(places(row), "\t")),
      ]
    : parted(table, "\t", false);
}

function turned(table: Table): Cell[][] {
  if (table.labels < 3) return table.rows;
  const width = Math.max(...table.rows.map((row) => row.length));
  return Array.from({ length: width }, (_, x) => table.rows.map((row) => row[x] ?? text("")));
}

const line = (table: Table, separator: (row: Cell[]) => string): Line[] =>
  table.rows.map((row) => joined(filled(row), separator(row)));
const ALL: readonly Keeps[] = ["blanks", "ends", "cells", "rows", "lines", "beside"];
const but = (...lost: Keeps[]): Keeps[] => ALL.filter((kept) => !lost.includes(kept));

/** Every way of wild.md in which a table reaches the text; the simplest first. */
export const layouts: readonly Layout[] = [
  { name: "tidy", keeps: ALL, print: (t) => t.rows.map((row) => joined(row, "\t")) },
  { name: "ends trimmed", keeps: but("ends"), print: (t) => t.rows.map((row) => joined(trimmedEnd(row), "\t")) },
  { name: "leading tabs lost", keeps: but("ends"), print: (t) => t.rows.map((row) => joined(trimmed(row), "\t")) },
  { name: "drifted", keeps: but("ends", "blanks"), print: drifted },
  { name: "blank lines between rows", keeps: ALL, print: (t) => t.rows.flatMap((row) => [joined(row, "\t"), []]) },
  {
    name: "bars",
    keeps: ALL,
    print: (t) => t.rows.map((row) => [text("| "), ...joined(row, " | "), text(" |")]),
  },
  { name: "empty cells lost", keeps: but("ends", "blanks"), print: (t) => line(t, () => "\t") },
  { name: "spaces", keeps: but("ends", "blanks"), print: (t) => line(t, () => "   ") },
  {
    name: "uneven spaces",
    keeps: but("ends", "blanks"),
    print: (t, choices) =>
      t.rows.map((row) => filled(row).flatMap((cell) => [text(" ".repeat(choices.int(1, 5))), cell])),
  },
  {
    name: "a cell a line",
    keeps: but("lines", "beside"),
    print: (t) => t.rows.flatMap((row) => [...row.map((cell) => [text("\t"), cell]), []]),
  },
  {
    name: "a cell a line, bare",
    keeps: but("lines", "beside"),
    print: (t) => t.rows.flatMap((row) => row.map((cell) => [cell])),
  },
  {
    name: "a cell a line, no tabs",
    keeps: but("ends", "blanks", "lines", "beside"),
    print: (t) => t.rows.flatMap((row) => [...filled(row).map((cell) => [cell]), []]),
  },
  {
    name: "a cell a line, no rows",
    keeps: but("ends", "blanks", "lines", "beside"),
    print: (t) => t.rows.flatMap((row) => filled(row).map((cell) => [cell])),
  },
  {
    name: "a cell a line, indented",
    keeps: but("ends", "blanks", "lines", "beside"),
    print: (t, choices) =>
      t.rows.flatMap((row) => filled(row).flatMap((cell) => [[], [text(" ".repeat(choices.int(2, 8))), cell]])),
  },
  { name: "names above numbers", keeps: but("beside"), print: (t) => parted(t, "\t", false) },
  {
    name: "names above numbers, spaces",
    keeps: but("ends", "blanks", "beside"),
    print: (t) => parted(spaced(t), " ", false),
  },
  { name: "numbers above names", keeps: but("beside"), hopeless: ["proactive"], print: (t) => parted(t, "\t", true) },
  {
    name: "numbers before names",
    keeps: but("ends", "blanks", "beside"),
    hopeless: ["proactive"],
    print: (t) => t.rows.map((row) => joined([...filled(row).filter((c) => !isName(c)), ...names(row)], "  ")),
  },
  { name: "numbers on the next page", keeps: but("lines", "beside"), hopeless: ["proactive"], print: pagesApart },
  { name: "transposed", keeps: but("rows", "beside"), print: (t) => turned(t).map((row) => joined(row, "\t")) },
  { name: "glued rows", keeps: ["lines", "rows"], print: (t) => line(t, () => "") },
  { name: "glued", keeps: ["rows"], print: (t) => [line(t, () => "").flat()] },
];

/** Without the empty cells: what spaces part has none. */
function spaced(table: Table): Table {
  return { ...table, rows: table.rows.map((row) => (hasNumbers(row) ? filled(row) : row)) };
}
