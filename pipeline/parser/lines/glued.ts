import { type Label, labelKey, MEASURES, PARENTHESES, splitOrdinal, vocabulary } from "../words/index.ts";
import { gapTokens, ORDINAL_AT_END } from "./gap.ts";
import type { At, Token } from "./token.ts";

/** A label found inside running text, and what stands between it and the label before. */
type Find = { before: string; start: number; end: number; label: Label };

/** Between two labels of one table stand numbers and ordinals; this many other Chinese characters are prose. */
const MOST_WORDS_BETWEEN = 8;
/** So many labels close together are a table, whatever stands around them; fewer only where they are nearly all of the text. */
const LABELS_OF_A_TABLE = 4;
const MOST_WORDS_AROUND = 0.3;

/** Words that are no label may be a damaged one where they are no longer than labels are, and no sentence. */
const LABEL_LIKE = /^(?!.*[。；！？，]).{0,60}$/s;
/** A row: damaged words, and as many digits as no word beside them has. */
const ROW = /^(?=[^。；！？]{0,90}$)[^\d]*(?:\d[.、])?[^\d]*\d{7,}$/;

/**
 * Parts text in which labels, digits and ordinals run together: `本机关不掌握相关政府信息2200003252.没有现成信息…`.
 * `folded` and `printed` are the same text, character by character. Null where it is no such text.
 */
export function gluedTokens(folded: string, printed: string, at: At): Token[] | null {
  const finds = findLabels(folded);
  const tail = folded.slice(finds.at(-1)?.end ?? 0);
  const gaps = [...finds.map((f) => f.before), tail];
  const others = gaps.reduce((sum, gap) => sum + chineseLength(gap), 0);
  const isTable = finds.length >= LABELS_OF_A_TABLE || others <= MOST_WORDS_AROUND * chineseLength(folded);
  if ((finds.length === 0 || !isTable) && !ROW.test(folded)) return null;
  return gaps.flatMap((gap, i): Token[] => {
    const find = finds[i];
    const start = finds[i - 1]?.end ?? 0;
    const piece = printed.slice(start, start + gap.length);
    const isOrdinal =
      i === 0 && find?.label.meanings.some((m) => m.ordinal > 0 && String(m.ordinal) === gap.replace(/[|\s]/g, ""));
    const between = isBetween(gap)
      ? gapTokens(isOrdinal ? "" : piece, isOrdinal ? "" : gap, find?.label ?? null, at)
      : [{ ...at, kind: "text", text: piece } as const];
    return find === undefined
      ? between
      : [...between, { ...at, kind: "label", text: printed.slice(find.start, find.end), label: find.label }];
  });
}

/** Whether what stands between two labels belongs to the table: numbers, and names too damaged to be found. */
const isBetween = (gap: string): boolean =>
  chineseLength(gap) <= MOST_WORDS_BETWEEN || LABEL_LIKE.test(gap.replace(PARENTHESES, ""));

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

function ordinalBefore(before: string): { number: number; parenthesised: boolean } {
  const match = ORDINAL_AT_END.exec(before);
  if (match !== null) return splitOrdinal(match[0].trim());
  return { number: 0, parenthesised: false };
}

const BEFORE_NUMBERS = new RegExp(
  `其中|(?<=20\\d\\d)年度?|(?<![\\u4e00-\\u9fff])(?:${MEASURES}|万?元)(?=\\s*\\d)`,
  "g",
);
const WITH_NUMBERS = new RegExp(
  `(?<=\\d\\s*)(?:(?:${MEASURES}|[百千]?万?元|亿元)(?=[\\s\\d(|]|$))?(?:[(][^()]*[)])?`,
  "g",
);

const DASHES = /(?<=[\s|])(?:无|没有|不适用|不涉及)(?=[\s|]|$)/g;

/** How many characters of words there are, ordinals, dashes, and the units and notes of numbers aside. */
function chineseLength(text: string): number {
  let n = 0;
  for (const c of text.replace(WITH_NUMBERS, "").replace(BEFORE_NUMBERS, "").replace(DASHES, ""))
    if (c >= "\u4e00" && c <= "\u9fff" && !"一二三四五六七八九十".includes(c)) n += 1;
  return n;
}
