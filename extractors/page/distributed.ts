import type { Glyph } from "./content.ts";
import type { Box } from "./geometry.ts";
import { CELL_PADDING, trackingOf } from "./lines.ts";

/** How much the spaces between evenly set characters may differ, in parts of a character's size. */
const EVEN = 0.1;
/** So many words set from side to side say that a table's numbers are set so too. */
const ENOUGH_WORDS = 5;

type Cell = { cell: { box: Box }; glyphs: Glyph[] };

/**
 * How far apart, in parts of their size, the characters of each cell of a table stand that belong together. Word sets a
 * table's cells from side to side where its author says so (分散对齐): then a number's digits stand as far apart as the cell is
 * wide. Only a table most of whose words stand so has numbers that do.
 */
export function trackingIn(cells: readonly Cell[], glyphs: Glyph[]): (cell: Cell) => number {
  const usual = trackingOf(glyphs);
  const words = cells.filter(({ glyphs }) => glyphs.length > 2 && glyphs.every((g) => !DIGIT.test(g.text)));
  const spread = words.filter((cell) => spreadOf(cell) !== null).length;
  if (spread < ENOUGH_WORDS || spread < words.filter(isOneLine).length / 2) return () => usual;
  return (cell) => Math.max(usual, spreadOf(cell) ?? 0);
}

/** The space between characters on one line that stand evenly from side to side of their cell; null where they don't. */
function spreadOf(cell: Cell): number | null {
  const inked = cell.glyphs.filter((g) => g.text !== " ").toSorted((a, b) => a.box.x0 - b.box.x0);
  const [first, last] = [inked[0], inked.at(-1)];
  if (!first || !last || inked.length < 2 || !isOneLine(cell)) return null;
  const { x0, x1 } = cell.cell.box;
  if (first.box.x0 - x0 > CELL_PADDING || x1 - last.box.x1 > CELL_PADDING) return null;
  const gaps = inked.slice(1).map((glyph, i) => (glyph.box.x0 - (inked[i]?.box.x1 ?? 0)) / first.size);
  const least = Math.min(...gaps);
  return least > 0 && Math.max(...gaps) - least < EVEN ? least + EVEN : null;
}

const isOneLine = ({ glyphs: [first, ...rest] }: Cell): boolean =>
  first !== undefined && rest.every((g) => g.turn === 0 && Math.abs(g.box.y1 - first.box.y1) < 1);

const DIGIT = /\p{Nd}/u;
