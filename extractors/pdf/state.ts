import type { Box, Matrix } from "../page/index.ts";

/** The part of the graphics state that text and lines depend on; one object a state, so that `save` can keep a copy. */
export type GraphicsState = {
  ctm: Matrix;
  font: Font;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  /** Rendering modes 3 and 7: neither filled nor stroked. */
  invisible: boolean;
  /** The colour of areas and characters, `#rrggbb`; null for patterns, and for characters that are only outlined. */
  fill: string | null;
  outlined: boolean;
  /** Whether what is painted hides what lies below it, and whether it shows at all. */
  opaque: boolean;
  clear: boolean;
  /** The part of the page outside of which nothing is drawn: the box around the clipping path. */
  clip: Box;
};

/**
 * What of a font matters for where its characters stand and what they are. `digitAt`: the digit that the font draws for a code, by the name of its glyph; null where that says nothing.
 */
export type Font = {
  vertical: boolean;
  unitsPerPoint: number;
  digitAt(code: number): string | null;
};
