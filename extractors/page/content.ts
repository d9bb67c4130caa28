import type { Box, Turn } from "./geometry.ts";

/** One character as drawn. `turn` is the direction of its text on the page as shown. */
export type Glyph = {
  text: string;
  box: Box;
  /** Font size as drawn, in points. */
  size: number;
  turn: Turn;
};

/** A straight horizontal (`h`, at y, from x to x) or vertical (`v`, at x, from y to y) line, drawn or as a thin filled rectangle. */
export type Edge = { axis: "h" | "v"; at: number; from: number; to: number };

/** What a page shows, in the coordinates in which its text reads from left to right. */
export type PageContent = {
  /** From 1. */
  number: number;
  width: number;
  height: number;
  glyphs: Glyph[];
  edges: Edge[];
  /** Whether there is anything on the page besides text: lines, areas, pictures. */
  drawn: boolean;
  /** Characters drawn invisibly (the text layer of a scan), at a slant (watermarks; not among `glyphs`), or without a known meaning. */
  invisible: number;
  slanted: number;
  undecoded: number;
  /** A box as it lies on the page as shown. */
  onPage(box: Box): Box;
};
