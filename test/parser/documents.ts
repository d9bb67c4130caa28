import { resolveSpans } from "../generate/blocks.ts";
import { statutoryTables } from "../generate/statutory.ts";
import type { Layout, TextTable } from "./layouts.ts";
import type { Chance, Truth } from "./truth.ts";

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
