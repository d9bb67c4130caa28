import { type Box, centre } from "./geometry.ts";
import { columnUnder, overlaps, type Span } from "./zones.ts";

/** A cell whose row is known, but not its column. */
type RowCell = { row: number; box: Box; isNumber: boolean };

/** How far the middle of a name may be off the middle of the columns it spans, in parts of a column. */
const OFF_CENTRE = 0.3;

/**
 * Cells of known rows in columns of their own: the numbers where they stand below each other, the names of rows to their left
 * (the nearest in column -1), all others as names over the columns. Null where two of a row would share a column.
 */
export function placeInColumns<T extends RowCell>(cells: T[]): { cell: T; column: number }[] | null {
  const numbers = cells.filter((c) => c.isNumber);
  const columns = columnsWith(columnsOf(numbers), cells, numbers);
  const left = columns[0]?.x0;
  if (left === undefined) return null;
  const isLabel = (c: T): boolean => c.box.x1 <= left && !c.isNumber;
  const heads = headColumns(
    cells.filter((c) => !isLabel(c) && !c.isNumber),
    columns,
  );
  const placed = [...Map.groupBy(cells, (c) => c.row).values()].flatMap((row) => {
    const labels = row.filter(isLabel).toSorted((a, b) => b.box.x1 - a.box.x1);
    return row.map((cell) => ({
      cell,
      column: isLabel(cell) ? -1 - labels.indexOf(cell) : (heads.get(cell) ?? columnUnder(cell.box, columns)),
    }));
  });
  return new Set(placed.map(({ cell, column }) => `${cell.row} ${column}`)).size === placed.length ? placed : null;
}

/** Where numbers stand, from left to right: those that overlap are one column. */
function columnsOf(numbers: { box: Box }[]): Span[] {
  const columns: Span[] = [];
  for (const { box } of numbers.toSorted((a, b) => a.box.x0 - b.box.x0)) {
    const last = columns.at(-1);
    if (last && overlaps(last, box)) last.x1 = Math.max(last.x1, box.x1);
    else columns.push({ x0: box.x0, x1: box.x1 });
  }
  return columns;
}

/**
 * The columns of a table with those in which nothing stands: below the names that are over no number, beside all labels, and
 * have nothing right below.
 */
function columnsWith(columns: Span[], cells: RowCell[], numbers: RowCell[]): Span[] {
  const rows = [...new Set(cells.map((c) => c.row))].sort((a, b) => a - b);
  const below = new Map(rows.map((row, i) => [row, rows[i + 1]]));
  const counted = new Set(numbers.map((n) => n.row));
  const [inRows, heads] = [cells.filter((c) => counted.has(c.row)), cells.filter((c) => !counted.has(c.row))];
  const blank = heads.filter((head) => {
    const next = below.get(head.row);
    const isOver = ({ box }: RowCell): boolean => overlaps(box, head.box);
    return !inRows.some(isOver) && !cells.some((c) => c.row === next && isOver(c));
  });
  return columnsOf([...columns.map((c) => ({ box: { ...c, y0: 0, y1: 0 } })), ...blank]);
}

/**
 * The column in which what each name stands for begins. A name over one column and over no other name is that column's; one
 * that stands in the middle of several begins with the first of them that no name to its left has.
 */
function headColumns<T extends RowCell>(heads: T[], columns: Span[]): Map<T, number> {
  const rows = [...Map.groupBy(heads, (h) => h.row)].toSorted(([a], [b]) => a - b);
  return new Map(
    rows.flatMap(([, row], i) => {
      const below = rows[i + 1]?.[1] ?? [];
      let free = 0;
      return row
        .toSorted((a, b) => a.box.x0 - b.box.x0)
        .map((head): [T, number] => {
          const under = columnUnder(head.box, columns);
          const isGroup =
            below.some((b) => overlaps(b.box, head.box)) || columns.filter((c) => overlaps(c, head.box)).length > 1;
          const last = isGroup ? lastSpanned(head, columns, free) : null;
          const column = last === null ? (row.length === 1 ? Math.ceil(under) : under) : free;
          free = Math.ceil(last ?? under) + 1;
          return [head, column];
        });
    }),
  );
}

/** The last of the columns in whose middle a name stands, the first being given; null where it stands in no such middle. */
function lastSpanned({ box }: RowCell, columns: Span[], first: number): number | null {
  const middles = columns.map((c) => (c.x0 + c.x1) / 2);
  const [start] = middles.slice(first);
  const pitch = ((middles.at(-1) ?? 0) - (middles[0] ?? 0)) / Math.max(1, columns.length - 1);
  if (start === undefined || pitch === 0) return null;
  const off = (i: number): number => Math.abs((start + (middles[i] ?? 0)) / 2 - centre(box).x);
  const last = columns
    .map((_, i) => i)
    .slice(first)
    .reduce((a, b) => (off(a) <= off(b) ? a : b));
  return off(last) <= OFF_CENTRE * pitch ? last : null;
}
