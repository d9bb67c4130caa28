import type { OtherReadings } from "../../data/records/index.ts";
import { type Box, bounds, type Glyph, type PageContent, type Turn, turnedBack } from "../page/index.ts";
import { layoutOf } from "./layout.ts";
import { blankPicture, cut, MARGIN, type Picture, type PixelBox, paste, quarterTurned } from "./picture.ts";
import { readCells } from "./readings.ts";
import { PIXELS_PER_POINT, type Straight, straightened } from "./straight.ts";
import { type ReadWord, readPictures } from "./tesseract.ts";

/** A page as a picture; `unit`: how many of its pixels are one of what places on the page are given in. */
export type PagePicture = { number: number; picture: Picture; unit: number };

const BETWEEN = 4;

/** Surer than this on average, what was read is text; of pages that lie on their side or upside down it is never read so. */
const SURE = 55;
/** Quarter turns, likely ones first. */
const TURNS = [0, 3, 1, 2] as const;

/** What a picture of a page shows, as if it had been drawn as text and lines. All its characters are marked as recognised. */
export async function recognisePage({ number, picture, unit }: PagePicture, hasDigits: boolean): Promise<PageContent> {
  let best = NOTHING;
  for (const turn of TURNS) {
    const read = await readUpright(quarterTurned(picture, turn), hasDigits);
    if (read === null) break;
    if (read.sureness > best.sureness) best = { ...read, turn };
    if (read.sureness > SURE) break;
  }
  const { glyphs, edges, straight, turn } = best;
  const turned = turn % 2 === 0 ? picture : { width: picture.height, height: picture.width };
  const size = { width: turned.width / unit, height: turned.height / unit };
  return {
    number,
    width: (straight?.picture ?? turned).width / PIXELS_PER_POINT,
    height: (straight?.picture ?? turned).height / PIXELS_PER_POINT,
    glyphs,
    edges,
    drawn: true,
    invisible: glyphs.length,
    slanted: 0,
    undecoded: 0,
    struck: 0,
    onPage: (box) => (straight ? turnedBack(beforeLaying(box, straight, turned, unit), turn, size) : box),
  };
}

type Upright = Pick<PageContent, "glyphs" | "edges"> & { sureness: number };
type Best = Upright & { turn: Turn; straight: Straight | null };

const NOTHING: Best = { glyphs: [], edges: [], sureness: 0, turn: 0, straight: null };

/** The text and lines of a picture that is taken to be upright, and how sure the reading is on average; null where nothing is on it. */
async function readUpright(picture: Picture, hasDigits: boolean): Promise<(Upright & { straight: Straight }) | null> {
  const straight = straightened(picture);
  if (straight === null) return null;
  const layout = layoutOf(straight.picture);
  const readings = await readCells(
    layout.cells.map((lines) => ({
      picture: sideBySide(lines.map((line) => cut(layout.text, line))),
      isOneLine: lines.length === 1,
    })),
    hasDigits,
  );
  const inCells = layout.cells.flatMap((lines, i) => {
    const { text = "", others = [] } = readings[i] ?? {};
    return glyphsOf(text, lines.length === 1 ? (lines[0] ?? bounds(lines)) : middleOf(lines), others);
  });
  const [words = []] = layout.prose ? await readPictures([layout.prose], { model: "chi_sim", shows: 6 }) : [];
  const confidences = [...readings, ...words].map(({ confidence }) => confidence);
  const sureness = confidences.reduce((sum, confidence) => sum + confidence, 0) / Math.max(1, confidences.length);
  return { straight, sureness, glyphs: [...inCells, ...proseGlyphs(words)], edges: layout.edges };
}

/** All lines of a cell as one: a character alone on its line can hardly be read. */
function sideBySide(lines: Picture[]): Picture {
  const height = Math.max(...lines.map((line) => line.height));
  const width = lines.reduce((sum, line) => sum + line.width, 0) + BETWEEN * (lines.length - 1);
  const whole = blankPicture(width + 2 * MARGIN, height + 2 * MARGIN);
  let x = MARGIN;
  for (const line of lines) {
    paste(line, whole, x, MARGIN + ((height - line.height) >> 1));
    x += line.width + BETWEEN;
  }
  return whole;
}

/** Where the text of a cell of several lines is put: on one line across its middle. */
function middleOf(lines: readonly PixelBox[]): PixelBox {
  const all = bounds(lines);
  const height = Math.min(...lines.map((line) => line.y1 - line.y0));
  const y0 = (all.y0 + all.y1 - height) / 2;
  return { ...all, y0, y1: y0 + height };
}

/** The words of prose: those of a line have one height, and its size is that of most lines where it is nearly so. */
function proseGlyphs(words: ReadWord[]): Glyph[] {
  const lines = [...Map.groupBy(words, (word) => word.line).values()];
  const heights = lines.map((line) => heightOf(line)).sort((a, b) => a - b);
  const common = heights[Math.floor(heights.length / 2)] ?? 0;
  return lines.flatMap((line) => {
    const own = heightOf(line);
    const height = Math.abs(own - common) < 0.25 * common ? common : own;
    const { y0, y1 } = bounds(line);
    let end = 0;
    return line.flatMap((word) => {
      // Words overlap where their boxes are guessed: their order is not.
      const x0 = Math.max(word.x0, end);
      end = Math.max(word.x1, x0 + 1);
      const box = { x0, x1: end, y0, y1 };
      return glyphsOf(word.text, box, []).map((glyph) => ({ ...glyph, size: height / PIXELS_PER_POINT }));
    });
  });
}

const heightOf = (line: ReadWord[]): number => {
  const { y0, y1 } = bounds(line);
  return y1 - y0;
};

/** The characters of a text, side by side in its box. */
function glyphsOf(text: string, { x0, y0, x1, y1 }: PixelBox, others: OtherReadings): Glyph[] {
  const characters = [...text];
  const width = (x1 - x0) / characters.length;
  return characters.map((character, i) => ({
    text: character,
    box: {
      x0: (x0 + i * width) / PIXELS_PER_POINT,
      y0: y0 / PIXELS_PER_POINT,
      x1: (x0 + (i + 1) * width) / PIXELS_PER_POINT,
      y1: y1 / PIXELS_PER_POINT,
    },
    size: (y1 - y0) / PIXELS_PER_POINT,
    turn: 0,
    recognised: i === 0 ? others : [],
  }));
}

/** Where a box of the straightened picture lies on the one that it was made of. */
function beforeLaying(
  box: Box,
  { picture, scale, slope }: Straight,
  original: { width: number; height: number },
  unit: number,
): Box {
  const length = Math.hypot(1, slope) * scale;
  const back = (x: number, y: number): Box => {
    const [dx, dy] = [x * PIXELS_PER_POINT - picture.width / 2, y * PIXELS_PER_POINT - picture.height / 2];
    const ox = (original.width / 2 + (dx - dy * slope) / length) / unit;
    const oy = (original.height / 2 + (dx * slope + dy) / length) / unit;
    return { x0: ox, y0: oy, x1: ox, y1: oy };
  };
  const { x0, y0, x1, y1 } = box;
  return bounds([back(x0, y0), back(x1, y0), back(x0, y1), back(x1, y1)]);
}
