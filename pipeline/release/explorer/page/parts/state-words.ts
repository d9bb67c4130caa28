import type { Proof, State } from "../places.ts";
import type { Text } from "../view.ts";

/** A state in a word or two. */
export const stateNames: Readonly<Record<State, Text>> = {
  on_time: { en: "on time", zh: "按期公布" },
  late: { en: "late", zh: "逾期公布" },
  undated: { en: "there, undated", zh: "已公布但日期不详" },
  not_found: { en: "not found", zh: "未见公布" },
  overdue: { en: "overdue", zh: "逾期未见" },
  not_yet_due: { en: "not yet due", zh: "未到期限" },
  not_checked: { en: "not looked for since the deadline", zh: "期限后未复查" },
  blocked: { en: "site could not be read", zh: "站点无法读取" },
  not_readable: { en: "not readable", zh: "文件无法读取" },
  no_source: { en: "no site watched", zh: "无监测站点" },
};

/** What it means, and what it does not. */
export const stateMeanings: Readonly<Record<State, Text>> = {
  on_time: {
    en: "The report is here, and was published (or fetched by us) by the deadline.",
    zh: "有报告，公布日期（或本库获取日期）不晚于法定期限。",
  },
  late: {
    en: "The report is here; the date that it gives is after the deadline.",
    zh: "有报告，其所载公布日期晚于法定期限。",
  },
  undated: {
    en: "The report is here; nothing says when it was published.",
    zh: "有报告，但无法得知何时公布。",
  },
  not_found: {
    en: "The site was read well, and does not show it: removed, elsewhere, or never published.",
    zh: "站点读取正常而未见该报告：可能已撤下、载于他处，或从未公布。",
  },
  overdue: {
    en: "The deadline passed this year, and the site, read since, does not show it.",
    zh: "期限于本年届满，此后读取站点仍未见该报告。",
  },
  not_yet_due: { en: "The deadline had not passed on the release's day.", zh: "截至本次发布日，期限尚未届满。" },
  not_checked: {
    en: "The site was last read before the deadline passed: nothing can be said.",
    zh: "站点最近一次读取早于期限届满，无从判断。",
  },
  blocked: {
    en: "The site that would carry it blocks, forbids or fails: the gap is ours, not the organ's.",
    zh: "应载有该报告的站点拦截、禁止采集或无法访问：缺的是本库的数据，不能归于该机关。",
  },
  not_readable: {
    en: "A document named as this report is there, and could not be read as one.",
    zh: "有以该报告为名的文件，但无法作为报告读取。",
  },
  no_source: {
    en: "No site that would carry it is in this release: the gap is ours, not the organ's.",
    zh: "本次发布未监测任何可能载有该报告的站点：缺的是本库的数据，不能归于该机关。",
  },
};

/** How far the report that is there is proven. */
export const proofNames: Readonly<Record<Proof, Text>> = {
  verified: { en: "verified", zh: "校验通过" },
  realigned: { en: "verified after realignment", zh: "重新对位后校验通过" },
  incomplete: { en: "incomplete", zh: "表格不完整" },
  inconsistent: { en: "its sums do not agree", zh: "勾稽不符" },
  narrative: { en: "prose, no statutory table", zh: "仅有文字，无法定表" },
};

/** Beside figures of a year whose reports may still come in time. */
export const notYetDue = (reports: number, count: string): Text => ({
  en: `the deadline has not passed: ${count} ${reports === 1 ? "report" : "reports"} not yet due`,
  zh: `期限未届满：${count} 份报告尚未到期`,
});

/** Why a report is on time though the day that it gives, if any, is after the deadline. */
export const hadInTime = (day: string, isDated: boolean): Text =>
  isDated
    ? {
        en: `we had it on ${day}; the date that it gives now is later`,
        zh: `本库于 ${day} 已获取；其现载日期较晚`,
      }
    : { en: `we had it on ${day}; it gives no date`, zh: `本库于 ${day} 已获取；其未载日期` };
