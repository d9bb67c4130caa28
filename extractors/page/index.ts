export type { Edge, Glyph, PageContent } from "./content.ts";
export { documentBlocks } from "./flow.ts";
export * from "./geometry.ts";
export { unifyIdeographs } from "./ideographs.ts";
export { clipped, PATH, pathBox, pathEdges } from "./paths.ts";
export { upright } from "./upright.ts";
