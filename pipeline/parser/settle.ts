import { type Candidate, candidatesOf, choices, loneRun, type Part, textOf, withEmptyPlaces } from "./candidates.ts";
import { fillBlank, problem, put, type Units } from "./fill.ts";
import type { Grid, Shape } from "./grid.ts";
import { isFilled, type Row, type Spot } from "./layout/index.ts";
import type { Sums } from "./parting.ts";
import { countedAcross, countedCells, NEAR, type OpenRow, prove, type Span, type Verdict } from "./proof/index.ts";
import { type Atom, fewestNumbers, numberRun, readNumber } from "./words/index.ts";

/**
 * What ties a row's places to cells. `bound`: its name and its header. `assumed`: the form's own order, which only identities can confirm.
 * In a table without identities nothing would catch a stray number: there the header must name exactly the columns that the form
 * gives this row, or it ties nothing.
 */
export type Binding = "bound" | "assumed" | "none";

/** A row that fits in more ways than one, or that nothing binds yet. */
export type OpenPrinted = { row: Row; binding: Binding; spots: Spot[]; cells: number[] };

/** No form has so many rows: what is printed again and again is not searched. */
const MOST_OPEN_ROWS = 60;

/** One row with too few digits is damaged; two are how the publisher leaves places empty. */
const A_HABIT = 2;

/** Settles the rows that fit in more ways than one: what the identities prove is `realigned`, the rest is said to be unread. */
export function settle(grid: Grid, open: readonly OpenPrinted[], units: Units, shape: Shape): void {
  if (open.length === 0) return;
  if (open.length > MOST_OPEN_ROWS) {
    for (const printed of open) apply(grid, printed, [], { kind: "open", left: [], exhausted: true }, units);
    return;
  }
  const short = open.filter(({ spots, cells }) => {
    const run = loneRun(spots);
    return run.length > 0 && run.length < cells.length;
  });
  const hasEmptyPlaces = short.length >= A_HABIT;
  const ways = open.map((printed) =>
    hasEmptyPlaces && mayHaveEmptyPlaces(printed) ? [] : waysOf(grid, printed, shape),
  );
  const rows = open.map(
    ({ cells, spots }, r): OpenRow => ({
      cells,
      ways: (ways[r] ?? []).map((way) => numbersOf(grid, way, cells)),
      digits: digitsOf(loneRun(spots)),
      unsearched: ways[r] === null,
    }),
  );
  const known = grid.cells.map((c) => c.value);
  const verdicts = prove(known, rows, shape.proofs);
  const isCounted = countedCells(known, rows, verdicts, shape.proofs);
  const isCountedAcross = countedAcross(known, rows, verdicts, shape.proofs);
  open.forEach((printed, r) => {
    const verdict = verdicts[r];
    if (verdict === undefined) return;
    const way = verdict.kind === "proven" ? (ways[r]?.[verdict.way] ?? []) : [];
    const isSure = way.includes(null) ? isCounted : isCutByChance(printed, way) ? isCountedAcross : () => true;
    const sure =
      verdict.kind === "proven"
        ? { ...verdict, agreed: verdict.agreed.map((same, i) => same && isSure(printed.cells[i] ?? -1)) }
        : verdict;
    apply(grid, printed, ways[r] ?? [], sure, units);
  });
}

/** A row's own sum decides between its cuttings where it would hold by chance in no more than one of so many rows. */
const CHANCE = 20;

/**
 * Whether more numbers are read than pieces are printed, and their own sum may be right by chance. Pieces printed apart that are fewer than the
 * places are damaged: digits may be lost too, so that the right cutting need not be among those tried. A wrong one adds up in about one of so
 * many as the sum is large.
 */
function isCutByChance({ spots }: OpenPrinted, way: Candidate): boolean {
  const pieces = spots.filter(isFilled);
  if (pieces.length < 2 || way.length <= pieces.length) return false;
  const numbers = way.map((part) => readNumber(part?.text ?? "", "count", null).value ?? 0);
  const gaps = pieces.reduce((sum, { text }) => sum + digitsOf(numberRun(text) ?? []).length - 1, 0);
  return choices(gaps, way.length - pieces.length) * CHANCE > Math.max(...numbers);
}

/** Digits run together that may be fewer numbers than the row has places: where other rows leave places empty, so may this one. */
function mayHaveEmptyPlaces({ spots, cells }: OpenPrinted): boolean {
  const run = loneRun(spots);
  return run.length >= cells.length && cells.length > 1 && fewestNumbers(run).length < cells.length;
}

/**
 * The readings that a row allows. Where its header does not bind it, or no identity counts it, only a complete reading can be proven;
 * and without identities, digits are parted only where they cannot be fewer numbers with empty places beside them.
 * Null where there are too many to be looked at.
 */
function waysOf(grid: Grid, { row, binding, spots, cells }: OpenPrinted, shape: Shape): Candidate[] | null {
  if (binding === "none") return [];
  const unproven = !shape.proven;
  if (unproven && !isWholeOrGlued(spots, cells.length, row)) return [];
  const ways = candidatesOf(spots, cells.length, sumsOf(cells, shape));
  if (ways === null) return null;
  const readable = ways.filter((way) =>
    way.every((part, i) => part === null || (cells[i] ?? -1) < 0 || isReadable(grid, part.text, cells[i] ?? -1)),
  );
  if (binding === "bound" && !unproven) return readable;
  const whole = readable.filter((way) => way.every((part) => part !== null));
  return unproven && whole.length > 0 ? [...whole, ...withEmptyPlaces(spots, cells.length)] : whole;
}

function isWholeOrGlued(spots: readonly Spot[], width: number, row: Row): boolean {
  const filled = spots.filter(isFilled);
  // A word among the numbers may be the unit of one of them: striking it out would change the number.
  if (filled.some((s) => s.kind === "words")) return false;
  // Digits that are no number are the rest of one: striking them out would cut it short.
  if (filled.length > width && filled.some((s) => /^0\d/.test(s.text))) return false;
  // A lone number on another line, in another place than its row's name, may be the page's.
  if (filled.length === 1 && filled.some((s) => s.line !== row.line && s.cell !== row.cell)) return false;
  // Several numbers on one line and more on another: a row that was cut, whose halves nothing puts in order.
  const lines = new Set(filled.map((s) => s.line)).size;
  if (lines > 1 && lines < filled.length) return false;
  const [only] = filled;
  if (filled.length !== 1 || only === undefined || width === 1) return filled.length >= width;
  if (row.strange) return false;
  return /^0\d/.test(only.text) || (only.line === row.line && only.cell === row.cell);
}

/**
 * How a row's places add up, in groups one after the other of which an identity says that the last is the sum of the others. Where no other row's
 * numbers confirm it, what nearly adds up is looked at too.
 */
function sumsOf(cells: readonly number[], shape: Shape): Sums | null {
  const groups: number[] = [];
  for (let from = 0; from < cells.length; ) {
    const identity = shape.identities.find(
      (i) =>
        i.equals.length === 1 &&
        cells[from + i.sum.length] === i.equals[0] &&
        i.sum.every((c) => cells.slice(from, from + i.sum.length).includes(c)),
    );
    if (identity === undefined) return null;
    groups.push(identity.sum.length + 1);
    from += identity.sum.length + 1;
  }
  const own = new Set(cells);
  const isConfirmed = shape.identities.some(
    ({ sum, equals }) => equals.some((c) => own.has(c)) && [...sum, ...equals].some((c) => !own.has(c)),
  );
  return { groups, tolerance: isConfirmed ? 0 : NEAR };
}

const isReadable = (grid: Grid, text: string, index: number): boolean =>
  ["reported", "dash"].includes(readNumber(text, grid.cells[index]?.column.kind ?? "count", "万元").status);

const digitsOf = (run: readonly Atom[]): string =>
  run.some((atom) => atom.digit === "") ? "" : run.map((atom) => atom.digit).join("");

function partOf(spots: readonly Spot[], span: Span): Part {
  const spot = spots.find(isFilled);
  return span === null || spot === undefined ? null : { text: textOf(loneRun(spots), span[0], span[1]), spot };
}

const numbersOf = (grid: Grid, way: Candidate, cells: readonly number[]): (number | null)[] =>
  way.map((part, i) =>
    part === null ? null : readNumber(part.text, grid.cells[cells[i] ?? -1]?.column.kind ?? "count", "万元").value,
  );

/** Puts what is proven into the cells; the rest is unread, even where another row of the same name could be read. */
function apply(
  grid: Grid,
  { row, spots, cells }: OpenPrinted,
  ways: readonly Candidate[],
  verdict: Verdict,
  units: Units,
): void {
  const printed = spots.map((s) => s.text).join("\t");
  const at = { line: spots[0]?.line ?? row.line, cell: spots[0]?.cell ?? row.cell };
  let unread = cells.length === 0;
  cells.forEach((index, i) => {
    const cell = grid.cells[index];
    if (cell === undefined) return;
    if ((verdict.kind !== "proven" && verdict.kind !== "deviating") || verdict.agreed[i] !== true) {
      unread = true;
      Object.assign(cell, { status: "ambiguous", value: null, raw: printed, ...at });
      return;
    }
    const part = verdict.kind === "proven" ? (ways[verdict.way]?.[i] ?? null) : partOf(spots, verdict.spans[i] ?? null);
    const isFirst = cell.status === "missing" || cell.status === "blank";
    if (part === null) fillBlank(grid, row, [index]);
    else {
      if (put(grid, cell, part.text, part.spot, units) === "reported" && isFirst)
        Object.assign(cell, { status: "realigned", raw: part.printed ?? part.text });
    }
  });
  if (!unread) return;
  const code = verdict.kind === "none" ? "row.unreadable" : "row.ambiguous";
  problem(grid, code, describe(grid, row, printed, verdict, ways), at);
}

const SHOWN = 4;

function describe(grid: Grid, row: Row, printed: string, verdict: Verdict, ways: readonly Candidate[]): string {
  const what = `${grid.table.id}.${row.name || "row"}: “${printed.replaceAll("\t", " | ").slice(0, 120)}”`;
  if (row.slots.length === 0) return `${what} stands under no header that was read`;
  if (verdict.kind === "none") return `${what} fits ${row.slots.length} places in no way that can be proven`;
  if (verdict.kind === "open" && verdict.exhausted) return `${what} fits in too many ways to be proven`;
  if (verdict.kind === "deviating") return `${what} does not add up, and its columns leave it open where it is short`;
  const shown = verdict.left.slice(0, SHOWN).map((w) => (ways[w] ?? []).map((part) => part?.text ?? "␣").join(" | "));
  return `${what} fits ${verdict.left.length} ways: ${shown.join("; ")}${verdict.left.length > SHOWN ? "; …" : ""}`;
}
