import type { OtherReadings } from "../../data/records/index.ts";
import type { Box, Turn } from "./geometry.ts";

/** One character as drawn. `turn` is the direction of its text on the page as shown. */
export type Glyph = {
  text: string;
  box: Box;
  /** Font size as drawn, in points. */
  size: number;
  turn: Turn;
  /** The piece of marked content it belongs to, where the document's tags name such pieces. */
  mark?: number;
  /** For one that a program recognised in a picture. The other readings of a whole number stand with its first character. */
  recognised?: OtherReadings;
};

/** A table as the document's own tags have it. `spans`: whether they say how far each cell reaches, and keep the empty ones. */
export type TaggedTable = { rows: TaggedCell[][]; spans: boolean };

export type TaggedCell = { marks: number[]; rowSpan: number; colSpan: number };

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
  /** The sides of shaded areas, which are no lines but part rows all the same. */
  shades?: Edge[];
  /** The tables that the document tags, where it does and lines alone do not make them. */
  tagged?: TaggedTable[];
  /** Whether there is anything on the page besides text: lines, areas, pictures. */
  drawn: boolean;
  /** Characters drawn invisibly (the text layer of a scan), at a slant (watermarks; not among `glyphs`), or without a known meaning. */
  invisible: number;
  slanted: number;
  undecoded: number;
  /** Characters that a line strikes out; not among `glyphs`. */
  struck: number;
  /** Characters that are there but not to be seen: in the colour of the paper, or covered; not among `glyphs`. */
  hidden?: number;
  /** A box as it lies on the page as shown. */
  onPage(box: Box): Box;
};
