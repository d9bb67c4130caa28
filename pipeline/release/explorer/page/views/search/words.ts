import type { Text } from "../../view.ts";
import type { Level } from "./match.ts";

export const words = {
  title: { en: "Search", zh: "检索" },
  box: { en: "Name of an organ or place, or words of a report", zh: "机关名称、地名，或报告中的文字" },
  province: { en: "Province", zh: "省级行政区" },
  everywhere: { en: "everywhere", zh: "全国" },
  level: { en: "Whose report", zh: "机关类别" },
  everyLevel: { en: "every organ", zh: "全部机关" },
  search: { en: "Search", zh: "检索" },
  try: {
    en: "Any part of a name will do, in Chinese: 上街, 教育局, 河南 公安局. Spaces and full-width forms make no difference.",
    zh: "输入名称的任一部分即可，如：上街、教育局、河南 公安局。空格、全角半角不影响结果。",
  },
  organs: { en: "Organs", zh: "行政机关" },
  looking: (done: number, of: number): Text => ({
    en: `Looking: ${done} of ${of} provinces …`,
    zh: `正在检索：已查 ${of} 个省级行政区中的 ${done} 个……`,
  }),
  found: (found: string, shown: number | null): Text => ({
    en: `${found} ${found === "1" ? "organ" : "organs"} found${shown === null ? "" : `; the first ${shown} are shown, say more to see others`}.`,
    zh: `找到 ${found} 个机关${shown === null ? "" : `，显示前 ${shown} 个；请输入更多文字以缩小范围`}。`,
  }),
  nothing: {
    en: "No organ is called so here. Try fewer characters (上街 rather than 郑州市上街区人民政府), the place alone, another province or every organ; organs stand under the name they give themselves in their reports.",
    zh: "没有名称相符的机关。可尝试：减少字数（如只输入“上街”）、只输入地名、改选省份或机关类别。机关按其在报告中的自称收录。",
  },
  missing: (years: number): Text => ({
    en: years === 1 ? "one year is not there" : `${years} years are not there`,
    zh: `另有 ${years} 个年度未收录`,
  }),
  texts: { en: "Texts of the reports", zh: "报告正文" },
  textsNeed: {
    en: "The texts are searched in a database of this release, which your browser then loads in part (34 MB once).",
    zh: "正文检索需使用本次发布的数据库，浏览器将载入其程序（首次约 34 MB）。",
  },
  inTexts: (query: string): Text => ({ en: `Search the texts for “${query}”`, zh: `在正文中检索“${query}”` }),
  reading: { en: "Searching the texts …", zh: "正在检索正文……" },
  noText: { en: "No report has these words in its text or headings.", zh: "没有报告的正文或标题包含这些文字。" },
};

export const levels: Readonly<Record<Level, Text>> = {
  province: { en: "governments of provinces", zh: "省级政府" },
  prefecture: { en: "governments of prefectures", zh: "地市级政府" },
  county: { en: "governments of counties", zh: "县级政府" },
  township: { en: "townships and sub-districts", zh: "乡镇、街道" },
  organ: { en: "other organs", zh: "其他机关" },
};
