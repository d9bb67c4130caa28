// Where a table has its names and numbers: rows, each with the cells its places stand for.
export { type Layout, readLayout } from "./layout.ts";
export type { Piece, PieceLine } from "./piece.ts";
export { assignRoles } from "./roles.ts";
export type { Row, Slot } from "./row.ts";
export { isFilled, isHeader, isSpot, type Spot } from "./runs.ts";
