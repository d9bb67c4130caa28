export type { Edge, Glyph, PageContent } from "./content.ts";
export { documentBlocks } from "./flow.ts";
export * from "./geometry.ts";
export { unifyIdeographs } from "./ideographs.ts";
export { upright } from "./upright.ts";
