import { type Box, IDENTITY, type Matrix, multiply } from "../page/index.ts";
import type { Xml } from "../xml.ts";

/** An attribute as a number; where it is none, what it is when it is not there. */
export function numberOf(element: Xml, name: string, otherwise: number): number {
  const value = Number.parseFloat(element.attributes[name] ?? "");
  return Number.isFinite(value) ? value : otherwise;
}

/** Numbers parted by blanks; null where there are fewer than wanted. */
function numbersIn(text: string | undefined, wanted: number): number[] | null {
  const numbers = (text ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return numbers.length >= wanted && numbers.every(Number.isFinite) ? numbers : null;
}

/** What of a page's or an object's space its corner and size say (`x y width height`). */
export function boxIn(text: string | undefined): Box | null {
  const [x, y, width, height] = numbersIn(text, 4) ?? [];
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  return { x0: x, y0: y, x1: x + width, y1: y + height };
}

/** From the space of an object to that of what holds it: by its CTM, then to the corner of its Boundary. */
export function placement(object: Xml): Matrix {
  const { x0, y0 } = boxIn(object.attributes.Boundary) ?? { x0: 0, y0: 0 };
  return multiply([1, 0, 0, 1, x0, y0], matrixIn(object.attributes.CTM));
}

export function matrixIn(text: string | undefined): Matrix {
  const [a, b, c, d, e, f] = numbersIn(text, 6) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined)
    return IDENTITY;
  return [a, b, c, d, e, f];
}
