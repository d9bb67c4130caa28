import { isFilled, type Spot } from "./layout/index.ts";
import { MOST_CANDIDATES, parted, partedBySums, type Sums } from "./parting.ts";
import { type Atom, cleaned, fewestNumbers, numberRun, placeAlone } from "./words/index.ts";

/**
 * What one place of a row would hold in a reading: text (all of a spot's, or some of its digits), or nothing. `printed`: where digits parted by a
 * blank are joined, as they stand.
 */
export type Part = { text: string; spot: Spot; printed?: string } | null;
export type Candidate = Part[];
type Filled = NonNullable<Part>;

/** So many numbers too many may be struck out; more is another kind of damage. */
const MOST_SURPLUS = 2;

/** A number as it is printed: without zeros before it. */
const CANONICAL = /^(?:0|[1-9]\d{0,7})$/;

/**
 * Every way in which a row's printed places may stand for `width` numbers: strays struck out, digits parted that ran together or
 * joined that fell apart, empty places put in. Null where there are too many. `sums`: how the places add up.
 */
export function candidatesOf(spots: readonly Spot[], width: number, sums: Sums | null): Candidate[] | null {
  const found: Candidate[] = [];
  for (const parts of variants(spots)) {
    const some = readings(parts, width, sums);
    if (some === null || found.length + some.length > MOST_CANDIDATES) return null;
    found.push(...some);
  }
  return found;
}

/** The printed places, and once more for a number whose last digit may be the next row's ordinal. */
function variants(spots: readonly Spot[]): Part[][] {
  const parts = spots.map((spot): Part => (isFilled(spot) ? { text: spot.text, spot } : null));
  const last = spots.findLast(isFilled);
  if (last?.kind !== "value" || last.token.otherwise === undefined) return [parts];
  const text = last.token.otherwise;
  return [parts, parts.map((part) => (part?.spot === last ? { text, spot: last } : part))];
}

function readings(parts: Part[], width: number, sums: Sums | null): Candidate[] | null {
  const filled = parts.filter((p) => p !== null);
  const numbers = filled.length;
  if (numbers > width) return numbers - width <= MOST_SURPLUS ? reduced(filled, numbers - width) : [];
  if (numbers === width) return [filled];
  const blanks = parts.length - numbers;
  if (parts.length >= width)
    return choices(blanks, parts.length - width) > MOST_CANDIDATES ? null : withoutBlanks(parts, parts.length - width);
  const splits = partings(filled, width, sums);
  if (splits === null) return null;
  const atoms = filled.map(atomsOf);
  const whole = atoms.every((some) => fewestNumbers(some).length === 1);
  const runTogether = numbers === 1 && (atoms[0]?.length ?? 0) >= width;
  if (!whole || runTogether) return splits;
  return choices(width, parts.length) > MOST_CANDIDATES ? null : [...splits, ...spread(parts, width)];
}

/** In how many ways `some` can be chosen of so many. */
export const choices = (of: number, some: number): number =>
  Array.from({ length: some }, (_, i) => (of - i) / (i + 1)).reduce((product, factor) => product * factor, 1);

/** The parts with `n` too many mended, in every way: one struck out, or two neighbours read as the digits of one number (20 | 23). */
function reduced(parts: readonly Filled[], n: number): Filled[][] {
  if (n === 0) return [[...parts]];
  const found = parts.flatMap((part, i) => {
    const [before, next] = [parts.slice(0, i), parts[i + 1]];
    const text = cleaned(part.text) + cleaned(next?.text ?? "");
    const one =
      next !== undefined && CANONICAL.test(text) ? [[...before, joined(part, next, text), ...parts.slice(i + 2)]] : [];
    return [[...before, ...parts.slice(i + 1)], ...one];
  });
  return found.flatMap((rest) => reduced(rest, n - 1));
}

const joined = ({ text: head, spot }: Filled, next: Filled, text: string): Filled =>
  spot.line === next.spot.line && spot.cell === next.spot.cell
    ? { text, spot, printed: `${head} ${next.text}` }
    : { text, spot };

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

/** Where numbers run together are all that is printed of a row: those; else nothing. */
export function loneRun(spots: readonly Spot[]): Atom[] {
  const [only, second] = spots.filter(isFilled);
  return only === undefined || second !== undefined ? [] : (numberRun(only.text) ?? []);
}

/** A lone printed place that may be fewer than `width` numbers, with empty places beside them. */
export function withEmptyPlaces(spots: readonly Spot[], width: number): Candidate[] {
  const spot = spots.find(isFilled);
  const run = loneRun(spots);
  const fewest = fewestNumbers(run);
  if (spot === undefined || fewest.length === 0 || fewest.length >= width) return [];
  return spread(
    textsOf(run, fewest).map((text) => ({ text, spot })),
    width,
  );
}

const atomsOf = ({ text }: Filled): Atom[] => numberRun(text) ?? placeAlone(text);
const textsOf = (atoms: readonly Atom[], ends: readonly number[]): string[] =>
  ends.map((end, i) => textOf(atoms, ends[i - 1] ?? 0, end));
export const textOf = (atoms: readonly Atom[], from: number, end: number): string =>
  atoms.slice(from, end).reduce((text, atom) => text + atom.text, "");

/** Digits parted so that the row has `width` numbers. What is printed apart stays apart. */
function partings(filled: readonly Filled[], width: number, sums: Sums | null): Candidate[] | null {
  const runs = filled.map((part) => ({ part, atoms: atomsOf(part) }));
  const atoms = runs.flatMap(({ atoms }) =>
    atoms.map((atom, i): Atom => (i < atoms.length - 1 ? atom : { ...atom, after: "must" })),
  );
  const spots = runs.flatMap(({ part, atoms }) => atoms.map(() => part.spot));
  const isCounted = sums !== null && atoms.every((atom) => atom.digit !== "");
  const ways = isCounted ? partedBySums(atoms, sums) : parted(atoms, width);
  return (
    ways?.map((ends) =>
      textsOf(atoms, ends).flatMap((text, i) => {
        const spot = spots[(ends[i] ?? 0) - 1];
        return spot === undefined ? [] : [{ text, spot }];
      }),
    ) ?? null
  );
}
