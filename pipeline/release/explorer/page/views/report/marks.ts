import type { CellStatus } from "../../reports/shard.ts";

/** The sign of what is not simply a number that stands there; beside it always stands or is said its word. */
export const marks: Readonly<Record<Exclude<CellStatus, "reported"> | "failed", string>> = {
  blank: "□",
  dash: "—",
  missing: "∅",
  realigned: "⇄",
  ambiguous: "?",
  invalid: "!",
  failed: "≠",
};
