export type { Edge, Glyph, PageContent, TaggedCell, TaggedTable } from "./content.ts";
export { hasLooseTable } from "./division.ts";
export { documentBlocks } from "./flow.ts";
export * from "./geometry.ts";
export { unifyIdeographs } from "./ideographs.ts";
export { Painting, within } from "./painting.ts";
export { PATH, pathBox } from "./paths.ts";
export { type RuledBoxes, ruledBoxes } from "./ruled-boxes.ts";
export { upright } from "./upright.ts";
