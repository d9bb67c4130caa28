import type { Text } from "../../view.ts";

export const words = {
  title: { en: "Deadlines", zh: "法定期限" },
  year: { en: "Year that the reports are about", zh: "报告年度" },
  place: { en: "Place", zh: "地方" },
  whose: { en: "Whose reports", zh: "报告机关" },
  kinds: {
    all: { en: "all", zh: "全部" },
    governments: { en: "people's governments", zh: "各级人民政府" },
    province: { en: "provincial governments", zh: "省级政府" },
    prefecture: { en: "prefectural governments", zh: "地市级政府" },
    county: { en: "county governments", zh: "县级政府" },
    government: { en: "governments of no level that is known", zh: "层级不明的政府" },
    organ: { en: "departments, townships, other organs", zh: "部门、乡镇（街道）等机关" },
  },
  one: (year: number, day: string): Text => ({
    en: `Reports on ${year} were due by ${day} (Regulations of 2007, article 31: all organs).`,
    zh: `${year} 年度报告应于 ${day} 前公布（2007 年《条例》第三十一条：各级行政机关）。`,
  }),
  two: (year: number, own: string, aggregate: string): Text => ({
    en: `Reports on ${year} are due by ${own} for departments, and by ${aggregate} for governments from the county up (Regulations as revised in 2019, article 49). Townships are not named there; they are held here to the departments' day.`,
    zh: `${year} 年度报告：部门应于 ${own} 前、县级以上人民政府应于 ${aggregate} 前公布（2019 年修订《条例》第四十九条）。该条未提及乡镇（街道），本表按部门期限计。`,
  }),
  sum: (due: string, onTime: string, late: string, undated: string, absent: string): Text => ({
    en: `Reports due: ${due}. On time ${onTime}, late ${late}, here without a date ${undated}, not here ${absent}.`,
    zh: `应公布 ${due} 份：按期 ${onTime} 份，逾期 ${late} 份，已收录而日期不详 ${undated} 份，未收录 ${absent} 份。`,
  }),
  sumSoFar: (due: string, onTime: string, late: string, undated: string, absent: string): Text => ({
    en: `Reports due, or here already: ${due}. On time ${onTime}, late ${late}, here without a date ${undated}, due and not here ${absent}.`,
    zh: `已到期或已收录 ${due} 份：按期 ${onTime} 份，逾期 ${late} 份，已收录而日期不详 ${undated} 份，到期而未收录 ${absent} 份。`,
  }),
  later: (notYetDue: string): Text => ({
    en: `Not all reports on this year are due; ${notYetDue}.`,
    zh: `本年度报告尚未全部到期，${notYetDue}。`,
  }),
  byState: { en: "How they stand", zh: "公布情况" },
  byYear: { en: "By year", zh: "各年度情况" },
  byPlace: { en: "By province", zh: "各省情况" },
  state: { en: "State", zh: "情况" },
  reports: { en: "Reports", zh: "份数" },
  share: { en: "Share", zh: "占比" },
  bar: { en: "Bar", zh: "图示" },
  barOf: (parts: readonly string[]): Text => ({ en: parts.join(", "), zh: parts.join("，") }),
  part: (state: string, count: string): Text => ({ en: `${state} ${count}`, zh: `${state} ${count}` }),
  yearHead: { en: "Year", zh: "年度" },
  province: { en: "Province", zh: "省份" },
  due: { en: "Due", zh: "应公布" },
  onTime: { en: "On time", zh: "按期" },
  late: { en: "Late", zh: "逾期" },
  undated: { en: "Undated", zh: "日期不详" },
  absent: { en: "Not here", zh: "未收录" },
  notYetDue: { en: "Not yet due", zh: "未到期限" },
  list: (place: string, year: string): Text => ({
    en: `Organs of ${place}, reports on ${year}`,
    zh: `${place}各机关 ${year} 年度报告`,
  }),
  choosePlace: {
    en: "Choose a province above to see its organs one by one.",
    zh: "在上方选择省份，可查看其各机关的情况。",
  },
  organ: { en: "Organ", zh: "机关" },
  deadline: { en: "Deadline", zh: "期限" },
  published: { en: "Published", zh: "公布日期" },
  daysLate: { en: "Days late", zh: "逾期天数" },
  sortBy: (column: string): Text => ({ en: `Sort by ${column}`, zh: `按${column}排序` }),
  all: (count: string): Text => ({ en: `Show all ${count}`, zh: `显示全部 ${count} 条` }),
  first: (shown: string, all: string): Text => ({
    en: `The first ${shown} of ${all}.`,
    zh: `共 ${all} 条，先列 ${shown} 条。`,
  }),
  site: (name: string, checked: string): Text => ({
    en: `site: ${name}, last read ${checked}`,
    zh: `站点：${name}，最近读取 ${checked}`,
  }),
  never: { en: "never", zh: "从未" },
  none: { en: "No report of this kind was due.", zh: "无此类应公布的报告。" },
  cannot: { en: "What must not be concluded", zh: "不能由此得出的结论" },
  cannots: [
    {
      en: "That a report is not here does not say that it was not published: the site may not be watched, may block us, may have taken it down or moved it. Only “overdue” and “not found” say that we looked, and they say when.",
      zh: "未收录不等于未公布：站点可能未被监测、拦截采集，或已将报告撤下、移走。只有“逾期未见”“未见公布”表示本库曾查看，并注明查看日期。",
    },
    {
      en: "The date is the one that the page gives. A page that was moved to a new site often bears the day of the move: some that are late here were on time. Where a version of the report gives an earlier day, or we fetched it earlier, that counts.",
      zh: "日期以网页所载为准。网站迁移后，旧报告常显示迁移日期，故部分“逾期”实为按期。任一版本所载日期更早，或本库更早获取的，从早认定。",
    },
    {
      en: "There is no list of all organs. Departments and townships are counted only from their first report that was seen to the year after their last; those that never published are missing from every figure here.",
      zh: "并无全部机关的名录。部门、乡镇（街道）仅自首份所见报告起计至末份次年；从未公布者不在任何数字之内。",
    },
    {
      en: "A department whose reports end may have been merged or renamed (above all in 2018–2019 and 2023–2024, for which no further report is expected of it).",
      zh: "报告中断的部门可能已合并或更名（尤以 2018—2019、2023—2024 年机构改革为甚，该年度不再计其应公布）。",
    },
    {
      en: "A government is expected for each year at whose end its place stood, one founded since 2008 from the first year of which that is certain; one that was dissolved within months of it may have owed none.",
      zh: "凡年末存在的地方，其政府即计为应公布；2008 年以后新设的，自确已存在的首个年度起计；临近撤销者可能本无此义务。",
    },
    {
      en: "Where only a government's report on its own office (本级, 机关) is there, it counts as the government's report; it does not cover its departments.",
      zh: "政府仅有本级（机关）报告的，计为已公布；该报告不含所属部门。",
    },
  ],
};
