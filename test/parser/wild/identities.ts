import { cellsOf } from "../../../data/forms/index.ts";
import type { Truth } from "./draft.ts";
import { formTable, type Generation, type TableId } from "./figures.ts";

type Made = { id: string; sum: string[]; equals: string[] };

/** Every identity of the three tables, with the cells it is made of: worked out from the form, apart from the parser. */
function identities(generations: Record<TableId, Generation>): Made[] {
  return (Object.entries(generations) as [TableId, Generation][]).flatMap(([id, generation]) => {
    const table = formTable(generation, id);
    const cells = cellsOf(table);
    return table.identities.flatMap(({ id: name, each, sum, equals }) =>
      [...new Set(cells.map((cell) => cell[each]))].map((subject): Made => {
        const key = (other: string): string =>
          each === "column" ? `${id}/${other}/${subject}` : `${id}/${subject}/${other}`;
        return { id: `${name}:${subject}`, sum: sum.map(key), equals: equals.map(key) };
      }),
    );
  });
}

/** The checks that fail on what the document says, and whether every number is there, can be read, and adds up. */
export function arithmetic(
  generations: Record<TableId, Generation>,
  truth: Truth,
): { failing: string[]; readable: boolean; complete: boolean } {
  const failing: string[] = [];
  const total = (keys: readonly string[]): number | null =>
    keys.reduce<number | null>((sum, key) => {
      const value = truth.get(key)?.value ?? null;
      return sum === null || value === null ? null : sum + value;
    }, 0);
  for (const { id, sum, equals } of identities(generations)) {
    const [a, b] = [total(sum), total(equals)];
    if (a !== null && b !== null && a !== b) failing.push(id);
  }
  const all = [...truth.values()];
  const isWhole = (e: (typeof all)[number]): boolean => (e.value === null ? e.gap.join() === "dash" : true);
  return {
    failing,
    readable: all.every((e) => e.value === null || e.readable),
    complete: failing.length === 0 && all.every(isWhole),
  };
}
