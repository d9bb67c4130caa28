/** More readings than this of one row are never searched: the row stays unread. */
export const MOST_CANDIDATES = 3000;

/** A number has at most so many digits: no organ gets a hundred million applications. */
const LONGEST_NUMBER = 8;

/** Digits parted into `n` numbers without leading zeros; null where there are too many ways. */
export function parted(digits: string, n: number): string[][] | null {
  const found: string[][] = [];
  const go = (from: number, texts: string[]): boolean => {
    const left = n - texts.length;
    if (left === 0) return from < digits.length || found.push(texts) <= MOST_CANDIDATES;
    if (digits.length - from < left || digits.length - from > left * LONGEST_NUMBER) return true;
    const longest = digits[from] === "0" ? 1 : Math.min(LONGEST_NUMBER, digits.length - from - left + 1);
    for (let length = 1; length <= longest; length += 1)
      if (!go(from + length, [...texts, digits.slice(from, from + length)])) return false;
    return true;
  };
  return go(0, []) ? found : null;
}

/** The search for sums ends after so many steps, with the row unread. */
const MOST_STEPS = 50_000;

/**
 * Digits parted into groups of so many numbers, the last of each the sum of the others of its group; null where there are too many ways.
 * The sum is tried first, since it bounds how long the others can be.
 */
export function partedBySums(digits: string, groups: readonly number[]): string[][] | null {
  const found: string[][] = [];
  let steps = 0;
  const isNumber = (from: number, end: number): boolean => digits[from] !== "0" || end - from === 1;
  const isSpent = (): boolean => steps > MOST_STEPS || found.length > MOST_CANDIDATES;

  const group = (from: number, index: number, texts: string[]): void => {
    const size = groups[index];
    if (size === undefined) {
      if (from === digits.length) found.push(texts);
      return;
    }
    const isLast = index === groups.length - 1;
    const rest = groups.slice(index + 1).reduce((a, b) => a + b, 0);
    for (let length = 1; length <= LONGEST_NUMBER; length += 1) {
      const [first, most] = [from + size - 1, from + (size - 1) * length];
      const least = isLast ? digits.length - length : first;
      for (let end = least; end <= Math.min(most, digits.length - length - rest) && !isSpent(); end += 1)
        if (end >= first && isNumber(end, end + length)) {
          const total = digits.slice(end, end + length);
          addends(from, end, size - 1, Number(total), texts, (all) => group(end + length, index + 1, [...all, total]));
        }
    }
  };
  /** `n` numbers between two places that add up to `sum`. */
  const addends = (
    from: number,
    end: number,
    n: number,
    sum: number,
    texts: string[],
    then: (texts: string[]) => void,
  ): void => {
    steps += 1;
    const longest = Math.min(String(sum).length, end - from - n + 1);
    for (let length = n === 1 ? end - from : 1; length <= longest && !isSpent(); length += 1) {
      if (!isNumber(from, from + length)) break;
      const text = digits.slice(from, from + length);
      const left = sum - Number(text);
      if (left < 0) break;
      if (n > 1) addends(from + length, end, n - 1, left, [...texts, text], then);
      else if (left === 0) then([...texts, text]);
    }
  };
  group(0, 0, []);
  return isSpent() ? null : found;
}
