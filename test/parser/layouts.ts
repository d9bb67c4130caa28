import type { Chance } from "./truth.ts";

/** A table as a grid of texts, covered places empty; the first `labels` cells of a row hold its names. */
export type TextTable = { rows: string[][]; labels: number; header: number };

/** A way in which a table reaches the text. `blanks`: whether an empty cell can still be told from none. */
export type Layout = { name: string; blanks: boolean; print(table: TextTable, chance: Chance): string[] };

const filled = (row: readonly string[]): string[] => row.filter((cell) => cell !== "");
const names = (row: readonly string[], { labels }: TextTable): string[] => filled(row.slice(0, labels));
const isDown = (table: TextTable): boolean => table.labels > 0;

/** Rows with their places shifted: covered cells lost before the names, others put between names and numbers, others behind. */
function drifted(table: TextTable, chance: Chance): string[] {
  return table.rows.map((row, y) => {
    if (y < table.header || !isDown(table)) return row.join("\t");
    const label = names(row, table);
    return [
      ...label,
      ...Array.from({ length: chance.int(0, 3) }, () => ""),
      ...row.slice(table.labels),
      ...Array.from({ length: chance.int(0, 2) }, () => ""),
    ].join("\t");
  });
}

const page = (chance: Chance): string[] =>
  chance.pick([
    ["", `-${chance.int(1, 9)}-`, ""],
    [`— ${chance.int(1, 9)} —`],
    [String(chance.int(1, 9))],
    ["", `第${chance.int(1, 9)}页`],
  ]);

function pageBroken(table: TextTable, chance: Chance): string[] {
  const at = chance.int(table.header + 1, Math.max(table.header + 1, table.rows.length - 1));
  const header = chance.one(0.5) ? table.rows.slice(0, table.header) : [];
  return [
    ...table.rows.slice(0, at).map((row) => row.join("\t")),
    ...page(chance),
    ...[...header, ...table.rows.slice(at)].map((row) => row.join("\t")),
  ];
}

/** A name too long for its cell, broken over two lines, its numbers on the first or on the second. */
function wrapped(table: TextTable, chance: Chance): string[] {
  return table.rows.flatMap((row, y) => {
    const i = row.findLastIndex((cell, x) => x < table.labels && cell !== "");
    const label = row[i] ?? "";
    if (y < table.header || label.length < 8 || chance.one(0.5)) return [row.join("\t")];
    const cut = chance.int(6, label.length - 1);
    const [head, tail] = [label.slice(0, cut), label.slice(cut)];
    const other = row.map((_, x) => (x === i ? tail : ""));
    const first = row.map((cell, x) => (x === i ? head : cell));
    if (chance.one(0.5)) return [first.join("\t"), other.join("\t")];
    return [
      first.map((cell, x) => (x < table.labels ? cell : "")).join("\t"),
      [...other.slice(0, table.labels), ...row.slice(table.labels)].join("\t"),
    ];
  });
}

/** Legal persons summed in a column of their own. */
function withSubtotals(table: TextTable): string[] {
  if (table.labels < 3) return table.rows.map((row) => row.join("\t"));
  return table.rows.map((row, y) => {
    const sum = row.slice(table.labels + 1, table.labels + 6).reduce((a, b) => a + Number(b), 0);
    const cell = y < table.header - 1 ? "" : y === table.header - 1 ? "小计" : Number.isNaN(sum) ? "" : String(sum);
    return [...row.slice(0, table.labels + 6), cell, ...row.slice(table.labels + 6)].join("\t");
  });
}

function transposed({ rows }: TextTable): string[][] {
  return Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, x) => rows.map((row) => row[x] ?? ""));
}

/** Header words one above the other, half in each of two rows. */
function stackedHeader(table: TextTable): string[] {
  return table.rows.flatMap((row, y) => {
    if (y !== table.header - 1 || table.labels < 3) return [row.join("\t")];
    const half = (cell: string): number => Math.ceil(cell.length / 2);
    return [
      row.map((cell) => cell.slice(0, half(cell))).join("\t"),
      row
        .map((cell) => (cell === "其他" ? "" : cell.slice(half(cell))))
        .map((c, x) => (row[x] === "其他" ? "他" : c))
        .join("\t"),
    ];
  });
}

const line = (table: TextTable, join: string): string[] => table.rows.map((row) => filled(row).join(join));

export const layouts: readonly Layout[] = [
  { name: "tidy", blanks: true, print: (t) => t.rows.map((row) => row.join("\t")) },
  { name: "drifted", blanks: true, print: drifted },
  {
    name: "a cell a line",
    blanks: true,
    print: (t) => t.rows.flatMap((row) => [...row.map((cell) => `\t${cell}`), ""]),
  },
  {
    name: "a cell a line, no tabs",
    blanks: false,
    print: (t) => t.rows.flatMap((row) => [...row.filter((cell, x) => x >= t.labels || cell !== ""), ""]),
  },
  {
    name: "names above numbers",
    blanks: true,
    print: (t) =>
      t.rows.flatMap((row, y) =>
        y < t.header || !isDown(t) ? [row.join("\t")] : [names(row, t).join("\t"), row.slice(t.labels).join("\t")],
      ),
  },
  { name: "page breaks", blanks: true, print: pageBroken },
  { name: "wrapped names", blanks: true, print: wrapped },
  { name: "subtotals", blanks: true, print: withSubtotals },
  { name: "spaces", blanks: false, print: (t) => line(t, "   ") },
  {
    name: "transposed",
    blanks: true,
    print: (t) => (t.labels === 3 ? transposed(t) : t.rows).map((row) => row.join("\t")),
  },
  { name: "stacked header", blanks: true, print: stackedHeader },
  { name: "glued rows", blanks: false, print: (t) => line(t, "") },
  { name: "glued", blanks: false, print: (t) => [line(t, "").join("")] },
];
