import { UnreadableError } from "../../data/records/index.ts";
import {
  type Box,
  bounds,
  common,
  type Edge,
  type Glyph,
  type Matrix,
  multiply,
  Painting,
  pathBox,
  within,
} from "../page/index.ts";
import { child, type Xml } from "../xml.ts";
import { fillColour } from "./colours.ts";
import type { Told } from "./glyph-codes.ts";
import { pathData } from "./paths.ts";
import { isSeen, shownText } from "./text.ts";
import { matrixIn, numberOf, placement } from "./values.ts";

/** `unseen`: characters that are not painted at all; `hidden`: how many are that nobody sees, painted over or like their ground. */
export type Drawn = {
  glyphs: Glyph[];
  unseen: Glyph[];
  hidden: number;
  edges: Edge[];
  shades: Edge[];
  /** Pictures, each with the resource that it is and what brings its square to its place on the page. */
  images: PlacedImage[];
  drawn: boolean;
  slanted: number;
};

type PlacedImage = { id: string; matrix: Matrix };

/** What a page's objects refer to: drawings that stand on many pages, and which codes have a meaning. */
export type Resources = { units: ReadonlyMap<string, Xml>; isTold: Told };

/** More objects than this on a page, repeated drawings counted as often as they stand there, are an attack. */
const MAX_OBJECTS = 500_000;
const MAX_DEPTH = 20;
const EVERYWHERE: Box = { x0: -Infinity, y0: -Infinity, x1: Infinity, y1: Infinity };

/** Everything that the Content elements of a page, its templates' first, draw on it. */
export function drawnOn(contents: readonly Xml[], toPage: Matrix, { units, isTold }: Resources): Drawn {
  const painting = new Painting();
  const unseen: Glyph[] = [];
  const images: PlacedImage[] = [];
  const result = { drawn: false, slanted: 0 };
  let objects = 0;
  const draw = (holder: Xml, outer: Matrix, clip: Box, depth: number): void => {
    if (depth > MAX_DEPTH) throw tooMuch();
    for (const object of holder.children) {
      if (++objects > MAX_OBJECTS) throw tooMuch();
      if (object.attributes.Visible === "false") continue;
      const draws = drawers[object.name];
      if (!draws) continue;
      draws(object, outer, clip, depth);
    }
  };
  const drawers: Record<string, (object: Xml, outer: Matrix, clip: Box, depth: number) => void> = {
    Layer: (object, outer, clip, depth) => draw(object, outer, clip, depth + 1),
    PageBlock: (object, outer, clip, depth) => draw(object, outer, clip, depth + 1),
    CompositeObject(object, outer, clip, depth) {
      const unit = units.get(object.attributes.ResourceID ?? "");
      const content = child(unit, "Content") ?? unit;
      if (content && !isTransparent(object))
        draw(content, multiply(outer, placement(object)), clipOf(object, outer, clip), depth + 1);
    },
    ImageObject(object, outer, clip) {
      if (isTransparent(object)) return;
      result.drawn = true;
      const matrix = multiply(outer, placement(object));
      images.push({ id: object.attributes.ResourceID ?? "", matrix });
      painting.picture(matrix, clip);
    },
    PathObject(object, outer, clip) {
      const painted = { stroke: object.attributes.Stroke !== "false", fill: object.attributes.Fill === "true" };
      if (isTransparent(object) || (!painted.stroke && !painted.fill)) return;
      result.drawn = true;
      const data = pathData(child(object, "AbbreviatedData")?.text ?? "");
      const matrix = multiply(outer, placement(object));
      painting.path(data, matrix, painted, painted.fill ? fillColour(object) : null, clipOf(object, outer, clip));
    },
    TextObject(object, outer, clip) {
      const { glyphs, slanted } = shownText(object, multiply(outer, placement(object)), isTold);
      const isPainted = isSeen(object);
      const colour = object.attributes.Stroke === "true" ? null : fillColour(object);
      for (const glyph of within(clipOf(object, outer, clip), glyphs))
        if (isPainted) painting.character(glyph, colour);
        else unseen.push(glyph);
      result.slanted += slanted;
    },
  };
  for (const content of contents) draw(content, toPage, EVERYWHERE, 0);
  return { ...result, ...painting.seen(), unseen, images };
}

const isTransparent = (object: Xml): boolean => numberOf(object, "Alpha", 255) === 0;

/** The box outside of which nothing of an object is drawn. Each Clip cuts; what any of its areas leaves is left. */
function clipOf(object: Xml, outer: Matrix, clip: Box): Box {
  const clips = child(object, "Clips");
  const own = clips?.attributes.TransFlag === "false" ? outer : multiply(outer, placement(object));
  return (clips?.children ?? []).reduce((left, one) => {
    const areas = one.children.flatMap((area) => {
      const path = child(area, "Path");
      if (!path) return [];
      const matrix = multiply(multiply(own, matrixIn(area.attributes.CTM)), placement(path));
      return pathBox(pathData(child(path, "AbbreviatedData")?.text ?? ""), matrix) ?? [];
    });
    return areas.length === 0 ? left : common(left, bounds(areas));
  }, clip);
}

const tooMuch = (): UnreadableError =>
  new UnreadableError("too_large", "a page of the OFD document draws more than any page does: it is not read");
