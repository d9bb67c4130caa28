import { child, type Xml } from "../xml.ts";
import { numberOf } from "./values.ts";

/**
 * The one colour that something is filled with, `#rrggbb`; null where it is not one (a pattern, a palette's, that of a drawing
 * parameter) or what lies below shows through.
 */
export function fillColour(object: Xml): string | null {
  if (numberOf(object, "Alpha", 255) < 255) return null;
  const colour = child(object, "FillColor");
  if (!colour) return object.attributes.DrawParam === undefined ? "#000000" : null;
  const { Value, Index } = colour.attributes;
  if (numberOf(colour, "Alpha", 255) < 255 || colour.children.length > 0 || (Index !== undefined && !Value))
    return null;
  const values = (Value ?? "0").trim().split(/\s+/).map(levelOf);
  if (values.some(Number.isNaN)) return null;
  const [a = 0, b = 0, c = 0, black = 0] = values;
  const levels =
    values.length === 1
      ? [a, a, a]
      : values.length === 3
        ? [a, b, c]
        : [a, b, c].map((ink) => 255 - Math.min(255, ink + black));
  return `#${levels.map((level) => Math.max(0, Math.min(255, level)).toString(16).padStart(2, "0")).join("")}`;
}

/** `255`, or `#ff`. */
const levelOf = (text: string): number =>
  Math.round(text.startsWith("#") ? Number.parseInt(text.slice(1), 16) : Number(text));
