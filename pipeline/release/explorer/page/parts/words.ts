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
  knowsNo: (unknown: readonly { name: Text; value: string }[]): Text => ({
    en: `This release knows ${unknown.map(({ name, value }) => `no ${name.en} “${value}”`).join(", ")}, so no figure is shown. Choose above.`,
    zh: `本次发布中${unknown.map(({ name, value }) => `没有${name.zh}“${value}”`).join("，")}，故不显示数字。请在上方重新选择。`,
  }),
};

/** What an address can ask for, by its names. */
export const asks = {
  place: { en: "place", zh: "地区" },
  item: { en: "item", zh: "项目" },
  year: { en: "year", zh: "年度" },
  from: { en: "year", zh: "年度" },
  to: { en: "year", zh: "年度" },
  level: { en: "level", zh: "层级" },
  of: { en: "kind of organs", zh: "机关类别" },
  scope: { en: "kind of reports", zh: "报告口径" },
  measure: { en: "measure", zh: "统计方式" },
  proof: { en: "way to count", zh: "计入范围" },
  organs: { en: "choice of organs", zh: "机关范围" },
} satisfies Record<string, Text>;
