import { cleaned } from "./number.ts";
import { MOST_CANDIDATES, parted, partedBySums } from "./parting.ts";
import { isFilled, type Spot } from "./runs.ts";

/** What one place of a row would hold in a reading: printed text (all of a spot's, or some of its digits), or nothing. */
export type Part = { text: string; spot: Spot } | null;
export type Candidate = Part[];

/** So many numbers too many may be struck out; more is another kind of damage. */
const MOST_SURPLUS = 2;

const DIGITS = /^\d+$/;
/** A number as it is printed: without zeros before it. */
const CANONICAL = /^(?:0|[1-9]\d{0,7})$/;

/**
 * Every way in which a row's printed places may stand for `width` numbers: strays struck out, digits parted that ran together or
 * joined that fell apart, empty places put in. Null where there are too many. `sums`: the places in groups of so many, the last of each the sum of the others.
 */
export function candidatesOf(
  spots: readonly Spot[],
  width: number,
  sums: readonly number[] | null,
): Candidate[] | null {
  const found: Candidate[] = [];
  for (const parts of variants(spots)) {
    const some = readings(parts, width, sums);
    if (some === null || found.length + some.length > MOST_CANDIDATES) return null;
    found.push(...some);
  }
  return found;
}

/** Digits without what Word leaves between them, which may part two numbers as well as stand inside one; else the text as printed. */
export function digitsOf({ text }: Spot): string {
  const clean = cleaned(text);
  return DIGITS.test(clean) ? clean : text;
}

/** The printed places, and once more for a number whose last digit may be the next row's ordinal. */
function variants(spots: readonly Spot[]): Part[][] {
  const parts = spots.map((spot): Part => (isFilled(spot) ? { text: digitsOf(spot), spot } : null));
  const last = spots.findLast(isFilled);
  if (last?.kind !== "value" || last.token.otherwise === undefined) return [parts];
  const text = last.token.otherwise;
  return [parts, parts.map((part) => (part?.spot === last ? { text, spot: last } : part))];
}

function readings(parts: Part[], width: number, sums: readonly number[] | null): Candidate[] | null {
  const filled = parts.filter((p) => p !== null);
  const numbers = filled.length;
  if (numbers > width) return numbers - width <= MOST_SURPLUS ? reduced(filled, numbers - width) : [];
  if (numbers === width) return [filled];
  if (parts.length >= width) return parts.length - width > 6 ? null : withoutBlanks(parts, parts.length - width);
  const splits = partings(filled, width, sums);
  if (splits === null) return null;
  const whole = filled.every((p) => !DIGITS.test(p.text) || CANONICAL.test(p.text));
  const runTogether = numbers === 1 && (filled[0]?.text.length ?? 0) >= width;
  return whole && !runTogether ? [...splits, ...spread(parts, width)] : splits;
}

/** The parts with `n` too many mended, in every way: one struck out, or two neighbours read as the digits of one number (20 | 23). */
function reduced(parts: readonly NonNullable<Part>[], n: number): NonNullable<Part>[][] {
  if (n === 0) return [[...parts]];
  const found = parts.flatMap((part, i) => {
    const [before, next] = [parts.slice(0, i), parts[i + 1]];
    const text = part.text + (next?.text ?? "");
    const joined =
      next !== undefined && CANONICAL.test(text) ? [[...before, { text, spot: part.spot }, ...parts.slice(i + 2)]] : [];
    return [[...before, ...parts.slice(i + 1)], ...joined];
  });
  return found.flatMap((rest) => reduced(rest, n - 1));
}

function withoutBlanks(parts: readonly Part[], n: number): Candidate[] {
  if (n === 0) return [[...parts]];
  return parts.flatMap((part, i) =>
    part === null ? withoutBlanks(parts.slice(i + 1), n - 1).map((rest) => [...parts.slice(0, i), ...rest]) : [],
  );
}

/** Empty places put between the parts in every way. */
function spread(parts: readonly Part[], width: number): Candidate[] {
  if (parts.length === 0) return [Array.from({ length: width }, () => null)];
  if (parts.length === width) return [[...parts]];
  const [first = null, ...rest] = parts;
  return [
    ...spread(rest, width - 1).map((c): Candidate => [first, ...c]),
    ...spread(parts, width - 1).map((c): Candidate => [null, ...c]),
  ];
}

/** Where digits are all that is printed of a row: those digits; else nothing. */
export function loneDigits(spots: readonly Spot[]): string {
  const [only, second] = spots.filter(isFilled);
  const digits = only === undefined || second !== undefined ? "" : digitsOf(only);
  return DIGITS.test(digits) ? digits : "";
}

/** The fewest numbers that digits run together can be: 0018 is 0, 0 and 18, while 918 may be one. */
export const fewestNumbers = (digits: string): string[] => digits.match(/[1-9]\d{0,7}|0/g) ?? [];

/** A lone printed place whose digits may be fewer than `width` numbers, with empty places beside them. */
export function withEmptyPlaces(spots: readonly Spot[], width: number): Candidate[] {
  const spot = spots.find(isFilled);
  const fewest = fewestNumbers(loneDigits(spots));
  if (spot === undefined || fewest.length === 0 || fewest.length >= width) return [];
  return spread(
    fewest.map((text) => ({ text, spot })),
    width,
  );
}

/** Digits parted so that the row has `width` numbers. */
function partings(
  filled: readonly NonNullable<Part>[],
  width: number,
  sums: readonly number[] | null,
): Candidate[] | null {
  const [only] = filled;
  if (filled.length === 1 && only !== undefined && DIGITS.test(only.text)) {
    const ways = sums !== null ? partedBySums(only.text, sums) : parted(only.text, width);
    return ways === null ? null : ways.map((texts) => texts.map((text) => ({ text, spot: only.spot })));
  }
  let rows: { parts: Candidate; left: number }[] = [{ parts: [], left: width }];
  for (const [i, part] of filled.entries()) {
    const after = filled.length - i - 1;
    const next: typeof rows = [];
    for (const row of rows)
      for (let n = 1; n <= (DIGITS.test(part.text) ? Math.min(part.text.length, row.left - after) : 1); n += 1) {
        const ways = DIGITS.test(part.text) ? parted(part.text, n) : [[part.text]];
        if (ways === null || next.length + ways.length > MOST_CANDIDATES) return null;
        for (const texts of ways)
          next.push({ parts: [...row.parts, ...texts.map((text) => ({ text, spot: part.spot }))], left: row.left - n });
      }
    rows = next;
  }
  return rows.filter((row) => row.left === 0).map((row) => row.parts);
}
