import { anyOf, type LookAlike, lookAlikes } from "../../../data/words/index.ts";
import type { Title } from "./title.ts";

/** Where in a title the words must stand, by the rule. */
const PLACES: Partial<Record<LookAlike["in"], (words: string) => string>> = {
  qualifier: (words) => `(?:${words})$`,
  appended: (words) => `^[^\\p{Script=Han}]*的?(?:${words})`,
};
const rules = lookAlikes.map((kind) => ({
  ...kind,
  pattern: new RegExp((PLACES[kind.in] ?? ((words) => words))(anyOf(kind.words)), "u"),
  exception: kind.unless.length > 0 ? new RegExp(anyOf(kind.unless)) : null,
}));
type Rule = (typeof rules)[number];
const ALL_TABLES = 3;
/** 报告（含图解）: what comes with a report is not what it is. */
const ENCLOSED = /[（(][含附][^（）()]*[)）]/;

/** What a document goes by. */
export type Called = {
  /** The title to call it by, and every title of a report that it goes by. */
  title: Title | null;
  all: readonly Title[];
  /** All that it is called. */
  words: readonly string[];
  /** What it is called that is no title of a report, where it has none itself. */
  papers: readonly string[];
};

/** Which paper that is no annual report a document is by what it is called; null where it may be one. */
export function lookAlike(called: Called, tables: number): { code: string; message: string } | null {
  for (const rule of rules) {
    if (rule.outweighed && tables === ALL_TABLES) continue;
    const found = matched(rule, called);
    if (found) return { code: rule.code, message: `${rule.message}: ${found}` };
  }
  return null;
}

function matched(rule: Rule, { title, all, words, papers }: Called): string | null {
  const isFound = (each: string): boolean => rule.pattern.test(each) && !rule.exception?.test(each);
  if (rule.tailed && !title?.tail) return null;
  switch (rule.in) {
    case "qualifier":
      return title && isFound(qualifier(title)) ? title.text : null;
    case "tail":
      return title && isFound(withoutEnclosed(title.tail)) ? title.text + title.tail : null;
    case "title":
      return all.find(({ text }) => isFound(text))?.text ?? null;
    case "appended": {
      const found = all.find(({ tail }) => isFound(withoutEnclosed(tail)));
      return found ? found.text + found.tail : null;
    }
    case "other":
      return papers.find(isFound) ?? null;
    default:
      return words.map(withoutEnclosed).find(isFound) ?? null;
  }
}

const withoutEnclosed = (words: string): string => words.replace(ENCLOSED, "");

/** 郑州大学 in 郑州大学2022年信息公开年度报告: what stands before 信息公开 that is not called the government's. */
function qualifier({ head, core }: Title): string {
  return core.startsWith("信息公开") ? head.replace(/(?:20[0-9]{2}[-—年度]*)+$/, "") : "";
}
