import { identityChecks, isContradicted } from "./checks.ts";
import { doubted } from "./fill.ts";
import type { Grid } from "./grid.ts";
import { isHeader, isSpot, type Piece, type PieceLine } from "./layout/index.ts";

/** A table read under the assumption that every row's numbers stand in one place relative to its name. */
type Reading = { grid: Grid; disorder: boolean };

/**
 * Settles where the numbers of rows stand, when they are parted from their names and some stand before any name: reads the table as if they
 * stood below their names, above them, before them on the same line, or all behind all names, and keeps the one reading that is proven.
 * Null where none is, or several are and differ.
 */
export function settleOrientation(
  lines: readonly PieceLine[],
  read: (lines: readonly PieceLine[]) => Reading,
): Grid | null {
  const [below, ...others] = [lines, upsideDown(lines), mirrored(lines), namesThenNumbers(lines)].flatMap((way) =>
    way === null ? [] : [read(way)],
  );
  if (below === undefined) return null;
  const proven =
    only([below, ...others].map((r) => r.grid).filter(isProven)) ??
    // Without identities: the whole table must be in the one order, with every cell read, and in the order it is printed in it must not be.
    (isWhole(below) ? null : only(others.filter(isWhole).map((r) => r.grid)));
  if (proven !== null) return proven === below.grid && !below.disorder ? proven : realigned(proven);
  // Printed in order, and yet its sums break where another order breaks none: which of them it is, nothing tells.
  const isOpen = !below.disorder && others.some(({ grid, disorder }) => !disorder && !isBroken(grid));
  return isOpen
    ? doubted(below.grid, "where the numbers of its rows stand, below or above their names, is not told")
    : null;
}

const isBroken = (grid: Grid): boolean => identityChecks([grid]).some((check) => check.passes === false);

/** The one grid, or the first of several that say the same. */
function only(grids: readonly Grid[]): Grid | null {
  const [first, ...others] = grids;
  return first !== undefined && others.every((grid) => agree(first, grid)) ? first : null;
}

const agree = (a: Grid, b: Grid): boolean => a.cells.every((cell, i) => cell.value === (b.cells[i]?.value ?? null));

const isWhole = ({ grid, disorder }: Reading): boolean =>
  !disorder && grid.cells.every((cell) => cell.value !== null) && !isContradicted(grid);

/** No identity is broken, and one that counts numbers of several rows, on lines of their own, holds for numbers that are not all zero. */
function isProven(grid: Grid): boolean {
  const checks = identityChecks([grid]);
  const isAcrossRows = (cells: readonly number[]): boolean =>
    new Set(cells.map((i) => grid.cells[i]?.item)).size > 1 && new Set(cells.map((i) => grid.cells[i]?.line)).size > 1;
  return (
    checks.every((check) => check.passes !== false) &&
    checks.some(({ passes, actual }, i) => {
      const identity = grid.identities[i];
      return (
        passes === true && actual !== 0 && identity !== undefined && isAcrossRows([...identity.sum, ...identity.equals])
      );
    })
  );
}

const realigned = (grid: Grid): Grid => ({
  ...grid,
  cells: grid.cells.map((cell) => (cell.status === "reported" ? { ...cell, status: "realigned" } : cell)),
});

/**
 * Numbers above their names: the rows between two headers in reverse order. The cells of a row keep theirs, on one line or on several; a name with numbers between its
 * pieces goes to its last one, so that they stay its own.
 */
function upsideDown(lines: readonly PieceLine[]): PieceLine[] {
  const turned: PieceLine[] = [];
  let rows: PieceLine[][] = [];
  const isNumbers = (line: PieceLine | undefined): boolean => line?.pieces.every(isSpot) === true;
  for (const line of withNamesAtTheirEnd(lines)) {
    const above = rows.at(-1);
    if (isHeader(line)) {
      turned.push(...rows.reverse().flat(), line);
      rows = [];
    } else if (above !== undefined && isNumbers(line) && isNumbers(above[0])) above.push(line);
    else rows.push([line]);
  }
  return [...turned, ...rows.reverse().flat()];
}

function withNamesAtTheirEnd(lines: readonly PieceLine[]): PieceLine[] {
  const isMoved = (p: Piece): boolean => p.kind === "name" && p.end > p.line;
  const moved = new Map(lines.flatMap((l) => l.pieces.filter(isMoved)).map((p) => [p.kind === "name" ? p.end : -1, p]));
  if (moved.size === 0) return [...lines];
  return lines.map((line) => {
    const pieces = line.pieces.filter((p) => !isMoved(p));
    const name = moved.get(line.line);
    return { ...line, pieces: name === undefined ? pieces : [...pieces, name] };
  });
}

/** Numbers before their names on one line: the names first. Null where no row is so, or one is not; or most have numbers on both sides. */
function mirrored(lines: readonly PieceLine[]): PieceLine[] | null {
  const isRow = (line: PieceLine): boolean =>
    !isHeader(line) && !line.pieces.every(isSpot) && line.pieces.some(isNumber);
  const rows = lines.filter(isRow);
  const firstName = ({ pieces }: PieceLine): number => pieces.findIndex((p) => !isSpot(p));
  const startsWithNumber = (line: PieceLine): boolean => line.pieces.findIndex(isNumber) < firstName(line);
  const hasNumbersBehind = (line: PieceLine): boolean => line.pieces.findLastIndex(isNumber) > firstName(line);
  if (rows.length === 0 || !rows.every(startsWithNumber)) return null;
  if (2 * rows.filter(hasNumbersBehind).length > rows.length) return null;
  return lines.map((line) =>
    isRow(line) ? { ...line, pieces: [...line.pieces.filter((p) => !isSpot(p)), ...line.pieces.filter(isSpot)] } : line,
  );
}

/** All names, then as many lines of numbers: each behind its name. Null where they are not as many. */
function namesThenNumbers(lines: readonly PieceLine[]): PieceLine[] | null {
  const isName = ({ pieces }: PieceLine): boolean => pieces.some((p) => p.kind === "name" && p.axis === "item");
  const numbers = lines.filter(({ pieces }) => pieces.some(isNumber) && pieces.every(isSpot));
  const first = numbers[0];
  const names = lines.filter((line) => isName(line) && !line.pieces.some(isNumber));
  const last = names.at(-1);
  if (first === undefined || last === undefined || names.length !== numbers.length || last.line > first.line)
    return null;
  const own = new Map(names.map((name, i) => [name, numbers[i]]));
  const isMoved = new Set(numbers);
  return lines.flatMap((line) => {
    const row = own.get(line);
    return row !== undefined ? [line, row] : isMoved.has(line) ? [] : [line];
  });
}

const isNumber = (piece: Piece): boolean => piece.kind === "value";
