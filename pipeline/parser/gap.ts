import type { Label } from "./labels.ts";
import { fold, labelKey } from "./normalize.ts";
import { cleaned, isValueLike, pieces } from "./number.ts";
import { endOfRun, numberRun } from "./number-run.ts";
import type { At, Token } from "./token.ts";

export const ORDINAL_AT_END =
  /(?:\(\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*\)|(?:[一二三四五六七八九十]{1,2}|\d)\s*[、.,]|[①-⑳])\s*$/;

/** What stands between two labels: numbers, words that are no label as they stand, and the ordinal of the next one. */
export function gapTokens(printed: string, folded: string, next: Label | null, at: At): Token[] {
  const ordinal = next === null ? null : ORDINAL_AT_END.exec(folded);
  const body = ordinal === null ? printed : printed.slice(0, ordinal.index);
  const tokens = pieces(body).flatMap((part) => pieceTokens(part, at));
  const first = tokens.findIndex((token) => token.kind === "value");
  tokens.forEach((token, i) => {
    if (token.kind === "text" && first >= 0 && i > first) token.apart = true;
  });
  const last = tokens.at(-1);
  // A digit that may be the next label's ordinal gives the number a second reading, without it.
  const own = next?.meanings.find((m) => m.ordinal > 0)?.ordinal;
  if (ordinal === null && last?.kind === "value" && own !== undefined) {
    const clean = cleaned(last.text);
    if (clean.length > 1 && clean.endsWith(String(own))) last.otherwise = clean.slice(0, -1);
  }
  return tokens;
}

/** More digits than one number has, with words behind them: a row, and a name too damaged to be found. */
const ROW = /^\d{7}/;
/** One character is what is left of words set vertically beside the rows. */
const isLeftover = (words: string): boolean => labelKey(words).length === 1;
const UNIT = /^\s*[元万千百亿余多]/;
const HAN = /[\u4e00-\u9fff]/;

/** Numbers and words in turn; as they stand, where what is between two numbers may be the unit or the sign of one. */
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
    if (words !== "" && (!HAN.test(words) || UNIT.test(words))) return [{ ...at, kind: "text", text }];
    if (end > from) tokens.push({ ...at, kind: "value", text: text.slice(from, end) });
    if (words !== "" && (end === from || !isLeftover(words))) tokens.push({ ...at, kind: "text", text: words });
    from = next;
  }
  return tokens;
}
