import { forms } from "../../data/forms/index.ts";
import type { Region } from "./regions.ts";

/** The lines of one report within a document, from `from` up to (not with) `to`, and its tables. */
export type Part = { from: number; to: number; regions: Region[] };

const TITLE = /^(?=.{6,70}$).*(?:信息公开|政务公开).*(?:报告|年报)\s*$/;
const ORGAN = /(?:政府|局|委|委员会|办|办公室|办事处|中心|院|处|厅|队|站|会)$/;
const LONGEST_ORGAN = 30;
/** Tables whose items stand in the header are repeated after a page break; only rows tell that a table is there twice. */
const ROWS = new Set(
  forms.flatMap((form) => form.tables.filter((t) => t.orientation === "items-down").map((t) => t.id)),
);

/** Parts a document that holds several reports: before each title after which rows come again that were there before it. */
export function splitReports(lines: readonly string[], regions: readonly Region[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let mine: Region[] = [];
  let titles: number[] = [];
  let line = 0;
  for (const region of regions) {
    for (; line < region.from; line += 1) if (isTitle(lines[line] ?? "")) titles.push(line);
    line = Math.max(line, region.to);
    const lastEnd = mine.at(-1)?.to ?? 0;
    const title = titles.find((t) => t >= lastEnd);
    if (title !== undefined && mine.some((known) => isAgain(known, region))) {
      const start = withOrganAbove(lines, title, lastEnd);
      parts.push({ from, to: start, regions: mine });
      [from, mine, titles] = [start, [], []];
    }
    mine.push(region);
  }
  parts.push({ from, to: lines.length, regions: mine });
  return parts;
}

const isTitle = (line: string): boolean => line.length <= 120 && !line.includes("\t") && TITLE.test(line.trim());

function isAgain(known: Region, region: Region): boolean {
  if (known.table !== region.table || !ROWS.has(region.table)) return false;
  let common = 0;
  for (const item of region.items) if (known.items.has(item)) common += 1;
  return common >= 2;
}

/** A title may be broken: the organ's name on the line above belongs to it. */
function withOrganAbove(lines: readonly string[], title: number, floor: number): number {
  let above = title - 1;
  while (above >= floor && (lines[above] ?? "").trim() === "") above -= 1;
  const text = (lines[above] ?? "").trim();
  return above >= floor && text.length <= LONGEST_ORGAN && ORGAN.test(text) ? above : title;
}
