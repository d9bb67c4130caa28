export const words = {
  behind: { en: "The SQL behind this", zh: "查看所用 SQL" },
  open: { en: "Open it in the SQL box", zh: "在 SQL 查询框中打开" },
  csv: { en: "Download as CSV", zh: "下载 CSV" },
  unknown: { en: "not known", zh: "未知" },
  yes: { en: "yes", zh: "是" },
  no: { en: "no", zh: "否" },
};
