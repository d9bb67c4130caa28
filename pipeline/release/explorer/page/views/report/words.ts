import type { CellStatus, Check, Report } from "../../reports/shard.ts";
import type { Text } from "../../view.ts";

export const words = {
  title: { en: "A report", zh: "年度报告" },
  notHere: { en: "This report is not in this release", zh: "本次发布中没有这份报告" },
  noneOf: (body: string): Text => ({
    en: `No report of “${body}” is in this release under that place. The organ may stand here under another name, or its report was not found.`,
    zh: `本次发布中，该地区没有“${body}”的报告。该机关可能使用其他名称，或其报告未被找到。`,
  }),
  notThatYear: (body: string): Text => ({
    en: `This release has reports of “${body}”, but not this one. It has these:`,
    zh: `本次发布收录了“${body}”的报告，但没有所要的这一份。现有：`,
  }),
  search: { en: "Search for the organ", zh: "检索该机关" },
  untitled: { en: "Report without a title", zh: "（无标题）" },
  otherVersion: {
    en: "The version that the address names is not in this release. This is the current version of the report.",
    zh: "网址所指的版本不在本次发布中，此处显示该报告的最新版本。",
  },
  older: { en: "This is an older version of the report.", zh: "这是该报告的旧版本。" },
  toCurrent: { en: "Go to the current version", zh: "查看最新版本" },
  gone: (day: string): Text => ({
    en: `This version was no longer on the publisher's site on ${day}. The archive has kept it.`,
    zh: `${day} 起，该版本已不在发布机关网站上；本档案仍予保存。`,
  }),
  organ: { en: "Organ", zh: "行政机关" },
  unknownOrgan: (site: string): Text => ({
    en: `not known; found on the site ${site}`,
    zh: `未能识别；来源站点 ${site}`,
  }),
  place: { en: "Place (GB/T 2260)", zh: "行政区划（GB/T 2260）" },
  level: { en: "Level", zh: "层级" },
  scope: { en: "Covers", zh: "口径" },
  year: { en: "Year it is about", zh: "所属年度" },
  published: { en: "Published", zh: "发布日期" },
  undated: { en: "the page names no date", zh: "页面未载日期" },
  due: { en: "Due by", zh: "法定期限" },
  dueOn: (deadline: string, state: string, days: number | null): Text => ({
    en: `${deadline}: ${state}${days === null ? "" : ` by ${days} ${days === 1 ? "day" : "days"}`}`,
    zh: `${deadline}：${state}${days === null ? "" : ` ${days} 天`}`,
  }),
  format: { en: "Statutory form", zh: "表式" },
  formats: (format: string | null): Text =>
    format === null
      ? { en: "no statutory table", zh: "无法定表格" }
      : format === "2008"
        ? { en: "statistics table of 2014", zh: "2014 年统计表（国办发〔2014〕32号）" }
        : { en: `form of ${format}`, zh: `${format} 年表式` },
  unknown: { en: "not known", zh: "未知" },
  proof: { en: "What the proof came to", zh: "勾稽校验" },
  noIdentities: { en: "There is no identity to check on this report.", zh: "本报告没有可作校验的勾稽关系。" },
  identities: (held: number, failed: number, open: number): Text => ({
    en: `Of the form's identities ${held} hold, ${failed} fail${open === 0 ? "" : `, and ${open} cannot be made because a number is not known`}.`,
    zh: `表内勾稽关系：成立 ${held} 项，不符 ${failed} 项${open === 0 ? "" : `，因数值未知无法检验 ${open} 项`}。`,
  }),
  broken: ({
    of,
    sum,
    expected,
    equals,
    actual,
  }: Record<"of" | "sum" | "expected" | "equals" | "actual", string>): Text => ({
    en: `${of}: ${sum} = ${expected}, but ${equals} = ${actual}`,
    zh: `${of}：${sum} = ${expected}，但 ${equals} = ${actual}`,
  }),
  named: (name: string): Text => ({ en: `${name}: `, zh: `${name}：` }),
  soft: { en: "Also noticed", zh: "另需留意" },
  softMeans: {
    en: "These are questions, not faults: prose and tables, or two years, may count different things. They do not decide the status.",
    zh: "以下仅为疑问而非差错：正文与表格、前后年度可能口径不同。不影响校验状态。",
  },
  problems: (count: number): Text => ({
    en: `Notes of the reading (${count})`,
    zh: `读取说明（${count}）`,
  }),
  tables: { en: "Tables", zh: "法定表格" },
  noTables: { en: "This report has no statutory table.", zh: "本报告没有法定表格。" },
  hint: {
    en: "Point at a number, tap it, or go to it by Tab and the arrow keys: here then stands what is printed there, and where.",
    zh: "将光标移至数字、轻点或用 Tab 与方向键选中，此处即显示原文及其在原件中的位置。",
  },
  arrows: { en: "Arrow keys go from number to number.", zh: "用方向键在数字间移动。" },
  otherCells: {
    en: "These cells belong to a form that this release does not describe:",
    zh: "以下单元格所属表式不在本次发布的说明之内：",
  },
  failed: { en: "part of a failed identity", zh: "勾稽不符" },
  failedMeans: {
    en: "The number stands so in the source, but a sum of the form that it is part of does not come out.",
    zh: "原件所载如此，但其所在的勾稽关系不成立。",
  },
  value: { en: "Value", zh: "数值" },
  noValue: { en: "none (not known, not zero)", zh: "无（未知，并非零）" },
  raw: { en: "As printed", zh: "原文" },
  nothingPrinted: { en: "nothing", zh: "（空）" },
  at: { en: "In the source", zh: "原件位置" },
  nowhere: { en: "the source has no such place", zh: "原件无此处" },
  read: { en: "Reading", zh: "读取状态" },
  name: { en: "Name in the data", zh: "数据中的名称" },
  prose: { en: "Text", zh: "正文" },
  noProse: { en: "No prose was read from this report.", zh: "本报告未读出正文。" },
  inChinese: { en: "The report's own words, in Chinese.", zh: "报告原文。" },
  history: { en: "Versions and years", zh: "版本与年度" },
  oneVersion: { en: "One version of this report is known.", zh: "本报告仅有一个版本。" },
  shown: { en: "Shown here", zh: "当前显示" },
  showVersion: { en: "Show", zh: "查看" },
  version: (from: string, gone: string | null, isCurrent: boolean): Text => ({
    en: `fetched ${from}${gone === null ? "" : `, gone since ${gone}`}${isCurrent ? " (current)" : ""}`,
    zh: `${from} 获取${gone === null ? "" : `，${gone} 起已不在网站`}${isCurrent ? "（最新版本）" : ""}`,
  }),
  sameNumbers: {
    en: "The same cells and sections as the version before.",
    zh: "单元格与正文均与前一版本相同。",
  },
  changedCells: { en: "Cells that changed", zh: "变动的单元格" },
  cell: { en: "Cell", zh: "单元格" },
  before: { en: "Before", zh: "原为" },
  now: { en: "Now", zh: "改为" },
  noCell: { en: "no such cell", zh: "无此单元格" },
  beside: { en: "Other reports of this organ", zh: "该机关的其他报告" },
  noneBeside: { en: "This release has no other report of this organ.", zh: "本次发布没有该机关的其他报告。" },
  source: { en: "Source", zh: "来源" },
  publisherPage: { en: "The page of the publisher", zh: "发布机关网页" },
  documentRead: { en: "The document that was read", zh: "实际读取的文件" },
  retrieved: (instant: string): Text => ({
    en: `Fetched ${instant.slice(0, 19).replace("T", " ")} UTC`,
    zh: `获取时间 ${instant.slice(0, 19).replace("T", " ")}（UTC）`,
  }),
  original: { en: "The archived original", zh: "存档原件" },
  originalMeans: {
    en: "The archive from which this release was made holds every response as it was received, in WARC files under raw/. Run in the archive's folder, the first command prints the file from this record on: the record is the first thing it shows (its headers, the response's headers, then the body), and what follows it in the file belongs to other documents.",
    zh: "本次发布所依据的档案在 raw/ 的 WARC 文件中逐字节保存了每次响应。请在档案文件夹中运行。第一条命令从该记录起输出文件内容：最先显示的即该记录（记录头、响应头，然后是正文），其后的内容属于其他文件。",
  },
  toFile: {
    en: "For a PDF, a DOCX or the page's own bytes: this one takes that record alone, writes the document into a file, and prints its SHA-256, which is the one above (a body sent with Content-Encoding br is written packed, and differs until brotli has unpacked it):",
    zh: "如需 PDF、DOCX 或网页的原始字节：此命令只取该条记录，将文件另存，并输出其 SHA-256，应与上列一致（以 Content-Encoding: br 发送者按压缩形式写出，须用 brotli 解压后再比对）：",
  },
  offset: { en: "byte", zh: "字节位置" },
  take: { en: "Take the numbers along", zh: "下载数据" },
  csv: { en: "This report's cells as CSV", zh: "下载本报告各单元格（CSV）" },
  cite: { en: "Cite", zh: "引用" },
  cited: (title: string | null): Text => ({
    en: `${title ?? words.untitled.en}. `,
    zh: title === null ? `${words.untitled.zh}。` : `《${title}》，`,
  }),
  /** The day of the release and the version pin the numbers; the address leads to that version. */
  citation: ({ published, url, report_id }: Report, { here, day }: { here: string; day: string }): Text => ({
    en: `${published === null ? "" : `Published ${published}. `}${url}. As read in Gongkai, release of ${day}, version ${report_id}: ${here}`,
    zh: `${published === null ? "" : `${published} 公布，`}${url}。转引自“公开”数据库，${day} 发布，版本 ${report_id}：${here}`,
  }),
};

/** How a report's status is said, and what it means. */
export const statuses: Readonly<Record<string, { name: Text; means: Text }>> = {
  verified: {
    name: { en: "✓ Verified", zh: "✓ 校验通过" },
    means: {
      en: "Every cell was read, and every identity of the form that can be made holds.",
      zh: "各单元格均已读取，可检验的勾稽关系全部成立。",
    },
  },
  realigned: {
    name: { en: "⇄ Realigned", zh: "⇄ 经重新对位" },
    means: {
      en: "Some numbers stood in other places than their own; the identities of the form leave exactly one reading.",
      zh: "部分数字错位，按勾稽关系只有一种读法，已据此归位。",
    },
  },
  incomplete: {
    name: { en: "□ Incomplete", zh: "□ 不完整" },
    means: {
      en: "A cell is blank, missing, ambiguous or no number. Its value is not known; it is not zero.",
      zh: "有单元格空白、缺失、有歧义或非数字；其数值未知，并非零。",
    },
  },
  inconsistent: {
    name: { en: "≠ Inconsistent", zh: "≠ 勾稽不符" },
    means: {
      en: "The numbers stand here as the publisher printed them, and a sum of the form does not come out.",
      zh: "数字照录原件，但表内勾稽关系不成立。",
    },
  },
  narrative: {
    name: { en: "¶ Prose only", zh: "¶ 无法定表格" },
    means: { en: "An annual report without statutory tables.", zh: "年度报告，但没有法定表格。" },
  },
};

export const levels: Readonly<Record<string, Text>> = {
  province: { en: "province", zh: "省级" },
  prefecture: { en: "prefecture", zh: "地市级" },
  county: { en: "county", zh: "县级" },
  township: { en: "township", zh: "乡镇级" },
};

export const scopes: Readonly<Record<string, Text>> = {
  own: { en: "the organ alone", zh: "本机关" },
  aggregate: { en: "the government with all its organs", zh: "政府汇总（含各部门）" },
};

export const cellWords: Readonly<Record<CellStatus, { name: Text; means: Text }>> = {
  reported: { name: { en: "reported", zh: "已填" }, means: { en: "a number stands there", zh: "原件载有数字" } },
  blank: {
    name: { en: "blank", zh: "空白" },
    means: { en: "the place is there, nothing stands in it", zh: "有此单元格，但未填写" },
  },
  dash: {
    name: { en: "dash", zh: "横线" },
    means: { en: "a dash, 无 or the like stands there", zh: "填有横线、“无”等字样" },
  },
  missing: {
    name: { en: "missing", zh: "缺失" },
    means: { en: "the source has no such place", zh: "原件没有此单元格" },
  },
  realigned: {
    name: { en: "realigned", zh: "重新对位" },
    means: {
      en: "read from another place than its own, the identities leaving exactly one reading",
      zh: "数字错位，按勾稽关系唯一确定",
    },
  },
  ambiguous: {
    name: { en: "ambiguous", zh: "有歧义" },
    means: { en: "more than one reading fits", zh: "有不止一种读法" },
  },
  invalid: {
    name: { en: "invalid", zh: "非数字" },
    means: { en: "what stands there is no number", zh: "所载内容不是数字" },
  },
};

export const sectionChanges: Readonly<Record<"added" | "removed" | "altered", Text>> = {
  added: { en: "Section added:", zh: "新增章节：" },
  removed: { en: "Section removed:", zh: "删去章节：" },
  altered: { en: "Section altered:", zh: "章节有改动：" },
};

export const documentStatuses: Readonly<Record<string, Text>> = {
  current: { en: "still there", zh: "仍在线" },
  superseded: { en: "other content stands there since", zh: "该网址已改载其他内容，自" },
  gone: { en: "gone since", zh: "已消失，自" },
  rejected: { en: "read as no annual report", zh: "判定为非年度报告" },
  unreadable: { en: "unreadable", zh: "无法读取" },
};

/** `line 31 cell 2`, `page 2 box …`, `table 1 row 2 cell 3`, as a person says it. */
export const placeWords = (at: string): Text => ({
  en: at,
  zh: at
    .replace(/\btable (\d+)/, "第 $1 个表")
    .replace(/\bpage (\d+)/, "第 $1 页")
    .replace(/\bline (\d+)/, "第 $1 行")
    .replace(/\brow (\d+)/, "第 $1 行")
    .replace(/\bcell (\d+)/, "第 $1 格")
    .replace(/\bbox ([\d.,]+)/, "区域 $1（点）"),
});

/** A soft finding in words; `expected` and `actual` as the data dictionary says. `nameOf` gives what is counted its name in the form. */
export function softWords({ id, passes, expected, actual }: Check, nameOf: (counted: string) => string): Text {
  const [name = "", of = ""] = id.replace("soft.", "").split(/:(.*)/s);
  const kind = passes ? `${name}.holds` : name;
  const [say, counted] = kind.startsWith("prose.") ? [SOFT.prose, kind.slice("prose.".length)] : [SOFT[kind], of];
  if (say === undefined) return { en: `${id}: ${actual} / ${expected}`, zh: `${id}：${actual} / ${expected}` };
  return say(nameOf(counted), expected, actual);
}

type Say = (name: string, expected: number | null, actual: number | null) => Text;
const SOFT: Readonly<Record<string, Say>> = {
  prose: (name, expected, actual) => ({
    en: `${name}: the prose says ${actual}, the tables ${expected}.`,
    zh: `${name}：正文称 ${actual}，表格为 ${expected}。`,
  }),
  blanks_are_zeros: () => ({
    en: "If every blank cell were a zero, a sum of the form would not come out: they are not all zeros.",
    zh: "若空白单元格全为零，则有勾稽关系不成立，可见并非都是零。",
  }),
  "blanks_are_zeros.holds": () => ({
    en: "If every blank cell were a zero, all sums of the form would come out. They are kept as blank all the same.",
    zh: "若空白单元格全为零，则勾稽关系全部成立；但数据仍按空白保留。",
  }),
  "years.carried": (name, expected, actual) => ({
    en: `${name}: ${actual} here, where the report on the year before carried out ${expected}.`,
    zh: `${name}：本报告为 ${actual}，而上一年度报告结转下年度 ${expected}。`,
  }),
  "years.stock": (name, expected, actual) => ({
    en: `${name}: ${actual}, where the year before and this year's changes come to ${expected}.`,
    zh: `${name}：${actual} 件，而按上年数加制发、减废止应为 ${expected} 件。`,
  }),
  "years.gap": (_, expected, actual) => ({
    en: `The report on ${expected} is missing; the one before this is on ${actual}.`,
    zh: `缺 ${expected} 年报告；此前一份为 ${actual} 年。`,
  }),
  "years.twice": (_, __, actual) => ({
    en: `The organ has ${actual} reports of this kind on this year, with different numbers.`,
    zh: `该机关当年有 ${actual} 份数值不同的同类报告。`,
  }),
  "years.scale": (name, expected, actual) => ({
    en: `${name}: ${actual} is out of scale with the years beside it (${expected} at most).`,
    zh: `${name}：${actual} 与相邻年度（最多 ${expected}）相差悬殊。`,
  }),
};
