import { UNREADABLE } from "../inline.ts";
import type { Glyph } from "../page/index.ts";
import { apply, bounds, type Matrix, multiply, type Turn, unifyIdeographs } from "../page/index.ts";
import type { GraphicsState } from "./state.ts";

/** A character of a `showText` operator, as pdf.js gives it; numbers between them move the next one back by thousandths of the size. */
type ShownGlyph = {
  unicode: string;
  width: number;
  isSpace: boolean;
  originalCharCode?: number;
  vmetric?: ArrayLike<number>;
};

/** How far above and below its base line a character reaches, in parts of its size: for Chinese, its square. */
const ASCENT = 0.88;
const DESCENT = 0.12;

/** Where text is drawn next, in text space. */
export type TextPosition = { matrix: Matrix; x: number; y: number };

export type ShownText = { glyphs: Glyph[]; slanted: number; advance: { x: number; y: number } };

/**
 * The characters of one `showText` with the box of each on the page, and how far the text position moves on. A digit that the font draws otherwise
 * than the document says it reads, or that is mirrored, is none.
 */
export function shownText(items: readonly unknown[], state: GraphicsState, at: TextPosition): ShownText {
  const { font } = state;
  const size = Math.abs(state.fontSize);
  const direction = Math.sign(state.fontSize) || 1;
  const scale = size * font.unitsPerPoint;
  const toPage = multiply(
    state.ctm,
    multiply(at.matrix, [direction * state.horizontalScale, 0, 0, direction, at.x, at.y + state.rise]),
  );
  const turn = turnOf(toPage, font.vertical);
  const isMirrored = toPage[0] * toPage[3] - toPage[1] * toPage[2] > 0;
  const drawnSize = size * Math.hypot(toPage[2], toPage[3]);
  const glyphs: Glyph[] = [];
  let slanted = 0;
  let along = 0;
  for (const item of items) {
    if (typeof item === "number") {
      along += ((font.vertical ? 1 : -1) * item * size) / 1000;
      continue;
    }
    if (!isShownGlyph(item)) continue;
    const spacing = (item.isSpace ? state.wordSpacing : 0) + state.charSpacing;
    const width = (font.vertical && item.vmetric ? -(item.vmetric[0] ?? 0) : item.width) * scale;
    if (turn === null) slanted++;
    else {
      const half = (item.width * scale) / 2;
      const [x0, y0, x1, y1] = font.vertical
        ? [-half, -along - size, half, -along]
        : [along, -DESCENT * size, along + width, ASCENT * size];
      const box = bounds([
        boxOf(apply(toPage, x0, y0), apply(toPage, x1, y1)),
        boxOf(apply(toPage, x0, y1), apply(toPage, x1, y0)),
      ]);
      const digit = font.digitAt(item.originalCharCode ?? -1);
      const isOther = digit !== null && digit !== item.unicode && digit !== item.unicode.normalize("NFKC");
      const text = isOther || (isMirrored && DIGIT.test(item.unicode)) ? UNREADABLE : textOf(item.unicode);
      glyphs.push({ text, box, size: drawnSize, turn });
    }
    along += font.vertical ? width - spacing : width + spacing;
  }
  const advance = font.vertical ? { x: 0, y: -along } : { x: along * state.horizontalScale * direction, y: 0 };
  return { glyphs, slanted, advance };
}

const DIGIT = /\p{Nd}/u;

/** A character that the font gives no meaning may be a digit: it is never left out. */
function textOf(unicode: string): string {
  if (unicode === "") return UNREADABLE;
  return unicode.trim() === "" ? " " : unifyIdeographs(unicode);
}

/** The quarter turn of a text's direction on the page; null for text at a slant. y runs downwards. */
function turnOf(toPage: Matrix, vertical: boolean): Turn | null {
  const [x, y] = vertical ? [-toPage[3], toPage[2]] : [toPage[0], toPage[1]];
  const quarters = Math.atan2(y, x) / (Math.PI / 2);
  const nearest = Math.round(quarters);
  if (Math.abs(quarters - nearest) > 0.1) return null;
  return TURNS[(nearest + 4) % 4] ?? 0;
}

const TURNS: readonly Turn[] = [0, 1, 2, 3];

const boxOf = ([xa, ya]: [number, number], [xb, yb]: [number, number]) => ({
  x0: Math.min(xa, xb),
  y0: Math.min(ya, yb),
  x1: Math.max(xa, xb),
  y1: Math.max(ya, yb),
});

function isShownGlyph(item: unknown): item is ShownGlyph {
  return (
    typeof item === "object" &&
    item !== null &&
    "unicode" in item &&
    typeof item.unicode === "string" &&
    "width" in item
  );
}
