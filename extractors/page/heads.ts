import { type Box, centre } from "./geometry.ts";
import { columnUnder, overlaps, type Span } from "./zones.ts";

/** A name over columns of numbers, in a row of the table. */
export type Head = { row: number; box: Box };

/** How far the middle of a name may be off the middle of the columns it spans, in parts of a column. */
const OFF_CENTRE = 0.3;

/**
 * The column in which what each name stands for begins. A name over one column and over no other name is that column's; one
 * that stands in the middle of several begins with the first of them that no name to its left has.
 */
export function headColumns<T extends Head>(heads: T[], columns: Span[]): Map<T, number> {
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
function lastSpanned({ box }: Head, columns: Span[], first: number): number | null {
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
