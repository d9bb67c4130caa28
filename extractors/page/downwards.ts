import type { Glyph } from "./content.ts";
import { bounds } from "./geometry.ts";
import type { Word } from "./words.ts";

/** Characters of a name written downwards follow each other this closely, in parts of their size; so do those set apart. */
const NEXT = 0.1;
const NEXT_APART = 0.3;
/** Two of its lines, the first to the right, are no further apart. */
const NEXT_LINE = 0.6;

const CHINESE = /[\p{Script=Han}\p{P}]/u;

/**
 * The names that are written downwards, as those of groups of rows are, and the characters of the rest. `across`: what is known
 * to be read from left to right.
 */
export function downwardNames(glyphs: Glyph[], across: ReadonlySet<Glyph>): { names: Word[]; rest: Glyph[] } {
  const runs = runsOf(glyphs.filter((g) => g.turn === 0 && CHINESE.test(g.text) && !across.has(g)));
  const used = new Set(runs.flat());
  const lines = runs.map((run) => ({ glyphs: run, box: bounds(run.map((g) => g.box)), size: run[0]?.size ?? 0 }));
  const names: Word[] = [];
  for (const line of lines.toSorted((a, b) => b.box.x0 - a.box.x0)) {
    const text = line.glyphs.map((g) => g.text).join("");
    const name = names.find(({ box, size }) => {
      const gap = box.x0 - line.box.x1;
      const beside = Math.min(box.y1, line.box.y1) - Math.max(box.y0, line.box.y0);
      return gap >= 0 && gap < NEXT_LINE * size && beside > 0 && Math.abs(size - line.size) < NEXT * size;
    });
    if (name === undefined) names.push({ ...line, text, isNumber: false });
    else {
      name.text += text;
      name.box = bounds([name.box, line.box]);
      name.glyphs = [...name.glyphs, ...line.glyphs];
    }
  }
  return { names, rest: used.size === 0 ? glyphs : glyphs.filter((g) => !used.has(g)) };
}

/** Whether a word is higher than a line: written downwards, or a number on several lines. */
export const isTall = ({ box, size }: Pick<Word, "box" | "size">): boolean => box.y1 - box.y0 > 1.5 * size;

/** Characters right below each other that have none as near beside them on their base line. */
function runsOf(glyphs: Glyph[]): Glyph[][] {
  const besides = gapsBeside(glyphs);
  return [...Map.groupBy(glyphs, (g) => Math.round(g.box.x0)).values()].flatMap((column) => {
    const runs: Glyph[][] = [];
    for (const glyph of column.toSorted((a, b) => a.box.y0 - b.box.y0)) {
      const last = runs.at(-1)?.at(-1);
      const gap = last ? (glyph.box.y0 - last.box.y1) / glyph.size : Infinity;
      const isNext =
        last !== undefined &&
        Math.abs(gap) < NEXT_APART &&
        Math.abs(last.size - glyph.size) < NEXT * glyph.size &&
        [last, glyph].every((g) => (besides.get(g) ?? Infinity) > gap + NEXT);
      if (isNext) runs.at(-1)?.push(glyph);
      else runs.push([glyph]);
    }
    return runs.filter((run) => run.length > 2 || (run.length === 2 && isClose(run)));
  });
}

const isClose = ([first, second]: Glyph[]): boolean =>
  first !== undefined && second !== undefined && second.box.y0 - first.box.y1 < NEXT * first.size;

/** How far it is from each character to the nearest one beside it on its base line, in parts of its size. */
function gapsBeside(glyphs: Glyph[]): Map<Glyph, number> {
  const gaps = new Map<Glyph, number>();
  for (const line of Map.groupBy(glyphs, (g) => Math.round(g.box.y1)).values()) {
    const sorted = line.toSorted((a, b) => a.box.x0 - b.box.x0);
    sorted.forEach((glyph, i) => {
      const next = sorted[i + 1];
      if (next === undefined) return;
      const gap = (next.box.x0 - glyph.box.x1) / glyph.size;
      gaps.set(glyph, Math.min(gap, gaps.get(glyph) ?? Infinity));
      gaps.set(next, Math.min(gap, gaps.get(next) ?? Infinity));
    });
  }
  return gaps;
}
