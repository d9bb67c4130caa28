import type { Text } from "../view.ts";

export const words = {
  behind: { en: "The SQL behind this", zh: "查看所用 SQL" },
  open: { en: "Open it in the SQL box", zh: "在 SQL 查询框中打开" },
  csv: { en: "Download as CSV", zh: "下载 CSV" },
  unknown: { en: "not known", zh: "未知" },
  yes: { en: "yes", zh: "是" },
  no: { en: "no", zh: "否" },
  found: (reports: string, looked: string): Text => ({
    en: `${reports} reports found among ${looked} that could hold the phrase`,
    zh: `在 ${looked} 份可能包含该词语的报告中找到 ${reports} 份`,
  }),
  inHeading: { en: "a heading of the report", zh: "章节标题" },
  allFound: { en: "These are all of them.", zh: "已列出全部结果。" },
  goOn: { en: "Search further", zh: "继续检索" },
};
