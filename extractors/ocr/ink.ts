import type { Picture, PixelBox } from "./picture.ts";

/** Which pixels of a picture are ink (1) and which are paper (0). */
export type Ink = { width: number; height: number; data: Uint8Array };

/** A pixel is ink where it is darker than the paper around it by this share; paper may be grey, stained or unevenly lit. */
const DARKER = 0.82;

/** The ink of a picture, judged by the mean of a square of `radius` pixels to each side. */
export function inkOf({ width, height, data }: Picture, radius: number): Ink {
  const out = new Uint8Array(width * height);
  const sums = new Uint32Array(width + 1);
  const columns = new Uint32Array(width);
  const addRow = (y: number, sign: 1 | -1): void => {
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) columns[x] = (columns[x] ?? 0) + sign * (data[at] ?? 0);
  };
  for (let y = 0; y < Math.min(radius, height); y += 1) addRow(y, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) addRow(y + radius, 1);
    if (y - radius - 1 >= 0) addRow(y - radius - 1, -1);
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    for (let x = 0; x < width; x += 1) sums[x + 1] = (sums[x] ?? 0) + (columns[x] ?? 0);
    for (let x = 0; x < width; x += 1) {
      const [from, to] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const mean = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (rows * (to - from));
      if ((data[y * width + x] ?? 0) < mean * DARKER) out[y * width + x] = 1;
    }
  }
  return { width, height, data: out };
}

/** A connected piece of ink: its box and how many pixels it has. */
export type Blot = PixelBox & { pixels: number };

/** The connected pieces of ink inside a box, touching at corners too. */
export function blots({ width, data }: Ink, box: PixelBox): Blot[] {
  const w = box.x1 - box.x0;
  const seen = new Uint8Array(w * (box.y1 - box.y0));
  const found: Blot[] = [];
  const stack: number[] = [];
  for (let start = 0; start < seen.length; start += 1) {
    const [sx, sy] = [start % w, Math.floor(start / w)];
    if (seen[start] === 1 || data[(box.y0 + sy) * width + box.x0 + sx] !== 1) continue;
    const blot: Blot = { x0: sx, y0: sy, x1: sx, y1: sy, pixels: 0 };
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % w, Math.floor(at / w)];
      blot.pixels += 1;
      if (x < blot.x0) blot.x0 = x;
      if (x > blot.x1) blot.x1 = x;
      if (y > blot.y1) blot.y1 = y;
      if (y < blot.y0) blot.y0 = y;
      for (let ny = Math.max(0, y - 1); ny <= y + 1 && box.y0 + ny < box.y1; ny += 1)
        for (let nx = Math.max(0, x - 1); nx <= x + 1 && nx < w; nx += 1)
          if (seen[ny * w + nx] === 0 && data[(box.y0 + ny) * width + box.x0 + nx] === 1) {
            seen[ny * w + nx] = 1;
            stack.push(ny * w + nx);
          }
    }
    found.push({
      x0: box.x0 + blot.x0,
      y0: box.y0 + blot.y0,
      x1: box.x0 + blot.x1 + 1,
      y1: box.y0 + blot.y1 + 1,
      pixels: blot.pixels,
    });
  }
  return found;
}

export const wholeOf = ({ width, height }: { width: number; height: number }): PixelBox => ({
  x0: 0,
  y0: 0,
  x1: width,
  y1: height,
});
