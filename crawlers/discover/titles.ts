import { anyOf, lookAlikes, organWords, titleWords } from "../../data/words/index.ts";
import { fold, mentions } from "./words.ts";

const YEAR = /(19|20)\d{2}/;
const SUBJECT = anyOf(titleWords.subjects);
const NAMED = new RegExp(`^(.*?)(?:${SUBJECT}).*?(?:${anyOf(titleWords.reports)})(.*)$`);
const ORGAN = new RegExp(`.{2,}(${anyOf(organWords.suffixes)})(关于)?$`);
const OTHER_PAPERS = lookAlikes.filter(({ in: where }) => where === "other").flatMap(({ words }) => words);
/** Shorter words are a column ("2023年度报告") or a button ("更多…"). */
const SHORTEST_ROW = 10;
const KIND = new RegExp(`${SUBJECT}|${anyOf(titleWords.reports)}`);
const CUT = /(…|\.{2,}|。{2,})$/;

/**
 * Whether a link text or page title is that of a 政府信息公开工作年度报告 (or of a notice that publishes one): it names the
 * subject and the kind, and a year or an organ. Explanations, templates and calls for drafts are not.
 */
export function isReportTitle(title: string): boolean {
  const text = fold(title);
  const named = NAMED.exec(text);
  if (!named) return false;
  return (YEAR.test(text) || ORGAN.test(named[1] ?? "")) && !isLookAlike(text);
}

/** A report's title cut short by the listing ("…2023年政府信息公开工…"): only the page itself can tell. */
export function isTruncatedReportTitle(title: string): boolean {
  const text = fold(title);
  return CUT.test(text) && YEAR.test(text) && new RegExp(SUBJECT).test(text) && !isLookAlike(text);
}

/**
 * Whether a link in a column of annual reports may stand for one although its words are no report's title: cut anywhere
 * ("临江县市场监督管…"), or short of the subject ("临江县教育局2023年年度报告"). Only the page itself can tell.
 */
export function mayNameReport(link: { text: string; date: string | null }): boolean {
  const text = fold(link.text);
  if (text.length < SHORTEST_ROW || isLookAlike(text) || mentions(text, OTHER_PAPERS)) return false;
  // Columns have no date beside them.
  const signs = [YEAR.test(text), KIND.test(text), link.date !== null].filter(Boolean).length;
  return CUT.test(text) || signs >= 2;
}

/** The year column of a report's column: "2023年", "2023年度", "2023". */
export const isYear = (text: string): boolean => /^20\d{2}(年度?|n|nd)?$/.test(fold(text));

/** The newest year that words name; null where they name none. */
export function yearNamed(text: string): number | null {
  const years = fold(text).match(new RegExp(YEAR, "g"))?.map(Number) ?? [];
  return years.length === 0 ? null : Math.max(...years);
}

/** Whether words say that this explains a report, or asks for one, or is its form. */
export function isLookAlike(title: string): boolean {
  const text = fold(title);
  const tail = NAMED.exec(text)?.[2] ?? "";
  return lookAlikes.some(({ code, in: where, words }) => {
    if (where === "tail") return mentions(tail, words);
    // 关于做好…报告…的通知 asks for reports; …工作开展情况的报告 is one.
    if (where === "anywhere" && code === "look_alike.rule") return tail !== "" && mentions(text, words);
    return where === "anywhere" && mentions(text, words);
  });
}
