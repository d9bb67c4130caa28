import type { Fit } from "./fit.ts";

/** The address of a cell within its table; null for a place the form does not have. */
export type Slot = { item: string; column: string } | null;

/**
 * A row as printed: the cells its places stand for, and how they fit. `bound`: its own name and its header both say so;
 * where not, the cells are only what the form would have there, and something must prove them.
 */
export type Row = {
  axis: "item" | "column" | "across";
  name: string;
  slots: Slot[];
  fit: Fit;
  bound: boolean;
  /** Its header may have more columns than are known. */
  strange: boolean;
  line: number;
  cell: number;
};
