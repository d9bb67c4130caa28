import fc from "fast-check";

/** A source of choices that shrinks: with nothing left to choose from, every choice is the simplest. */
export type Choices = {
  /** A whole number; the simplest is `least`. */
  int(least: number, most: number): number;
  /** One of several; the simplest is the first. */
  one<T>(from: readonly [T, ...T[]] | readonly T[]): T;
  /** Whether something happens that does so in `percent` of all cases; the simplest is that it does not. */
  odds(percent: number): boolean;
};

/** More choices than this are made by going round: whole tables are dressed cell by cell. */
const KEPT = 61;

/** What choices are made of, as fast-check makes and shrinks it. */
export const rawChoices: fc.Arbitrary<number[]> = fc.array(fc.nat(0xffff), { maxLength: KEPT, size: "max" });

export function choicesOf(raw: readonly number[]): Choices {
  let made = 0;
  const next = (): number => {
    const round = Math.floor(made / Math.max(1, raw.length));
    const value = raw.length === 0 ? 0 : (raw[made % raw.length] ?? 0);
    made += 1;
    return value === 0 ? 0 : value + round * 7919;
  };
  const int = (least: number, most: number): number => least + (next() % (most - least + 1));
  return {
    int,
    one: (from) => {
      const chosen = from[int(0, from.length - 1)];
      if (chosen === undefined) throw new RangeError("nothing to choose from");
      return chosen;
    },
    odds: (percent) => int(0, 99) >= 100 - percent,
  };
}
