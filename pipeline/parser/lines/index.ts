// Lines of text as tokens, and the stretches of them that are statutory tables.
export { mendLabels } from "./mend.ts";
export { findRegions, type Region } from "./regions.ts";
export type { Line, Token, ValueToken } from "./token.ts";
export { isFurniture, readLine } from "./tokens.ts";
export { joinUnits } from "./units.ts";
