import { labelKey, type Ordinal, splitOrdinal, withoutParentheses } from "./normalize.ts";
import { type Meaning, vocabulary } from "./vocabulary.ts";

/** A recognised label. `ordinal` is the number printed before it, 0 where there is none. */
export type Label = { meanings: readonly Meaning[]; ordinal: number; parenthesised: boolean; key: string };

/** The label that the whole of a folded text is, spaces, punctuation, its ordinal and explanations in parentheses aside; null where it is none. */
export function exactLabel(printed: string): Label | null {
  const folded = withoutOfWhich(printed);
  const ordinal = splitOrdinal(folded);
  // 复制费（纸张） and 复制费（光盘） are two rows of one form: what stands in parentheses counts where the form has it.
  const bare = labelKey(withoutParentheses(ordinal.rest));
  const keys = [labelKey(ordinal.rest), bare];
  if (ordinal.number > 0) keys.push(labelKey(folded));
  const undated = bare.replace(YEAR, "");
  if (undated !== bare) keys.push(undated);
  for (const key of keys) {
    const meanings = vocabulary.byKey.get(key);
    if (meanings !== undefined && isOrdinalOf(ordinal, meanings)) return label(meanings, ordinal, key);
  }
  return null;
}

/** 其中：1.当面申请数 is the row 当面申请数. */
const OF_WHICH = /^\s*其中\s*[:、,]?\s*/;
const withoutOfWhich = (folded: string): string => (folded.includes("其中") ? folded.replace(OF_WHICH, "") : folded);

/** What publishers add to words of the form: 2022年信息内容. */
const YEAR = /^20\d\d年度?/;
/** 2016年度 over the year's numbers. */
const YEAR_ALONE = /^20\d\d(?=年度?$)/;

/** The label of `table` that a year alone is, in a table that has a column for the report's own year (本年度). */
export function yearLabel(folded: string, table: string): Label | null {
  const key = labelKey(folded);
  const common = YEAR_ALONE.test(key) ? vocabulary.within.get(table)?.get(key.replace(YEAR_ALONE, "本")) : undefined;
  return common === undefined ? null : { meanings: common, ordinal: 0, parenthesised: false, key };
}

/** A digit directly before a label may as well be the number of the row before: it is its ordinal only where the form has that one. */
const isOrdinalOf = ({ bare, number }: Ordinal, meanings: readonly Meaning[]): boolean =>
  !bare || meanings.some((m) => m.ordinal === number);

/** The share of a label's characters that may be wrong, and the shortest text that is compared at all. */
const TOLERANCE = 0.25;
const SHORTEST = 3;
/** A beginning of a label is taken for the label when it is at least this long, and no other label begins so. */
const SHORTEST_BEGINNING = 4;

/**
 * The label of `table` that a damaged folded text is closest to. A text that two labels fit is no match: null.
 * `beginnings`: the text may be a label cut off, from two characters on (header words in a line of header words).
 */
export function closeLabel(printed: string, table: string, beginnings = SHORTEST_BEGINNING): Label | null {
  const ordinal = splitOrdinal(withoutOfWhich(printed));
  const key = labelKey(withoutParentheses(ordinal.rest));
  const common = vocabulary.within.get(table)?.get(key);
  if (common !== undefined) return label(common, ordinal, key);
  if (key.length < Math.min(SHORTEST, beginnings) || key.length > 60 || /\d/.test(key)) return null;
  const own = vocabulary.ofTable.get(table) ?? [];
  const found = beginning(key, own, beginnings) ?? nearest(key, own);
  return found === null ? null : label(found.meanings, ordinal, found.key);
}

type Known = { key: string; meanings: readonly Meaning[] };

function beginning(key: string, known: readonly Known[], shortest: number): Known | null {
  if (key.length < shortest) return null;
  const fits = known.filter((k) => k.key.startsWith(key));
  return fits[0] !== undefined && fits.every((k) => sameMeaning(k, fits[0])) ? fits[0] : null;
}

function nearest(key: string, known: readonly Known[]): Known | null {
  if (key.length < SHORTEST) return null;
  const limit = Math.max(1, Math.floor(key.length * TOLERANCE));
  let best: Known | null = null;
  let least = limit + 1;
  let second = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(key, candidate.key, Math.min(least + 2, 12));
    if (distance < least) {
      if (best === null || !sameMeaning(best, candidate)) second = least;
      [best, least] = [candidate, distance];
    } else if (best !== null && distance < second && !sameMeaning(best, candidate)) second = distance;
  }
  return best !== null && least <= limit && second > least && least < best.key.length / 2 ? best : null;
}

function sameMeaning(a: Known, b: Known | undefined): boolean {
  const [x, y] = [a.meanings[0], b?.meanings[0]];
  return x !== undefined && y !== undefined && x.role === y.role && x.id === y.id && x.table === y.table;
}

/** Levenshtein distance, or `limit` as soon as it is not less. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    row = next;
  }
  return Math.min(row[b.length] ?? limit, limit);
}

const label = (meanings: readonly Meaning[], { number, parenthesised }: Ordinal, key: string): Label => ({
  meanings,
  ordinal: number,
  parenthesised,
  key,
});
