export type { Edge, Glyph, PageContent, TaggedCell, TaggedTable } from "./content.ts";
export { documentBlocks, hasLooseTable } from "./flow.ts";
export * from "./geometry.ts";
export { unifyIdeographs } from "./ideographs.ts";
export { clipped, PATH, pathAreas, pathBox, pathEdges } from "./paths.ts";
export { type RuledBoxes, ruledBoxes } from "./ruled-boxes.ts";
export { shadedEdges } from "./shading.ts";
export { upright } from "./upright.ts";
export { type Area, type Ink, visibleGlyphs } from "./visibility.ts";
