import type { Piece } from "./piece.ts";

/** The name of a row as printed, and the rows of the form that it may name: several where the form has the same words in several places. */
export type RowName = { pieces: Piece[]; at: number; ids: readonly string[] };

/**
 * Settles names that the form has in several places (被依法纠错数 under 行政复议 and 行政诉讼) by their order: between the names before and after
 * them that leave no choice, they are rows that the form has there, in its order. What may still be several rows is none: no number is given to it.
 */
export function settleByOrder(names: readonly RowName[], items: readonly string[]): void {
  for (let from = 0; from < names.length; from += 1) {
    if (isSingle(names[from])) continue;
    const end = names.findIndex((name, i) => i > from && isSingle(name));
    const stretch = names.slice(from, end < 0 ? undefined : end);
    const floor = rank(names[from - 1], items) ?? -1;
    const ceiling = rank(names[from + stretch.length], items) ?? items.length;
    const ranks = stretch.map(({ ids }) => ids.map((id) => items.indexOf(id)));
    const first = ascending(ranks, floor);
    const last = ascending(ranks.map((some) => some.map((r) => -r)).reverse(), -ceiling)?.reverse();
    stretch.forEach(({ pieces, at }, i) => {
      const piece = pieces[at];
      const [least, most] = [first?.[i], last?.[i]];
      const id = least !== undefined && most !== undefined && least === -most ? items[least] : undefined;
      if (piece?.kind !== "name") return;
      const { text, line, cell } = piece;
      pieces[at] = id === undefined ? { kind: "stop", text, line, cell } : { ...piece, id };
    });
    from += stretch.length - 1;
  }
}

const isSingle = (name: RowName | undefined): boolean => name?.ids.length === 1;

const rank = (name: RowName | undefined, items: readonly string[]): number | null =>
  name?.ids[0] === undefined ? null : items.indexOf(name.ids[0]);

/** The least of each, every one greater than the one before; null where they cannot all be. */
function ascending(ranks: readonly (readonly number[])[], floor: number): number[] | null {
  const chosen: number[] = [];
  for (const some of ranks) {
    const above = some.filter((r) => r > (chosen.at(-1) ?? floor));
    if (above.length === 0) return null;
    chosen.push(Math.min(...above));
  }
  return chosen;
}
