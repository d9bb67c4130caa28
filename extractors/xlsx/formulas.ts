import { areaNamed, placeNamed } from "../sheet/index.ts";
import { child, type Xml } from "../xml.ts";

/** `SUM(C5:I5)`, `C5`, `12`, each with its sign; formulas are made of more, but those of sums are not. */
const TERM = /\s*([+-]?)\s*(?:SUM\(([^()]*)\)|(\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(!])|(\d+(?:\.\d+)?)(?![\w(!]))\s*/iy;

const NUMBER = /^\s*\d+(\.\d+)?\s*$/;

/** So many numbers are added up in a workbook's sheet: what is left then is not checked. */
const MOST_ADDED = 1_000_000;
/** Sums of decimals are off by so little. */
const NEARLY = 1e-6;

/** What becomes of a formula: its stored result is what its numbers add up to, or is not, or nothing tells. */
export type Checked = "right" | "stale" | "unknown";

/** Checks the stored results of formulas that only add up cells of the same sheet. */
export function formulaChecker(rows: readonly Xml[]): (cell: Xml) => Checked {
  let numbers: Map<string, number> | null = null;
  let added = 0;
  const keyOf = (row: number, column: number): string => `${row},${column}`;
  const sumOf = (range: string): number | null => {
    const area = areaNamed(range.replaceAll("$", "").trim());
    if (area === null) return null;
    added += (area.bottom - area.top + 1) * (area.right - area.left + 1);
    if (added > MOST_ADDED) return null;
    numbers ??= numbersIn(rows, keyOf);
    let sum = 0;
    for (let row = area.top; row <= area.bottom; row += 1)
      for (let column = area.left; column <= area.right; column += 1) sum += numbers.get(keyOf(row, column)) ?? 0;
    return sum;
  };
  return (cell) => {
    const formula = child(cell, "f")?.text.trim() ?? "";
    const stored = Number(child(cell, "v")?.text ?? Number.NaN);
    const result = formula === "" ? null : calculated(formula, sumOf);
    if (result === null || Number.isNaN(stored)) return "unknown";
    return Math.abs(result - stored) < NEARLY ? "right" : "stale";
  };
}

function calculated(formula: string, sumOf: (range: string) => number | null): number | null {
  let total = 0;
  for (let at = 0; at < formula.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const [, sign, ranges, address, number] = TERM.exec(formula) ?? [];
    if (sign === undefined || (sign === "" && at > 0)) return null;
    const parts = ranges?.split(",") ?? (address === undefined ? [] : [address]);
    for (const part of parts) {
      const sum = NUMBER.test(part) ? Number(part) : sumOf(part);
      if (sum === null) return null;
      total += sign === "-" ? -sum : sum;
    }
    total += (sign === "-" ? -1 : 1) * Number(number ?? 0);
  }
  return total;
}

/** The numbers of a sheet as they are stored; text counts nothing in a sum. */
function numbersIn(rows: readonly Xml[], keyOf: (row: number, column: number) => string): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const row of rows)
    for (const cell of row.children) {
      const place = placeNamed(cell.attributes.r ?? "");
      const value = Number(child(cell, "v")?.text || Number.NaN);
      if (place && (cell.attributes.t ?? "n") === "n" && !Number.isNaN(value))
        numbers.set(keyOf(place.row, place.column), value);
    }
  return numbers;
}
