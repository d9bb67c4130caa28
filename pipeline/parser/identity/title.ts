import { leadingPlace } from "../../../data/organs/index.ts";
import { anyOf, titleWords } from "../../../data/words/index.ts";
import { compact } from "./plain.ts";

/**
 * The title of an annual report, taken apart: 郑州市上街区人民政府2021年 | 政府信息公开工作年度报告 | （文字版）.
 */
export type Title = { text: string; head: string; core: string; tail: string };

const core = new RegExp(
  `(?:${anyOf(titleWords.subjects)})(?:${anyOf(titleWords.fillers)}|[（(]?20[0-9]{2}[)）]?){0,8}(?:${anyOf(titleWords.reports)})`,
);
const label = new RegExp(`^(?:${anyOf(titleWords.labels)})`);
const sentence = new RegExp(anyOf(titleWords.sentences));
const firstHeading = new RegExp(`^[（(]?[一1][)）]?[、.．,，\\s]*(?:${anyOf(titleWords.firstHeadings)})`);
/** 更正前 says that it is the one before. */
const correction = new RegExp(`(?:${anyOf(titleWords.corrections)})(?!前)`);
const telling = new RegExp(
  `^(?:[（(][^（）()]*(?:(?:${anyOf(titleWords.ownScope)})[^（）()]*|(?:${correction.source})[后版本稿]*)[)）])+`,
);
const breadcrumb = /[>»›|]|首页|当前位置/;
const yearWords = /20[0-9]{2}/;
/** A year or an organ alone in brackets under a title. */
const bracketLine = /^[（(](?:20[0-9]{2}年?度?|\p{Script=Han}{4,30})[)）]$/u;

/** A title is shorter; a line that is longer may be a whole document. */
const LONGEST_UNIT = 400;

/** The words as a title, where they read as one; they may carry a label before and anything after. */
export function readTitle(words: string): Title | null {
  const joined = compact(words).replace(label, "");
  const found = core.exec(joined);
  if (!found) return null;
  const head = joined.slice(0, found.index);
  // A page's title goes on with its column and site: …年度报告_政府信息公开制度_中牟县人民政府.
  const tail = (joined.slice(found.index + found[0].length).split(/[_|-]/)[0] ?? "").trim();
  // A bracket that tells it from another report of nearly the same title is part of the title.
  const told = telling.exec(tail)?.[0] ?? "";
  return { text: head + found[0] + told, head, core: found[0], tail: tail.slice(told.length) };
}

/** Whether the words of a title, a link or a file's name say that the report takes the place of one published before. */
export const isCorrection = (words: string): boolean => correction.test(words);

/** The titles a document goes by, each null where there is none: printed in its text, its own (meta, heading), the link's. */
export type Titles = { printed: Title | null; own: Title | null; link: Title | null };

/** `lines` is the text of one report; its printed title may be broken over lines or repeated, its organ or year on a line before. */
export function findTitles(lines: readonly string[], ownTitle: string | null, linkText: string | null): Titles {
  const others = {
    own: ownTitle === null ? null : readTitle(ownTitle),
    link: linkText === null ? null : readTitle(linkText),
  };
  let printed: Title | null = null;
  for (const { title } of titlesAmong(headUnits(lines))) if (!printed || worth(title) > worth(printed)) printed = title;
  return { printed, ...others };
}

/** How a document is called elsewhere, without what a page's title adds to it. */
export function withoutSite(words: string): string {
  const title = readTitle(words);
  return title ? title.text + title.tail : words;
}

/** The title to call the report by: the first that names organ and year, else the first that names one of them. */
export function bestTitle({ printed, own, link }: Titles): Title | null {
  let best = printed;
  for (const other of [own, link]) if (other && (!best || worth(other) > worth(best))) best = other;
  return best;
}

/** A line, or a cell of one where a layout table holds them, in plain form. */
export type Unit = { text: string; line: number };

const MOST_UNITS = 40;

/** What stands above the first chapter. */
export function headUnits(lines: readonly string[]): Unit[] {
  const heading = lines.findIndex(isFirstHeading);
  return unitsOf(heading < 0 ? lines : lines.slice(0, heading));
}

/** What stands on the lines, up to a few dozen pieces: more than any title has. */
export function unitsOf(lines: readonly string[]): Unit[] {
  const units: Unit[] = [];
  for (const [line, words] of lines.entries()) {
    if (units.length >= MOST_UNITS) break;
    for (const cell of words.slice(0, LONGEST_UNIT).split("\t")) {
      const text = compact(cell);
      if (text) units.push({ text, line });
    }
  }
  return units;
}

/** 一、总体情况, however it is numbered. */
export const isFirstHeading = (line: string): boolean => firstHeading.test(line.slice(0, LONGEST_UNIT).trimStart());

/** The titles among these lines, each with the line on which it begins. */
export function titlesAmong(units: readonly Unit[]): { title: Title; line: number }[] {
  const words = units.map(({ text }) => text);
  return units.flatMap((_, i) => {
    const found = titleAt(words, i);
    return found ? [{ title: found.title, line: units[found.first]?.line ?? 0 }] : [];
  });
}

type Found = { title: Title; first: number };

/** A title whose own words begin on unit `i`, broken over up to three more; with the lines from `first` on that belong to it. */
function titleAt(units: readonly string[], i: number): Found | null {
  let words = "";
  for (let last = i; last < Math.min(i + 4, units.length); last++) {
    const unit = units[last] ?? "";
    if (unit.length > 90 || breadcrumb.test(unit)) return null;
    words += unit;
    const title = readTitle(words);
    if (title && title.head.length < (units[i] ?? "").length && titleLike(title))
      return withLinesAbove(withLineBelow(title, units[last + 1] ?? ""), units, i);
    if (title) return null;
  }
  return null;
}

function titleLike({ head, tail }: Title): boolean {
  return head.length <= 60 && tail.length <= 30 && !/[。；，？]/.test(head) && !sentence.test(head);
}

/**
 * 郑州市上街区人民政府 ⏎ 2021年政府信息公开工作年度报告: the line above is part of the title where it is an organ or a year and the title
 * lacks it, or the place of the organ that it names.
 */
function withLinesAbove(title: Title, units: readonly string[], i: number): Found {
  let whole = title;
  let first = i;
  for (let above = i - 1; above >= Math.max(0, i - 3); above--) {
    const unit = units[above] ?? "";
    const bareYear = /^20[0-9]{2}年?度?$/.test(unit) && !yearWords.test(whole.text);
    const bareOrgan = !namesOrgan(whole) && unit.length <= 40 && organLine.test(unit) && !unit.endsWith("网站");
    if (!bareYear && !bareOrgan && !beginsOrgan(unit, whole.head)) break;
    const head = unit + whole.head;
    whole = { ...whole, head, text: unit + whole.text };
    first = above;
  }
  return { title: whole, first };
}

/** …报告 ⏎ （2021年）: what a bracket below adds to the title. */
function withLineBelow(title: Title, below: string): Title {
  return title.tail === "" && bracketLine.test(below) ? { ...title, tail: below } : title;
}

/** 郑州市 ⏎ 财政局2021年…, and in the middle of a word 郑州市上 ⏎ 街区人民政府2021年…: the line above begins the organ's name with its place. */
function beginsOrgan(unit: string, head: string): boolean {
  const place = leadingPlace(head, null) === null ? leadingPlace(unit, null) : null;
  if (!place) return false;
  return (
    place.length === unit.length ||
    (/^\p{Script=Han}{3,20}$/u.test(unit) && !organLine.test(unit) && !furniture.test(unit))
  );
}

const furniture = new RegExp(anyOf(titleWords.furniture));
const organLine =
  /^[\p{Script=Han}·（）()〇]+(?:政府|公署|办公[室厅]|办事处|局|委员会|委|厅|街道|镇|乡|苏木|中心|院|馆|队|站|所|处|[省市县区州旗盟])$/u;

const SEVERAL_ORGANS = /(?:局|委|委员会|办|办公室|厅|院|府|处|镇|乡|街道|中心)[、和与及](?!其)/;
const SEVERAL_YEARS = /20[0-9]{2}年?度?[-—–~～至到、和]+20[0-9]{2}/;

/** 2008—2009年: a title of both is that of neither. */
export const namesYears = (title: string): boolean => SEVERAL_YEARS.test(title);

/** 青溪市财政局、教育局2022年…, 2020年、2021年…: a title of several organs or years is that of none of the reports beneath it. */
export const isJoint = (title: string): boolean => SEVERAL_ORGANS.test(title) || namesYears(title);

/** Whether anything but a year stands before the title's own words. */
export function namesOrgan(title: Title): boolean {
  return title.head.replace(yearWords, "").replace(/[年度关于《“"\-—_ ]/g, "").length >= 2;
}

function worth(title: Title): number {
  return (namesOrgan(title) ? 2 : 0) + (yearWords.test(title.text) ? 2 : 0);
}
