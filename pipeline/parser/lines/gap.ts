import {
  cleaned,
  endOfRun,
  fold,
  isValueLike,
  type Label,
  labelKey,
  MEASURES,
  numberRun,
  pieces,
} from "../words/index.ts";
import type { At, Token } from "./token.ts";

export const ORDINAL_AT_END =
  /(?:\(\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*\)|(?:[一二三四五六七八九十]{1,2}|\d)\s*[、.,]|[①-⑳])\s*$/;

/** What stands between two labels: numbers, words that are no label as they stand, and the ordinal of the next one. */
export function gapTokens(printed: string, folded: string, next: Label | null, at: At): Token[] {
  const ordinal = next === null ? null : ORDINAL_AT_END.exec(folded);
  const owns = (next?.meanings ?? []).map((m) => m.ordinal).filter((o) => o > 0);
  const digit = ordinal === null ? undefined : DIGIT.exec(ordinal[0])?.[0];
  // The dot of 4.结转下年度 may be all that is left of the name's ordinal, and the digit the last one of the number before.
  const isNumbers = digit !== undefined && owns.length > 0 && !owns.includes(Number(digit));
  const end = ordinal === null ? printed.length : ordinal.index + (isNumbers ? 1 : 0);
  const tokens = pieces(printed.slice(0, end).replace(OF_WHICH, ""))
    .flatMap((part) => part.split(UNIT_BEFORE).filter((piece) => piece !== ""))
    .flatMap((part) => pieceTokens(part, at));
  const last = tokens.at(-1);
  // A digit that may be the next label's ordinal gives the number a second reading, without it.
  const ends = ordinal === null ? owns.map(String) : isNumbers ? [digit] : [];
  if (last?.kind === "value") {
    const clean = cleaned(last.text);
    if (clean.length > 1 && ends.some((own) => clean.endsWith(own))) last.otherwise = clean.slice(0, -1);
  }
  const first = tokens.findIndex((token) => token.kind === "value");
  tokens.forEach((token, i) => {
    if (token.kind === "text" && first >= 0 && i > first) token.apart = true;
  });
  return tokens;
}

/** 其中 or a year stands before the next label. */
const OF_WHICH = /(?:其中\s*[:：]?|(?<!\d)20\d\d年度?)\s*$/;
/** The unit of a row, printed between its name and its number (收到申请数件12), is none of the number. */
const UNIT_BEFORE = new RegExp(`^(${MEASURES}|万?元)(?=\\d)`);

/** More digits than one number has, with words behind them: a row, and a name too damaged to be found. */
const ROW = /^\d{7}/;
/** The digit of 2. but none in parentheses. */
const DIGIT = /^\d/;
const UNIT = /^\s*[元万千百亿余多]/;
const WORDS = /[\u4e00-\u9fff、“”)）]/;

/**
 * Numbers and words in turn; as they stand, where what is between two numbers may be the unit or the sign of one. One character behind
 * numbers is what is left of words set vertically beside the rows.
 */
function pieceTokens(text: string, at: At): Token[] {
  const folded = fold(text);
  if (numberRun(text) !== null || (isValueLike(cleaned(text)) && !ROW.test(folded)))
    return [{ ...at, kind: "value", text }];
  const tokens: Token[] = [];
  for (let from = 0; from < text.length; ) {
    const end = endOfRun(folded, from);
    let next = end;
    while (next < text.length && endOfRun(folded, next) === next) next += 1;
    const words = text.slice(end, next);
    if (words !== "" && (!WORDS.test(words) || UNIT.test(words))) return [{ ...at, kind: "text", text }];
    if (end > from) tokens.push({ ...at, kind: "value", text: text.slice(from, end) });
    const left = labelKey(words).length;
    if (left > 1 || (left === 1 && end === from)) tokens.push({ ...at, kind: "text", text: words });
    from = next;
  }
  return tokens;
}
