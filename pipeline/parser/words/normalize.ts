import { characters } from "../../../data/words/labels.ts";

/** Full-width ASCII, the ideographic space, radicals, compatibility ideographs, and what the word list names. */
const FOLDABLE = new RegExp(
  `[\\uFF01-\\uFF5E\\u3000\\u00A0\\u2000-\\u200A\\u2E80-\\u2FDF\\uF900-\\uFAFF${[...characters.keys()].join("")}]`,
  "g",
);

function foldCharacter(c: string): string {
  const known = characters.get(c);
  if (known !== undefined) return known;
  const folded = c.normalize("NFKC");
  return folded.length === 1 ? (characters.get(folded) ?? folded) : c;
}

/** Text with every character in the shape the form uses; one character stays one character, so that positions are kept. */
export function fold(text: string): string {
  return text.replace(FOLDABLE, foldCharacter);
}

/** What stands in parentheses. */
export const PARENTHESES = /[(〔[][^()〔〕[\]]*[)〕\]]/g;
const NOT_IN_KEYS = /[^\u4e00-\u9fff\u3400-\u4dbfA-Za-z0-9]+/g;

/** What of a folded label counts in comparing: its characters without spaces and punctuation. */
export function labelKey(folded: string): string {
  return folded.replace(NOT_IN_KEYS, "");
}

/** The label without what stands in parentheses (units, explanations); all of it where nothing else is there. */
export function withoutParentheses(folded: string): string {
  const bare = folded.replace(PARENTHESES, "");
  return labelKey(bare) === "" ? folded : bare;
}

const ORDINAL =
  /^[\s|]*(?:\(\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*\)\s*[、.,]?|([一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.,:。)]|(\d)\s*(?=[\u4e00-\u9fff])|([①-⑳])\s*[、.]?)\s*/;
const DIGITS = "零一二三四五六七八九十";

export type Ordinal = {
  /** As a number, 0 where there is none. */
  number: number;
  /** Whether it stands in parentheses, （一）. */
  parenthesised: boolean;
  /** A digit with nothing between it and the words. */
  bare: boolean;
  rest: string;
};

/** Parts a folded label from the number before it: 一、 （三） 1. 5、 (2). */
export function splitOrdinal(folded: string): Ordinal {
  const match = ORDINAL.exec(folded);
  const digits = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
  if (match === null || digits === undefined) return { number: 0, parenthesised: false, bare: false, rest: folded };
  return {
    number: ordinalNumber(digits),
    parenthesised: match[1] !== undefined,
    bare: match[3] !== undefined,
    rest: folded.slice(match[0].length),
  };
}

/** 一 → 1, 十二 → 12, "7" → 7, ③ → 3. */
export function ordinalNumber(digits: string): number {
  if (/^[①-⑳]$/.test(digits)) return digits.charCodeAt(0) - "①".charCodeAt(0) + 1;
  if (/^\d+$/.test(digits)) return Number(digits);
  const ten = digits.indexOf("十");
  if (ten < 0) return DIGITS.indexOf(digits);
  return (
    (ten === 0 ? 1 : DIGITS.indexOf(digits.slice(0, ten))) * 10 + Math.max(0, DIGITS.indexOf(digits.slice(ten + 1)))
  );
}
