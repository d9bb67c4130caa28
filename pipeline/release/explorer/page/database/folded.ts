// What makes two spellings of the same words is set aside before they are compared: spaces (also the ends of lines), full-width and other forms of a
// character (NFKC), capitals. Character by character, so that what stands in a folded text can be shown as it was written.

/** All but the characters that stand for themselves: a shortcut for most of a Chinese text. */
const VARIED = /[^\u4e00-\u9fff0-9a-z]/gu;

const known = new Map<string, string>();

function foldedCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = character.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
  known.set(character, folded);
  return folded;
}

/** A text as it is compared. */
export const fold = (text: string): string => text.replace(VARIED, foldedCharacter);

/** Where the first place of a folded phrase begins and ends in a text as it was written; null where it is not in it. */
export function placeOf(text: string, folded: string): { start: number; end: number } | null {
  const at = fold(text).indexOf(folded);
  if (at === -1) return null;
  let passed = 0;
  let end = 0;
  let start: number | null = null;
  for (const character of text) {
    const from = end;
    end += character.length;
    passed += fold(character).length;
    if (start === null && passed > at) start = from;
    if (start !== null && passed >= at + folded.length) return { start, end };
  }
  return null;
}
