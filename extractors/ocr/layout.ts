import { type Box, type Edge, ruledBoxes } from "../page/index.ts";
import { linesIn, marksIn } from "./cells.ts";
import { type Ink, inkOf, wholeOf } from "./ink.ts";
import { blankPicture, cut, type Picture, type PixelBox, paste, WHITE } from "./picture.ts";
import { findRules } from "./rules.ts";
import { PIXELS_PER_POINT } from "./straight.ts";

/** What stands where in a picture that was laid straight. */
type PictureLayout = {
  edges: Edge[];
  /** The lines of text in each cell between rules, from top to bottom; of cells that hold any. */
  cells: PixelBox[][];
  /** The picture without its rules, and only what stands outside its tables; null where nothing does. */
  text: Picture;
  prose: Picture | null;
};

/** The paper around a pixel reaches so far: further than a character is high. */
const PAPER = 10 * PIXELS_PER_POINT;
/** A cell's border may have this much left of its rule. */
const BORDER = 2;

export function layoutOf(picture: Picture): PictureLayout {
  const ink = inkOf(picture, PAPER);
  const { rules, rest } = findRules(ink);
  const edges = rules.map(
    ({ axis, at, from, to }): Edge => ({
      axis,
      at: at / PIXELS_PER_POINT,
      from: from / PIXELS_PER_POINT,
      to: to / PIXELS_PER_POINT,
    }),
  );
  const tables = ruledBoxes(edges);
  const text = withoutRules(picture, ink, rest);
  return {
    edges,
    cells: tables
      .flatMap((table) => table.cells)
      .map((cell) => linesIn(rest, inPixels(cell, picture, BORDER)))
      .filter((lines) => lines.length > 0),
    text,
    prose: outside(
      text,
      rest,
      tables.map(({ box }) => inPixels(box, picture, -BORDER)),
    ),
  };
}

/** The marks that stand in none of the boxes, without the dirt between them. */
function outside(picture: Picture, ink: Ink, boxes: readonly PixelBox[]): Picture | null {
  const free = { ...ink, data: ink.data.slice() };
  for (const box of boxes)
    for (let y = box.y0; y < box.y1; y += 1) free.data.fill(0, y * ink.width + box.x0, y * ink.width + box.x1);
  const marks = marksIn(free, wholeOf(free));
  if (marks.length === 0) return null;
  const prose = blankPicture(picture.width, picture.height);
  for (const { x0, y0, x1, y1 } of marks) {
    const box = {
      x0: Math.max(0, x0 - 2),
      y0: Math.max(0, y0 - 2),
      x1: Math.min(ink.width, x1 + 2),
      y1: Math.min(ink.height, y1 + 2),
    };
    paste(cut(picture, box), prose, box.x0, box.y0);
  }
  return prose;
}

function inPixels({ x0, y0, x1, y1 }: Box, { width, height }: Picture, inset: number): PixelBox {
  const within = (points: number, by: number, most: number): number =>
    Math.min(most, Math.max(0, Math.round(points * PIXELS_PER_POINT + by)));
  const [left, top] = [within(x0, inset, width), within(y0, inset, height)];
  return {
    x0: left,
    y0: top,
    x1: Math.max(left, within(x1, -inset, width)),
    y1: Math.max(top, within(y1, -inset, height)),
  };
}

/** The picture with its rules, and a pixel around them, painted over. */
function withoutRules({ width, height, data }: Picture, ink: Ink, rest: Ink): Picture {
  const painted = data.slice();
  for (let at = 0; at < data.length; at += 1) {
    if (ink.data[at] === 0 || rest.data[at] === 1) continue;
    for (const near of [at, at - 1, at + 1, at - width, at + width])
      if (near >= 0 && near < data.length && rest.data[near] !== 1) painted[near] = WHITE;
  }
  return { width, height, data: painted };
}
