import { cellsOf, type Form, type FormTable, forms } from "../../data/forms/index.ts";
import type { TextTable } from "./layouts.ts";
import type { Chance, Truth } from "./truth.ts";

const ID = "statistics_2014";

/** A statistics table as its own form has it: figures that satisfy every identity, and the table printed from them. */
export type Statistics = { form: Form; truth: Truth; print: Print };
/** How publishers print it: with the column of units or without, numbers and 其中 before names, the header. */
export type Manner = { units: boolean; ordinals: "none" | "bare" | "whole"; header: boolean };
type Print = (manner: Manner) => TextTable;

export const formNamed = (name: string): { form: Form; table: FormTable } => {
  const form = forms.find((one) => one.name === name);
  const table = form?.tables.find((one) => one.id === ID);
  if (form === undefined || table === undefined) throw new RangeError(`data/forms has no ${name} with ${ID}`);
  return { form, table };
};

/** Units of rows that are no amounts; which of them a row has changes nothing. */
const UNITS = ["条", "件", "次", "篇", "个", "人", "人次"];
const HEADS: Record<string, string> = { value: "统计数", cumulative: "历年累计" };

export function statistics(name: string, year: number, chance: Chance): Statistics {
  const { form, table } = formNamed(name);
  const truth: Truth = new Map();
  const size = chance.pick([0, 3, 60, 4000, 2_000_000]);
  const columns = [...new Set(cellsOf(table).map((cell) => cell.column))];
  const isAmount = (item: string): boolean =>
    table.blocks.some((b) => b.rows.some((r) => r.item === item) && b.columns.some((c) => c.kind === "amount"));
  for (const { item, column } of cellsOf(table)) {
    const n = chance.one(0.4) ? 0 : chance.int(0, chance.pick([9, size]));
    truth.set(`${ID}/${item}/${column}`, isAmount(item) && name === "2008" ? n / 100 : n);
  }
  // Parts come before what they add up to, the deepest first.
  for (const { sum, equals } of [...table.identities].reverse())
    for (const column of columns) {
      const total = sum.reduce((all, item) => all + (truth.get(`${ID}/${item}/${column}`) ?? 0), 0);
      truth.set(`${ID}/${equals[0]}/${column}`, total);
    }
  const print: Print = (manner) => ({
    rows: rowsOf(table, year, truth, manner),
    labels: 1,
    header: manner.header ? 1 : 0,
  });
  return { form, truth, print };
}

function rowsOf(table: FormTable, year: number, truth: Truth, manner: Manner): string[][] {
  const columns = [...new Set(cellsOf(table).map((cell) => cell.column))];
  const head = (column: string): string =>
    column === "value" && columns.length > 1 ? `${year}年度` : (HEADS[column] ?? "");
  const unit = (text: string): string[] => (manner.units ? [text] : []);
  const groups = new Map(Object.entries(table.groups));
  const rows = manner.header ? [[table.corner ?? "", ...unit("单位"), ...columns.map(head)]] : [];
  for (const { columns: own, rows: items } of table.blocks)
    for (const [i, { item, label, ordinal = "其中：" }] of items.entries()) {
      for (const [id, group] of groups)
        if (item === id || item.startsWith(`${id}.`)) {
          groups.delete(id);
          rows.push([lead(group.ordinal, manner) + group.label, ...unit("——"), ...columns.map(() => "")]);
        }
      const amount = own[0]?.unit;
      const values = own.map(({ column }) => truth.get(`${ID}/${item}/${column}`) ?? null);
      rows.push([
        lead(ordinal, manner) + label,
        ...unit(amount ?? UNITS[i % UNITS.length] ?? ""),
        ...values.map((v) => (v === null ? "" : String(v))),
      ]);
    }
  return rows;
}

/** A row's number as it is printed before its name: 1. or, where the dot is lost, 1; 一、 and （一）. */
function lead(ordinal = "", { ordinals }: Manner): string {
  if (ordinals === "none") return "";
  return /^\d/.test(ordinal) && ordinals === "whole"
    ? `${ordinal}.`
    : /^[一二三四五六七八九]/.test(ordinal)
      ? `${ordinal}、`
      : ordinal;
}

/** The lines of a whole report of these years around the table. */
export function reportLines(year: number, table: readonly string[]): string[] {
  return [
    `青石县人民政府${year}年政府信息公开工作年度报告`,
    "",
    "一、概述",
    `${year}年，我县主动公开政府信息数1234条，其中：主动公开规范性文件数12条，收到申请数5件，当面申请数3件，均按时办结。`,
    "二、主动公开情况",
    "（一）通过不同渠道和方式公开政府信息的情况",
    "全县通过政府网站公开政府信息99条，政务微博公开政府信息17条，举办新闻发布会2次。",
    "三、依申请公开情况",
    `${year}年全县共受理依申请公开5件，行政复议数量0件。`,
    "四、存在的问题和改进措施",
    "公开内容还不够丰富，下一步继续改进。",
    `${year}年政府信息公开情况统计表`,
    "",
    ...table,
    "",
    "单位负责人：张三 审核人：李四 填报人：王五",
  ];
}
