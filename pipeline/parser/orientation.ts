import { identityChecks } from "./checks.ts";
import type { Grid, Shape } from "./grid.ts";
import type { Piece, PieceLine } from "./roles.ts";

/** A table read under the assumption that every row's numbers stand below its name (or, upside down, above it). */
type Oriented = { grid: Grid; disorder: boolean };

/**
 * Settles whether rows have their numbers below their names or above them, where numbers are parted from names and some stand before any
 * name: reads the table both ways and keeps the one that is proven. Null where none is, or both are and differ.
 */
export function settleOrientation(
  lines: readonly PieceLine[],
  shape: Shape,
  read: (lines: readonly PieceLine[]) => Oriented,
): Grid | null {
  const below = read(lines);
  const above = read(upsideDown(lines));
  const proven = (shape.identities.length > 0 ? byIdentities(below.grid, above.grid) : null) ?? byOrder(below, above);
  return proven === null ? null : realigned(proven);
}

/**
 * The rows between two headers in reverse order, so that what stood above a name stands below it. The cells of a row keep theirs;
 * a name with numbers between its pieces goes to its last one, so that they stay its own.
 */
function upsideDown(lines: readonly PieceLine[]): PieceLine[] {
  const turned: PieceLine[] = [];
  let rows: PieceLine[] = [];
  for (const line of withNamesAtTheirEnd(lines)) {
    if (isHeader(line)) {
      turned.push(...rows.reverse(), line);
      rows = [];
    } else rows.push(line);
  }
  return [...turned, ...rows.reverse()];
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

const isHeader = ({ pieces }: PieceLine): boolean =>
  pieces.some((p) => p.kind === "spanner" || (p.kind === "name" && p.axis === "column"));

/** The one reading that its identities prove; both, where they say the same. */
function byIdentities(below: Grid, above: Grid): Grid | null {
  const proven = [below, above].filter(isProven);
  return proven.length === 1 || agree(below, above) ? (proven[0] ?? null) : null;
}

/** No identity is broken, and one that reaches over several lines holds for numbers that are not all zero. */
function isProven(grid: Grid): boolean {
  const checks = identityChecks([grid]);
  const reaches = (cells: readonly number[]): boolean => new Set(cells.map((i) => grid.cells[i]?.line)).size > 1;
  return (
    checks.every((check) => check.passes !== false) &&
    checks.some(({ passes, actual }, i) => {
      const identity = grid.identities[i];
      return (
        passes === true && actual !== 0 && identity !== undefined && reaches([...identity.sum, ...identity.equals])
      );
    })
  );
}

function agree(a: Grid, b: Grid): boolean {
  return a.cells.every((cell, i) => cell.value === (b.cells[i]?.value ?? null));
}

/** Without identities: the whole table must be in the one order, with every cell read, and in the other it must not be. */
function byOrder(below: Oriented, above: Oriented): Grid | null {
  const whole = ({ grid, disorder }: Oriented): boolean => !disorder && grid.cells.every((cell) => cell.value !== null);
  return whole(above) && !whole(below) ? above.grid : null;
}

const realigned = (grid: Grid): Grid => ({
  ...grid,
  cells: grid.cells.map((cell) => (cell.status === "reported" ? { ...cell, status: "realigned" } : cell)),
});
