import type { Glyph } from "./content.ts";

/** How much what is printed in one place may be off it, in points. */
export const OFF = 0.35;
/** How much even spaces may differ, in points. */
const UNEVEN = 0.15;

const HAN = /\p{Script=Han}/u;

/** What stays together however wide a line is set: one Chinese character, or letters and digits right beside each other. */
export type Unit = { x0: number; x1: number; size: number; glyphs: Glyph[] };

/** Units with even spaces between; how wide these are, in parts of their size. */
export type Run = { units: Unit[]; gap: number };

export const isHan = ({ glyphs: [first] }: Unit): boolean => HAN.test(first?.text ?? "");

/** The units of every base line from left to right. */
export function lineUnits(glyphs: Glyph[]): Unit[][] {
  const lines: Glyph[][] = [];
  const inked = glyphs.filter((g) => g.text !== " " && g.turn === 0);
  for (const glyph of inked.toSorted((a, b) => a.box.y1 - b.box.y1)) {
    const [first] = lines.at(-1) ?? [];
    if (first && glyph.box.y1 - first.box.y1 < OFF) lines.at(-1)?.push(glyph);
    else lines.push([glyph]);
  }
  return lines.map((line) => {
    const units: Unit[] = [];
    for (const glyph of line.toSorted((a, b) => a.box.x0 - b.box.x0)) {
      const last = units.at(-1);
      const isOne = last && !HAN.test(glyph.text) && !isHan(last) && glyph.box.x0 - last.x1 < OFF;
      if (isOne) {
        last.x1 = glyph.box.x1;
        last.glyphs.push(glyph);
      } else units.push({ x0: glyph.box.x0, x1: glyph.box.x1, size: glyph.size, glyphs: [glyph] });
    }
    return units;
  });
}

/** The space behind a unit, in points. */
export const gapAfter = (line: Unit[], i: number): number => (line[i + 1]?.x0 ?? Infinity) - (line[i]?.x1 ?? 0);

/** Where the even spaces end that begin behind a unit. */
export function evenEnd(line: Unit[], from: number): number {
  const gap = gapAfter(line, from);
  let end = from + 1;
  while (end + 1 < line.length && Math.abs(gapAfter(line, end) - gap) < UNEVEN) end++;
  return end;
}

/** The runs of a line of at least three units, from left to right. */
export function evenRuns(line: Unit[]): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i + 1 < line.length; ) {
    const end = evenEnd(line, i);
    const units = line.slice(i, end + 1);
    if (end > i + 1) runs.push({ units, gap: gapAfter(line, i) / (units[0]?.size ?? 1) });
    i = end > i + 1 ? end + 1 : i + 1;
  }
  return runs;
}

/** The spaces between runs that stand side by side: what two columns have between them. */
export function gapsBetweenRuns(line: Unit[]): number[] {
  const runs = evenRuns(line);
  return runs.slice(1).flatMap(({ units: [first] }, i) => {
    const last = runs[i]?.units.at(-1);
    return first && last && line.indexOf(first) === line.indexOf(last) + 1 ? [first.x0 - last.x1] : [];
  });
}
