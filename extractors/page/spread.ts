import type { Glyph } from "./content.ts";
import { evenEnd, evenRuns, gapAfter, gapsBetweenRuns, isHan, lineUnits, OFF, type Run, type Unit } from "./even.ts";

/** More characters are no page of a report. */
const MOST_GLYPHS = 20_000;
/** Characters further apart than this, in parts of their size, are set apart. */
const APART = 0.45;
/** Two numbers are further apart, in parts of their size. */
const BESIDE = 0.28;
/** So many words set from side to side, in spaces of so many widths, say that a page's tables are set so. */
const ENOUGH_WORDS = 5;
const ENOUGH_SPACES = 3;
/** So many lines begin where a column does. */
const ENOUGH_LINES = 2;

const DIGIT = /\p{Nd}/u;

/**
 * The words whose characters stand evenly from side to side of their cells, where no lines are drawn between these. A table set
 * so shows its columns: each begins where many lines do, and ends as far before the next as every other.
 */
export function spreadWords(glyphs: Glyph[]): Glyph[][] {
  if (glyphs.length > MOST_GLYPHS) return [];
  const lines = lineUnits(glyphs);
  const even = lines.flatMap(evenRuns);
  if (even.filter(({ units, gap }) => units.length > 2 && gap > APART).length < ENOUGH_WORDS) return [];
  const between = commonest(lines.flatMap(gapsBetweenRuns));
  if (between === null) return [];
  const lefts = places(lines.flatMap(startsOf), ENOUGH_LINES);
  const ends = even.flatMap(({ units, gap }) => (gap > BESIDE ? [units.at(-1)?.x1 ?? 0] : []));
  const outer = places(ends, 2);
  const counted = lines.map((line) => line.filter((u, i) => isCount(u) && isAlone(line, i)));
  const rows = counted.filter((line) => line.length > 1);
  const counts = places(rows.flatMap(startsOf), 2);
  const names = wordsIn(lines, isNamed, { lefts, rights: [...less(lefts, between), ...outer], columns: counts });
  const wide = names.filter(({ units, gap }) => units.length > 2 && gap > APART);
  const spaces = places(wide.map(spaceOf), 1);
  if (wide.length < ENOUGH_WORDS || spaces.length < ENOUGH_SPACES) return [];

  const starts = names.flatMap(({ units: [first] }) => first?.x0 ?? []);
  const sides = [...less(starts, between), ...names.flatMap(({ units }) => units.at(-1)?.x1 ?? []), ...outer];
  // The last digits of a column's numbers stand below each other as the first do, but at its end.
  const first = rows.flat().filter((u) => !isAt(sides, u.x1));
  const columns = [...places(starts, 1), ...places(startsOf(first), Math.max(2, rows.length / 2))];
  const rights = [...less(columns, between), ...sides];
  const numbers = wordsIn(lines, isNumeral, { lefts: columns, rights, columns });
  const whole = new Set(numbers.flatMap(({ units }) => units));
  // Where digits are spread too, one that begins no column and belongs to no number leaves it open what the others belong to.
  const isSpread = numbers.length > 0 || counted.flat().every((u) => u.glyphs.length === 1);
  if (isSpread && counted.flat().some((u) => !whole.has(u) && !isAt(columns, u.x0))) return [];
  return [...names, ...numbers].map(({ units }) => units.flatMap((u) => u.glyphs));
}

const isCount = ({ glyphs }: Unit): boolean => glyphs.every((g) => DIGIT.test(g.text));
const isNumeral = ({ units }: Run): boolean => units.every(isCount);
const isNamed = ({ units }: Run): boolean => units.some(isHan);
const spaceOf = ({ units: [first], gap }: Run): number => gap * (first?.size ?? 0);
const startsOf = (units: Unit[]): number[] => units.map((u) => u.x0);
const less = (xs: number[], by: number): number[] => xs.map((x) => x - by);

/** Whether nothing stands right beside a unit. */
const isAlone = (line: Unit[], i: number): boolean =>
  [i - 1, i].every((at) => at < 0 || gapAfter(line, at) > BESIDE * (line[i]?.size ?? 0));

/** Where columns begin and end. At one of `columns`, what is no Chinese character begins a word of its own. */
type Sides = { lefts: number[]; rights: number[]; columns: number[] };

/** The runs of a kind that begin and end where columns do. */
function wordsIn(lines: Unit[][], isKind: (run: Run) => boolean, { lefts, rights, columns }: Sides): Run[] {
  return lines.flatMap((line) => {
    const words: Run[] = [];
    for (let i = 0; i + 1 < line.length; i++) {
      if (!isAt(lefts, line[i]?.x0)) continue;
      const units = line.slice(i, evenEnd(line, i) + 1);
      const run = { units, gap: gapAfter(line, i) / (units[0]?.size ?? 1) };
      const isOne = units.every((u, k) => k === 0 || isHan(u) || !isAt(columns, u.x0));
      if (!isOne || !isKind(run) || !isAt(rights, units.at(-1)?.x1)) continue;
      words.push(run);
      i += units.length - 1;
    }
    return words;
  });
}

const isAt = (xs: number[], at = NaN): boolean => xs.some((x) => Math.abs(x - at) < OFF);

/** Where at least so many of some numbers lie. */
const places = (values: number[], enough: number): number[] =>
  groups(values).flatMap((own) => (own.length >= enough ? [middle(own)] : []));

const middle = (sorted: number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;

function groups(values: number[]): number[][] {
  const found: number[][] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    const [first = -Infinity] = found.at(-1) ?? [];
    if (value - first < OFF) found.at(-1)?.push(value);
    else found.push([value]);
  }
  return found;
}

/** The number that most of some are; null where too few are one. */
function commonest(values: number[]): number | null {
  const [most] = groups(values).toSorted((a, b) => b.length - a.length);
  return most && most.length >= ENOUGH_SPACES ? middle(most) : null;
}
