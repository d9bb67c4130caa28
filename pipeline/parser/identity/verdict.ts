import { anyOf, type LookAlike, lookAlikes } from "../../../data/words/index.ts";
import { namesOrgan, readTitle, type Title, withoutSite } from "./title.ts";

export type Verdict = { accepted: true } | { accepted: false; code: string; message: string };

const rules = lookAlikes.map((kind) => ({ ...kind, pattern: new RegExp(anyOf(kind.words)) }));
const ALL_TABLES = 3;
/** Fewer characters than this beside the title are a page that only leads to a report. */
const LEAST_TEXT = 80;
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
