import { resolveSpans } from "../generate/blocks.ts";
import { statutoryTables } from "../generate/statutory.ts";
import type { Layout, TextTable } from "./layouts.ts";
import type { Chance, Truth } from "./truth.ts";

/** Something that happens to a table's cells before they are laid out; it may change what the document truly says. */
export type Damage = { name: string; strike(tables: Tables, truth: Truth, chance: Chance): void };
export type Tables = Record<"proactive" | "applications" | "disputes", TextTable>;

/** The three tables as grids of text. */
export function textTables(format: "2019" | "2021", truth: Truth): Tables {
  const print = (table: string, item: string, column: string): string => {
    const value = truth.get(`${table}/${item}/${column}`) ?? null;
    if (value === null) return "";
    return item === "procurement" && column === "amount_10k_yuan" && value !== 0 ? `${value}万元` : String(value);
  };
  const { proactive, applications, disputes } = statutoryTables(format, print);
  return {
    proactive: { rows: resolveSpans(proactive), labels: 1, header: 2 },
    applications: { rows: resolveSpans(applications), labels: 3, header: 3 },
    disputes: { rows: resolveSpans(disputes), labels: 0, header: 3 },
  };
}

/** The lines of a whole report around the tables, with figures in the prose that are no cell of them. */
export function documentLines(year: number, tables: Tables, layout: Layout, chance: Chance): string[] {
  const lay = (table: TextTable): string[] => ["", ...layout.print(table, chance), ""];
  return [
    `青石县人民政府${year}年政府信息公开工作年度报告`,
    "",
    "一、总体情况",
    `${year}年，我县主动公开政府信息${chance.int(100, 9000)}条，制发行政规范性文件${chance.int(1, 9)}件，办理行政许可${chance.int(10, 900)}件。`,
    "（一）主动公开",
    "全年公开各类信息，保留4位小数。",
    "二、主动公开政府信息情况",
    ...lay(tables.proactive),
    "三、收到和处理政府信息公开申请情况",
    ...lay(tables.applications),
    "四、政府信息公开行政复议、行政诉讼情况",
    ...lay(tables.disputes),
    "五、存在的主要问题及改进情况",
    `存在的问题：${year}年公开内容不够丰富。下一步，${year + 1}年继续改进。`,
    "六、其他需要报告的事项",
    `${year}年收取信息处理费0元。`,
  ];
}

const set = (truth: Truth, prefix: string, value: number | null): void => {
  for (const key of truth.keys()) if (key.startsWith(prefix)) truth.set(key, value);
};
const ITEMS_2021 = 25;

/** A row of table 三 by chance, and the truth's key prefix for it. */
function anyRow({ applications }: Tables, truth: Truth, chance: Chance): { row: string[]; at: number; prefix: string } {
  const items = [
    ...new Set(
      [...truth.keys()].filter((k) => k.startsWith("applications/")).map((k) => k.slice(0, k.lastIndexOf("/") + 1)),
    ),
  ];
  const n = chance.int(0, Math.min(items.length, ITEMS_2021) - 1);
  const row = applications.rows[applications.header + n];
  const prefix = items[n];
  if (row === undefined || prefix === undefined) throw new RangeError("no such row");
  return { row, at: applications.labels, prefix };
}

const COLUMNS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_org", "total"];

export const damages: readonly Damage[] = [
  { name: "none", strike: () => undefined },
  {
    name: "blank row",
    strike: (tables, truth, chance) => {
      const { row, at, prefix } = anyRow(tables, truth, chance);
      row.fill("", at);
      set(truth, prefix, null);
    },
  },
  {
    name: "blank total",
    strike: (tables, truth, chance) => {
      const { row, at, prefix } = anyRow(tables, truth, chance);
      row[at + 6] = "";
      truth.set(`${prefix}total`, null);
    },
  },
  {
    name: "only natural and total",
    strike: (tables, truth, chance) => {
      const { row, at, prefix } = anyRow(tables, truth, chance);
      row.fill("", at + 1, at + 6);
      for (const c of COLUMNS.slice(1, 6)) truth.set(prefix + c, null);
    },
  },
  {
    name: "dashes",
    strike: (tables, truth, chance) => {
      const { row, at, prefix } = anyRow(tables, truth, chance);
      row.fill(chance.pick(["/", "—", "无", "-"]), at);
      set(truth, prefix, null);
    },
  },
  {
    name: "dressed numbers",
    strike: ({ applications, proactive }, _, chance) => {
      for (const table of [applications, proactive])
        for (const row of table.rows.slice(table.header))
          row.forEach((cell, x) => {
            if (x >= table.labels && /^\d+$/.test(cell) && chance.one(0.3)) row[x] = dressed(cell, chance);
          });
    },
  },
  {
    name: "number lost",
    strike: (tables, truth, chance) => {
      const { row, at, prefix } = anyRow(tables, truth, chance);
      const x = chance.int(0, 6);
      row.splice(at + x, 1);
      truth.set(prefix + COLUMNS[x], null);
    },
  },
  {
    name: "stray number",
    strike: (tables, truth, chance) => {
      const { row, at } = anyRow(tables, truth, chance);
      row.splice(at + chance.int(0, 7), 0, String(chance.int(0, 12)));
    },
  },
  {
    name: "two numbers glued",
    strike: (tables, truth, chance) => {
      const { row, at } = anyRow(tables, truth, chance);
      const x = at + chance.int(0, 5);
      row.splice(x, 2, `${row[x]}${row[x + 1]}`);
    },
  },
  {
    name: "digits parted",
    strike: (tables, truth, chance) => {
      const { row, at } = anyRow(tables, truth, chance);
      const x = row.findIndex((cell, i) => i >= at && cell.length > 1);
      if (x >= 0) row.splice(x, 1, (row[x] ?? "").slice(0, 1), (row[x] ?? "").slice(1));
    },
  },
  {
    name: "row lost",
    strike: (tables, truth, chance) => {
      const { row, prefix } = anyRow(tables, truth, chance);
      row.fill("");
      set(truth, prefix, null);
    },
  },
  {
    name: "name damaged",
    strike: ({ applications }, _, chance) => {
      for (const row of applications.rows.slice(applications.header))
        for (let x = 0; x < 3; x += 1) {
          const cell = row[x] ?? "";
          if (cell.length > 9 && chance.one(0.2)) {
            const i = chance.int(4, cell.length - 1);
            row[x] = cell.slice(0, i) + cell.slice(i + 1);
          }
        }
    },
  },
  {
    name: "publisher's sum wrong",
    strike: (tables, truth, chance) => {
      const { row, at, prefix } = anyRow(tables, truth, chance);
      const value = Number(row[at + 6]) + chance.int(1, 9);
      row[at + 6] = String(value);
      truth.set(`${prefix}total`, value);
    },
  },
  {
    name: "surplus in table 四",
    strike: ({ disputes }, _, chance) => {
      disputes.rows.at(-1)?.splice(chance.int(0, 15), 0, String(chance.int(0, 3)));
    },
  },
  {
    name: "stray in table 二",
    strike: ({ proactive }, _, chance) => {
      const row = chance.pick(proactive.rows.filter((r, y) => y >= 2 && /^\d/.test(r[1] ?? "")));
      row.splice(chance.int(1, 3), 0, String(chance.int(0, 30)));
    },
  },
];

function dressed(digits: string, chance: Chance): string {
  const wide = [...digits].map((d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join("");
  const thousands = digits.replace(/\B(?=(\d{3})+$)/g, ",");
  return chance.pick([
    wide,
    thousands,
    ` ${digits} `,
    `${digits}\u00a0`,
    `[bookmark: _GoBack]${digits}`,
    `${digits}（其中修订1件）`,
  ]);
}
