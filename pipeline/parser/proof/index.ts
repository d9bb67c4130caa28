// The search for the readings that the identities of the form allow. It knows numbers and sums, and nothing of text.
export type { Identity, OpenRow } from "./constraints.ts";
export { countedAcross, countedCells } from "./counted.ts";
export type { Span } from "./deviation.ts";
export { NEAR, prove, type Verdict } from "./prove.ts";
