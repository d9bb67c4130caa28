export { type Entry, entriesYaml } from "./entry.ts";
export { type Grown, type GrowOptions, grow, type Proposal } from "./grow.ts";
export type { GrowProgress, Unmatched } from "./walk.ts";
