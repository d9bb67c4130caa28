import type { Edge, Glyph } from "./content.ts";
import { bounds, centre } from "./geometry.ts";
import { type Line, lineOf } from "./lines.ts";

/** A run of characters on one base line that no wide gap parts: what one cell says on one of its lines. `isSpread`: its characters stand apart. */
export type Word = Line & { isNumber: boolean; isSpread?: boolean };

/** Gaps that part two cells, in parts of the size: two numbers stand nearer than words, which may hold a blank. */
const BETWEEN_DIGITS = 0.28;
const BESIDE_DIGIT = 0.6;
const BETWEEN_WORDS = 0.45;

/** Characters of one word stand on one base line, but for so much of their size; cells side by side need not. */
const ONE_BASE_LINE = 0.1;

/** A count or an amount with or without its unit, or what stands for none. */
const NUMBER = /^([+-]?\d[\d,]*(\.\d+)?(件|个|条|项|宗|元|万元)?|[-—–/\\]+|无)$/;

/**
 * The words of every base line, lines from top to bottom, words from left to right; none goes through an upright line. `spread`:
 * those whose characters stand apart.
 */
export function wordLines(glyphs: Glyph[], uprights: Edge[], spread: Glyph[][]): Word[][] {
  const spreadOf = new Map(spread.flatMap((word) => word.map((glyph) => [glyph, word] as const)));
  const inked = glyphs.filter((g) => g.text !== " " && g.turn === 0).toSorted((a, b) => a.box.y1 - b.box.y1);
  const lines: Glyph[][] = [];
  for (const glyph of inked) {
    const line = lines.at(-1);
    if (line?.[0] && glyph.box.y1 - line[0].box.y1 < 0.2 * glyph.size) line.push(glyph);
    else lines.push([glyph]);
  }
  return lines.map((line) => {
    const y = centre(bounds(line.map((g) => g.box))).y;
    const walls = uprights.flatMap(({ at, from, to }) => (from <= y && to >= y ? [at] : []));
    return wordsOf(
      line.toSorted((a, b) => a.box.x0 - b.box.x0),
      BETWEEN_WORDS,
      walls,
      spreadOf,
    );
  });
}

/** The pieces of a word that stand a little apart: over narrow columns the names of two may be so near. */
export const pieces = (word: Word): Word[] => (word.isSpread ? [word] : wordsOf(word.glyphs, BETWEEN_DIGITS));

/** Pieces of one line as one word again. */
export function joinWords(words: Word[]): Word {
  const [first] = words;
  return first?.isSpread && words.length === 1 ? first : wordOf(words.flatMap((w) => w.glyphs));
}

type Spread = ReadonlyMap<Glyph, Glyph[]>;
const NONE: Spread = new Map();

function wordsOf(line: Glyph[], betweenWords: number, walls: number[] = [], spread = NONE): Word[] {
  const runs: Glyph[][] = [];
  for (const glyph of line) {
    const last = runs.at(-1)?.at(-1);
    const isApart =
      last &&
      (Math.abs(glyph.box.y1 - last.box.y1) > ONE_BASE_LINE * glyph.size ||
        walls.some((x) => x > centre(last.box).x && x < centre(glyph.box).x));
    const own = spread.get(glyph);
    const isNext =
      last && own === spread.get(last) && glyph.box.x0 - last.box.x1 <= gapWithin(last, glyph, betweenWords);
    if (last && !isApart && (isNext || own?.includes(last))) runs.at(-1)?.push(glyph);
    else runs.push([glyph]);
  }
  return runs.map((run) => wordOf(run, run[0] !== undefined && spread.has(run[0])));
}

function wordOf(glyphs: Glyph[], isSpread = false): Word {
  const line = lineOf(glyphs, isSpread ? Infinity : 0);
  return { ...line, isNumber: isNumber(line.text), isSpread };
}

export const isNumber = (text: string): boolean => NUMBER.test(text.normalize("NFKC").replaceAll(" ", ""));

function gapWithin(left: Glyph, right: Glyph, betweenWords: number): number {
  const digits = [left, right].filter((g) => DIGIT.test(g.text)).length;
  const gap = digits === 2 ? BETWEEN_DIGITS : digits === 1 ? Math.min(BESIDE_DIGIT, betweenWords) : betweenWords;
  return Math.min(left.size, right.size) * gap;
}

const DIGIT = /[\p{Nd}.,+\-—–/／\\＼]/u;
