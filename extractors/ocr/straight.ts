import { blots, type Ink, inkOf, wholeOf } from "./ink.ts";
import { laid, MOST_PIXELS, type Picture } from "./picture.ts";

/** How many pixels a point has in a picture that is laid for reading. Text of 9 points is then 36 pixels high. */
export const PIXELS_PER_POINT = 4;
/** What most characters are high then: Chinese ones fill nine tenths of their square. */
const CHARACTER = 31;
/** Scans lie at most this far from straight: 5 degrees. */
const STEEPEST = 0.0875;

/** A picture laid straight and at the size for reading, and how far it was enlarged. */
export type Straight = { picture: Picture; scale: number; slope: number };

/** Lays a picture so that its lines run level and its characters have the height that reading them wants; null where nothing is on it. */
export function straightened(picture: Picture): Straight | null {
  const rough = inkOf(picture, Math.max(8, Math.round(Math.min(picture.width, picture.height) / 60)));
  const height = characterHeight(rough);
  if (height === null) return null;
  const largest = Math.sqrt(MOST_PIXELS / (picture.width * picture.height));
  const scale = Math.min(CHARACTER / height, 4, largest);
  const slope = slopeOf(rough);
  return { picture: laid(picture, { scale, slope }), scale, slope };
}

/** The height that three quarters of what may be characters do not exceed; the rest are joined to others or are titles. */
function characterHeight(ink: Ink): number | null {
  const heights = blots(ink, wholeOf(ink))
    .filter((b) => {
      const [w, h] = [b.x1 - b.x0, b.y1 - b.y0];
      return h >= 6 && w >= 3 && w < 1.6 * h && h < 2.5 * w && h < ink.height / 10 && b.pixels > 0.1 * w * h;
    })
    .map((b) => b.y1 - b.y0)
    .sort((a, b) => a - b);
  return heights.length < 3 ? null : (heights[Math.floor(heights.length * 0.75)] ?? null);
}

/** So many pixels of ink are enough to find the slope by. */
const SAMPLE = 300_000;

/** The slope at which the rows of the picture are most unlike each other: lines of text and rules then each fill rows of their own. */
function slopeOf(ink: Ink): number {
  const xs: number[] = [];
  const ys: number[] = [];
  const total = ink.data.reduce((sum, bit) => sum + bit, 0);
  const every = Math.max(1, Math.floor(total / SAMPLE));
  let count = 0;
  for (let y = 0, at = 0; y < ink.height; y += 1)
    for (let x = 0; x < ink.width; x += 1, at += 1)
      if (ink.data[at] === 1 && count++ % every === 0) {
        xs.push(x - ink.width / 2);
        ys.push(y);
      }
  const margin = Math.ceil((ink.width / 2) * STEEPEST) + 1;
  const rows = new Float64Array(ink.height + 2 * margin);
  const unlikeness = (slope: number): number => {
    rows.fill(0);
    for (let i = 0; i < xs.length; i += 1) {
      const row = Math.round((ys[i] ?? 0) - slope * (xs[i] ?? 0)) + margin;
      rows[row] = (rows[row] ?? 0) + 1;
    }
    let sum = 0;
    for (const n of rows) sum += n * n;
    return sum;
  };
  const best = (around: number, reach: number, step: number): number => {
    let [found, most] = [around, unlikeness(around)];
    for (let slope = around - reach; slope <= around + reach; slope += step) {
      const value = unlikeness(slope);
      if (value > most) [found, most] = [slope, value];
    }
    return found;
  };
  return best(best(best(0, STEEPEST - 0.007, 0.006), 0.006, 0.0012), 0.0012, 0.0003);
}
