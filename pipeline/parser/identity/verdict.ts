import { anyOf, lookAlikes, noticeWords } from "../../../data/words/index.ts";
import { namesOrgan, readTitle, type Title, withoutSite } from "./title.ts";

export type Verdict = { accepted: true } | { accepted: false; code: string; message: string };

/** Nothing is lost with such a page: what it points to is a document of its own. */
export const NOTICE = "not_a_report.notice";

const rules = lookAlikes.map((kind) => ({
  ...kind,
  pattern: new RegExp(kind.in === "qualifier" ? `(?:${anyOf(kind.words)})$` : anyOf(kind.words)),
  exception: kind.unless.length > 0 ? new RegExp(anyOf(kind.unless)) : null,
}));
type Rule = (typeof rules)[number];
const pointer = new RegExp(`${anyOf(noticeWords.pointers)}|(?:${anyOf(noticeWords.fileEndings)})\\s*$`, "im");
const announcement = new RegExp(`^的?(?:${anyOf(noticeWords.announcements)})`);
const CHAPTER = /^\s*[（(]?[一二1][)）]?[、.．]/m;
const ALL_TABLES = 3;
/** Fewer characters than this beside the title are a page that only leads to a report. */
const LEAST_TEXT = 80;
/** A page with more than this, whatever it has attached, says something itself. */
const LONGEST_NOTICE = 400;
const SEVERAL = 3;
const MANY_LINES = 400;
const LONGEST_LINK = 80;
/** 2021年…报告 2022-01-20, and nothing else. */
const LINK = /^20[0-9]{2}年[^。，]*(?:报告|年报)[（(]?[0-9./年月日]*[)）]?$/;
/** 报告（含图解）: what comes with a report is not what it is. */
const ENCLOSED = /[（(][含附][^（）()]*[)）]/;

/**
 * Whether a document is an annual report. A title decides against it where it is that of an explanation, a rule or another paper; the
 * statutory tables outweigh a doubtful title; without title and tables nothing says that it is one.
 */
export function judge(
  title: Title | null,
  ownTitles: readonly (string | null)[],
  text: string,
  statutoryTables: number,
): Verdict {
  const words = [title && title.text + title.tail, ...ownTitles.map((t) => t && withoutSite(t))]
    .filter((t) => t !== null)
    .map((t) => t.replace(ENCLOSED, ""));
  for (const rule of rules) {
    if (rule.outweighed && statutoryTables === ALL_TABLES) continue;
    const found = matched(rule, title, words);
    if (found) return { accepted: false, code: rule.code, message: `${rule.message}: ${found}` };
  }
  if (statutoryTables > 0) return { accepted: true };
  if (!title)
    return { accepted: false, code: "not_a_report", message: "neither a report's title nor a statutory table" };
  const announced = announcement.test(title.tail) && !CHAPTER.test(text);
  if (announced || (text.length <= LONGEST_NOTICE && pointer.test(text)))
    return { accepted: false, code: NOTICE, message: "only points to an attachment: the report is there" };
  if (listed(text))
    return { accepted: false, code: "not_a_report.listing", message: "a list of reports, not one of them" };
  if (text.length - title.text.length < LEAST_TEXT)
    return { accepted: false, code: "not_a_report.no_text", message: `nothing but a title: ${title.text}` };
  return { accepted: true };
}

/** A page of links to reports: the titles of several (of other organs, or of other years), a line each. */
function listed(text: string): boolean {
  const titles = new Set<string>();
  for (const line of text.split("\n", MANY_LINES)) {
    const title = line.length < LONGEST_LINK && line.includes("公开") ? readTitle(line) : null;
    if (title && titles.size < SEVERAL && (namesOrgan(title) || LINK.test(title.text + title.tail)))
      titles.add(title.text);
  }
  return titles.size >= SEVERAL;
}

function matched(rule: Rule, title: Title | null, words: readonly string[]): string | null {
  if (rule.tailed && !title?.tail) return null;
  if (rule.in === "qualifier") return title && rule.pattern.test(qualifier(title)) ? title.text : null;
  if (rule.in === "tail") return title && rule.pattern.test(title.tail) ? title.text + title.tail : null;
  if (rule.in === "other" && title) return null;
  return words.find((each) => rule.pattern.test(each) && !rule.exception?.test(each)) ?? null;
}

/** 郑州大学 in 郑州大学2022年信息公开年度报告: what stands before 信息公开 that is not called the government's. */
function qualifier({ head, core }: Title): string {
  return core.startsWith("信息公开") ? head.replace(/(?:20[0-9]{2}[-—年度]*)+$/, "") : "";
}
