import type { Edge, Glyph } from "./content.ts";
import { bounds, centre } from "./geometry.ts";

/** Points: lines are looked up among the characters of their own height on the page. */
const BAND = 50;

/**
 * Parts the characters that a line strikes out from the others: it runs through their middle and begins and ends with them,
 * as no ruling line of a table does. What is struck out, a figure beside it replaces.
 */
export function strikeOut(glyphs: Glyph[], edges: Edge[]): { glyphs: Glyph[]; edges: Edge[]; struck: number } {
  const bands = Map.groupBy(glyphs, (g) => Math.floor(centre(g.box).y / BAND));
  const out = new Set<Glyph>();
  const strikes = new Set<Edge>();
  for (const edge of edges) {
    if (edge.axis !== "h") continue;
    const band = Math.floor(edge.at / BAND);
    const near = [band - 1, band, band + 1].flatMap((b) => bands.get(b) ?? []);
    const through = near.filter((glyph) => runsThrough(edge, glyph));
    if (through.length === 0) continue;
    const { x0, x1 } = bounds(through.map((g) => g.box));
    const slack = (through[0]?.size ?? 0) / 2;
    if (edge.from < x0 - slack || edge.to > x1 + slack) continue;
    strikes.add(edge);
    for (const glyph of through) if (glyph.text !== " ") out.add(glyph);
  }
  if (out.size === 0) return { glyphs, edges, struck: 0 };
  return { glyphs: glyphs.filter((g) => !out.has(g)), edges: edges.filter((e) => !strikes.has(e)), struck: out.size };
}

/** Between a third and three quarters of the way down: not an underline, not a line above. */
function runsThrough(edge: Edge, { box, turn }: Glyph): boolean {
  const down = (edge.at - box.y0) / (box.y1 - box.y0);
  const { x } = centre(box);
  return turn === 0 && down > 0.33 && down < 0.78 && x > edge.from && x < edge.to;
}
