import { simplified } from "../../../data/words/index.ts";

const DIGITS = new Map([..."〇○零O一二三四五六七八九"].map((c, i) => [c, String(Math.max(0, i - 3))]));
const YEAR = /二[〇○零O0][〇○零O0一二三四][〇○零O0-9一二三四五六七八九](?![月日十])/g;
/** Blanks, seen or not, and the bookmarks that Word's text export leaves. */
const NOTHING = /\[bookmark:[^\]]*\]|[\s\u200B-\u200F\u2060]+/g;

/**
 * Digits and letters of full width, radicals that some PDF writers print, traditional characters and years in Chinese digits (二〇二二) as
 * the plain ones meant; one for one.
 */
export function plain(words: string): string {
  return simplified(words)
    .replace(/[\u2E80-\u2FDF\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (c) => c.normalize("NFKC"))
    .replace(YEAR, (year) => `2${[...year.slice(1)].map((c) => DIGITS.get(c) ?? c).join("")}`);
}

/** The words in plain form without blanks between them. */
export function compact(words: string): string {
  return plain(words).replace(NOTHING, "");
}
