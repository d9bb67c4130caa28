import { chapters } from "../../../data/words/labels.ts";
import { fold, labelKey, ordinalNumber, splitOrdinal, withoutParentheses } from "../words/index.ts";

/** A line, or several that one heading is broken over, that may head a chapter. */
export type Heading = {
  ordinal: number;
  /** As printed, on one line. */
  heading: string;
  from: number;
  /** The line after it. */
  to: number;
  /** What follows on its own line: 一、总体情况。2021年，我局… */
  rest: string;
  /** Whether the chapter's own number stands before it, and not in parentheses, as before a paragraph. */
  numbered: boolean;
  /** Whether words that also head paragraphs of other chapters are taken for its number's sake. */
  loose: boolean;
};

const LONGEST_HEADING = 45;
/** Vertical text is a character a line, with a blank line after each. */
const MOST_LINES = 2 * LONGEST_HEADING;

const always = new Map(chapters.flatMap((c) => c.headings.map((h) => [labelKey(fold(h)), c.ordinal] as const)));
const numbered = new Map(chapters.flatMap((c) => c.loose.map((h) => [labelKey(fold(h)), c.ordinal] as const)));
const beginnings = new Set(
  [...always.keys(), ...numbered.keys()].flatMap((key) => [...key].map((_, i) => key.slice(0, i))),
);

/** Numbers, and the words of headings. */
const MAY_BEGIN = new RegExp(`[(\\d|①-⑳第一二三四五六七八九十${[...beginnings].map((key) => key.charAt(0)).join("")}]`);
/** What leads from a heading to its page in a table of contents. */
const PAGE = /[\s.·…⋯_—-]+\(?\d{1,3}\)?$/;
/** Numbers that are no label's: 第一部分, 一 with nothing but a blank or nothing at all behind it. */
const CHAPTER_NUMBER = /^\s*第?\s*([一二三四五六七八九十]{1,2})\s*(?:部分|章)?[\s、,.:]*/;

type Parted = { number: number; parenthesised: boolean; words: string };

function partNumber(folded: string): Parted {
  const { number, parenthesised, rest } = splitOrdinal(folded);
  if (number > 0) return { number, parenthesised, words: rest };
  const match = CHAPTER_NUMBER.exec(folded);
  if (match?.[1] === undefined) return { number: 0, parenthesised: false, words: folded };
  return { number: ordinalNumber(match[1]), parenthesised: false, words: folded.slice(match[0].length) };
}

const keyOf = (words: string): string => labelKey(withoutParentheses(words.replace(PAGE, "")));

/** The statutory chapter's heading that begins at a line: the longest that its words and those of the lines below it make. */
export function chapterHeading(
  lines: readonly string[],
  from: number,
  isTable: (line: number) => boolean,
): Heading | null {
  const first = withoutTabs(lines[from] ?? "");
  if (!MAY_BEGIN.test(fold(first.text.charAt(0)))) return null;
  if (first.text.length > LONGEST_HEADING) return runningOn(first.text, from);
  let text = first.text;
  let found: Heading | null = null;
  let line = from;
  for (;;) {
    const { number, parenthesised, words } = partNumber(fold(text));
    const key = keyOf(words);
    const known = always.get(key);
    const loose = known === undefined && !parenthesised && numbered.get(key) === number;
    const ordinal = loose ? number : known;
    if (ordinal !== undefined) {
      const isNumbered = number === ordinal && !parenthesised;
      found = { ordinal, heading: text, from, to: line + 1, rest: first.rest, numbered: isNumbered, loose };
    }
    const isBegun = key === "" ? number > 0 && !/^\d*$/.test(text) : beginnings.has(key);
    if (!isBegun || first.rest !== "") break;
    do line += 1;
    while ((lines[line] ?? "-").trim() === "" && line - from < MOST_LINES);
    const next = withoutTabs(lines[line] ?? "");
    if (
      line - from >= MOST_LINES ||
      isTable(line) ||
      next.rest !== "" ||
      text.length + next.text.length > LONGEST_HEADING
    )
      break;
    text += next.text;
  }
  return found ?? runningOn(first.text, from);
}

/** A number that Word counts by itself is parted from its heading by a tab, and a cell's heading from the cells beside it. */
function withoutTabs(printed: string): { text: string; rest: string } {
  const text = printed.trim();
  if (!text.includes("\t")) return { text, rest: "" };
  const cells = text
    .split("\t")
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "");
  const head = keyOf(partNumber(fold(cells[0] ?? "")).words) === "" ? 2 : 1;
  const rest = cells.slice(head).join("\t");
  return { text: cells.slice(0, head).join(" "), rest: /^\d{1,3}$/.test(rest) ? "" : rest };
}

/** Where a chapter's words are so many, what follows them without any mark is taken for its text. */
const UNMISTAKABLE = 9;

/** 一、总体情况。2021年，我局… : the heading runs on into its first paragraph. */
function runningOn(text: string, line: number): Heading | null {
  const start = text.slice(0, LONGEST_HEADING);
  const { number, parenthesised, words } = partNumber(fold(start));
  if (number === 0 || parenthesised) return null;
  const at = start.length - words.length;
  for (const stop of words.matchAll(/[\s。:：—-]|(?=20\d\d|一是)|(?=本)/g)) {
    const key = labelKey(words.slice(0, stop.index));
    if (key === "" || always.get(key) !== number) continue;
    if (stop[0] === "" && words.charAt(stop.index) === "本" && key.length < UNMISTAKABLE) continue;
    const heading = text.slice(0, at + stop.index).trim();
    const rest = text.slice(at + stop.index + stop[0].length).trim();
    return { ordinal: number, heading, from: line, to: line + 1, rest, numbered: true, loose: false };
  }
  return null;
}

const PRINTED = /^([一二三四五六七八九十]{1,2})\s*[、.,]\s*([^。;；！？]+)$/;
const PRINTED_WITH_TEXT = /^([一二三四五六七八九十]{1,2})\s*[、.,]\s*([^。:;；！？，,]{2,30})[。:]/;

/** Any heading with a chapter's number: reports up to 2018 have the chapters that their publishers gave them. */
export function printedHeading(lines: readonly string[], line: number): Heading | null {
  const text = (lines[line] ?? "").trim().replace(/\t+/g, " ");
  const start = fold(text.slice(0, LONGEST_HEADING));
  const whole = text.length <= LONGEST_HEADING ? PRINTED.exec(start) : null;
  const match = whole ?? PRINTED_WITH_TEXT.exec(start);
  if (match?.[1] === undefined) return null;
  const end = match[0].length - (whole === null ? 1 : 0);
  const heading = text.slice(0, end);
  const rest = text.slice(match[0].length).trim();
  return { ordinal: ordinalNumber(match[1]), heading, from: line, to: line + 1, rest, numbered: true, loose: true };
}
