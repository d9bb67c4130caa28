import fc from "fast-check";
import { cellsOf, type FormTable, forms } from "../../../data/forms/index.ts";

export type TableId = "proactive" | "applications" | "disputes";
export type Generation = "2019" | "2021";
/** The numbers of a report that satisfy every identity, by `table/item/column`. */
export type Figures = ReadonlyMap<string, number>;

export const KINDS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_org"] as const;
const NOT_A_RESULT = new Set(["received_new", "received_carried_in", "concluded_total", "carried_out"]);

export function formTable(generation: Generation, id: TableId): FormTable {
  const table = forms.find((form) => form.format === generation)?.tables.find((t) => t.id === id);
  if (table === undefined) throw new RangeError(`data/forms has no table ${id} of format ${generation}`);
  return table;
}

const MOST = 0xffff;
/** Counts that stand somewhere in a table that is otherwise zeros. */
const counts = (most: number) =>
  fc.array(fc.tuple(fc.nat(MOST), fc.nat(KINDS.length - 1), fc.nat(MOST)), { maxLength: most, size: "max" });
const mostlyZero = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(MOST) });

/** What figures are made of; everything in it shrinks to zeros. */
const seeds = fc.record({
  size: fc.constantFrom(0, 2, 9, 60, 900, 9000),
  results: fc.oneof({ weight: 3, arbitrary: counts(12) }, { weight: 1, arbitrary: counts(120) }),
  carriedOut: counts(4),
  carriedIn: fc.array(fc.nat(20), { maxLength: KINDS.length }),
  stock: fc.constantFrom(2, 40, 900, 40_000),
  proactive: fc.array(fc.tuple(mostlyZero, fc.nat(MOST), fc.boolean()), { minLength: 22, maxLength: 22 }),
  disputes: fc.array(fc.nat(MOST), { maxLength: 12, size: "max" }),
  disputed: fc.constantFrom(0, 2, 15, 140),
});
type Seeds = typeof seeds extends fc.Arbitrary<infer T> ? T : never;

/** Figures as real reports have them: mostly zeros, now and then in the thousands, amounts with up to four decimals. */
export const figuresOf = (generations: Record<TableId, Generation>): fc.Arbitrary<Figures> =>
  seeds.map((seed) => {
    const table = (id: TableId): FormTable => formTable(generations[id], id);
    return new Map([
      ...proactive(table("proactive"), seed),
      ...applications(table("applications"), seed),
      ...disputes(table("disputes"), seed),
    ]);
  });

function* proactive(table: FormTable, { proactive: seeds, stock }: Seeds): Iterable<[string, number]> {
  const kinds = new Map(table.blocks.flatMap((b) => b.columns.map((c) => [c.column, c.kind] as const)));
  for (const [i, { item, column }] of cellsOf(table).entries()) {
    const [size, fraction, negative] = seeds[i] ?? [0, 0, false];
    const n = size % (stock + 1);
    const decimals = kinds.get(column) === "amount" && size > 0 ? `.${String(fraction % 10_000).padStart(4, "0")}` : "";
    const sign = kinds.get(column) === "change" && negative && n > 0 ? -1 : 1;
    yield [`${table.id}/${item}/${column}`, sign * Number(`${n}${decimals}`)];
  }
}

function* applications(table: FormTable, { size, results, carriedOut, carriedIn }: Seeds): Iterable<[string, number]> {
  const items = [...new Set(cellsOf(table).map((cell) => cell.item))];
  const leaves = items.filter((item) => !NOT_A_RESULT.has(item));
  const rows = new Map(items.map((item) => [item, KINDS.map(() => 0)]));
  const row = (item: string): number[] => rows.get(item) ?? [];
  for (const [leaf, kind, n] of results) row(leaves[leaf % leaves.length] ?? "")[kind] = n % (size + 1);
  for (const [, kind, n] of carriedOut) row("carried_out")[kind] = n % (Math.ceil(size / 8) + 1);
  for (const kind of KINDS.keys()) {
    const concluded = leaves.reduce((sum, leaf) => sum + (row(leaf)[kind] ?? 0), 0);
    const all = concluded + (row("carried_out")[kind] ?? 0);
    const before = Math.min(all, carriedIn[kind] ?? 0);
    row("concluded_total")[kind] = concluded;
    row("received_carried_in")[kind] = before;
    row("received_new")[kind] = all - before;
  }
  for (const [item, numbers] of rows) {
    for (const [i, kind] of KINDS.entries()) yield [`${table.id}/${item}/${kind}`, numbers[i] ?? 0];
    yield [`${table.id}/${item}/total`, numbers.reduce((a, b) => a + b, 0)];
  }
}

function* disputes(table: FormTable, { disputes: seeds, disputed }: Seeds): Iterable<[string, number]> {
  let [sum, i] = [0, 0];
  for (const { item, column } of cellsOf(table)) {
    const n = column === "total" ? sum : (seeds[i++] ?? 0) % (disputed + 1);
    sum = column === "total" ? 0 : sum + n;
    yield [`${table.id}/${item}/${column}`, n];
  }
}
