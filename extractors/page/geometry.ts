/** Points (1/72 inch), origin top left, y downwards: as a reader sees the page. */
export type Box = { x0: number; y0: number; x1: number; y1: number };

/** An affine transformation [a b c d e f], as in PDF. */
export type Matrix = readonly [number, number, number, number, number, number];

/** How many quarter turns clockwise a text's direction is off from left-to-right: 0 right, 1 down, 2 left, 3 up. */
export type Turn = 0 | 1 | 2 | 3;

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

export const apply = (m: Matrix, x: number, y: number): [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
];

export function bounds(boxes: Iterable<Box>): Box {
  const all = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const b of boxes) {
    all.x0 = Math.min(all.x0, b.x0);
    all.y0 = Math.min(all.y0, b.y0);
    all.x1 = Math.max(all.x1, b.x1);
    all.y1 = Math.max(all.y1, b.y1);
  }
  return all;
}

/** What two boxes share; one that is inside out where they share nothing. */
export const common = (a: Box, b: Box): Box => ({
  x0: Math.max(a.x0, b.x0),
  y0: Math.max(a.y0, b.y0),
  x1: Math.min(a.x1, b.x1),
  y1: Math.min(a.y1, b.y1),
});

export const centre = (b: Box): { x: number; y: number } => ({ x: (b.x0 + b.x1) / 2, y: (b.y0 + b.y1) / 2 });

export function contains(box: Box, { x, y }: { x: number; y: number }, margin = 0): boolean {
  return x >= box.x0 - margin && x <= box.x1 + margin && y >= box.y0 - margin && y <= box.y1 + margin;
}

/** A box on a page of the given size after the page is turned back by `turn`, so that text of that direction reads left to right. */
export function turnedBack(b: Box, turn: Turn, page: { width: number; height: number }): Box {
  if (turn === 1) return { x0: b.y0, y0: page.width - b.x1, x1: b.y1, y1: page.width - b.x0 };
  if (turn === 2)
    return { x0: page.width - b.x1, y0: page.height - b.y1, x1: page.width - b.x0, y1: page.height - b.y0 };
  if (turn === 3) return { x0: page.height - b.y1, y0: b.x0, x1: page.height - b.y0, y1: b.x1 };
  return b;
}
