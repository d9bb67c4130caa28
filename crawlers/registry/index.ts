export { type Entry, entriesYaml } from "./entry.ts";
export { type Grown, type GrowOptions, grow, type Proposal } from "./grow.ts";
export type { Obstacle } from "./obstacles.ts";
export { type Probe, type ProbeOptions, probe } from "./probe.ts";
export type { GrowProgress, Unmatched } from "./walk.ts";
