import type { Edge, Glyph } from "./content.ts";
import { type Box, centre, common, contains, type Matrix } from "./geometry.ts";
import { clipped, PATH, pathAreas, pathBox, pathEdges } from "./paths.ts";
import { shadedEdges } from "./shading.ts";
import { type Area, type Ink, visibleGlyphs } from "./visibility.ts";

/** A picture's place before it is moved and scaled. */
const UNIT_SQUARE = [PATH.move, 0, 0, PATH.line, 1, 0, PATH.line, 1, 1, PATH.line, 0, 1];

/** What is painted on a page, thing after thing: what comes later may cover what came before. `colour` as in `Area` and `Ink`. */
export class Painting {
  readonly #glyphs: Glyph[] = [];
  readonly #inks: Ink[] = [];
  readonly #areas: Area[] = [];
  readonly #edges: Edge[] = [];

  /** `aloft`: it is not painted but recognised from what is, and nothing covers it. */
  character(glyph: Glyph, colour: string | null, aloft = false): void {
    this.#glyphs.push(glyph);
    this.#inks.push({ colour, above: aloft ? Number.POSITIVE_INFINITY : this.#areas.length });
  }

  path(
    data: ArrayLike<number>,
    matrix: Matrix,
    painted: { stroke: boolean; fill: boolean },
    colour: string | null,
    clip: Box,
  ): void {
    for (const edge of pathEdges(data, matrix, painted)) this.#edges.push(...clipped(edge, clip));
    if (!painted.fill) return;
    for (const box of pathAreas(data, matrix)) this.#areas.push({ box: common(box, clip), colour });
  }

  picture(matrix: Matrix, clip: Box): void {
    const box = pathBox(UNIT_SQUARE, matrix);
    if (box) this.#areas.push({ box: common(box, clip), colour: null });
  }

  /** What a reader sees of it; `hidden`: of how many characters nothing. */
  seen(): { glyphs: Glyph[]; edges: Edge[]; shades: Edge[]; hidden: number } {
    const glyphs = visibleGlyphs(this.#glyphs, this.#inks, this.#areas);
    return {
      glyphs,
      edges: this.#edges,
      shades: shadedEdges(this.#areas),
      hidden: this.#glyphs.length - glyphs.length,
    };
  }
}

/** The characters within a clipping box. */
export const within = (clip: Box, glyphs: readonly Glyph[]): Glyph[] =>
  glyphs.filter((glyph) => contains(clip, centre(glyph.box)));
