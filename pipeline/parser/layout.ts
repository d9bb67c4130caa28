import type { FormTable } from "../../data/forms/index.ts";
import { type Fit, fitRun, type Manners, shapeOf, trimmed } from "./fit.ts";
import { type Header, type HeaderPart, partOf, readHeader } from "./header.ts";
import type { PieceLine } from "./roles.ts";
import { collectRuns, hasValues, isFilled, type Run, type Runs, type Spot } from "./runs.ts";

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
  line: number;
  cell: number;
};

/** The rows of one table, in reading order, with how many of its names were found. */
export type Layout = { rows: Row[]; names: number; disorder: boolean };

/** Reads how a table is laid out: items down, columns down (transposed), or items across the top over their columns. */
export function readLayout(lines: readonly PieceLine[], table: FormTable): Layout {
  const runs = collectRuns(lines);
  const named = runs.sequence.filter(isRun);
  const names = named.length;
  const carrying = (axis: "item" | "column"): number =>
    named.filter((r) => r.name.axis === axis && hasValues(r)).length;
  const [items, columns] = [carrying("item"), carrying("column")];
  if (table.orientation === "items-across" && items === 0 && columns <= 1)
    return { rows: across(named, runs, table), names, disorder: false };
  const axis = items >= columns ? "item" : "column";
  return { rows: down(runs, axis, table), names, disorder: runs.orphans.length > 0 };
}

const isRun = (piece: Runs["sequence"][number]): piece is Run => "name" in piece;

/** Rows named by `axis` under headers of the other one; a new header begins with the first header name after a row. */
function down(runs: Runs, axis: "item" | "column", table: FormTable): Row[] {
  const headerNames = (parts: HeaderPart[]): string[] => formOrder(table, axis === "item" ? "column" : "item", parts);
  const found: { run: Run; header: Header | null }[] = [];
  let parts: HeaderPart[] = [];
  let header: Header | null = null;
  let open = true;
  for (const piece of runs.sequence) {
    if (isRun(piece) && piece.name.axis === axis) {
      if (open) header = better(readHeader(parts, headerNames(parts)), header);
      open = false;
      found.push({ run: piece, header });
      continue;
    }
    if (!isRun(piece) && piece.kind === "subtotal" && !open) continue;
    const part = partOf(piece);
    if (!open || (part.kind === "name" && !isOneHeader(table, [...parts, part]))) parts = [];
    open = true;
    parts.push(part);
  }
  const manners = mannersOf(found, table);
  return found.map(({ run, header: h }) => {
    const fallback: Header = h ?? { slots: [], cells: null, width: 0, assumed: true };
    const slots = fallback.slots.map((id) => slot(run, id));
    return {
      axis,
      name: run.name.id,
      slots,
      fit: fitRun(run, fallback, manners),
      bound: h !== null && !h.assumed,
      line: run.name.line,
      cell: run.name.cell,
    };
  });
}

/** Whether these names can stand in one header: all of one block of the form, none twice. */
function isOneHeader(table: FormTable, parts: readonly HeaderPart[]): boolean {
  const ids = parts.flatMap((p) => (p.kind === "name" ? [p.id] : []));
  if (new Set(ids).size !== ids.length) return false;
  const all = (known: readonly string[]): boolean => ids.every((id) => known.includes(id));
  return (
    table.blocks.some((b) => all(b.columns.map((c) => c.column))) ||
    all(table.blocks.flatMap((b) => b.rows.map((r) => r.item)))
  );
}

const slot = (run: Run, id: string | null): Slot =>
  id === null ? null : run.name.axis === "item" ? { item: run.name.id, column: id } : { item: id, column: run.name.id };

/** A header repeated after a page break, and torn there, does not replace the whole one before. */
const better = (fresh: Header | null, known: Header | null): Header | null =>
  fresh === null ||
  (known !== null &&
    fresh.slots.length < known.slots.length &&
    fresh.slots.every((s) => known.slots.includes(s)) &&
    known.slots.length > 3)
    ? known
    : fresh;

/** The names of the form's block that these header names belong to. */
function formOrder(table: FormTable, axis: "item" | "column", parts: HeaderPart[]): string[] {
  const ids = new Set(parts.map((p) => p.id));
  const lists = table.blocks.map((b) =>
    axis === "column" ? b.columns.map((c) => c.column) : b.rows.map((r) => r.item),
  );
  const hits = (list: string[]): number => list.filter((id) => ids.has(id)).length;
  return lists.reduce((best, list) => (hits(list) > hits(best) ? list : best), lists[0] ?? []);
}

function mannersOf(found: { run: Run; header: Header | null }[], table: FormTable): Manners {
  const firstCells = new Map<string, number | null>();
  let [lines, streams] = [0, 0];
  for (const { run, header } of found) {
    const own = trimmed(run.own);
    if (own.length > 0) lines += 1;
    else if (hasValues(run)) streams += 1;
    if (header === null || header.slots.length < 2 || own.length !== header.slots.length || !own.every(isFilled))
      continue;
    const first = own[0]?.cell ?? 0;
    if (own.some((s, i) => s.cell !== first + i)) continue;
    const known = firstCells.get(shapeOf(run));
    firstCells.set(shapeOf(run), known === undefined || known === first ? first : null);
  }
  return { inLines: lines > streams, firstCells, proven: table.identities.length > 0 };
}

/** Table 四: the items over their columns, and one row of numbers, under names that must all be there. */
function across(named: readonly Run[], runs: Runs, table: FormTable): Row[] {
  const columns = named.filter((r) => r.name.axis === "column");
  const items = [...new Set(named.filter((r) => r.name.axis === "item").map((r) => r.name.id))];
  const block = table.blocks[0];
  if (block === undefined) return [];
  const perItem = block.columns.length;
  const complete =
    columns.length === items.length * perItem &&
    items.every(
      (_, i) => new Set(columns.slice(i * perItem, (i + 1) * perItem).map((c) => c.name.id)).size === perItem,
    );
  const firstColumn = columns[0];
  const itemLines = named.filter((r) => r.name.axis === "item" && r.name.line === firstColumn?.name.line);
  const straight =
    firstColumn !== undefined && itemLines.every((r) => r.name.cell > firstColumn.name.cell || items[0] === r.name.id);
  const bound = complete && straight && items.length === block.rows.length;
  const slots: Slot[] = bound
    ? columns.map((c, i) => ({ item: items[Math.floor(i / perItem)] ?? "", column: c.name.id }))
    : block.rows.flatMap((row) => block.columns.map((c) => ({ item: row.item, column: c.column })));
  const lastColumn = columns.at(-1);
  const lines =
    lastColumn === undefined ? [] : [...lastColumn.below, ...runs.orphans.map((spots) => ({ spots, gap: true }))];
  const spots = fitNumbers(
    lines.map((l) => l.spots),
    lastColumn?.own ?? [],
    slots.length,
  );
  return [
    {
      axis: "across",
      name: "",
      slots,
      fit: spots,
      bound,
      line: spots.kind === "blank" ? (lastColumn?.name.line ?? 0) : (spots.spots[0]?.line ?? 0),
      cell: 0,
    },
  ];
}

function fitNumbers(lines: Spot[][], own: Spot[], width: number): Fit {
  const rows = [own, ...lines].map(trimmed).filter((row) => row.length > 0);
  const [first] = rows;
  if (first === undefined) return { kind: "blank" };
  const exact = lines.find((l) => l.length === width && l.some(isFilled));
  if (exact !== undefined && rows.length === 1) return { kind: "places", spots: exact };
  const streamed = lines
    .filter((l) => l.length > 0)
    .map((l) => l.find(isFilled) ?? l[0])
    .filter((s) => s !== undefined);
  if (rows.length > 1 && rows.every((r) => r.length === 1))
    return streamed.length === width
      ? { kind: "places", spots: streamed }
      : { kind: "doubt", spots: trimmed(streamed) };
  const all = rows.flat();
  return all.length === width ? { kind: "places", spots: all } : { kind: "doubt", spots: all };
}
