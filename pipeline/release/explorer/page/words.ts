import type { Text } from "./view.ts";

export const views = {
  coverage: { en: "Coverage", zh: "覆盖情况" },
  map: { en: "Map", zh: "地图" },
  series: { en: "Series", zh: "数据序列" },
  deadlines: { en: "Deadlines", zh: "法定期限" },
  search: { en: "Search", zh: "检索" },
  sql: { en: "SQL", zh: "SQL" },
  about: { en: "About", zh: "说明" },
} satisfies Record<string, Text>;

export const words = {
  name: { en: "Gongkai", zh: "公开" },
  what: {
    en: "China's government-information-disclosure annual reports",
    zh: "政府信息公开工作年度报告数据库",
  },
  release: (day: string): Text => ({ en: `Release of ${day}`, zh: `${day} 发布` }),
  views: { en: "Views", zh: "栏目" },
  skip: { en: "Skip to the content", zh: "跳至正文" },
  language: { en: "Language", zh: "语言" },
  loading: { en: "Loading …", zh: "正在载入……" },
  noView: {
    en: "There is no such page here. Choose one above.",
    zh: "没有这个页面，请从上方栏目中选择。",
  },
  failed: (what: string): Text => ({
    en: `This page could not be shown: ${what}`,
    zh: `无法显示本页：${what}`,
  }),
  notThere: (file: string, status: string): Text => ({
    en: `The file ${file} of this release could not be had (${status}). Is the release's folder on the server whole?`,
    zh: `无法取得本次发布的文件 ${file}（${status}）。请确认服务器上的发布文件夹完整。`,
  }),
  otherRelease: {
    en: "Another release lies here by now: its numbers must not stand beside those of the release that this page is of. Reload the page.",
    zh: "此处现已换为另一次发布，其数据不应与本页所属发布的数据混用。请重新载入页面。",
  },
  notRight: (file: string): Text => ({
    en: `The file ${file} is not what this release made: it was altered, or belongs to another release.`,
    zh: `文件 ${file} 与本次发布不符：可能已被改动，或属于另一次发布。`,
  }),
  foot: {
    en: "A number that could not be read is shown as not read, never as zero. What counts is the original, to which every report links.",
    zh: "未能读取的数值标为未读取，绝不以零代替。一切以原件为准，每份报告均附原件链接。",
  },
};
