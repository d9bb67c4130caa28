import { cellsOf, type FormTable, forms } from "../../data/forms/index.ts";

/** A repeatable source of chance: the same seed gives the same documents. */
export type Chance = {
  (): number;
  int(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  one(odds: number): boolean;
};

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return Object.assign(next, {
    int,
    one: (odds: number): boolean => next() < odds,
    pick: <T>(from: readonly T[]): T => {
      const one = from[int(0, from.length - 1)];
      if (one === undefined) throw new RangeError("nothing to pick from");
      return one;
    },
  });
}

/** What a document truly says, by `table/item/column`: a number, or null where it says nothing. */
export type Truth = Map<string, number | null>;

const KINDS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_org"];

/** Figures that satisfy every identity: mostly zeros, as in real reports, now and then in the thousands. */
export function consistentFigures(format: "2019" | "2021", chance: Chance): Truth {
  const truth: Truth = new Map();
  const tables = forms.find((form) => form.format === format)?.tables ?? [];
  const size = chance.pick([0, 3, 30, 400, 9000]);
  for (const table of tables)
    for (const { item, column } of cellsOf(table)) truth.set(`${table.id}/${item}/${column}`, 0);
  for (const table of tables) {
    if (table.id === "proactive") proactive(table, truth, chance);
    if (table.id === "applications") applications(table, truth, chance, size);
    if (table.id === "disputes") disputes(table, truth, chance);
  }
  return truth;
}

function proactive(table: FormTable, truth: Truth, chance: Chance): void {
  for (const block of table.blocks)
    for (const { item } of block.rows)
      for (const { column, kind } of block.columns) {
        const n = chance.one(0.4) ? 0 : chance.int(0, chance.pick([9, 200, 20000]));
        const value =
          kind === "change" && chance.one(0.4)
            ? -n
            : kind === "amount" && chance.one(0.7)
              ? Number(`${n}.${chance.int(1, 9999)}`)
              : n;
        truth.set(`${table.id}/${item}/${column}`, value === 0 ? 0 : value);
      }
}

function applications(table: FormTable, truth: Truth, chance: Chance, size: number): void {
  const items = [...new Set(cellsOf(table).map((cell) => cell.item))];
  const leaves = items.filter(
    (item) => !["received_new", "received_carried_in", "concluded_total", "carried_out"].includes(item),
  );
  const put = (item: string, values: number[]): void => {
    KINDS.forEach((kind, i) => void truth.set(`${table.id}/${item}/${kind}`, values[i] ?? 0));
    truth.set(
      `${table.id}/${item}/total`,
      values.reduce((a, b) => a + b, 0),
    );
  };
  const some = (most: number, odds: number): number[] =>
    KINDS.map((_, i) => (chance.one(i === 0 ? odds * 3 : odds) ? chance.int(0, most) : 0));
  const concluded = KINDS.map(() => 0);
  for (const leaf of leaves) {
    const row = size === 0 ? KINDS.map(() => 0) : chance.one(0.5) ? some(size, 0.15) : KINDS.map(() => 0);
    for (const [i, n] of row.entries()) concluded[i] = (concluded[i] ?? 0) + n;
    put(leaf, row);
  }
  const carriedOut = some(Math.ceil(size / 8), 0.1);
  const all = concluded.map((n, i) => n + (carriedOut[i] ?? 0));
  const carriedIn = all.map((n) => (chance.one(0.3) ? chance.int(0, Math.min(n, 20)) : 0));
  put("concluded_total", concluded);
  put("carried_out", carriedOut);
  put("received_carried_in", carriedIn);
  put(
    "received_new",
    all.map((n, i) => n - (carriedIn[i] ?? 0)),
  );
}

function disputes(table: FormTable, truth: Truth, chance: Chance): void {
  for (const item of new Set(cellsOf(table).map((cell) => cell.item))) {
    const four = ["upheld", "corrected", "other", "pending"].map((column) => {
      const n = chance.one(0.5) ? chance.int(0, chance.pick([2, 15, 130])) : 0;
      truth.set(`${table.id}/${item}/${column}`, n);
      return n;
    });
    truth.set(
      `${table.id}/${item}/total`,
      four.reduce((a, b) => a + b, 0),
    );
  }
}
