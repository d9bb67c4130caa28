import type { Text } from "../../view.ts";

export const words = {
  title: { en: "SQL", zh: "SQL 查询" },
  intro: {
    en: "Ask the release's database in SQL (DuckDB). It runs in this browser and fetches of the file only what a question needs; nothing is sent anywhere.",
    zh: "用 SQL（DuckDB）查询本次发布的数据库。查询在浏览器中运行，只读取所需的部分文件，不向任何地方发送内容。",
  },
  missing: {
    en: "Not in this database, but in the release as Parquet: cells (every cell as printed; its numbers are in figures and the views, and cells without a plain number in cells_not_reported) and readings. A LIKE over sections.text fetches all texts: for a phrase, Search has an index.",
    zh: "下列表仅以 Parquet 随本次发布提供：cells（每格原文；其数值见 figures 与各视图，未读出普通数值的单元格见 cells_not_reported）和 readings。对 sections.text 使用 LIKE 会读取全部正文；查找词语请用“检索”，该处设有索引。",
  },
  examples: { en: "Examples", zh: "示例" },
  choose: { en: "Choose a question …", zh: "选择一个问题……" },
  query: { en: "SQL", zh: "SQL 语句" },
  run: { en: "Run", zh: "运行" },
  keys: { en: "or Ctrl+Enter", zh: "或按 Ctrl+Enter" },
  running: { en: "The question is being answered …", zh: "正在查询……" },
  answered: (rows: string, ms: string): Text => ({
    en: `${rows} ${rows === "1" ? "row" : "rows"} in ${ms} ms`,
    zh: `共 ${rows} 行，用时 ${ms} 毫秒`,
  }),
  answer: { en: "Answer", zh: "查询结果" },
  page: (from: string, to: string): Text => ({ en: `Rows ${from}–${to}`, zh: `第 ${from}–${to} 行` }),
  before: { en: "Earlier rows", zh: "上一页" },
  next: { en: "Further rows", zh: "下一页" },
  tables: { en: "Tables and columns", zh: "表与字段" },
  column: { en: "column", zh: "字段" },
  type: { en: "type", zh: "类型" },
  means: { en: "what it says", zh: "含义" },
  csv: { en: "Download as CSV", zh: "下载 CSV" },
} satisfies Record<string, Text | ((...args: never[]) => Text)>;
