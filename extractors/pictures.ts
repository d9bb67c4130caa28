import type { Block, Problem } from "../data/records/index.ts";

/** A document without a single table among its text, but with pictures, may show its tables as pictures: absent, not zero. */
export function missingTables(blocks: Block[], countPictures: () => number): Problem[] {
  if (blocks.some((block) => block.kind === "table")) return [];
  const pictures = countPictures();
  if (pictures === 0) return [];
  const message = `no table stands in the text, but there are ${pictures} pictures: what they show is missing here`;
  return [{ code: "document.pictures", message, at: "" }];
}
