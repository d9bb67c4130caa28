import { blur, type Cell, type Damage, type Draft, numbersOf, type Table, text, wordsOf } from "../draft.ts";
import { formTable } from "../figures.ts";

const headerRows = ({ rows }: Table): Cell[][] =>
  rows.slice(
    0,
    rows.findIndex((row) => numbersOf(row).length > 0),
  );
const words = (draft: Draft): Cell[] => headerRows(draft.tables.applications).flatMap(wordsOf);
const COLUMNS = formTable("2021", "applications").blocks.flatMap((block) => block.columns);
/** The names of the columns in the order in which their numbers stand. */
function columnsOf({ tables: { applications } }: Draft): string[] {
  const row = applications.rows.find((cells) => numbersOf(cells).length === COLUMNS.length) ?? [];
  const places = row.slice(row.findIndex((cell) => cell.key !== undefined));
  const sum = (cell: Cell): string => (cell.text === "" ? "" : "小计");
  return places.map((cell) => COLUMNS.find((c) => cell.key?.endsWith(`/${c.column}`))?.label ?? sum(cell));
}
/** The columns that no words span, and those that 法人或其他组织 does. */
const isAlone = (name: string): boolean => name === "自然人" || name === "总计";
const among = (names: readonly string[]): string[] => names.filter((name) => !isAlone(name));
const ORGANIZATIONS = "法人或其他组织";
/** The upper of two header rows, each word over its place. */
const upper = (names: readonly string[]): string[] =>
  names.map((name, x) => (isAlone(name) ? name : isAlone(names[x - 1] ?? "总计") ? ORGANIZATIONS : ""));

function replaceHeader({ tables: { applications } }: Draft, ...rows: string[][]): void {
  applications.rows.splice(0, headerRows(applications).length, ...rows.map((row) => row.map(text)));
}

/** wild.md, Layout: merged headers flattened in other ways, torn or missing. */
export const headerDamages: readonly Damage[] = [
  { name: "header in one row", strike: (draft) => replaceHeader(draft, ["", "", "项目", ...columnsOf(draft)]) },
  {
    name: "header without its spans",
    needs: ["rows"],
    strike: (draft) =>
      replaceHeader(
        draft,
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
        upper(columnsOf(draft)).filter((name) => name !== ""),
        among(columnsOf(draft)),
      ),
  },
  {
    name: "header with rowspans missing",
    strike: (draft) =>
      replaceHeader(
        draft,
        ["", "", "", "申请人情况", "", "", "", "", "", ""],
        ["", "", "", ...upper(columnsOf(draft))],
        ["", "", "", ...columnsOf(draft).map((name) => (isAlone(name) ? "" : name))],
      ),
  },
  {
    name: "header words in two rows",
    strike: (draft) => {
      const half = (word: string): number => Math.ceil(word.length / 2);
      replaceHeader(
        draft,
        ["", "", "", "申请人情况", "", "", "", "", "", ""],
        ["", "", "", ...columnsOf(draft).map((word) => word.slice(0, half(word)))],
        ["", "", "", ...columnsOf(draft).map((word) => word.slice(half(word)))],
      );
    },
  },
  {
    name: "header words cut off",
    strike: (draft, choices) => {
      const cells = [...headerRows(draft.tables.proactive).flatMap(wordsOf), ...words(draft)].filter((c) =>
        /^(?:本年|对外公开|社会公益|法律服务|上一年)/.test(c.text),
      );
      for (const cell of cells) if (choices.odds(50)) cell.text = cell.text.slice(0, Math.max(3, cell.text.length - 3));
    },
  },
  {
    name: "a header word lost",
    strike: (draft, choices) => {
      const names = words(draft).filter((cell) => COLUMNS.some((c) => c.label === cell.text));
      if (names.length > 0) choices.one(names).text = "";
    },
  },
  {
    name: "a header line lost",
    strike: ({ tables: { applications } }, choices) => void applications.rows.splice(choices.int(0, 2), 1),
  },
  {
    // Sums prove which column is the total, never which of the others is whose.
    name: "no header, table 三",
    strike: (draft) => {
      replaceHeader(draft);
      blur(draft.truth, draft.tables.applications.rows.flat());
    },
  },
  {
    name: "unit said in the header",
    strike: (draft, choices) => {
      const cell = draft.tables.proactive.rows.flatMap(wordsOf).find((c) => c.text.startsWith("本年收费金额"));
      if (cell !== undefined)
        cell.text = choices.one([
          "本年收费金额（单位：万元，保留4位小数）",
          "本年收费金额（万元）",
          "本年收费金额（单位:万元）",
        ]);
    },
  },
  {
    name: "unit said above the table",
    strike: (draft) => {
      const { rows } = draft.tables.proactive;
      const cell = rows.flatMap(wordsOf).find((c) => c.text.startsWith("本年收费金额"));
      if (cell === undefined) return;
      cell.text = "本年收费金额";
      rows.unshift([text("单位：万元")]);
    },
  },
  {
    name: "a year in the corner",
    strike: (draft) => {
      for (const cell of draft.tables.proactive.rows.flatMap(wordsOf))
        if (cell.text === "信息内容") cell.text = `${draft.year}年信息内容`;
    },
  },
];
