import { anyOf, disclosureWords, noticeWords } from "../../../data/words/index.ts";
import { disclosureIn } from "./disclosure.ts";
import { lookAlike } from "./look-alike.ts";
import { compact } from "./plain.ts";
import { bestTitle, namesOrgan, readTitle, type Title, type Titles, unitsOf, withoutSite } from "./title.ts";

export type Verdict = { accepted: true } | { accepted: false; code: string; message: string };

/** Nothing is lost with such a page: what it points to is a document of its own. */
export const NOTICE = "not_a_report.notice";

const pointer = new RegExp(`${anyOf(noticeWords.pointers)}|(?:${anyOf(noticeWords.fileEndings)})\\s*$`, "im");
const announcement = new RegExp(`^的?(?:${anyOf(noticeWords.announcements)})`);
const CHAPTER = /^\s*[（(]?[一二1][)）]?[、.．]/m;
/** Fewer characters than this beside the title are a page that only leads to a report. */
const LEAST_TEXT = 80;
/** A page with more than this, whatever it has attached, says something itself. */
const LONGEST_NOTICE = 400;
const SEVERAL = 3;
const MANY_LINES = 400;
const LONGEST_LINK = 80;
const LONGEST_BEGINNING = 40;
const HEAD_LINES = 12;
const paper = new RegExp(`(?:${anyOf(disclosureWords.papers)})$`);
/** 2021年…报告 2022-01-20, and nothing else. */
const LINK = /^20[0-9]{2}年[^。，]*(?:报告|年报)[（(]?[0-9./年月日]*[)）]?$/;

/**
 * Whether a document is an annual report. A title decides against it where it is that of an explanation, a rule or another paper; the
 * statutory tables outweigh a doubtful title; without tables its own title, or what it writes, must say that it is one. The words of the
 * link that led to it say whose it is and of what year, never that it is one: a wall stands behind the same link.
 */
export function judge(titles: Titles, lines: readonly string[], evidence: Names, tables: number): Verdict {
  const text = lines.join("\n");
  const title = bestTitle(titles);
  const own = titles.printed ?? titles.own;
  const names = [evidence.title, evidence.linkText].filter((name) => name !== null);
  const words = [...(title ? [title.text + title.tail] : []), ...names.map(withoutSite)];
  const all = Object.values(titles).filter((each) => each !== null);
  const other = lookAlike({ title, all, words, papers: title ? papersIn(own, names, lines, tables) : names }, tables);
  if (other) return { accepted: false, ...other };
  if (tables > 0) return { accepted: true };
  if (!title)
    return { accepted: false, code: "not_a_report", message: "neither a report's title nor a statutory table" };
  const announced = announcement.test(title.tail) && !CHAPTER.test(text);
  if (announced || (text.length <= LONGEST_NOTICE && pointer.test(text)))
    return { accepted: false, code: NOTICE, message: "only points to an attachment: the report is there" };
  if (listed(text))
    return { accepted: false, code: "not_a_report.listing", message: "a list of reports, not one of them" };
  if (text.length - (titles.printed?.text.length ?? 0) < LEAST_TEXT)
    return {
      accepted: false,
      code: "not_a_report.no_text",
      message: own ? `nothing but a title: ${own.text}` : `too short for a report: ${beginning(text)}`,
    };
  const disclosure = disclosureIn(text, title.text);
  if (disclosure === "none" || (!own && disclosure === "mentioned"))
    return {
      accepted: false,
      code: "not_a_report.other_text",
      message: `nothing but ${own ? `its title (${own.text})` : "a link"} calls this a report; it begins: ${beginning(text)}`,
    };
  return { accepted: true };
}

/** What a document is called by others: by the page around it, by the link that led to it. */
type Names = { title: string | null; linkText: string | null };

/** The words of a link are kept out of what is said of a document: the same bytes may stand behind other links too. */
const beginning = (text: string): string => compact(text).slice(0, LONGEST_BEGINNING);

/** Where only a link calls a document a report: the titles of other papers that it has itself. */
function papersIn(own: Title | null, names: readonly string[], lines: readonly string[], tables: number): string[] {
  if (own || tables > 0) return [];
  return [...names, ...unitsOf(lines.slice(0, HEAD_LINES)).map((unit) => unit.text)]
    .map((words) => words.split(/[-_|—–]/)[0]?.trim() ?? "")
    .filter((words) => words.length <= LONGEST_LINK && paper.test(words) && !words.includes("公开"));
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
