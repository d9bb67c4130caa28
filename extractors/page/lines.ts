import { joinLines } from "../joining.ts";
import type { Glyph } from "./content.ts";
import { type Box, bounds, centre } from "./geometry.ts";

/** Characters on one base line, from left to right. */
export type Line = { text: string; box: Box; size: number; glyphs: Glyph[] };

/** A blank between characters wider than this part of their size is one, also where no blank was written. */
const BLANK = 0.28;
/** Between Chinese characters, which are set apart in justified lines and headings, it takes more. */
const WIDE_BLANK = 1;

/** Lines from top to bottom. A character belongs to the line whose height it shares for the most part. */
export function textLines(glyphs: Glyph[], tracking = 0): Line[] {
  const rows: { box: Box; glyphs: Glyph[] }[] = [];
  for (const glyph of glyphs.toSorted((a, b) => a.box.y1 - b.box.y1)) {
    const row = rows.findLast((r) => sharedHeight(r.box, glyph.box) > 0.5);
    if (row) {
      row.glyphs.push(glyph);
      if (glyph.text !== " ") row.box = bounds([row.box, glyph.box]);
    } else rows.push({ box: glyph.box, glyphs: [glyph] });
  }
  return rows
    .filter((row) => row.glyphs.some((g) => g.text !== " "))
    .toSorted((a, b) => centre(a.box).y - centre(b.box).y)
    .map((row) => lineOf(row.glyphs, tracking));
}

/** `tracking`: how far apart, in parts of their size, characters are set that belong together. */
export function lineOf(glyphs: Glyph[], tracking = 0): Line {
  const sorted = glyphs.toSorted((a, b) => a.box.x0 - b.box.x0);
  const inked = sorted.filter((g) => g.text !== " ");
  let text = "";
  let last: Glyph | undefined;
  for (const glyph of sorted) {
    if (glyph.text === " ") {
      if (!text.endsWith(" ")) text += " ";
      continue;
    }
    if (last && !text.endsWith(" ") && isApart(last, glyph, tracking)) text += " ";
    text += glyph.text;
    last = glyph;
  }
  const size = Math.max(...inked.map((g) => g.size));
  return { text: text.trim(), box: bounds(inked.map((g) => g.box)), size, glyphs: inked };
}

/** The space that a designer put between all characters: what most neighbouring Chinese characters have between them. */
export function trackingOf(glyphs: Glyph[]): number {
  const gaps = glyphs.flatMap((glyph, i) => {
    const last = glyphs[i - 1];
    if (!last || !HAN.test(last.text) || !HAN.test(glyph.text) || Math.abs(last.box.y1 - glyph.box.y1) > 1) return [];
    const gap = (glyph.box.x0 - last.box.x1) / glyph.size;
    return gap > -0.1 && gap < WIDE_BLANK ? [gap] : [];
  });
  const median = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  return gaps.length >= ENOUGH_GAPS && median > LEAST_TRACKING ? median : 0;
}

const ENOUGH_GAPS = 20;
const LEAST_TRACKING = 0.1;

function isApart(left: Glyph, right: Glyph, tracking: number): boolean {
  const size = Math.min(left.size, right.size);
  const gap = right.box.x0 - left.box.x1 - tracking * size;
  const chinese = HAN.test(left.text) && HAN.test(right.text);
  if (gap > size * (chinese ? WIDE_BLANK : BLANK)) return true;
  if (!DIGIT.test(left.text) || !DIGIT.test(right.text)) return false;
  // Two figures printed over each other are no longer one.
  const narrower = Math.min(left.box.x1 - left.box.x0, right.box.x1 - right.box.x0);
  if (right.box.x0 - left.box.x0 < ON_TOP * narrower) return true;
  // A footnote's small raised number after a figure must not become its last digit.
  return Math.abs(left.size - right.size) > 0.2 * Math.max(left.size, right.size);
}

const ON_TOP = 0.4;

const HAN = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u;
const IDEOGRAPH = /^\p{Script=Han}$/u;
const DIGIT = /\d/;

function sharedHeight(a: Box, b: Box): number {
  return (Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0)) / Math.min(a.y1 - a.y0, b.y1 - b.y0);
}

/**
 * How wide a cell is, and how much of that at most no text is written on. `proven`: how much at least, as the words of its
 * table prove.
 */
type Room = { width: number; padding: number; proven?: number };

/** Word's cells have 5.4 points of padding on each side. */
export const CELL_PADDING = 2 * 5.4;

/**
 * The text of a cell's lines as one. The digits of a number on several lines are joined only where each line but the last fills the
 * cell, so that the number must have been wrapped; else they stay apart.
 */
export function cellText(lines: Line[], room: Room): { text: string; wrappedNumber: boolean } {
  const wrappedNumber = isWrappedNumber(lines, room);
  const text = lines.reduce((joined, l) => (wrappedNumber ? joined + l.text : joinLines(joined, l.text)), "");
  return { text, wrappedNumber };
}

function isWrappedNumber(lines: Line[], room: Room): boolean {
  return (
    lines.length > 1 &&
    NUMBER.test(lines.map((line) => line.text).join("")) &&
    lines.slice(0, -1).every((above, i) => fills(above, room) && isRightBelow(above, lines[i + 1]))
  );
}

const NUMBER = /^(\p{Nd}+|\p{Nd}{1,3}(,\p{Nd}{3})+)(\.\p{Nd}+)?$/u;

/** Whether not one more digit has room; beside a digit that stands alone, with no more padding than is proven. */
function fills({ text, box }: Line, { width, padding, proven = 0 }: Room): boolean {
  const own = box.x1 - box.x0;
  return width - own - (text.length > 1 ? padding : Math.min(proven, padding)) < own / text.length + ROUNDING;
}

/** Cells are measured between the middles of their lines, which take their own width from the room. */
export const ROUNDING = 0.5;

/**
 * How much of a cell's width its lines prove to be no room: a Chinese character stands on a new line only where the line before
 * had no room for it. 0 where they prove nothing.
 */
export function provenPadding(lines: Line[], width: number): number {
  const proven = lines.slice(1).map(({ glyphs: [next] }, i) => {
    const above = lines[i];
    const last = above?.glyphs.at(-1);
    if (!above || !last || !next || !IDEOGRAPH.test(last.text) || !IDEOGRAPH.test(next.text)) return 0;
    return width - (above.box.x1 - above.box.x0 + next.box.x1 - next.box.x0);
  });
  return Math.max(0, ...proven);
}

const isRightBelow = (above: Line, below: Line | undefined): boolean =>
  below !== undefined && below.box.y0 - above.box.y1 < 0.6 * above.size;
