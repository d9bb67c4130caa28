import type { FormTable } from "../../../data/forms/index.ts";
import { type Fit, trimmed } from "./fit.ts";
import type { Row, Slot } from "./row.ts";
import { isFilled, type Name, type Run, type Runs, type Spot, valuesOf } from "./runs.ts";

/** Whether the columns are named again under each item and no item has a row of numbers of its own; or all numbers stand on one line. */
export function isAcross(named: readonly Run[], { orphans }: Runs, table: FormTable): boolean {
  const perItem = table.blocks[0]?.columns.length ?? 0;
  const columns = named.filter((r) => r.name.axis === "column").length;
  if (columns > perItem && !named.some((r) => r.name.axis === "item" && valuesOf(r) > 1)) return true;
  const lines = [...named.flatMap((r) => [r.own, ...r.below.map((l) => l.spots)]), ...orphans];
  return lines.some((line) => line.filter((s) => s.kind === "value").length > 2 * perItem);
}

/** Table 四: the items over their columns, and one row of numbers, under names that must all be there. */
export function across(named: readonly Run[], runs: Runs, table: FormTable): Row[] {
  const [block] = table.blocks;
  if (block === undefined) return [];
  const perItem = block.columns.length;
  const { items, columns } = acrossHeader(named, perItem);
  const bound =
    items.length === block.rows.length &&
    columns.length === items.length * perItem &&
    isInBlocks(
      items,
      columns,
      block.columns.map((c) => c.column),
    );
  const slots: Slot[] = bound
    ? columns.map((c, i) => ({ item: items[Math.floor(i / perItem)]?.id ?? "", column: c.id }))
    : block.rows.flatMap((row) => block.columns.map((c) => ({ item: row.item, column: c.column })));
  const lines = [...named.flatMap((r) => [r.own, ...r.below.map((l) => l.spots)]), ...runs.orphans];
  const fit = fitNumbers(
    lines.filter((l) => l.length > 0),
    slots.length,
  );
  const at = (fit.kind === "blank" ? null : fit.spots.find((s) => s !== null)) ?? named.at(-1)?.name;
  return [{ axis: "across", name: "", slots, fit, bound, strange: false, line: at?.line ?? 0, cell: at?.cell ?? 0 }];
}

/**
 * The items and the columns under them as they stand across the page: by their cells where each column has its own, else in reading order.
 * A header repeated after a page break says the same again.
 */
function acrossHeader(named: readonly Run[], perItem: number): { items: Name[]; columns: Name[] } {
  const names = named.map((r) => r.name);
  const items = names.filter(
    (n, i) => n.axis === "item" && names.findIndex((m) => m.axis === "item" && m.id === n.id) === i,
  );
  const all = names.filter((n) => n.axis === "column");
  const columns = all.slice(0, items.length * perItem);
  if (all.some((n, i) => n.id !== columns[i % columns.length]?.id)) return { items, columns: [] };
  const byCell = (a: Name, b: Name): number => a.cell - b.cell;
  const apart = new Set(columns.map((c) => c.cell)).size === columns.length;
  return apart ? { items: items.sort(byCell), columns: columns.sort(byCell) } : { items, columns };
}

/**
 * Whether each item has each column once, and an item on the line of columns stands where its own begin. Columns named on several
 * lines have no order but the form's.
 */
function isInBlocks(items: readonly Name[], columns: readonly Name[], form: readonly string[]): boolean {
  const perItem = form.length;
  const apart = new Set(columns.map((c) => c.cell)).size === columns.length;
  return items.every((item, i) => {
    const own = columns.slice(i * perItem, (i + 1) * perItem);
    const [first] = own;
    if (first === undefined || new Set(own.map((c) => c.id)).size !== perItem) return false;
    if (apart) return item.cell === first.cell;
    if (own.some((c, n) => c.line !== first.line && form[n] !== c.id)) return false;
    return item.line < first.line || (item.line === first.line && item.cell <= first.cell);
  });
}

const textOf = (spots: readonly Spot[]): string => spots.map((s) => s.text).join("\t");

/** The row, where it is printed twice. */
function once(spots: Spot[], width: number): Spot[] {
  const [row, between, again] = [spots.slice(0, width), spots.slice(width, -width), spots.slice(-width)];
  return spots.length >= 2 * width && !between.some(isFilled) && textOf(row) === textOf(again) ? row : spots;
}

/** The numbers of the one row, on one line, or one a line. Lone numbers beside a whole line of them are the page's. */
function fitNumbers(lines: readonly Spot[][], width: number): Fit {
  const filled = lines.filter((l) => l.some(isFilled));
  const all = filled.filter((l) => l.filter(isFilled).length > 1);
  // A page may show the same table twice, for wide screens and for narrow ones.
  const rows = all.filter((l, i) => i === 0 || textOf(l) !== textOf(all[0] ?? []));
  if (filled.length === 0) return { kind: "blank" };
  const [row] = rows;
  if (rows.length === 1 && row !== undefined) {
    const spots = row.length === width ? row : trimmed(row);
    return spots.length === width ? { kind: "places", spots } : { kind: "doubt", spots };
  }
  if (rows.length > 1) return { kind: "doubt", spots: rows.flatMap(trimmed) };
  const streamed = lines.flatMap((l) => l.find(isFilled) ?? l[0] ?? []);
  const spots = streamed.length === width ? streamed : once(trimmed(streamed), width);
  return spots.length === width && spots.every(isFilled) ? { kind: "places", spots } : { kind: "doubt", spots };
}
