import { type Region, readLine } from "../lines/index.ts";
import { chapterHeading } from "./headings.ts";

/** The lines of one report, and which of them are rows of its statutory tables. */
export type Body = { lines: readonly string[]; from: number; to: number; isTable(line: number): boolean };

/** The tables' lines are those of their regions, and the rows next to them in which nothing was recognised. */
export function bodyOf(lines: readonly string[], from: number, to: number, regions: readonly Region[]): Body {
  const rows = new Uint8Array(to - from);
  let floor = from;
  for (const [i, region] of regions.entries()) {
    const first = lastRow(lines, region.from, floor, -1);
    const last = lastRow(lines, region.to - 1, (regions[i + 1]?.from ?? to) - 1, 1);
    rows.fill(1, first - from, last + 1 - from);
    floor = last + 1;
  }
  return { lines, from, to, isTable: (line) => rows[line - from] === 1 };
}

/** The line up to which rows go on from one, with blank lines between them; two tables may share a line. */
function lastRow(lines: readonly string[], start: number, limit: number, step: 1 | -1): number {
  let last = start;
  for (let line = start + step; step * line <= step * limit; line += step) {
    if (isRow(lines, line)) last = line;
    else if ((lines[line] ?? "").trim() !== "") break;
  }
  return last;
}

/** Several cells, or numbers and no word. */
function isRow(lines: readonly string[], line: number): boolean {
  const text = lines[line] ?? "";
  const isNumbers = text.trim() !== "" && !/\p{L}/u.test(text);
  const isCells = text.includes("\t") && readLine(text, line).kind === "cells" && text.trim() !== "";
  return (isNumbers || isCells) && chapterHeading(lines, line, () => false) === null;
}

/** The lines of prose. */
export function* proseOf({ lines, from, to, isTable }: Body): Iterable<string> {
  for (let line = from; line < to; line += 1) {
    const text = lines[line] ?? "";
    if (!text.includes("\t") && !isTable(line)) yield text;
  }
}
