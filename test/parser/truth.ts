import fc from "fast-check";
import { figuresOf } from "./wild/figures.ts";

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

/** Figures that satisfy every identity: mostly zeros, as in real reports, now and then in the thousands. */
export function consistentFigures(format: "2019" | "2021", chance: Chance): Truth {
  const generations = { proactive: format, applications: format, disputes: format };
  const [figures] = fc.sample(fc.noBias(figuresOf(generations)), { seed: chance.int(0, 0xffffff), numRuns: 1 });
  return new Map(figures);
}
