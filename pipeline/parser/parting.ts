import { type Atom, isNumber, LONGEST_NUMBER } from "./words/index.ts";

/** More readings than this of one row are never searched: the row stays unread. */
export const MOST_CANDIDATES = 3000;
/** The search for the readings of one row ends after so many steps, with the row unread. */
const MOST_STEPS = 50_000;

/** Where each number ends in every way to part the atoms into `n` numbers; null where there are too many ways. */
export function parted(atoms: readonly Atom[], n: number): number[][] | null {
  const found: number[][] = [];
  let steps = 0;
  const go = (from: number, ends: number[]): void => {
    steps += 1;
    const left = n - ends.length;
    if (left === 0 && from === atoms.length) found.push(ends);
    const last = Math.min(from + LONGEST_NUMBER, atoms.length - left + 1);
    for (let end = from + 1; left > 0 && end <= last && !isSpent(); end += 1)
      if (isNumber(atoms, from, end)) go(end, [...ends, end]);
  };
  const isSpent = (): boolean => steps > MOST_STEPS || found.length > MOST_CANDIDATES;
  go(0, []);
  return isSpent() ? null : found;
}

/** How numbers add up: in groups of so many, the last of each the sum of the others; one of the sums may be wrong by `tolerance`. */
export type Sums = { groups: readonly number[]; tolerance: number };

/**
 * Where each number ends in every way to part digits so that they add up; null where there are too many ways.
 * The sum is tried first, since it bounds how long the others can be.
 */
export function partedBySums(atoms: readonly Atom[], { groups, tolerance }: Sums): number[][] | null {
  const found: number[][] = [];
  const digits = atoms.map((atom) => atom.digit).join("");
  let steps = 0;
  const isSpent = (): boolean => steps > MOST_STEPS || found.length > MOST_CANDIDATES;

  const group = (from: number, index: number, ends: number[], slack: number): void => {
    const size = groups[index];
    if (size === undefined) {
      if (from === digits.length) found.push(ends);
      return;
    }
    const behind = groups.slice(index + 1).reduce((a, b) => a + b, 0);
    for (let length = 1; length <= Math.min(LONGEST_NUMBER, digits.length - from); length += 1) {
      const first = behind === 0 ? Math.max(from + size - 1, digits.length - length) : from + size - 1;
      const longest = slack === 0 ? length : length + String(slack).length;
      const last = Math.min(from + (size - 1) * longest, digits.length - length - behind);
      for (let total = first; total <= last && !isSpent(); total += 1)
        if (isNumber(atoms, total, total + length))
          addends(from, total, size - 1, Number(digits.slice(total, total + length)), slack, ends, (all, isExact) =>
            group(total + length, index + 1, [...all, total + length], isExact ? slack : 0),
          );
    }
  };
  /** `n` numbers from here up to their total that add up to it. */
  const addends = (
    from: number,
    total: number,
    n: number,
    sum: number,
    slack: number,
    ends: number[],
    then: (ends: number[], isExact: boolean) => void,
  ): void => {
    steps += 1;
    const longest = Math.min(String(Math.max(0, sum + slack)).length, total - from - n + 1);
    for (let length = n === 1 ? total - from : 1; length <= longest && !isSpent(); length += 1) {
      const end = from + length;
      const left = sum - Number(digits.slice(from, end));
      if (left < -slack) break;
      if (!isNumber(atoms, from, end)) continue;
      if (n > 1) addends(end, total, n - 1, left, slack, [...ends, end], then);
      else if (Math.abs(left) <= slack) then([...ends, end], left === 0);
    }
  };
  group(0, 0, [], tolerance);
  return isSpent() ? null : found;
}
