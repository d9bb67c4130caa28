import type { Header, HeaderGrid } from "./header.ts";
import { isFilled, type Run, type Spot } from "./runs.ts";

/**
 * How a row's printed places go into the places its header has.
 * `places`: one for each, null where the source has none. `doubt`: the printed places, which fit in more ways than one or in none.
 */
export type Fit = { kind: "places"; spots: (Spot | null)[] } | { kind: "blank" } | { kind: "doubt"; spots: Spot[] };

/** What the other rows of the table show about how it is printed. */
export type Manners = {
  /** Rows are lines: a lone number between them is no cell of theirs. */
  inLines: boolean;
  /**
   * Where the first number stands in rows that are complete, by the row's shape: `label cell/cells of the line`. Null where rows of
   * the same shape differ: then no cell's place says which column it is of.
   */
  firstCells: ReadonlyMap<string, number> | null;
  /**
   * So many cells has the longest line, where no line ends with an empty cell: then those at the ends of lines may be lost, and only the cells
   * of a line that long are where they seem to be. 0 where lines keep their empty cells.
   */
  widthOfWhole: number;
  /** Identities prove the table: a row may be put together from two lines. Where nothing proves it, it may not. */
  proven: boolean;
};

const PAGE = /^\d{1,3}$/;

export const shapeOf = (run: Run): string => `${run.name.cell}/${run.width}`;

/** Cells without the empty ones before and behind. */
export function trimmed(spots: readonly Spot[]): Spot[] {
  const first = spots.findIndex(isFilled);
  return first < 0 ? [] : spots.slice(first, spots.findLastIndex(isFilled) + 1);
}

/** Fits the places of a run to as many as its header has. A number is taken only where its place leaves no choice. */
export function fitRun(run: Run, header: Header, manners: Manners): Fit {
  const width = header.slots.length;
  const own = trimmed(run.own);
  // Where rows have their numbers below their names, one beside the name is a stray or the only one that is right.
  // More numbers right below may be the last digits of these, wrapped in their cells: their sums may hold without them, too.
  const isCut = own.length >= width && run.below.some((l) => isPartOfRow(l.spots, width));
  if (isCut || (own.length > 0 && !manners.inLines && run.below.some((l) => l.spots.some(isFilled))))
    return { kind: "doubt", spots: [...own, ...run.below.flatMap((l) => trimmed(l.spots))] };
  if (own.length > 0) return fitLine(run, own, width, header, manners) ?? { kind: "doubt", spots: own };
  const lines = run.below.filter((l) => l.spots.length > 0);
  if (lines.length === 0) return { kind: "blank" };
  if (!manners.proven && run.own.length > 0 && (manners.inLines || run.own.length >= width)) return { kind: "blank" };
  const rows = lines.filter((l) => l.spots.filter(isFilled).length > 1);
  if (rows[0] !== undefined) {
    const row = trimmed(rows[0].spots);
    const others = lines.filter((l) => l !== rows[0]).flatMap((l) => l.spots.filter(isFilled));
    // Unproven, what stands below besides must be the page's for sure: else these may be the digits of one number (7 96).
    if (!manners.proven && others.some((s) => !manners.inLines || !PAGE.test(s.text)))
      return { kind: "doubt", spots: lines.flatMap((l) => trimmed(l.spots)) };
    if (rows.length > 1) return { kind: "doubt", spots: rows.flatMap((l) => trimmed(l.spots)) };
    if (row.length === width) return { kind: "places", spots: row };
    if (rows.length === lines.length && hasAllPlaces(rows[0].spots, width))
      return { kind: "places", spots: rows[0].spots };
    const all = lines.flatMap((l) => trimmed(l.spots));
    // A lone number among them may be the page's.
    const isRow = manners.proven && rows.length === lines.length && all.length === width;
    return { kind: isRow ? "places" : "doubt", spots: all };
  }
  return manners.inLines ? { kind: "blank" } : fitStream(run, lines, width, manners);
}

/** Several numbers of a digit or two, behind the rest of a name perhaps, but not a row of them. */
function isPartOfRow(spots: readonly Spot[], width: number): boolean {
  const numbers = spots.filter((s) => s.kind === "value");
  return numbers.length > 1 && numbers.length < width && numbers.every((s) => /^\p{Nd}{1,2}$/u.test(s.text));
}

/** A line of as many cells as there are places, the last ones empty; an empty first one may be a name's. */
const hasAllPlaces = (spots: readonly Spot[], width: number): boolean =>
  spots.length === width && spots[0] !== undefined && isFilled(spots[0]);

function fitLine(run: Run, own: Spot[], width: number, header: Header, manners: Manners): Fit | null {
  if (hasGaps(header)) {
    // An empty column between the header's words: how many places there are does not say which is which.
    const byCells = fitByCells(run, header, manners);
    if (byCells?.names.every(({ id }, i) => id === header.slots[i])) return { kind: "places", spots: byCells.spots };
    if (!own.every(isFilled)) return null;
  }
  if (own.length === width) return fillsAnEmptyPlace(run, own) ? null : { kind: "places", spots: own };
  if (own.length > width) return null;
  const more = run.below.map((l) => trimmed(l.spots)).find((spots) => spots.length > 0) ?? [];
  const isCutShort = own.every(isFilled) && run.own.at(-1) === own.at(-1);
  // A lone number on the next line may be the page's.
  if (manners.proven && isCutShort && more.length > 1 && own.length + more.length === width)
    return { kind: "doubt", spots: [...own, ...more] };
  const cells = cellsByShape(run, width, manners) ?? cellsByHeader(run, header, manners);
  if (cells === null || !keepsCells(run, manners)) return null;
  const spots = cells.map((cell) => run.own.filter((s) => s.cell === cell));
  const covered = spots.flat().filter(isFilled).length === own.filter(isFilled).length;
  return covered && spots.every((s) => s.length <= 1)
    ? { kind: "places", spots: spots.map((s) => s[0] ?? null) }
    : null;
}

/** Whether as many numbers as there are places come about only because one cell has two and another has none. */
function fillsAnEmptyPlace(run: Run, own: readonly Spot[]): boolean {
  const cells = new Set(own.map((s) => s.cell)).size;
  return run.own.length > own.length && cells > 1 && cells < own.length;
}

function cellsByShape(run: Run, width: number, { firstCells }: Manners): number[] | null {
  const first = firstCells?.get(shapeOf(run));
  return first === undefined ? null : Array.from({ length: width }, (_, i) => first + i);
}

function hasGaps({ grid }: Header): boolean {
  const cells = grid?.names.map((n) => n.cell) ?? [];
  return cells.length > 0 && Math.max(...cells) - Math.min(...cells) >= cells.length;
}

/** Whether the cells of the row's line are where they seem to be. */
const keepsCells = (run: Run, { firstCells, widthOfWhole }: Manners): boolean =>
  firstCells !== null && run.width >= widthOfWhole;

function cellsByHeader(run: Run, header: Header, manners: Manners): number[] | null {
  const byCell = fitByCells(run, header, manners);
  const cells = byCell?.names.map((n) => n.cell) ?? [];
  return cells.length === header.slots.length ? cells : null;
}

/** The row's places by the cells of its header, names that the header lacks aside; null where a number stands under no word of it. */
export function fitByCells(
  run: Run,
  header: Header,
  manners: Manners,
): { names: HeaderGrid["names"]; spots: (Spot | null)[] } | null {
  const { grid } = header;
  if (grid === null || grid.width !== run.width || !keepsCells(run, manners)) return null;
  const names = [...grid.names].sort((a, b) => a.cell - b.cell);
  if (names.some((n) => n.cell <= run.name.cell)) return null;
  const known = new Set([...names.map((n) => n.cell), ...grid.strange]);
  if (!run.own.every((s) => s.kind === "blank" || known.has(s.cell))) return null;
  const spots = names.map(({ cell }) => run.own.filter((s) => s.cell === cell));
  return spots.every((s) => s.length <= 1) ? { names, spots: spots.map((s) => s[0] ?? null) } : null;
}

/** Every cell a line: an empty line ends the row once it has all its places. */
function fitStream(run: Run, lines: Run["below"], width: number, { proven }: Manners): Fit {
  const printed = lines.flatMap((l) => l.spots.filter(isFilled));
  if (!proven && (printed.length > width || printed.some((s) => s.cell !== run.name.cell)))
    return { kind: "doubt", spots: trimmed(lines.flatMap((l) => l.spots)) };
  // An empty line may stand before the first place (parting label and numbers); the one after it parts rows.
  const end = lines.findIndex((l, i) => i > 0 && l.gap);
  const block = lines.slice(0, end < 0 ? undefined : end).map((l) => l.spots.find(isFilled) ?? l.spots[0]);
  const places = block.filter((s) => s !== undefined);
  // An empty first place may be covered by the name before it instead of being the first number's.
  const [first] = places;
  if (places.length === width && first !== undefined && isFilled(first)) return { kind: "places", spots: places };
  const all = trimmed(lines.map((l) => l.spots.find(isFilled) ?? l.spots[0]).filter((s) => s !== undefined));
  if (all.length === 0) return { kind: "blank" };
  return all.length === width && all.every(isFilled) ? { kind: "places", spots: all } : { kind: "doubt", spots: all };
}
