import { type Blot, blots, type Ink } from "./ink.ts";
import type { PixelBox } from "./picture.ts";
import { PIXELS_PER_POINT } from "./straight.ts";

const EM = 9 * PIXELS_PER_POINT;
/** Smaller pieces of ink are dirt, whatever they stand beside. */
const SPECK = 10;
/** Where no piece of ink is as long as this, nothing stands: the shortest dash is. */
const SHORTEST_MARK = 0.22 * EM;
/** Lines of a cell stand further apart than the parts of a character; both together are no higher than this. */
const TALLEST_LINE = 1.25 * EM;

/** The lines of text in a cell, from top to bottom; none in an empty one. */
export function linesIn(ink: Ink, cell: PixelBox): PixelBox[] {
  const pieces = marksIn(ink, cell).filter((b) => !isRemnant(b, cell));
  if (!pieces.some(isMark)) return [];
  const lines: PixelBox[] = [];
  for (const piece of pieces.toSorted((a, b) => a.y0 - b.y0)) {
    const line = lines.findLast((l) => isSameLine(l, piece));
    if (line === undefined) {
      lines.push({ x0: piece.x0, y0: piece.y0, x1: piece.x1, y1: piece.y1 });
      continue;
    }
    line.x0 = Math.min(line.x0, piece.x0);
    line.x1 = Math.max(line.x1, piece.x1);
    line.y0 = Math.min(line.y0, piece.y0);
    line.y1 = Math.max(line.y1, piece.y1);
  }
  return lines;
}

/** The ink in a box without the dirt; none where dirt is all there is. */
export function marksIn(ink: Ink, box: PixelBox): Blot[] {
  const pieces = blots(ink, box).filter((b) => b.pixels >= SPECK);
  return pieces.some(isMark) ? pieces : [];
}

const isMark = (b: Blot): boolean => Math.max(b.x1 - b.x0, b.y1 - b.y0) >= SHORTEST_MARK;

function isSameLine(line: PixelBox, piece: PixelBox): boolean {
  const common = Math.min(line.y1, piece.y1) - Math.max(line.y0, piece.y0);
  const together = Math.max(line.y1, piece.y1) - Math.min(line.y0, piece.y0);
  return common > 0.5 * (piece.y1 - piece.y0) || together <= TALLEST_LINE;
}

/** What is left of a rule at the border of a cell: thin, and along it. */
function isRemnant(blot: Blot, cell: PixelBox): boolean {
  const near = 4;
  const thin = 7;
  const [w, h] = [blot.x1 - blot.x0, blot.y1 - blot.y0];
  const atSide = blot.x0 - cell.x0 < near || cell.x1 - blot.x1 < near;
  const atEnd = blot.y0 - cell.y0 < near || cell.y1 - blot.y1 < near;
  return (atSide && w <= thin) || (atEnd && h <= thin);
}
