import type { Edge } from "./content.ts";
import { isTall } from "./downwards.ts";
import { type Box, bounds, centre } from "./geometry.ts";
import type { Word } from "./words.ts";
import { overlaps, type Zone } from "./zones.ts";

/** Lines of one cell are never further apart, in parts of their size. */
const WIDEST_GAP = 1.2;
/** Lines are set to whole dots of a screen, so that equal gaps differ by as much, in points. */
export const UNEVEN = 0.8;
/** How far off two things on one level may be, in parts of their size. */
export const LEVEL = 0.35;

/**
 * The gap between the lines of a cell: the least between words below each other, where it is less than that between a row of
 * numbers and what stands right above or below it in its columns. What a rule parts does not count. Where there is no such
 * gap, every cell has but one line. `known`: a gap that is one.
 */
export function gapWithinCells(zones: Zone[], rules: Edge[], known = Infinity): number {
  const lineGap = least([known, ...zones.flatMap(({ texts }) => gapsBetween(texts, rules))]);
  const rowGap = least(zones.flatMap((zone) => gapsOfRows(zone, rules))) - UNEVEN;
  return lineGap < rowGap ? Math.min(lineGap + UNEVEN, rowGap) : -Infinity;
}

function gapsOfRows({ columns, numbers, texts }: Zone, rules: Edge[]): number[] {
  const left = columns[0]?.x0 ?? 0;
  const rows = numbers.map((row) => bounds(row.map((w) => w.box)));
  const across = { x0: left, x1: columns.at(-1)?.x1 ?? left };
  const others = [...rows, ...texts.filter((w) => overlaps(w.box, across)).map((w) => w.box)];
  return rows.flatMap((row) =>
    others.flatMap((box) => {
      const [above, below] = box.y0 < row.y0 ? [box, row] : [row, box];
      const gap = below.y0 - above.y1;
      return gap < 0 || isParted(above, below, rules) ? [] : [gap];
    }),
  );
}

/** The gaps between words below each other. */
function gapsBetween(texts: Word[], rules: Edge[]): number[] {
  return texts.flatMap((word) => {
    const below = nextBelow(word, texts);
    if (!below || isParted(word.box, below.box, rules)) return [];
    const gap = gapOf(word, below);
    return gap <= WIDEST_GAP * word.size ? [gap] : [];
  });
}

export function nextBelow(word: Word, texts: Word[]): Word | undefined {
  if (isTall(word)) return undefined;
  const below = texts.find(
    (w) => w.box.y0 > centre(word.box).y && overlaps(w.box, word.box) && Math.abs(w.size - word.size) < 0.1 * w.size,
  );
  return below && isTall(below) ? undefined : below;
}

export function isParted(above: Box, below: Box, rules: Edge[]): boolean {
  const [from, to] = [centre(above).y, centre(below).y];
  return rules.some((r) => r.at > from && r.at < to && overlaps({ x0: r.from, x1: r.to }, above));
}

export const gapOf = (above: Word, below: Word): number => below.box.y0 - above.box.y1;

export const least = (gaps: number[]): number => gaps.reduce((a, b) => Math.min(a, b), Infinity);
