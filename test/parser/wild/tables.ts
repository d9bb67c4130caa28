import { resolveSpans } from "../../generate/blocks.ts";
import { statutoryTables } from "../../generate/statutory.ts";
import type { Cell, Draft, Table } from "./draft.ts";
import type { Figures, Generation, TableId } from "./figures.ts";

const PROCUREMENT = "proactive/procurement/amount_10k_yuan";

/** A number as reports print it; the form names no unit for procurement, so the cell does. */
const printed = (key: string, value: number | null): string =>
  value === null ? "" : key === PROCUREMENT && value !== 0 ? `${value}万元` : String(value);

/** The three tables of a report as full grids, laid out with the spans of the official template. */
export function tablesFrom(
  generations: Record<TableId, Generation>,
  figures: ReadonlyMap<string, number | null>,
): Record<TableId, Table> {
  const rows = (id: TableId): Cell[][] =>
    resolveSpans(statutoryTables(generations[id], (...key) => key.join("/"))[id]).map((row) =>
      row.map((text): Cell => {
        const value = figures.get(text);
        return value === undefined ? { text } : { text: printed(text, value), key: text };
      }),
    );
  return {
    proactive: { id: "proactive", rows: rows("proactive"), labels: 1, header: 2 },
    applications: { id: "applications", rows: rows("applications"), labels: 3, header: 3 },
    disputes: { id: "disputes", rows: rows("disputes"), labels: 0, header: 3 },
  };
}

/** A whole report of these figures before anything happens to it, with figures in its prose that are no cell of its tables. */
export function draftOf(year: number, generations: Record<TableId, Generation>, figures: Figures): Draft {
  const tables = tablesFrom(generations, figures);
  return {
    year,
    generations,
    tables,
    truth: new Map([...figures].map(([key, value]) => [key, { value, readable: true }])),
    reports: [""],
    struck: new Set(),
    parts: frame(year, tables),
  };
}

/** The lines of a report around its tables. */
export const frame = <T>(year: number, tables: Record<TableId, T>): (string | T)[] => [
  `青石县人民政府${year}年政府信息公开工作年度报告`,
  "",
  "一、总体情况",
  `${year}年，我县主动公开政府信息4310条，制发行政规范性文件7件，办理行政许可315件。`,
  "（一）主动公开",
  "全年公开各类信息，保留4位小数。",
  "二、主动公开政府信息情况",
  "",
  tables.proactive,
  "",
  "三、收到和处理政府信息公开申请情况",
  "",
  tables.applications,
  "",
  "四、政府信息公开行政复议、行政诉讼情况",
  "",
  tables.disputes,
  "",
  "五、存在的主要问题及改进情况",
  `存在的问题：${year}年公开内容不够丰富。下一步，${year + 1}年继续改进。`,
  "六、其他需要报告的事项",
  `${year}年收取信息处理费0元。`,
];
