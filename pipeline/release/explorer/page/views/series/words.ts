import type { Text } from "../../view.ts";

type Counted = Record<"measure" | "level" | "scope" | "proof" | "organs", Text> &
  Record<"items" | "places", readonly string[]> &
  Record<"from" | "to" | "day", string>;

export const words = {
  title: { en: "Series and comparisons", zh: "数据序列与比较" },
  allPlaces: { en: "All places", zh: "全国" },
  places: { en: "Places", zh: "地区" },
  province: { en: "Province", zh: "省份" },
  within: { en: "Place in it", zh: "省内地区" },
  wholeProvince: { en: "The whole province", zh: "全省（区、市）" },
  addPlace: { en: "Add this place", zh: "添加地区" },
  items: { en: "Items", zh: "项目" },
  table: { en: "Table", zh: "统计表" },
  item: { en: "Item: type a word of it", zh: "项目（输入关键词查找）" },
  addItem: { en: "Add this item", zh: "添加项目" },
  noItem: { en: "Choose one of the items that are offered.", zh: "请从列出的项目中选择。" },
  remove: (name: string): Text => ({ en: `Remove ${name}`, zh: `移除：${name}` }),
  most: (most: number): Text => ({
    en: `A chart holds ${most} lines; those beyond are left out.`,
    zh: `一张图最多 ${most} 条线，其余从略。`,
  }),
  harmonized: { en: "All forms in one series (harmonized)", zh: "各版表式统一序列（harmonized）" },
  level: { en: "Level", zh: "层级" },
  levels: {
    province: { en: "Province", zh: "省级" },
    prefecture: { en: "Prefecture", zh: "地市级" },
    county: { en: "County", zh: "县级" },
    township: { en: "Township", zh: "乡镇级" },
  },
  scope: { en: "Reports of", zh: "报告口径" },
  scopes: {
    aggregate: { en: "governments, each with all its organs", zh: "政府（汇总各部门）" },
    own: { en: "single organs", zh: "单个机关" },
  },
  measure: { en: "Measure", zh: "统计方式" },
  measures: {
    sum: { en: "Sum", zh: "合计" },
    median: { en: "Median of the reports", zh: "各报告中位数" },
    mean: { en: "Per report", zh: "平均每份报告" },
    share: { en: "Share of reports above zero (%)", zh: "大于零的报告占比（%）" },
  },
  proof: { en: "Counted", zh: "计入范围" },
  proofs: {
    proven: { en: "only reports whose identities hold", zh: "仅通过校验的报告" },
    all: { en: "all reports, also those that fail or lack numbers", zh: "全部报告（含勾稽不符、不完整者）" },
  },
  organs: { en: "Organs", zh: "机关" },
  whose: {
    each: { en: "all that reported in a year", zh: "各年度凡有报告者" },
    same: { en: "only those with this number in every year", zh: "仅各年度均有此项数值者" },
  },
  uneven: {
    en: "Not as many reports are known of one year as of another (see the table). A line rises or falls with them, too: to compare years, choose only the organs with this number in every year.",
    zh: "各年度已知的报告份数不同（见下表），折线的升降也会受此影响。比较年度请选“仅各年度均有此项数值者”。",
  },
  noneInEveryYear: {
    en: "No organ has this number in every year. Choose fewer years (from, to), or all that reported in a year.",
    zh: "没有机关在各年度均有此项数值。请缩小年度范围，或改选“各年度凡有报告者”。",
  },
  from: { en: "From", zh: "起始年度" },
  to: { en: "To", zh: "截止年度" },
  loading: { en: "The reports are being counted …", zh: "正在统计……" },
  nothing: {
    en: "No report of this release fits what is chosen above.",
    zh: "本次发布中没有符合上述条件的报告。",
  },
  chart: { en: "Chart", zh: "图表" },
  described: (lines: string, from: string, to: string): Text => ({
    en: `Lines over the years ${from} to ${to}: ${lines}. The same numbers stand in the table below.`,
    zh: `${from}—${to} 年度折线：${lines}。数值见下表。`,
  }),
  counted: (what: Counted): Text => ({
    en: `${what.measure.en} of: ${what.items.join("; ")}. Places: ${what.places.join("; ")}. Level: ${what.level.en.toLowerCase()}. Reports of ${what.scope.en}. Counted: ${what.proof.en}. Organs: ${what.organs.en}. Years ${what.from} to ${what.to}. Gongkai, release of ${what.day}.`,
    zh: `项目：${what.items.join("；")}。统计方式：${what.measure.zh}。地区：${what.places.join("；")}。层级：${what.level.zh}。报告口径：${what.scope.zh}。计入范围：${what.proof.zh}。机关：${what.organs.zh}。年度：${what.from}—${what.to}。“公开”数据库，${what.day} 发布。`,
  }),
  newForm: (year: string): Text => ({ en: `new form ${year}`, zh: `${year} 年换表` }),
  gap: {
    en: "A gap is a year of which no number is known; it is not zero. Dashed uprights stand where the form changed: across them only what the forms count alike can be compared.",
    zh: "折线中断表示该年度无已知数值，并非零。竖虚线为表式更换处，其两侧只有各版表式口径一致的项目可比。",
  },
  madeOf: {
    en: "Places are taken by the division code that a report has; where a place was recoded, its older reports stand under the older code.",
    zh: "地区按报告所用区划代码归集；区划代码变更的，其旧报告归于旧代码。",
  },
  numbers: { en: "Numbers, and of how many reports each is made", zh: "数值及各数值所依据的报告份数" },
  year: { en: "Year", zh: "年度" },
  reportsOf: (line: string): Text => ({ en: `${line}: reports`, zh: `${line}：报告数` }),
} satisfies Record<string, Text | Record<string, Text> | ((...args: never[]) => Text)>;
