import { anyOf, type LookAlike, lookAlikes, noticeWords } from "../../../data/words/index.ts";
import { namesOrgan, readTitle, type Title, withoutSite } from "./title.ts";

export type Verdict = { accepted: true } | { accepted: false; code: string; message: string };

/** Nothing is lost with such a page: what it points to is a document of its own. */
export const NOTICE = "not_a_report.notice";

const rules = lookAlikes.map((kind) => ({ ...kind, pattern: new RegExp(anyOf(kind.words)) }));
const pointer = new RegExp(`${anyOf(noticeWords.pointers)}|(?:${anyOf(noticeWords.fileEndings)})\\s*$`, "im");
const ALL_TABLES = 3;
/** Fewer characters than this beside the title are a page that only leads to a report. */
const LEAST_TEXT = 80;
/** A page with more than this, whatever it has attached, says something itself. */
const LONGEST_NOTICE = 400;
const SEVERAL = 3;
const MANY_LINES = 400;
const LONGEST_LINK = 80;

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
  const words = [title && title.text + title.tail, ...ownTitles.map((t) => t && withoutSite(t))].filter(
    (t) => t !== null,
  );
  for (const rule of rules) {
    if (rule.outweighed && statutoryTables === ALL_TABLES) continue;
    const found = matched(rule, title, words);
    if (found) return { accepted: false, code: rule.code, message: `${rule.message}: ${found}` };
  }
  if (statutoryTables > 0) return { accepted: true };
  if (!title)
    return { accepted: false, code: "not_a_report", message: "neither a report's title nor a statutory table" };
  if (text.length <= LONGEST_NOTICE && pointer.test(text))
    return { accepted: false, code: NOTICE, message: "only points to an attachment: the report is there" };
  if (listed(text))
    return { accepted: false, code: "not_a_report.listing", message: "a list of reports, not one of them" };
  if (text.length - title.text.length < LEAST_TEXT)
    return { accepted: false, code: "not_a_report.no_text", message: `nothing but a title: ${title.text}` };
  return { accepted: true };
}

/** A page of links to reports: the titles of several, a line each. */
function listed(text: string): boolean {
  const titles = new Set<string>();
  for (const line of text.split("\n", MANY_LINES)) {
    const title = line.length < LONGEST_LINK && line.includes("公开") ? readTitle(line) : null;
    if (title && namesOrgan(title) && titles.size < SEVERAL) titles.add(title.text);
  }
  return titles.size >= SEVERAL;
}

function matched(rule: LookAlike & { pattern: RegExp }, title: Title | null, words: readonly string[]): string | null {
  if (rule.tailed && !title?.tail) return null;
  if (rule.in === "tail") return title && rule.pattern.test(title.tail) ? title.text + title.tail : null;
  if (rule.in === "other" && title) return null;
  return words.find((each) => rule.pattern.test(each)) ?? null;
}
