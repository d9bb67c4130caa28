import type { Meaning } from "../words/index.ts";
import type { Line, Token } from "./token.ts";
import { readLine } from "./tokens.ts";

/** A stretch of lines that one statutory table covers: bounded by its own labels, not by where headings say it should be. */
export type Region = {
  table: string;
  /** None where the document has more lines of tables than are read. */
  lines: Line[];
  /** The first line that names something of the table, and the line after its last. */
  from: number;
  to: number;
  /** The items of the form that are named. */
  items: ReadonlySet<string>;
};

/** Labels that only this table has and that name numbers, by what they name. */
type Evidence = { item: Set<string>; column: Set<string>; other: Set<string> };

/** So many lines without a label, or so many rows of unknown words, and the table is over. */
const LONGEST_GAP = 40;
const MOST_FOREIGN_LINES = 12;
/** Header words may stand above the first label that was recognised. */
const LINES_ABOVE = 8;
/** A table of more lines than any form has, with every cell on its own line and blank lines between, is no table. */
const LONGEST_REGION = 4000;

/** More lines of tables than two thousand reports have: what is behind them is not read, so that a document of any length ends. */
const MOST_LINES = 500_000;

type Open = { table: string; from: number; last: number; foreign: number; evidence: Evidence };

/** Where the statutory tables stand, in reading order. A table interrupted by prose gives a region for each of its parts. */
export function findRegions(text: readonly string[]): Region[] {
  const regions: Region[] = [];
  // The lines read last: those of the open region, and those above it that may belong to it.
  let recent: Line[] = [];
  let open: Open | null = null;
  let kept = 0;
  const close = (): void => {
    if (open === null) return;
    if (isTable(open.evidence)) {
      const found = region(recent, open, regions.at(-1)?.to ?? 0);
      kept += found.lines.length;
      regions.push(kept > MOST_LINES ? { ...found, lines: [] } : found);
    }
    open = null;
    recent = recent.slice(-LINES_ABOVE);
  };
  for (const [i, words] of text.entries()) {
    const line = readLine(words, i);
    if (open === null && recent.length > 2 * LINES_ABOVE) recent = recent.slice(-LINES_ABOVE);
    recent.push(line);
    if (line.kind === "prose" || (line.kind === "cells" && isHeading(line.tokens))) close();
    else if (line.kind === "cells") {
      for (const table of tablesNamed(line.tokens)) {
        if (open !== null && (open.table !== table || i - open.from > LONGEST_REGION)) close();
        open ??= opened(table, i);
        collect(open.evidence, line.tokens, table);
        open.last = i;
        open.foreign = 0;
      }
      if (open !== null && goesOn(open, line.tokens, i)) continue;
      close();
    }
  }
  close();
  return regions;
}

const opened = (table: string, line: number): Open => ({
  table,
  from: line,
  last: line,
  foreign: 0,
  evidence: { item: new Set(), column: new Set(), other: new Set() },
});

/** Whether the table may go on after a line in which it names nothing. */
function goesOn(open: Open, tokens: readonly Token[], line: number): boolean {
  if (open.last === line) return true;
  if (tokens.some((t) => t.kind === "label" || t.kind === "value")) open.last = line;
  else if (tokens.some((t) => t.kind === "text")) open.foreign += 1;
  return open.foreign <= MOST_FOREIGN_LINES && line - open.last <= LONGEST_GAP;
}

/** The region that is open, out of the lines read last; nothing of it before `floor`, where another ends. */
function region(recent: readonly Line[], open: Open, floor: number): Region {
  const first = recent[0]?.line ?? 0;
  let from = open.from;
  while (from > floor && open.from - from < LINES_ABOVE) {
    const above = recent[from - 1 - first];
    if (above === undefined || above.kind === "prose" || (above.kind === "cells" && isHeading(above.tokens))) break;
    from -= 1;
  }
  const lines = recent.slice(from - first, open.last + 1 - first);
  return { table: open.table, lines, from: open.from, to: open.last + 1, items: open.evidence.item };
}

/** Chapter headings end a table; a heading run together with a table's labels does not. */
export function isHeading(tokens: readonly Token[]): boolean {
  const labels = tokens.filter((t) => t.kind === "label");
  return (
    labels.length === 1 &&
    labels.every((t) => t.label.meanings.every((m) => m.role === "heading")) &&
    tokens.every((t) => t.kind !== "value")
  );
}

/** The tables that a line's labels can only belong to, in the order in which they are first named. */
function tablesNamed(tokens: readonly Token[]): Set<string> {
  const tables = new Set<string>();
  for (const token of tokens) {
    const table = token.kind === "label" ? onlyTable(token.label.meanings) : null;
    if (table !== null) tables.add(table);
  }
  return tables;
}

/** The one table that these meanings belong to; null where it is several, or a chapter heading. */
export function onlyTable(meanings: readonly Meaning[]): string | null {
  const table = meanings[0]?.table ?? "";
  return table !== "" && meanings.every((m) => m.table === table) ? table : null;
}

function collect(evidence: Evidence, tokens: readonly Token[], table: string): void {
  for (const token of tokens) {
    if (token.kind !== "label" || onlyTable(token.label.meanings) !== table) continue;
    for (const { role, id } of token.label.meanings)
      evidence[role === "item" || role === "column" ? role : "other"].add(id);
  }
}

/** A single label in a line of prose makes no table. */
function isTable({ item, column, other }: Evidence): boolean {
  return item.size + column.size + other.size >= 2 && item.size + column.size >= 1;
}
