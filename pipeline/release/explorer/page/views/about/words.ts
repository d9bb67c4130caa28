import type { Text } from "../../view.ts";

export const words = {
  title: { en: "About", zh: "说明" },
  cite: { en: "Cite", zh: "引用" },
  files: { en: "Files", zh: "文件" },
  verify: { en: "This proves that they are whole:", zh: "以下命令可校验文件是否完整：" },
  tables: { en: "Tables", zh: "数据表" },
  table: { en: "Table", zh: "数据表" },
  what: { en: "What a row is", zh: "每行内容" },
  rows: { en: "Rows", zh: "行数" },
  formats: { en: "Files", zh: "文件" },
  beside: { en: "Beside the data", zh: "说明文件" },
} satisfies Record<string, Text>;
