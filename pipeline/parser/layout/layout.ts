import { type FormTable, isProven } from "../../../data/forms/index.ts";
import { across, isAcross } from "./across.ts";
import { fitByCells, fitRun, type Manners, shapeOf, trimmed } from "./fit.ts";
import { type Header, readHeader } from "./header.ts";
import { type HeaderPart, partOf } from "./header-part.ts";
import { namelessColumn } from "./nameless-column.ts";
import type { PieceLine } from "./piece.ts";
import type { Row, Slot } from "./row.ts";
import { collectRuns, hasValues, isFilled, type Run, type Runs, valuesOf } from "./runs.ts";

/**
 * The rows of one table, in reading order, with how many of its names were found. `disorder`: numbers stand where no row's name is before
 * them, or many rows of them below one, so that a row's numbers may stand above its name, and those below it be the next row's. `inLines`: most rows have theirs on their
 * name's line. `inferred`: see Header.
 */
export type Layout = { rows: Row[]; names: number; disorder: boolean; inLines: boolean; inferred: boolean };

/** Reads how a table is laid out: items down, columns down (transposed), or items across the top over their columns. */
export function readLayout(lines: readonly PieceLine[], table: FormTable): Layout {
  const runs = collectRuns(lines);
  const named = runs.sequence.filter(isRun);
  const names = named.length;
  const carrying = named.filter((r, i) => hasValues(r) && !isLastOfHeader(r, named[i - 1]));
  const items = carrying.filter((r) => r.name.axis === "item").length;
  if (table.orientation === "items-across" && isAcross(named, runs, table))
    return { rows: across(named, runs, table), names, disorder: false, inLines: true, inferred: false };
  const axis = items >= carrying.length - items ? "item" : "column";
  const { rows, inLines, inferred } = down(runs, axis, table);
  // A lone short number at a header may be the page's; where rows have theirs below their names and nothing proves them, it may be a row's.
  const isStray = (r: Run): boolean => valuesOf(r) < 2 && !hasLongNumberBelow(r) && (inLines || isProven(table));
  const underHeader = named.some((r) => r.name.axis !== axis && valuesOf(r) > 0 && !isStray(r));
  const disorder = runs.contested || runs.orphans.length > 0 || underHeader || named.some(hasManyRowsBelow);
  const rowsInLine = named.filter((r) => r.own.some((s) => s.kind === "value"));
  const nameless = runs.orphans.length + rowsInLine.flatMap((r) => r.below.filter(isRowOfNumbers)).length;
  return { rows, names, disorder, inLines: inLines && rowsInLine.length > nameless, inferred };
}

/** The last of several names on one line, with numbers only below: they are a row under a header. */
const isLastOfHeader = ({ name, own }: Run, before: Run | undefined): boolean =>
  before !== undefined &&
  before.name.line === name.line &&
  before.name.axis === name.axis &&
  !before.own.some(isFilled) &&
  !own.some(isFilled);

const isRowOfNumbers = ({ spots }: Run["below"][number]): boolean => spots.filter((s) => s.kind === "value").length > 1;

/** More than its own and one that lost its name. */
const hasManyRowsBelow = (run: Run): boolean => run.below.filter(isRowOfNumbers).length > 2;

/** More digits than a page number has. */
const hasLongNumberBelow = (run: Run): boolean =>
  run.below.some((l) => l.spots.some((s) => s.kind === "value" && /\d{4}/.test(s.text)));

const isRun = (piece: Runs["sequence"][number]): piece is Run => "name" in piece;

/** More headers than any table has, pages repeating them or not. */
const HEADERS_KEPT = 30;

/** Rows named by `axis` under headers of the other one; a new header begins with the first header name after a row. */
function down(runs: Runs, axis: "item" | "column", table: FormTable): Pick<Layout, "rows" | "inLines" | "inferred"> {
  const headerNames = (parts: HeaderPart[]): string[] => formOrder(table, axis === "item" ? "column" : "item", parts);
  const found: { run: Run; header: Header | null }[] = [];
  let parts: HeaderPart[] = [];
  let header: Header | null = null;
  const headers: Header[] = [];
  const kept = (own: HeaderPart[]): Header | null => {
    const fresh = readHeader(own, headerNames(own));
    if (fresh !== null) headers.push(fresh);
    if (headers.length > HEADERS_KEPT) headers.shift();
    return fresh;
  };
  let open = true;
  for (const piece of runs.sequence) {
    if (isRun(piece) && piece.name.axis === axis) {
      if (open) header = better(kept(parts), header);
      open = false;
      found.push({ run: piece, header: ownHeader(table, piece, headers) ?? header });
      continue;
    }
    if (!isRun(piece) && piece.kind === "subtotal" && !open) continue;
    const part = partOf(piece);
    const isAnother = part.kind === "name" && !isOneHeader(table, [...parts, part]);
    // Another block's, repeated after a page break, may stand between a header and its rows.
    if (open && isAnother) kept(parts);
    if (!open || isAnother) parts = [];
    open = true;
    parts.push(part);
  }
  const manners = mannersOf(found, table, runs.widthOfWhole);
  const lost =
    axis === "column" && header !== null && manners.proven
      ? namelessColumn(
          found.map(({ run }) => run),
          table,
          header.slots.length,
        )
      : null;
  if (lost !== null && header !== null) found.push({ run: lost, header: { ...header, assumed: true } });
  const headless = axis === "item" && !runs.sequence.some(isColumn) ? onlyHeader(table, found) : null;
  const moved = isProven(table) ? [] : movedUnderStrange(found);
  const rows = found.map(({ run, header }): Row => {
    const h = header ?? headless;
    const fallback: Header = h ?? { slots: [], grid: null, assumed: true, inferred: false, strange: false };
    const row = { axis, name: run.name.id, strange: fallback.strange, line: run.name.line, cell: run.name.cell };
    // Names that are lost, or words that no form has: then each known name's own cell says more than the order of all.
    const hasMoved = moved.includes(run);
    const byCells = (fallback.assumed || fallback.strange) && !hasMoved ? fitByCells(run, fallback, manners) : null;
    if (byCells !== null && hasValues(run))
      return {
        ...row,
        slots: byCells.names.map(({ id }) => slot(run, id)),
        fit: { kind: "places", spots: byCells.spots },
        bound: true,
      };
    return {
      ...row,
      slots: fallback.slots.map((id) => slot(run, id)),
      fit: hasMoved ? { kind: "doubt", spots: trimmed(run.own) } : fitRun(run, fallback, manners),
      bound: h !== null && !h.assumed,
    };
  });
  return { rows, inLines: manners.inLines, inferred: found.some(({ header }) => header?.inferred) };
}

const isColumn = (piece: Runs["sequence"][number]): boolean => isRun(piece) && piece.name.axis === "column";

type Found = { run: Run; header: Header | null };

/**
 * Rows with a number under words that no form has (备注), where another row of the same header has none there: it may have been pushed there by
 * one too many, and without identities nothing tells.
 */
function movedUnderStrange(found: readonly Found[]): Run[] {
  const isUnder = ({ run, header }: Found): boolean =>
    header?.grid?.strange.some((cell) => run.own.some((s) => s.kind === "value" && s.cell === cell)) === true;
  const [under, beside] = [found.filter(isUnder), found.filter((one) => hasValues(one.run) && !isUnder(one))];
  return under.filter(({ header }) => beside.some((one) => one.header === header)).map(({ run }) => run);
}

/** The header of a table that has but one column, where none is printed and no row has a second place. */
function onlyHeader(table: FormTable, found: readonly { run: Run }[]): Header | null {
  const [only, ...others] = new Set(table.blocks.flatMap((b) => b.columns.map((c) => c.column)));
  const single = found.every(({ run }) => trimmed(run.own).length <= 1);
  return only !== undefined && others.length === 0 && single
    ? { slots: [only], grid: null, assumed: false, inferred: false, strange: false }
    : null;
}

/** The last header that has just the columns of the row's block: after a page break another block's may be repeated above the row. */
function ownHeader(table: FormTable, { name }: Run, headers: readonly Header[]): Header | undefined {
  const own =
    name.axis === "item" ? table.blocks.find((b) => b.rows.some((r) => r.item === name.id))?.columns : undefined;
  return own && headers.findLast((h) => h.slots.length === own.length && own.every((c) => h.slots.includes(c.column)));
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

/** So many complete rows of one shape show where its numbers begin, where rows of other shapes begin elsewhere. */
const ENOUGH_ROWS = 3;

function mannersOf(found: { run: Run; header: Header | null }[], table: FormTable, widthOfWhole: number): Manners {
  const firsts = new Map<string, number[]>();
  let [lines, streams] = [0, 0];
  for (const { run, header } of found) {
    const own = trimmed(run.own);
    if (own.length > 0) lines += 1;
    else if (hasValues(run)) streams += 1;
    if (header === null || header.slots.length < 2 || own.length !== header.slots.length || !own.every(isFilled))
      continue;
    const first = own[0]?.cell ?? 0;
    // A number in its name's own cell is run together with it, and says nothing of the others' cells.
    if (first === run.name.cell || own.some((s, i) => s.cell !== first + i)) continue;
    firsts.set(shapeOf(run), [...(firsts.get(shapeOf(run)) ?? []), first]);
  }
  const isDrifting = [...firsts.values()].some((cells) => new Set(cells).size > 1);
  const isOne = new Set([...firsts.values()].flat()).size === 1;
  const sure = [...firsts].filter(([, cells]) => isOne || cells.length >= ENOUGH_ROWS);
  return {
    inLines: lines > streams,
    firstCells: isDrifting ? null : new Map(sure.map(([shape, [first = 0]]) => [shape, first])),
    widthOfWhole,
    proven: isProven(table),
  };
}
