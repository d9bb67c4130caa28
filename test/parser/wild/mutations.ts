import type { Choices } from "./choices.ts";
import type { Keeps } from "./draft.ts";
import { type Cell, LOST, type Truth, text } from "./draft.ts";
import type { Line } from "./layouts.ts";

/**
 * A change to the printed lines of one table, made blindly. What the document says afterwards is what is printed afterwards: nobody could see
 * that two whole numbers of table 二 changed places, that a digit of one is gone, or that its line was cut within its last number. In
 * tables 三 and 四 such a change breaks identities, which the report must then say.
 */
export type Mutation = {
  name: string;
  needs?: readonly Keeps[];
  change(lines: Line[], truth: Truth, choices: Choices): void;
};

type Spot = { line: Line; at: number; cell: Cell & { key: string } };

const spots = (lines: readonly Line[]): Spot[] =>
  lines.flatMap((line) =>
    line.flatMap((cell, at) => (cell.key === undefined ? [] : [{ line, at, cell: { ...cell, key: cell.key } }])),
  );
const spotOf = (lines: readonly Line[], choices: Choices): Spot | null => {
  const all = spots(lines);
  return all.length === 0 ? null : choices.one(all);
};
const isBlank = (line: Line): boolean => line.every((cell) => cell.text.trim() === "");
const lineOf = (lines: readonly Line[], choices: Choices): number => {
  const all = lines.flatMap((line, i) => (isBlank(line) ? [] : [i]));
  return all.length === 0 ? 0 : choices.one(all);
};
const lose = (truth: Truth, cells: readonly Cell[]): void => {
  for (const { key } of cells) if (key !== undefined) truth.set(key, { value: null, gap: LOST });
};
/** The cell now prints this: a number that can be read as it stands, or none that anybody could be sure of. */
function print(truth: Truth, { line, at, cell }: Spot, printed: string): void {
  line[at] = { text: printed, key: cell.key };
  if (/^-?\d+(?:\.\d+)?$/.test(printed)) truth.set(cell.key, { value: Number(printed), readable: false });
  else lose(truth, [cell]);
}
const isPlain = ({ cell }: Spot): boolean => /^-?\d+(?:\.\d+)?$/.test(cell.text);

function plainSpot(lines: readonly Line[], choices: Choices): Spot | null {
  const spot = spotOf(lines, choices);
  return spot !== null && isPlain(spot) ? spot : null;
}

const STRAYS = [
  "2022",
  "-3-",
  "4",
  "保留4位小数",
  "注：2021年制定规章3件",
  "第3页",
  "17",
  "（单位：件）",
  "0",
  "2021年12月31日",
  "备注",
] as const;

/** The fuzzer: blind changes to lines, cells and characters. */
export const mutations: readonly Mutation[] = [
  {
    name: "a line dropped",
    needs: ["cells"],
    change: (lines, truth, choices) => lose(truth, lines.splice(lineOf(lines, choices), 1).flat()),
  },
  {
    name: "a line doubled",
    needs: ["cells"],
    change: (lines, _, choices) => {
      const at = lineOf(lines, choices);
      lines.splice(at, 0, [...(lines[at] ?? [])]);
    },
  },
  {
    name: "two lines swapped",
    needs: ["cells", "rows"],
    change: (lines, truth, choices) => {
      const at = lineOf(lines, choices);
      const [one, other] = [lines[at], lines[at + 1]];
      if (one === undefined || other === undefined) return;
      const [a, b] = [spots([one]), spots([other])];
      // Two names changed about are two rows, or two columns, that change their numbers: nobody could see it.
      if (a.length + b.length === 0) return;
      const bare = [one, other].every((line) =>
        line.every((cell) => cell.key !== undefined || cell.text.trim() === ""),
      );
      // Numbers on lines of their own are those of the place where they stand; rows with their names go where these go.
      if (bare && a.length > 0 && a.length === b.length)
        for (const [i, spot] of a.entries()) exchange(truth, spot, b[i] ?? spot);
      else lines.splice(at, 2, other, one);
    },
  },
  {
    name: "a line cut in two",
    needs: ["cells", "lines", "rows"],
    change: (lines, _, choices) => {
      const at = lineOf(lines, choices);
      const line = lines[at] ?? [];
      const cut = choices.int(1, Math.max(1, line.length - 1));
      lines.splice(at, 1, line.slice(0, cut), line.slice(cut));
    },
  },
  {
    name: "the end of a line lost",
    needs: ["cells", "rows"],
    change: (lines, truth, choices) => {
      const at = lineOf(lines, choices);
      const line = lines[at] ?? [];
      const cut = choices.int(1, Math.max(1, line.length - 1));
      lose(truth, line.splice(cut));
    },
  },
  {
    name: "two lines joined",
    needs: ["cells", "lines", "rows"],
    change: (lines, _, choices) => {
      const at = lineOf(lines, choices);
      lines.splice(at, 2, [...(lines[at] ?? []), text(choices.one(["\t", " "])), ...(lines[at + 1] ?? [])]);
    },
  },
  {
    name: "a cell dropped",
    needs: ["cells", "rows"],
    change: (lines, truth, choices) => {
      const spot = spotOf(lines, choices);
      if (spot === null) return;
      spot.line.splice(spot.at, 2);
      lose(truth, [spot.cell]);
    },
  },
  {
    name: "a cell emptied",
    needs: ["cells"],
    change: (lines, truth, choices) => {
      const spot = spotOf(lines, choices);
      if (spot !== null) print(truth, spot, "");
    },
  },
  {
    name: "a cell doubled",
    needs: ["cells", "rows"],
    change: (lines, _, choices) => {
      const spot = spotOf(lines, choices);
      if (spot === null) return;
      const separator = spot.line[spot.at - 1] ?? text("\t");
      spot.line.splice(spot.at + 1, 0, /^\s*$/.test(separator.text) ? separator : text("\t"), text(spot.cell.text));
    },
  },
  {
    name: "cells shifted",
    needs: ["cells", "rows"],
    change: (lines, _, choices) => {
      const line = lines[lineOf(lines, choices)] ?? [];
      line.splice(choices.int(0, line.length), 0, text("\t".repeat(choices.int(1, 3))));
    },
  },
  {
    name: "two cells swapped",
    change: (lines, truth, choices) => {
      const one = plainSpot(lines, choices);
      if (one === null) return;
      const near = spots([one.line]).filter((spot) => spot.at !== one.at && isPlain(spot));
      if (near.length > 0) exchange(truth, one, choices.one(near));
    },
  },
  {
    name: "two cells glued",
    needs: ["cells", "rows"],
    change: (lines, _, choices) => {
      const line = lines[lineOf(lines, choices)] ?? [];
      const separators = line.flatMap((cell, i) =>
        cell.key === undefined && cell.text !== "" && cell.text.trim() === "" ? [i] : [],
      );
      if (separators.length > 0) line.splice(choices.one(separators), 1);
    },
  },
  {
    name: "a digit dropped",
    change: (lines, truth, choices) => {
      const spot = plainSpot(lines, choices);
      if (spot === null) return;
      const at = choices.int(0, spot.cell.text.length - 1);
      print(truth, spot, spot.cell.text.slice(0, at) + spot.cell.text.slice(at + 1));
    },
  },
  {
    name: "a digit changed",
    change: (lines, truth, choices) => {
      const spot = plainSpot(lines, choices);
      if (spot === null) return;
      const at = choices.int(0, spot.cell.text.length - 1);
      print(truth, spot, spot.cell.text.slice(0, at) + String(choices.int(0, 9)) + spot.cell.text.slice(at + 1));
    },
  },
  {
    name: "a character of a name changed",
    change: (lines, _, choices) => {
      const line = lines[lineOf(lines, choices)] ?? [];
      const names = line.filter((cell) => cell.key === undefined && /[\u4e00-\u9fff]/.test(cell.text));
      if (names.length === 0) return;
      const name = choices.one(names);
      const at = choices.int(0, name.text.length - 1);
      const other = choices.one(["", "的", "其", " ", "1", "、"]);
      line[line.indexOf(name)] = text(name.text.slice(0, at) + other + name.text.slice(at + 1));
    },
  },
  {
    name: "a stray line",
    needs: ["cells"],
    change: (lines, _, choices) => void lines.splice(choices.int(0, lines.length), 0, [text(choices.one(STRAYS))]),
  },
  {
    name: "a stray cell",
    needs: ["cells", "rows"],
    change: (lines, _, choices) => {
      const line = lines[lineOf(lines, choices)] ?? [];
      line.splice(choices.int(0, line.length), 0, text("\t"), text(choices.one(STRAYS)), text("\t"));
    },
  },
];

function exchange(truth: Truth, one: Spot, other: Spot): void {
  const [a, b] = [truth.get(one.cell.key), truth.get(other.cell.key)];
  if (a === undefined || b === undefined) return;
  one.line[one.at] = { ...one.cell, text: other.cell.text };
  other.line[other.at] = { ...other.cell, text: one.cell.text };
  truth.set(one.cell.key, b);
  truth.set(other.cell.key, a);
}
