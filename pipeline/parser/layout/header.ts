import type { HeaderPart } from "./header-part.ts";

/** One place of a row: the name of its row or column, or null for a place that the form does not have (a subtotal). */
export type Slot = string | null;

/** The names across the top in the order of their places. */
export type Header = {
  slots: Slot[];
  /** Where each name stands, when the header is one tidy grid. */
  grid: HeaderGrid | null;
  assumed: boolean;
  /** The order of its places is not what their cells say, but the form's, which its lines do not contradict. */
  inferred: boolean;
  /** Words that no form has stand in it: there may be more columns than are known. */
  strange: boolean;
};

/** The names by their cells in lines of `width` cells, and the cells of words that no form has. */
export type HeaderGrid = { width: number; names: { id: string; cell: number }[]; strange: number[] };

/** So many names of a broken header, in the form's order, stand for all; fewer only where no words beside them are unknown. */
const ENOUGH_NAMES = 4;

/**
 * The order of the places under a header, from its names as printed. A header of several lines reads in the form's order
 * (自然人, then what 法人或其他组织 spans, then 总计) unless the words themselves stand otherwise; null where they contradict each other.
 */
export function readHeader(parts: readonly HeaderPart[], formOrder: readonly string[]): Header | null {
  const names = parts.filter((p) => p.kind === "name");
  const extras = parts.filter((p) => p.kind === "extra");
  const ids = names.map((n) => n.id);
  if (names.length === 0 || new Set(ids).size !== ids.length) return null;
  const order = orderOf(parts, names, formOrder);
  if (order === null) return null;
  const strange = parts.some((p) => p.strange.length > 0);
  const grid = gridOf(names, extras, parts);
  if (formOrder.length > ENOUGH_NAMES && formOrder.some((id) => !ids.includes(id))) {
    const inOrder = isSubsequence(
      order.map((p) => p.id),
      formOrder,
    );
    const enough = ids.length >= ENOUGH_NAMES || !(strange || extras.length > 0);
    return enough && inOrder ? { slots: [...formOrder], grid, assumed: true, inferred: true, strange } : null;
  }
  const slots = withExtras(order, extras, parts);
  return slots === null ? null : { slots, grid, assumed: false, inferred: !isApart(order, extras), strange };
}

/** Whether each word has a cell of its own, in this order. */
const isApart = (order: readonly HeaderPart[], extras: readonly HeaderPart[]): boolean =>
  ascending(order.map((p) => p.cell)) && !extras.some((extra) => order.some((p) => p.cell === extra.cell));

/** Null where two names share a cell, or lines have not the same number of cells. */
function gridOf(
  names: readonly HeaderPart[],
  extras: readonly HeaderPart[],
  parts: readonly HeaderPart[],
): HeaderGrid | null {
  const width = names[0]?.width ?? 0;
  const strange = [...extras.map((p) => p.cell), ...parts.flatMap((p) => p.strange)];
  const cells = [...names.map((p) => p.cell), ...strange];
  if (width <= 2 || names.some((p) => p.width !== width) || new Set(cells).size !== cells.length) return null;
  return { width, names: names.map(({ id, cell }) => ({ id, cell })), strange };
}

/**
 * The names with a place that the form does not have for each extra: where every name has a cell of its own, by the cells; else behind the
 * name it is read after, or, where that is the last column or what spans the others, before the one that follows. Null where nothing says its place.
 */
function withExtras(
  order: readonly HeaderPart[],
  extras: readonly HeaderPart[],
  parts: readonly HeaderPart[],
): Slot[] | null {
  const slots: Slot[] = order.map((p) => p.id);
  const apart = isApart(order, extras);
  for (const extra of extras) {
    const at = apart ? placeByCells(order, extra) : placeByReading(order, extra, parts);
    if (at === null) return null;
    slots.splice(slots.indexOf(order[at]?.id ?? null), 0, null);
  }
  return slots;
}

/** Before which name the extra stands. Before all of them or behind them, nothing tells what it sums. */
function placeByCells(order: readonly HeaderPart[], extra: HeaderPart): number | null {
  const at = order.findIndex((p) => p.cell > extra.cell);
  return at > 0 && order.some((p) => p.line === extra.line) ? at : null;
}

function placeByReading(order: readonly HeaderPart[], extra: HeaderPart, parts: readonly HeaderPart[]): number | null {
  const i = parts.indexOf(extra);
  const rank = (part: HeaderPart | undefined): number => (part === undefined ? -1 : order.indexOf(part));
  const [behind, before] = [rank(parts[i - 1]), rank(parts[i + 1])];
  if (behind >= 0 && behind < order.length - 1) return behind + 1;
  return i > 0 && before > 0 ? before : null;
}

function orderOf(
  parts: readonly HeaderPart[],
  names: readonly HeaderPart[],
  formOrder: readonly string[],
): HeaderPart[] | null {
  const rank = (p: HeaderPart): number => formOrder.indexOf(p.id);
  const inFormOrder = [...names].sort((a, b) => rank(a) - rank(b));
  const lines = new Set(names.map((n) => n.line));
  const apart = new Set(names.map((n) => n.cell)).size === names.length;
  // Where names share a cell or a line with the words that span them, or each has its own line, only the order of reading is left.
  const flattened = !apart || parts.some((p) => p.kind === "spanner");
  const streamed = lines.size === names.length || (lines.size === 1 && flattened);
  if (streamed)
    return streamOrder(parts, names, inFormOrder, rank, formOrder.length - 1) ?? printedOrder(parts, names, formOrder);
  if (lines.size === 1 || names.every((n, i) => n === inFormOrder[i])) return [...names];
  const contradicted = [...lines].some((line) => !ascending(names.filter((n) => n.line === line).map(rank)));
  if (!contradicted && !spannerStandsLast(parts, formOrder)) return inFormOrder;
  const byCell = [...names].sort((a, b) => a.cell - b.cell);
  return apart ? byCell : printedOrder(parts, names, formOrder);
}

/** Every name on a line of its own: below the last spanner, and above it, the names must keep the form's order; without one, all of them. */
function streamOrder(
  parts: readonly HeaderPart[],
  names: readonly HeaderPart[],
  inFormOrder: HeaderPart[],
  rank: (p: HeaderPart) => number,
  last: number,
): HeaderPart[] | null {
  const spanner = parts.map((p) => p.kind).lastIndexOf("spanner");
  const kept = (some: readonly HeaderPart[]): boolean => ascending(some.filter((p) => p.kind === "name").map(rank));
  if (spanner < 0) return kept(parts) ? [...names] : null;
  return kept(parts.slice(0, spanner)) && kept(parts.slice(spanner).filter((p) => rank(p) !== last))
    ? inFormOrder
    : null;
}

/**
 * The order of reading, where it is the columns' for sure: all are there, and before the words that span some of them stand only those that the
 * form has before these. The last column is read last, or directly behind those words.
 */
function printedOrder(
  parts: readonly HeaderPart[],
  names: readonly HeaderPart[],
  formOrder: readonly string[],
): HeaderPart[] | null {
  const spanner = parts.map((p) => p.kind).lastIndexOf("spanner");
  const above = parts.slice(0, Math.max(0, spanner)).filter((p) => p.kind === "name");
  const last = parts.findIndex((p) => p.kind === "name" && p.id === formOrder.at(-1));
  const isWhole = spanner >= 0 && names.length === formOrder.length && above.every((p, i) => p.id === formOrder[i]);
  const isLast = last === spanner + 1 || last === parts.length - 1;
  return isWhole && isLast ? [...names.filter((p) => p !== parts[last]), ...parts.slice(last, last + 1)] : null;
}

/** The last column printed left of the words that span the columns before it: the columns are not in the form's order. */
function spannerStandsLast(parts: readonly HeaderPart[], formOrder: readonly string[]): boolean {
  const last = parts.find((p) => p.kind === "name" && p.id === formOrder.at(-1));
  return last !== undefined && parts.some((p) => p.kind === "spanner" && p.line === last.line && p.cell > last.cell);
}

const ascending = (ranks: readonly number[]): boolean => ranks.every((r, i) => i === 0 || r > (ranks[i - 1] ?? 0));

function isSubsequence(some: readonly string[], all: readonly string[]): boolean {
  let from = 0;
  for (const id of some) {
    const at = all.indexOf(id, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
