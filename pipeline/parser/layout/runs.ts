import type { Piece, PieceLine } from "./piece.ts";

export type Name = Extract<Piece, { kind: "name" }>;
/** A place for a number: a number, an empty cell, or words where a number should be. */
export type Spot = Extract<Piece, { kind: "value" | "blank" | "words" }>;

/** A name and the places that follow it in reading order, before anything else is named. */
export type Run = {
  name: Name;
  /** Unknown words before the name, behind whatever else stands on its line. */
  before: Spot[];
  /** On the name's own line. */
  own: Spot[];
  /** On the lines below, where the name is the last of its line; `gap`: an empty line stands before it. */
  below: { spots: Spot[]; gap: boolean }[];
  width: number;
};

/** A header word that counts as a column of the table although the form does not have it. */
export type Extra = Extract<Piece, { kind: "subtotal" }>;

/**
 * Everything named in the table in reading order, with what follows it; and the lines of numbers that follow no name.
 * `contested`: a line of numbers stands below one name and before another. `widthOfWhole`: the cells of the longest line, 0 where some line ends with an empty cell (see Manners).
 */
export type Runs = { sequence: (Run | Extra | Spanner)[]; orphans: Spot[][]; contested: boolean; widthOfWhole: number };
export type Spanner = Extract<Piece, { kind: "spanner" }>;

export const isSpot = (piece: Piece): piece is Spot =>
  piece.kind === "value" || piece.kind === "blank" || piece.kind === "words";
export const isFilled = (spot: Spot): boolean => spot.kind !== "blank";

const SHORTEST_NAME = 4;
function isUnknownName(piece: Spot, behind: readonly Piece[]): boolean {
  if (piece.kind !== "words" || piece.text.length < SHORTEST_NAME) return false;
  const end = behind.findIndex((p) => !isSpot(p));
  return behind.slice(0, end < 0 ? undefined : end).some((p) => p.kind === "value");
}

/** A row of its own, under a name that the form does not have: words and the numbers behind them. */
function isUnknownRow(spots: readonly Spot[]): boolean {
  const [first, ...behind] = spots.filter(isFilled);
  return first?.kind === "words" && /[\u4e00-\u9fff]{2}/.test(first.text) && behind.some((s) => s.kind === "value");
}

/** Whether words and a few last digits may be the rest of the row above, whose name and numbers were wrapped in their cells. */
function isRestOf(row: Run, spots: readonly Spot[]): boolean {
  const numbers = spots.filter((s) => s.kind === "value");
  const above = row.own.filter((s) => s.kind === "value").length;
  return numbers.length < above && numbers.every((s) => /^\p{Nd}{1,2}$/u.test(s.text));
}

export const isHeader = ({ pieces }: PieceLine): boolean =>
  pieces.some((p) => p.kind === "spanner" || (p.kind === "name" && p.axis === "column"));

/** Reads names and the places behind them. Numbers below a name belong to it only where nothing else stands between. */
export function collectRuns(lines: readonly PieceLine[]): Runs {
  const sequence: Runs["sequence"] = [];
  const orphans: Spot[][] = [];
  let contested = false;
  let last: Run | "subtotal" | null = null;
  for (const line of lines) {
    const first = line.pieces.findIndex((p) => !isSpot(p));
    const leading = line.pieces.slice(0, first < 0 ? undefined : first).filter(isSpot);
    const row = line.wall || first >= 0 ? null : last;
    if (line.wall || leading.some((s) => s.kind === "words")) last = null;
    if (first < 0 && isUnknownRow(leading)) {
      if (row !== null && row !== "subtotal" && isRestOf(row, leading))
        row.below.push({ spots: leading, gap: line.gap });
      continue;
    }
    const numbers = leading.filter((s) => s.kind === "value").length;
    // A serial number before the name, with the row's own numbers behind it.
    const isSerial = numbers === 1 && first >= 0 && line.pieces.slice(first).some((p) => p.kind === "value");
    if (numbers > 0 || first < 0) {
      const gluedToNext = first < 0 || leading.every((s) => s.cell === line.pieces[first]?.cell);
      if (last !== null && last !== "subtotal" && gluedToNext) {
        last.below.push({ spots: leading, gap: line.gap });
        contested ||= numbers > 0 && first >= 0 && !isSerial;
      } else if (!isSerial && ((first >= 0 && numbers > 0) || (last === null && numbers > 1))) orphans.push(leading);
    }
    if (first < 0) continue;
    last = null;
    let open: Run | null = null;
    let before: Spot[] = [];
    for (const [i, piece] of line.pieces.entries()) {
      if (i < first) continue;
      if (isSpot(piece)) {
        // Words before any number are the name of a row that was not recognised: the numbers behind them are its.
        if (open !== null && !open.own.some(isFilled) && isUnknownName(piece, line.pieces.slice(i + 1)))
          [open, last] = [null, null];
        if (open !== null) open.own.push(piece);
        else if (piece.kind === "words") before.push(piece);
        continue;
      }
      open = null;
      if (piece.kind === "name") {
        open = { name: piece, before, own: [], below: [], width: line.width };
        sequence.push(open);
      } else if (piece.kind === "subtotal" || piece.kind === "spanner") sequence.push(piece);
      before = [];
      // Below a row's 小计 stand its own numbers; below one among the columns, a row's whose name is not there.
      last = open ?? (piece.kind === "subtotal" && !isHeader(line) ? "subtotal" : null);
    }
  }
  return { sequence, orphans, contested, widthOfWhole: widthOfWhole(lines) };
}

function widthOfWhole(lines: readonly PieceLine[]): number {
  let longest = 0;
  for (const { pieces, width } of lines) {
    if (width > 2 && pieces.at(-1)?.kind === "blank") return 0;
    longest = Math.max(longest, width);
  }
  return longest;
}

/** Whether anything is printed in the run's places. */
export const hasValues = (run: Run): boolean => valuesOf(run) > 0;

/** How many numbers stand on the lines below the name. */
const valuesBelow = (run: Run): number =>
  run.below.reduce((n, line) => n + line.spots.filter((s) => s.kind === "value").length, 0);

/** How many numbers stand behind the name. */
export const valuesOf = (run: Run): number => run.own.filter((s) => s.kind === "value").length + valuesBelow(run);
