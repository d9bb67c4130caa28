import type { Binary } from "./binary.ts";

/** A box of text that floats: where its text stands in the story of the boxes, and at which character of the body it hangs. */
export type Box = { start: number; end: number; anchor: number | null };

/** `shapes`: what hangs at the characters of the body; `texts`: the texts of the boxes. Both name a shape by its number. */
export function readBoxes(shapes: Binary, texts: Binary): Box[] {
  const anchors = new Map(entries(shapes, 26).map(({ start, at }) => [shapes.u32(at), start]));
  return entries(texts, 22).flatMap(({ start, end, at }): Box[] =>
    end > start ? [{ start, end, anchor: anchors.get(texts.u32(at + 14)) ?? null }] : [],
  );
}

/** A list of character positions, with one thing of `size` bytes for each stretch between them. */
function entries(list: Binary, size: number): { start: number; end: number; at: number }[] {
  const count = Math.max(0, Math.floor((list.length - 4) / (4 + size)));
  return Array.from({ length: count }, (_, i) => ({
    start: list.u32(4 * i),
    end: list.u32(4 * (i + 1)),
    at: 4 * (count + 1) + size * i,
  }));
}
