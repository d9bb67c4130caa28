import type { Choices } from "../choices.ts";
import { type Cell, type Damage, type Draft, numbersOf, type Table, tablesOf, text } from "../draft.ts";

const pageNumber = (choices: Choices): string =>
  choices.one(["-3-", "— 5 —", "第3页", "第 3 页 共 8 页", "- 3 -", "·3·", "Page 3", "3/8"]);

/** A row of the table before which a page may end. */
const breakAt = (table: Table, choices: Choices): number => {
  const first = table.rows.findIndex((row) => numbersOf(row).length > 0);
  return choices.int(first + 1, Math.max(first + 1, table.rows.length - 1));
};
const header = (table: Table): Cell[][] =>
  table.rows
    .slice(0, table.header)
    .map((row) => row.filter((cell) => cell.key === undefined).map(({ text: words }) => text(words)));

/** wild.md, Layout: a table split over pages. */
export const pageDamages: readonly Damage[] = [
  {
    name: "page numbers between rows",
    needs: ["cells"],
    strike: (draft, choices) => {
      for (const table of tablesOf(draft))
        table.rows.splice(
          breakAt(table, choices),
          0,
          ...(choices.odds(50) ? [[], [text(pageNumber(choices))], []] : [[text(pageNumber(choices))]]),
        );
    },
  },
  {
    name: "bare page numbers between rows",
    needs: ["cells", "lines", "rows"],
    strike: (draft, choices) => {
      for (const table of tablesOf(draft))
        table.rows.splice(breakAt(table, choices), 0, [text(String(choices.int(1, 12)))]);
    },
  },
  {
    name: "running heads between rows",
    needs: ["cells"],
    strike: (draft, choices) => {
      const head = choices.one([
        `青石县${draft.year}年政府信息公开工作年度报告`,
        "青石县人民政府",
        "政府信息公开年度报告",
      ]);
      for (const table of tablesOf(draft))
        table.rows.splice(breakAt(table, choices), 0, [], [text(head)], [text(pageNumber(choices))], []);
    },
  },
  {
    name: "header repeated on the next page",
    needs: ["cells"],
    strike: (draft, choices) => {
      for (const table of [draft.tables.applications, draft.tables.proactive])
        table.rows.splice(breakAt(table, choices), 0, [text("-3-")], ...header(table));
    },
  },
  {
    name: "三、本年度办理结果 repeated on the next page",
    needs: ["cells"],
    strike: ({ tables: { applications } }, choices) => {
      const results = applications.rows.findIndex((row) => row[0]?.text.startsWith("三、"));
      const at = choices.int(results + 3, applications.rows.length - 3);
      const first = applications.rows[at]?.[0];
      if (first !== undefined && first.text === "") first.text = "三、本年度办理结果";
      applications.rows.splice(at, 0, [text("-3-")], ...(choices.odds(50) ? header(applications) : []));
    },
  },
  {
    name: "columns shifted after the page",
    needs: ["cells"],
    strike: ({ tables: { applications } }, choices) => {
      const at = breakAt(applications, choices);
      const by = choices.int(1, 3);
      applications.rows.splice(at, 0, [], [text("-3-")], []);
      for (const row of applications.rows.slice(at + 3)) row.unshift(...Array.from({ length: by }, () => text("")));
    },
  },
  {
    name: "some rows shifted",
    needs: ["cells"],
    strike: (draft, choices) => {
      const rows = tablesOf(draft).flatMap((table) => table.rows.filter((row) => numbersOf(row).length > 0));
      for (let n = choices.int(1, 5); n > 0; n -= 1) {
        const row = choices.one(rows);
        const from = row.findIndex((cell) => cell.key !== undefined);
        row.splice(choices.int(0, from), 0, ...Array.from({ length: choices.int(1, 3) }, () => text("")));
      }
    },
  },
  {
    name: "blank lines and strays between pages",
    needs: ["cells"],
    strike: (draft, choices) => between(draft, choices),
  },
];

function between({ tables: { applications, proactive } }: Draft, choices: Choices): void {
  const stray = choices.one(["注：以上数据截至12月31日", "（接上页）", "（续表）", "续表"]);
  for (const table of [applications, proactive])
    table.rows.splice(breakAt(table, choices), 0, [], [], [text(stray)], []);
}
