import type { Choices } from "../choices.ts";
import {
  blur,
  type Cell,
  type Damage,
  type Draft,
  numbersOf,
  rowsOf,
  type Table,
  tablesOf,
  text,
  wordsOf,
} from "../draft.ts";

/** Labels of the rows, and of headers too where `headers`. */
const labels = (tables: readonly Table[], headers: boolean): Cell[] =>
  tables.flatMap((table) => table.rows.flatMap((row) => (headers || numbersOf(row).length > 0 ? wordsOf(row) : [])));
const rowLabels = (draft: Draft): Cell[] => labels([draft.tables.proactive, draft.tables.applications], false);

/** Each of some cells' texts, changed. */
function rewrite(cells: readonly Cell[], change: (words: string) => string): void {
  for (const cell of cells) cell.text = change(cell.text);
}

const ORDINAL = /^(?:[一二三四五六七八九十]、|（.）|\d\.)/;
const bare = (words: string): string => words.replace(ORDINAL, "");

/** As publishers word them: wild.md, Labels, and forms.md. */
const SYNONYMS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/社会公益组织/, ["社会组织", "公益组织"]],
  [/其他法律行政法规禁止公开/, ["其他法律法规禁止公开", "其他法律行政止公开"]],
  [/行政规范性文件/, ["规范性文件"]],
  [/^行政复议$/, ["行政法复议"]],
  [/申请人无正当理由逾期不补正、.*/, ["申请人无正当理由逾期不补正"]],
  [/申请人逾期未按收费通知要求缴纳费用、.*/, ["申请人逾期未按收费通知要求缴纳费用"]],
  [/部分公开（.*）/, ["部分公开"]],
  [/数量$/, ["数"]],
];

const TRADITIONAL: Readonly<Record<string, string>> = Object.fromEntries(
  [..."规規处處决決数數总總计計结結复復议議诉訴为為收费費发發业業会會织織务務机機构構开開内內实實书書类類"].flatMap(
    (c, i, all) => (i % 2 === 0 ? [[c, all[i + 1] ?? c]] : []),
  ),
);
const RADICALS: Readonly<Record<string, string>> = {
  一: "⼀",
  二: "⼆",
  人: "⼈",
  行: "⾏",
  文: "⽂",
  自: "⾃",
  用: "⽤",
  子: "⼦",
  无: "⽆",
};
const swapped = (words: string, by: Readonly<Record<string, string>>): string =>
  words.replace(/./gsu, (c) => by[c] ?? c);

/** wild.md, Labels, and the lines of Layout on labels: what happens to the names of rows and columns. */
export const labelDamages: readonly Damage[] = [
  {
    name: "other wordings",
    strike: (draft, choices) => {
      for (const cell of labels(tablesOf(draft), true))
        for (const [words, others] of SYNONYMS)
          if (choices.odds(50)) cell.text = cell.text.replace(words, choices.one(others));
    },
  },
  {
    name: "a character wrong",
    strike: (draft, choices) => {
      for (const cell of rowLabels(draft)) {
        const at = choices.int(4, 12);
        if (bare(cell.text).length > 7 && choices.odds(20))
          cell.text = cell.text.slice(0, at) + choices.one(["的", "法", "不", "其"]) + cell.text.slice(at + 1);
      }
    },
  },
  {
    name: "a character lost",
    strike: (draft, choices) => {
      for (const cell of rowLabels(draft)) {
        const at = choices.int(3, 12);
        if (bare(cell.text).length > 7 && choices.odds(20))
          cell.text = cell.text.slice(0, at) + cell.text.slice(at + 1);
      }
    },
  },
  {
    name: "labels cut off",
    strike: (draft, choices) => {
      for (const cell of rowLabels(draft))
        if (bare(cell.text).length > 7 && choices.odds(20))
          cell.text = cell.text.slice(0, Math.ceil(cell.text.length * 0.7));
    },
  },
  {
    name: "spaces in labels",
    needs: ["blanks"],
    strike: (draft, choices) => {
      for (const cell of labels(tablesOf(draft), true))
        if (choices.odds(30)) cell.text = [...cell.text].join(choices.one([" ", "　"]));
    },
  },
  {
    name: "ordinals written otherwise",
    strike: (draft, choices) => {
      const arabic = choices.one(["$1、", "$1．", "$1 ", "（$1）", "($1)"]);
      const chinese = choices.one(["($1)", "（$1）", "$1、"]);
      rewrite(rowLabels(draft), (words) => words.replace(/^(\d)\./, arabic).replace(/^（(.)）/, chinese));
    },
  },
  { name: "ordinals lost", strike: (draft) => rewrite(rowLabels(draft), bare) },
  {
    name: "traditional characters",
    strike: (draft) => rewrite(labels(tablesOf(draft), true), (words) => swapped(words, TRADITIONAL)),
  },
  {
    name: "Kangxi radicals",
    strike: (draft) => rewrite(labels(tablesOf(draft), true), (words) => swapped(words, RADICALS)),
  },
  {
    name: "punctuation otherwise",
    strike: (draft, choices) => {
      const [open, close] = choices.one([
        ["(", ")"],
        ["〔", "〕"],
      ] as const);
      rewrite(labels(tablesOf(draft), true), (words) => {
        const ordinal = ORDINAL.exec(words)?.[0] ?? "";
        const rest = bare(words).replaceAll("、", "，").replaceAll("“", '"').replaceAll("”", '"');
        return (ordinal + rest).replaceAll("（", open).replaceAll("）", close);
      });
    },
  },
  { name: "labels over two lines", needs: ["lines", "cells"], strike: wrap },
  {
    name: "labels over two cells",
    needs: ["cells", "rows"],
    strike: (draft, choices) => {
      for (const row of rowsOf(draft.tables.applications)) {
        const cell = wordsOf(row).find((c) => /^\d\./.test(c.text) && c.text.length > 8);
        if (cell === undefined || choices.odds(50)) continue;
        const cut = choices.int(5, cell.text.length - 2);
        row.splice(row.indexOf(cell), 1, { text: cell.text.slice(0, cut) }, text(cell.text.slice(cut)));
      }
    },
  },
  {
    name: "group labels cut in two",
    strike: (draft, choices) => {
      const { rows } = draft.tables.applications;
      rows.forEach((row, y) => {
        const [cell, below] = [row[1], rows[y + 1]?.[1]];
        if (cell === undefined || below === undefined || below.text !== "" || !/无法提供|不予|其他处理/.test(cell.text))
          return;
        const cut = choices.int(4, 5);
        below.text = cell.text.slice(cut);
        cell.text = cell.text.slice(0, cut);
      });
    },
  },
  {
    name: "vertical text a character a row",
    strike: (draft) => {
      const { rows } = draft.tables.applications;
      const from = rows.findIndex((row) => row[0]?.text.startsWith("三、"));
      [...(rows[from]?.[0]?.text ?? "")].forEach((character, i) => {
        const cell = rows[from + i]?.[0];
        if (cell !== undefined) cell.text = character;
      });
    },
  },
  {
    name: "vertical text before the rows, a character a line",
    needs: ["lines"],
    strike: (draft) => {
      const { rows } = draft.tables.applications;
      const from = rows.findIndex((row) => row[0]?.text.startsWith("三、"));
      const cell = rows[from]?.[0];
      if (cell === undefined) return;
      const lines = [...cell.text].map((character) => [text(character)]);
      cell.text = "";
      rows.splice(from, 0, ...lines);
    },
  },
  {
    name: "the next row's ordinal glued to the number",
    needs: ["cells", "rows"],
    strike: (draft, choices) => {
      const rows = rowsOf(draft.tables.applications);
      rows.forEach((row, y) => {
        const [last, label] = [numbersOf(row).at(-1), wordsOf(rows[y + 1] ?? []).find((c) => /^\d\./.test(c.text))];
        if (last === undefined || last.text === "" || label === undefined || choices.odds(70)) return;
        last.text += label.text.charAt(0);
        label.text = label.text.slice(1);
        blur(draft.truth, [last]);
      });
    },
  },
];

/** A name too long for its cell, broken over two lines, its numbers on the first or on the second. */
function wrap({ tables: { applications } }: Draft, choices: Choices): void {
  applications.rows = applications.rows.flatMap((row) => {
    const x = row.findLastIndex((cell) => cell.key === undefined && cell.text.length > 8);
    const cell = row[x];
    if (numbersOf(row).length === 0 || cell === undefined || choices.odds(50)) return [row];
    const cut = choices.int(6, cell.text.length - 1);
    const tail = row.map((other) => text(other === cell ? cell.text.slice(cut) : ""));
    const head = row.map((other) => (other === cell ? text(cell.text.slice(0, cut)) : other));
    if (choices.odds(50)) return [head, tail];
    return [
      head.map((other) => (other.key === undefined ? other : text(""))),
      tail.map((other, i) => (row[i]?.key === undefined ? other : (row[i] ?? other))),
    ];
  });
}
