import {
  anyRow,
  blur,
  type Cell,
  type Damage,
  type Draft,
  empty,
  figureOf,
  itemOf,
  numbersOf,
  rowsOf,
  type Table,
  tablesOf,
  text,
} from "../draft.ts";

const words = (row: readonly Cell[]): string => row.map((cell) => cell.text).join("");
const named = (table: Table, label: RegExp): number => table.rows.findIndex((row) => label.test(words(row)));

/** Sums of the rows of a group of table 三, as a publisher adds them. */
function sumsOf(draft: Draft, group: string): Cell[] {
  const rows = rowsOf(draft.tables.applications).filter((row) => itemOf(row).startsWith(`${group}.`));
  return Array.from({ length: 7 }, (_, x) =>
    text(String(rows.reduce((sum, row) => sum + figureOf(draft, numbersOf(row)[x] ?? text("")), 0))),
  );
}
const groupOf = (row: readonly Cell[]): string => /^(.+)\./.exec(itemOf(row))?.[1] ?? "";

/** wild.md, Cells and Layout: numbers too many or too few in a row, rows too many or too few in a table. */
export const rowDamages: readonly Damage[] = [
  {
    name: "number lost",
    needs: ["cells", "rows"],
    strike: (draft, choices) => {
      const row = anyRow(draft, choices, "applications", "proactive", "disputes") ?? [];
      const cells = numbersOf(row);
      const cell = cells[choices.int(0, Math.max(0, cells.length - 1))];
      if (cell === undefined) return;
      blur(draft.truth, row);
      row.splice(row.indexOf(cell), 1);
      empty(draft, cell);
    },
  },
  {
    name: "stray number",
    needs: ["cells", "rows"],
    strike: (draft, choices) => {
      const row = anyRow(draft, choices, "applications", "proactive", "disputes") ?? [];
      const first = row.findIndex((cell) => cell.key !== undefined);
      if (first < 0) return;
      const at = first + choices.int(0, numbersOf(row).length);
      blur(draft.truth, row);
      row.splice(at, 0, text(String(choices.int(0, 30))));
    },
  },
  {
    name: "two numbers glued",
    needs: ["cells", "rows"],
    strike: (draft, choices) => {
      const row = anyRow(draft, choices, "applications", "proactive", "disputes") ?? [];
      const cells = numbersOf(row);
      const x = choices.int(0, Math.max(0, cells.length - 2));
      const [cell, next] = [cells[x], cells[x + 1]];
      if (cell === undefined || next === undefined) return;
      cell.text += next.text;
      row.splice(row.indexOf(next), 1);
      blur(draft.truth, row);
    },
  },
  {
    name: "a whole row glued",
    needs: ["cells", "rows"],
    strike: (draft, choices) => {
      const row = anyRow(draft, choices, "applications", "proactive") ?? [];
      const [first, ...others] = numbersOf(row);
      if (first === undefined) return;
      first.text = [first, ...others].map((cell) => cell.text).join("");
      for (const cell of others) row.splice(row.indexOf(cell), 1);
      blur(draft.truth, [first, ...others]);
    },
  },
  {
    name: "row lost",
    strike: (draft, choices) => {
      const row = anyRow(draft, choices, "applications", "proactive") ?? [];
      for (const cell of numbersOf(row)) empty(draft, cell, ["missing"]);
      for (const table of [draft.tables.applications, draft.tables.proactive])
        table.rows = table.rows.filter((other) => other !== row);
    },
  },
  {
    name: "rows in another order",
    strike: (draft, choices) => {
      const { rows } = draft.tables.applications;
      const at = rows.findIndex((row) => itemOf(row) === "not_disclosed.state_secret") + choices.int(1, 5);
      rows.splice(at, 2, ...rows.slice(at, at + 2).reverse());
    },
  },
  {
    name: "subtotal rows below",
    strike: (draft, choices) => {
      const label = choices.one(["小计", "合计", "小  计"]);
      const { rows } = draft.tables.applications;
      draft.tables.applications.rows = rows.flatMap((row, y) => {
        const group = groupOf(row);
        return group === "" || groupOf(rows[y + 1] ?? []) === group
          ? [row]
          : [row, [text(""), text(""), text(label), ...sumsOf(draft, group)]];
      });
    },
  },
  {
    name: "groups with sums",
    strike: (draft) => {
      const table = draft.tables.applications;
      table.rows = table.rows.flatMap((row) => {
        const group = row[1];
        if (groupOf(row) === "" || group === undefined || group.text === "") return [row];
        const own = [row[0] ?? text(""), { ...group }, text(""), ...sumsOf(draft, groupOf(row))];
        row.splice(0, 2, text(""), text(""));
        return [own, row];
      });
    },
  },
  {
    name: "a row the form does not have, table 三",
    needs: ["cells"],
    strike: (draft, choices) => {
      const { rows } = draft.tables.applications;
      const label = choices.one(["6.其他不予处理情形", "其中：信访", "（八）网上申请", "备注"]);
      const numbers = Array.from({ length: 7 }, () => text(String(choices.int(0, 4))));
      rows.splice(named(draft.tables.applications, /重复申请/) + 1, 0, [text(""), text(""), text(label), ...numbers]);
    },
  },
  {
    name: "a row the form does not have, table 二",
    needs: ["cells"],
    strike: (draft, choices) => {
      const { rows } = draft.tables.proactive;
      const numbers = Array.from({ length: draft.generations.proactive === "2021" ? 1 : 3 }, () =>
        text(String(choices.int(0, 40))),
      );
      const label = choices.one(["行政确认", "行政裁决", "行政征收", "其他行政权力"]);
      rows.splice(named(draft.tables.proactive, /行政许可/) + 1, 0, [text(label), ...numbers]);
    },
  },
  {
    name: "publisher's total wrong",
    strike: (draft, choices) =>
      err(draft, choices.one(["total", "total", "natural_person"]), choices.int(1, 9), choices.int(0, 24)),
  },
  {
    name: "publisher's total 0",
    strike: (draft) => {
      for (const cell of rowsOf(draft.tables.disputes).flatMap(numbersOf))
        if (cell.key.endsWith("/total") && figureOf(draft, cell) > 0) print(draft, cell, 0);
      for (const row of rowsOf(draft.tables.applications))
        for (const cell of numbersOf(row))
          if (itemOf(row) === "concluded_total" && figureOf(draft, cell) > 0) print(draft, cell, 0);
    },
  },
  {
    name: "publisher's wrong sum, table 四",
    strike: (draft, choices) => {
      const totals = rowsOf(draft.tables.disputes)
        .flatMap(numbersOf)
        .filter((cell) => cell.key.endsWith("/total"));
      const cell = totals[choices.int(0, 2)];
      if (cell !== undefined) print(draft, cell, figureOf(draft, cell) + choices.int(1, 9));
    },
  },
  {
    name: "blank rows between",
    strike: (draft, choices) => {
      for (const table of Object.values(draft.tables))
        for (let n = choices.int(1, 4); n > 0; n -= 1)
          table.rows.splice(choices.int(1, table.rows.length), 0, choices.odds(50) ? [text("")] : []);
    },
  },
];

/** A number that the publisher got wrong: it is what the document says. */
function print(draft: Draft, cell: Cell, value: number): void {
  if (cell.key === undefined || cell.text !== String(figureOf(draft, cell))) return;
  cell.text = String(value);
  draft.truth.set(cell.key, { value, readable: true });
  // Another damage to the same row could cancel this one out.
  for (const table of tablesOf(draft)) for (const row of rowsOf(table)) if (row.includes(cell)) draft.struck.add(row);
}

function err(draft: Draft, column: string, by: number, item: number): void {
  const rows = rowsOf(draft.tables.applications).filter((row) => !draft.struck.has(row));
  const cell = numbersOf(rows[item % Math.max(1, rows.length)] ?? []).find((c) => c.key.endsWith(`/${column}`));
  if (cell !== undefined) print(draft, cell, figureOf(draft, cell) + by);
}
