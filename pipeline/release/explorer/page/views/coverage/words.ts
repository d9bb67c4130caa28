import type { Text } from "../../view.ts";

const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

export const words = {
  title: { en: "Coverage", zh: "覆盖情况" },
  at: (place: string): Text => ({ en: `Coverage: ${place}`, zh: `覆盖情况：${place}` }),
  path: { en: "Where you are", zh: "当前位置" },
  noPlace: (code: string): Text => ({
    en: `This release knows no place with the code ${code}.`,
    zh: `本次发布中没有代码为 ${code} 的地方。`,
  }),
  summary: {
    governments: (there: string, due: string, share: string, proven: string, from: number, to: number): Text => ({
      en: `Of ${due} annual reports that people's governments owe for ${from}–${to}, ${there} are here (${share}); ${proven} of these are proven: every number read, every sum right.`,
      zh: `${from}—${to} 年度各级人民政府应公布年度报告 ${due} 份，本库收录 ${there} 份（${share}），其中 ${proven} 份校验通过：数字齐全，勾稽相符。`,
    }),
    organs: (there: string, due: string, proven: string): Text => ({
      en: `Of departments, townships and other organs of which a report was seen, ${there} reports are here (${proven} proven), of ${due} that are due between an organ's first report and the year after its last.`,
      zh: `部门、乡镇（街道）等见过其报告的机关，自首份至末份次年应有报告 ${due} 份，本库收录 ${there} 份，其中 ${proven} 份校验通过。`,
    }),
    noOrgans: {
      en: "No report of a department, township or other organ was seen.",
      zh: "未见部门、乡镇（街道）等机关的报告。",
    },
    later: (notYetDue: string): Text => ({ en: `Besides, ${notYetDue}.`, zh: `此外，${notYetDue}。` }),
    missing: (list: string): Text => ({ en: `What is not here: ${list}.`, zh: `未收录的：${list}。` }),
    reason: (count: string, state: string): Text => ({ en: `${state} ${count}`, zh: `${state} ${count} 份` }),
    leftOut: (n: number, count: string): Text => ({
      en: `${count} more ${plural(n, "report", "reports")} in this release ${plural(n, "is", "are")} in no table here: the organ or the year is unknown, or another report of the same organ and year stands for it.`,
      zh: `另有 ${count} 份报告不在下表中：机关或年度不明，或同一机关同一年度已有另一份报告为代表。`,
    }),
  },
  governments: { en: "People's governments", zh: "各级人民政府" },
  organs: { en: "Departments, townships and other organs", zh: "部门、乡镇（街道）等机关" },
  organsHere: (place: string): Text => ({ en: `Organs of ${place}, one by one`, zh: `${place}的各机关` }),
  organsNote: {
    en: "Only organs of which a report was seen; nobody knows a list of all.",
    zh: "仅列见过其报告的机关；并无全部机关的名录。",
  },
  ownOrgans: (place: string): Text => ({ en: `${place}: its own organs`, zh: `${place}本级机关` }),
  caption: (what: string, place: string): Text => ({
    en: `${what}, ${place}, by the year that the reports are about`,
    zh: `${place}${what}，按报告年度`,
  }),
  place: { en: "Place", zh: "地方" },
  organ: { en: "Organ", zh: "机关" },
  howTo: {
    en: "Point at a cell, or move with the arrow keys, to read it here. A cell leads to the report, or to the places and organs in it.",
    zh: "将指针移至单元格或用方向键移动，此处即显示其含义；点击可打开报告，或查看其下各地、各机关。",
  },
  of: (there: string, due: string): Text => ({
    en: `${there} of ${due} there`,
    zh: `应有 ${due} 份，收录 ${there} 份`,
  }),
  proven: (count: string, share: string): Text => ({
    en: `${count} proven (${share})`,
    zh: `${count} 份校验通过（${share}）`,
  }),
  cell: (row: string, year: number, what: string): Text => ({
    en: `${row}, ${year}: ${what}`,
    zh: `${row}，${year} 年度：${what}`,
  }),
  days: (days: number): Text =>
    days > 0
      ? { en: `${days} ${plural(days, "day", "days")} after the deadline`, zh: `晚于期限 ${days} 天` }
      : days < 0
        ? { en: `${-days} ${plural(-days, "day", "days")} before the deadline`, zh: `早于期限 ${-days} 天` }
        : { en: "on the last day", zh: "期限当日" },
  site: (name: string, checked: string): Text => ({
    en: `site: ${name}, last read ${checked}`,
    zh: `站点：${name}，最近读取 ${checked}`,
  }),
  never: { en: "never", zh: "从未" },
  nothingDue: { en: "nothing due", zh: "无应公布的报告" },
  legend: { en: "What the signs mean", zh: "图例" },
  legendCount: {
    en: "12 /18: of 18 reports due 12 are here; the bar shows their share, its dark part how many of all due are proven.",
    zh: "12 /18：应有 18 份，收录 12 份；横条为收录比例，深色部分为校验通过者占应有的比例。",
  },
  legendNotYetDue: {
    en: "12 …: 12 reports are here before their deadline has passed for all; no share is given.",
    zh: "12 …：已收录 12 份，其余尚有未到期者，不计比例。",
  },
  legendUnproven: {
    en: "Dashed frame: the report is here, but it is not proven (a number unread, a sum that fails, or prose only).",
    zh: "虚线框：有报告但未校验通过（有数字未读出、勾稽不符，或仅有文字）。",
  },
  list: (parts: readonly string[]): Text => ({ en: parts.join(", "), zh: parts.join("、") }),
  clauses: (parts: readonly string[]): Text => ({ en: parts.join("; "), zh: parts.join("；") }),
};
