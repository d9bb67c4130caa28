import type { Ink } from "./ink.ts";

/** A ruling line of a picture in pixels: `h` at row `at` from column to column, `v` at column `at` from row to row. */
export type Rule = { axis: "h" | "v"; at: number; from: number; to: number; thickness: number };

/** No stroke of a character is so long; a rule across or down the narrowest cell is. */
const SHORTEST = 60;
/** Noise breaks a rule for so many pixels. */
const GAP = 3;
/** So much of a rule is ink. */
const DENSEST = 0.9;
/** A thicker one is an area, not a line. */
const THICKEST = 14;

/** A shorter one could be made of strokes that stand side by side: it must reach from rule to rule. */
const SURE = 250;
/** So far from a rule one that ends at it may stop, or overshoot. */
const TOUCH = 12;
/** Strokes of a title that end on one level. */
const MOST_STRAY = 2;

/** Ruling lines of a picture that was laid straight, and its ink without them. */
export function findRules(ink: Ink): { rules: Rule[]; rest: Ink } {
  const turned = transposed(ink);
  const all = { across: levelRules(ink), down: levelRules(turned) };
  const across = all.across.filter((rule) => isAnchored(rule, all.across, all.down));
  const down = all.down.filter((rule) => isAnchored(rule, all.down, all.across));
  const rest = erased(ink, across);
  return {
    rules: [...across.map((r) => ({ axis: "h" as const, ...r })), ...down.map((r) => ({ axis: "v" as const, ...r }))],
    rest: transposed(erased(transposed(rest), down)),
  };
}

type Level = { at: number; from: number; to: number; thickness: number };
type Run = { row: number; from: number; to: number };

/** Whether a rule is sure, or ends at others, or, where a page cuts a table off, where others end with it. */
function isAnchored(rule: Level, parallel: readonly Level[], crossing: readonly Level[]): boolean {
  if (isSure(rule)) return true;
  const isAt = (end: number): boolean =>
    crossing.some((c) => Math.abs(c.at - end) <= TOUCH && c.from - TOUCH <= rule.at && rule.at <= c.to + TOUCH);
  const isCutOff = (end: "from" | "to"): boolean =>
    parallel.filter((p) => Math.abs(p[end] - rule[end]) <= TOUCH).length > MOST_STRAY;
  const ends = [isAt(rule.from), isAt(rule.to)];
  return ends.every(Boolean) || (ends[0] === true && isCutOff("to")) || (ends[1] === true && isCutOff("from"));
}

const isSure = (rule: Level): boolean => rule.to - rule.from >= SURE;

/** Long runs of ink in rows that lie on each other are one rule. A rule that climbs a pixel now and then is seen through its neighbours' rows. */
function levelRules(ink: Ink): Level[] {
  const open: { first: number; last: number; from: number; to: number; weight: number; moment: number }[] = [];
  const done: Level[] = [];
  const close = (before: number): void => {
    for (let i = open.length - 1; i >= 0; i -= 1) {
      const line = open[i];
      if (line === undefined || line.last >= before) continue;
      open.splice(i, 1);
      // Rows see their neighbours' ink, so that a line seems two rows thicker than it is.
      const thickness = line.last - line.first - 1;
      if (thickness <= THICKEST)
        done.push({ at: line.moment / line.weight, from: line.from, to: line.to, thickness: Math.max(1, thickness) });
    }
  };
  for (let row = 0; row < ink.height; row += 1) {
    for (const run of runsIn(ink, row)) {
      const same = open.filter((line) => line.last >= row - 1 && line.from < run.to && line.to > run.from);
      const length = run.to - run.from;
      const [line = { first: row, last: row, from: run.from, to: run.to, weight: 0, moment: 0 }, ...others] = same;
      if (same.length === 0) open.push(line);
      for (const other of others) {
        open.splice(open.indexOf(other), 1);
        line.first = Math.min(line.first, other.first);
        line.from = Math.min(line.from, other.from);
        line.to = Math.max(line.to, other.to);
        line.weight += other.weight;
        line.moment += other.moment;
      }
      line.last = row;
      line.from = Math.min(line.from, run.from);
      line.to = Math.max(line.to, run.to);
      line.weight += length;
      line.moment += length * row;
    }
    close(row - 1);
  }
  close(Number.POSITIVE_INFINITY);
  return done;
}

function runsIn({ width, height, data }: Ink, row: number): Run[] {
  const found: Run[] = [];
  const above = Math.max(0, row - 1) * width;
  const own = row * width;
  const below = Math.min(height - 1, row + 1) * width;
  let from = -1;
  let last = -1;
  let inked = 0;
  const finish = (): void => {
    if (from >= 0 && last - from >= SHORTEST && inked >= DENSEST * (last + 1 - from))
      found.push({ row, from, to: last + 1 });
  };
  for (let x = 0; x < width; x += 1) {
    if (((data[above + x] ?? 0) | (data[own + x] ?? 0) | (data[below + x] ?? 0)) === 0) continue;
    if (from < 0 || x - last > GAP + 1) {
      finish();
      from = x;
      inked = 0;
    }
    last = x;
    inked += 1;
  }
  finish();
  return found;
}

/** The ink without level rules: where one is crossed by a stroke, the stroke stays. */
function erased(ink: Ink, rules: Level[]): Ink {
  const { width, height } = ink;
  const data = ink.data.slice();
  for (const { at, from, to, thickness } of rules) {
    const reach = Math.ceil(thickness / 2) + 2;
    const [top, bottom] = [Math.max(0, Math.round(at) - reach), Math.min(height - 1, Math.round(at) + reach)];
    for (let x = Math.max(0, from - GAP); x < Math.min(width, to + GAP); x += 1) {
      const isInk = (y: number): boolean => y >= 0 && y < height && ink.data[y * width + x] === 1;
      if (isInk(top - 2) && isInk(top - 1) && isInk(top)) continue;
      if (isInk(bottom + 2) && isInk(bottom + 1) && isInk(bottom)) continue;
      for (let y = top; y <= bottom; y += 1) data[y * width + x] = 0;
    }
  }
  return { width, height, data };
}

function transposed({ width, height, data }: Ink): Ink {
  const out = new Uint8Array(data.length);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) out[x * height + y] = data[at] ?? 0;
  return { width: height, height: width, data: out };
}
