import type { Label } from "./labels.ts";
import { labelKey, splitOrdinal } from "./normalize.ts";
import { cleaned, isValueLike, MEASURES, pieces } from "./number.ts";
import { numberRun } from "./number-run.ts";
import type { At, Token } from "./token.ts";
import { vocabulary } from "./vocabulary.ts";

/** A label found inside running text, and what stands between it and the label before. */
type Find = { before: string; start: number; end: number; label: Label };

/** Between two labels of one table stand numbers and ordinals; this many other Chinese characters are prose. */
const MOST_WORDS_BETWEEN = 8;
/** So many labels close together are a table, whatever stands around them; fewer only where they are nearly all of the text. */
const LABELS_OF_A_TABLE = 4;
const MOST_WORDS_AROUND = 0.3;

/**
 * Parts text in which labels, digits and ordinals run together: `本机关不掌握相关政府信息2200003252.没有现成信息…`.
 * `folded` and `printed` are the same text, character by character. Null where it is no such text.
 */
export function gluedTokens(folded: string, printed: string, at: At): Token[] | null {
  const finds = findLabels(folded);
  if (finds.length === 0) return null;
  const tail = folded.slice(finds.at(-1)?.end ?? 0);
  const words = [...finds.map((f) => f.before), tail].map(chineseLength);
  const others = words.reduce((a, b) => a + b, 0);
  if (finds.length < LABELS_OF_A_TABLE && others > MOST_WORDS_AROUND * chineseLength(folded)) return null;
  const tokens: Token[] = [];
  finds.forEach((find, i) => {
    const start = finds[i - 1]?.end ?? 0;
    const piece = printed.slice(start, find.start);
    if ((words[i] ?? 0) > MOST_WORDS_BETWEEN) tokens.push({ ...at, kind: "text", text: piece });
    else tokens.push(...between(piece, find.before, find.label, at));
    tokens.push({ ...at, kind: "label", text: printed.slice(find.start, find.end), label: find.label });
  });
  const rest = printed.slice(finds.at(-1)?.end ?? 0);
  if (chineseLength(tail) > MOST_WORDS_BETWEEN) tokens.push({ ...at, kind: "text", text: rest });
  else tokens.push(...between(rest, tail, null, at));
  return tokens;
}

function findLabels(folded: string): Find[] {
  const finds: Find[] = [];
  let from = 0;
  const { inText } = vocabulary;
  inText.lastIndex = 0;
  // Not matchAll, which copies the expression each time: this one is large.
  for (let match = inText.exec(folded); match !== null; match = inText.exec(folded)) {
    const key = labelKey(match[1] ?? "");
    const meanings = vocabulary.byKey.get(key);
    if (meanings === undefined) continue;
    const before = folded.slice(from, match.index);
    const { number, parenthesised } = ordinalBefore(before);
    finds.push({
      before,
      start: match.index,
      end: match.index + match[0].length,
      label: { meanings, ordinal: number, parenthesised, key },
    });
    from = match.index + match[0].length;
  }
  return finds;
}

const ORDINAL_AT_END =
  /(?:\(\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*\)|(?:[一二三四五六七八九十]{1,2}|\d)\s*[、.,]|[①-⑳])\s*$/;

function ordinalBefore(before: string): { number: number; parenthesised: boolean } {
  const match = ORDINAL_AT_END.exec(before);
  if (match !== null) return splitOrdinal(match[0].trim());
  return { number: 0, parenthesised: false };
}

/** The numbers between two labels. A digit that may be the next label's ordinal gives the number a second reading, without it. */
function between(printed: string, folded: string, next: Label | null, at: At): Token[] {
  const ordinal = next === null ? null : ORDINAL_AT_END.exec(folded);
  const body = ordinal === null ? printed : printed.slice(0, ordinal.index);
  const parts = pieces(body);
  return parts.map((part, i): Token => {
    const clean = cleaned(part);
    if (!isValueLike(clean) && numberRun(part) === null) return { ...at, kind: "text", text: part };
    const own = next?.meanings.find((m) => m.ordinal > 0)?.ordinal;
    const bare =
      ordinal === null &&
      i === parts.length - 1 &&
      own !== undefined &&
      clean.length > 1 &&
      clean.endsWith(String(own));
    return { ...at, kind: "value", text: part, ...(bare && { otherwise: clean.slice(0, -1) }) };
  });
}

const WITH_NUMBERS = new RegExp(
  `(?<=\\d\\s*)(?:(?:${MEASURES}|[百千]?万?元|亿元)(?=[\\s\\d(|]|$))?(?:[(][^()]*[)])?`,
  "g",
);

/** How many characters of words there are, ordinals and the units and notes of numbers aside. */
function chineseLength(text: string): number {
  let n = 0;
  for (const c of text.replace(WITH_NUMBERS, ""))
    if (c >= "\u4e00" && c <= "\u9fff" && !"一二三四五六七八九十".includes(c)) n += 1;
  return n;
}
