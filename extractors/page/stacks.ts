import type { Edge } from "./content.ts";
import { isTall } from "./downwards.ts";
import { gapOf, isParted, nextBelow, UNEVEN } from "./gaps.ts";
import { type Box, bounds, centre } from "./geometry.ts";
import type { Word } from "./words.ts";

/** The lines of one cell, one below the other. */
export type Stack = { words: Word[]; box: Box };

/** The first line of a cell is indented by two characters at most. */
const INDENT = 2.2;
/** Words as the lines of cells: each with the one right below it, where that is no further off and nothing is drawn between. */
export function stacked(texts: Word[], rules: Edge[], widest: number): Stack[] {
  const stacks = new Map<Word, Word[]>();
  const isNextLine = (word: Word, below: Word): boolean =>
    gapOf(word, below) <= widest && !isParted(word.box, below.box, rules);
  for (const word of texts) {
    const own = stacks.get(word) ?? [word];
    stacks.set(word, own);
    const below = nextBelow(word, texts);
    if (!below || stacks.has(below) || !isNextLine(word, below)) continue;
    own.push(below);
    stacks.set(below, own);
  }
  for (const own of new Set(stacks.values())) {
    const [first] = own;
    if (!first || own.length > 1) continue;
    const below = texts.find((w) => hangsBelow(w, first) && stacks.get(w)?.[0] === w && isNextLine(first, w));
    const rest = below && stacks.get(below);
    if (!rest) continue;
    own.push(...rest);
    for (const word of rest) stacks.set(word, own);
  }
  return [...new Set(stacks.values())].map((words) => ({ words, box: bounds(words.map((w) => w.box)) }));
}

/** Whether a word is so short a second line that it ends before the indent of the first, which it stands left of. */
function hangsBelow({ box, size }: Word, first: Word): boolean {
  if (isTall({ box, size }) || isTall(first)) return false;
  const isLeft = box.x1 <= first.box.x0 + UNEVEN && box.x0 >= first.box.x0 - INDENT * first.size;
  return isLeft && box.y0 > centre(first.box).y && Math.abs(size - first.size) < 0.1 * size;
}
