import { fold, mentions, words } from "./words.ts";

const YEAR = /(19|20)\d{2}/;

/**
 * Whether a link text or page title is that of a 政府信息公开工作年度报告 (or of a notice that publishes one): it names the
 * subject and the kind, and a year or an organ; explanations, templates, calls for drafts and reports on other things are not.
 */
export function isReportTitle(title: string): boolean {
  const text = fold(title);
  if (mentions(text, words.notReports) || !hasSubjectThenKind(text)) return false;
  if (/通知|公告|的函$/.test(text) && !mentions(text.replaceAll("信息公开", ""), words.publishing)) return false;
  return YEAR.test(text) || /^.{2,}(政府|局|委|委员会|厅|办|办公室|院|中心|镇|乡|街道|办事处).*报告$/.test(text);
}

/** A report's title cut short by the listing ("…2023年政府信息公开工…"): only the page itself can tell. */
export function isTruncatedReportTitle(title: string): boolean {
  const cut = /^(.*?)(…|\.{2,}|。{2,})$/.exec(title.trim());
  if (!cut) return false;
  const text = fold(cut[1] ?? "");
  return YEAR.test(text) && text.includes("信息公开") && !mentions(text, words.notReports);
}

/** The year column of a report's column: "2023年", "2023年度", "2023". */
export const isYear = (text: string): boolean => /^(19|20)\d{2}(年度?|n|nd)?$/.test(fold(text));

function hasSubjectThenKind(text: string): boolean {
  return words.reportSubjects.some((subject) => {
    const at = text.indexOf(subject);
    return at >= 0 && words.reportKinds.some((kind) => text.indexOf(kind, at + subject.length) >= 0);
  });
}
