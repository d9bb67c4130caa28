import { forms } from "../../data/forms/index.ts";
import type { NormalizedText } from "../../data/records/index.ts";
import type { Grid } from "./grid.ts";
import { findRegions, type Region } from "./lines/index.ts";

/** A text that is one report's, or one after another: all of a document, or one column of it. */
export type Column = {
  text: NormalizedText;
  regions: Region[];
  /** Whether another stands beside it; `mixed` where nothing tells which cell is whose. */
  beside: "none" | "another" | "mixed";
};

/** Tables whose rows are named at their left; those of a header name the same columns again and again. */
const ROWS = new Set(
  forms.flatMap((form) => form.tables.filter((t) => t.orientation === "items-down").map((t) => t.id)),
);
/** A row that is named twice may be a slip; so many are two tables. */
const FEWEST_TWINS = 3;

/**
 * Takes apart what a layout table has side by side: where rows carry the names of two, a number of cells apart that is always the same.
 * What stands on a line of its own is nobody's then: nothing says to which column it belongs.
 */
export function columnsOf(text: NormalizedText): Column[] {
  const regions = findRegions(text.lines);
  const distances = regions.filter((region) => ROWS.has(region.table)).flatMap(twins);
  if (distances.length < FEWEST_TWINS) return [{ text, regions, beside: "none" }];
  const [width = 0] = distances;
  if (distances.some((distance) => distance !== width)) return [{ text, regions, beside: "mixed" }];
  return [cut(text, 0, width), cut(text, width, Infinity)];
}

/** How far apart the same row is named in each line that names it twice. */
function twins({ table, lines }: Region): number[] {
  return lines.flatMap((line) => {
    if (line.kind !== "cells") return [];
    const first = new Map<string, number>();
    for (const token of line.tokens) {
      const [meaning, other] = token.kind === "label" ? token.label.meanings : [];
      if (!meaning || other || meaning.table !== table || meaning.role !== "item") continue;
      const known = first.get(meaning.id);
      if (known !== undefined && token.cell > known) return [token.cell - known];
      first.set(meaning.id, token.cell);
    }
    return [];
  });
}

function cut(text: NormalizedText, from: number, to: number): Column {
  const lines = text.lines.map((line) => (line.includes("\t") ? line.split("\t").slice(from, to).join("\t") : ""));
  const place: NormalizedText["place"] = (line, cell) => text.place(line, from + cell);
  const recognised: NormalizedText["recognised"] = (line, cell) => text.recognised(line, from + cell);
  return { text: { lines, place, recognised }, regions: findRegions(lines), beside: "another" };
}

/** The table with every place of it and no number: each could be that of the table beside it. */
export function unread(grid: Grid): Grid {
  const cells = grid.cells.map((cell) => ({ ...cell, value: null, status: "ambiguous" as const }));
  return { ...grid, cells, problems: [] };
}
