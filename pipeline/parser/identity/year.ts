import type { Problem } from "../../../data/records/index.ts";
import { plain } from "./plain.ts";
import { namesYears, type Title, type Titles } from "./title.ts";

/** Years of the Regulations' reports in plain words, in order, each once: the form began with the report on 2008. */
function yearsIn(words: string, pattern: RegExp): number[] {
  const years = [...words.matchAll(pattern)].map((found) => Number(found[1]));
  return [...new Set(years)].filter((year) => year >= 2008 && year < 2100);
}

const ANY = /(?<!\d)(20[0-9]{2})(?!\d)/g;
/** A day (2022年1月20日) dates the paper, not its subject. */
const NAMED = /(?<!\d)(20[0-9]{2})年(?!\d{1,2}月\d{1,2}日)/g;
/** The Regulations took effect on 1 May 2008; every other period is a whole year. */
const PERIOD = new RegExp(
  "(?<!\\d)(20[0-9]{2})(?:(?:年|[./-])0?1(?:月|[./-])0?1日?|年0?1月份?|(?<=2008)年5月1日)起?(?:至|到|止|[-—–~～－])+" +
    "(?:\\1(?:年|[./-]))?12(?:月(?:31日|份|底|(?![0-9]))|[./-]31)",
  "g",
);
/** 报告（2021）, 报告（2021年度）: a year that is no day's. */
const IN_TAIL = /(?<!\d)(20[0-9]{2})(?=[)）]|年(?!\d{1,2}月))/g;
/** A period that lost its 年 and 月 to a word filter: 自202111日起至20211231日止. Never trusted alone. */
const DAMAGED_PERIOD = /自(20[0-9]{2})0?10?1日?起?至\1[-.]?1231日?/g;

export type Dating = { year: number | null; problems: Problem[] };

/**
 * The year a report is about: what its title says; else the period the body says its figures cover; else the one year that the first
 * 600 characters speak of, or the words of the link. Never a path, a date of publication or a year that stands in the body beside another.
 */
export function findYear({ printed, own, link }: Titles, body: string): Dating {
  const opening = plain(body.slice(0, 3000)).replace(/[^\S\n]+/g, "");
  const period = yearsIn(opening, PERIOD);
  const several = [printed, own].find((title) => title && namesYears(title.text));
  if (several) return { year: null, problems: [unknown(yearsIn(several.text, ANY))] };
  const titled = yearOfTitle(printed) ?? yearOfTitle(own);
  const linked = yearOfTitle(link);
  if (titled !== null)
    return { year: titled, problems: [...contradiction(titled, period), ...misnamed(linked, titled)] };
  if (period.length === 1 && period[0] !== undefined) return { year: period[0], problems: misnamed(linked, period[0]) };

  const damaged = yearsIn(opening, DAMAGED_PERIOD);
  const named = yearsIn(withoutCitations(opening.slice(0, 600)), NAMED);
  const agreed = named.filter((year) => damaged.includes(year) || year === linked);
  const [year, second] = agreed.length > 0 ? agreed : named;
  if (year !== undefined && second === undefined) return { year, problems: misnamed(linked, year) };
  if (year === undefined && linked !== null) return { year: linked, problems: [] };
  return { year: null, problems: [unknown([...new Set([...named, ...damaged])])] };
}

/** The year in a title; beside several the one next to the title's own words, since the rest are dates of laws or of publication. */
function yearOfTitle(title: Title | null): number | null {
  if (!title) return null;
  const inCore = yearsIn(title.core, ANY);
  const inHead = yearsIn(title.head, ANY);
  const inTail = yearsIn(title.tail.slice(0, 12), IN_TAIL);
  return inCore.at(-1) ?? inHead.at(-1) ?? inTail[0] ?? null;
}

/** Laws and documents carry years of their own: 《…条例》（2019年修订）, 国办发〔2020〕109号. */
function withoutCitations(words: string): string {
  return words.replace(/《[^》]*》|[（(〔[][^）)〕\]]*[）)〕\]]/g, "");
}

function contradiction(year: number, period: readonly number[]): Problem[] {
  const [other] = period;
  if (other === undefined || period.includes(year)) return [];
  const message = `the title says ${year}, the body says its figures cover ${other}; the title was followed`;
  return [{ code: "year.contradiction", message, at: "" }];
}

/** The listing is wrong, or its link leads to another year's report: the document says which year it is about. */
function misnamed(linked: number | null, year: number): Problem[] {
  if (linked === null || linked === year) return [];
  const message = `the link that led here says ${linked}, the document ${year}; the document was followed`;
  return [{ code: "year.link_contradiction", message, at: "" }];
}

function unknown(seen: readonly number[]): Problem {
  if (seen.length === 0)
    return { code: "year.unknown", message: "neither title nor body says what year it is about", at: "" };
  return {
    code: "year.ambiguous",
    message: `no title or period says the year; the text speaks of ${seen.join(", ")}`,
    at: "",
  };
}
