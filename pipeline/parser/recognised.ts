import type { CellStatus, NormalizedText, OtherReadings, Problem } from "../../data/records/index.ts";
import { problem } from "./fill.ts";
import type { Grid, GridCell, NamedIdentity } from "./grid.ts";
import { cleaned, readNumber } from "./words/index.ts";

/** What a person should know of a report with recognised text among its numbers. */
export const RECOGNISED: Problem = {
  code: "ocr",
  message:
    "the text was recognised by a program (OCR): of its numbers only those stand here that sums of the form or two readings prove",
  at: "",
};

/** One thing that a recognised place may say. */
type Reading = { raw: string; status: CellStatus; number: number | null };

/**
 * A place whose text a program recognised in a picture: first what stands in the text, then what other readings say. `isAgreed`: another
 * says the same. `isDisputed`: another says something else; what is no number at all says nothing.
 */
type Recognised = { index: number; readings: Reading[]; isAgreed: boolean; isDisputed: boolean };

/**
 * The grid without the numbers that only one reading of a recognised text bears out: misreadings look plausible, 126 for 120.
 *
 * - A number that the form counts stands where one of its sums is right and, where its readings differ, none is wrong. Of readings that differ,
 *   the one is taken that the sums ask for and no other. Where there is but one reading, all its sums must be known and right.
 * - A number that it does not count stands where two readings agree and none disputes it.
 * - A sum that is wrong all the same may be the publisher's or the program's: none of its numbers stands.
 */
export function provenRecognised(grid: Grid, text: NormalizedText): Grid {
  const recognised = grid.cells.flatMap((cell, index) => recognisedCell(cell, index, text) ?? []);
  if (recognised.length === 0) return grid;
  const sumsOf = (index: number): NamedIdentity[] =>
    grid.identities.filter(({ sum, equals }) => sum.includes(index) || equals.includes(index));
  const numbers = decided(grid, recognised, sumsOf);
  const isUnproven = ({ index, readings, isAgreed, isDisputed }: Recognised): boolean => {
    const sums = sumsOf(index).map((identity) => holds(identity, numbers));
    if (sums.length === 0) return !isAgreed || isDisputed;
    // A row that is read once may have another row's name: its own sum does not tell, those across the rows do.
    if (!isAgreed && readings.length === 1) return !sums.every((holds) => holds === true);
    return !sums.includes(true) || ((isDisputed || !isAgreed) && sums.includes(false));
  };
  const unproven = new Set(recognised.filter(isUnproven).map(({ index }) => index));
  const known = numbers.map((number, index) => (unproven.has(index) ? null : number));
  for (const identity of grid.identities)
    if (holds(identity, known) === false)
      for (const index of [...identity.sum, ...identity.equals]) unproven.add(index);

  const proven: Grid = { ...grid, cells: [...grid.cells], problems: [...grid.problems] };
  for (const { index, readings } of recognised) {
    const cell = grid.cells[index];
    const reading = readings.find(({ number }) => number === numbers[index]);
    if (cell === undefined) continue;
    if (unproven.has(index) || reading === undefined) {
      proven.cells[index] = { ...cell, status: "ambiguous", value: null };
      problem(proven, "cell.recognised", unprovenMessage(grid, cell, readings), cell);
    } else if (reading === readings[0]) proven.cells[index] = { ...cell, status: realigned(cell.status) };
    else proven.cells[index] = { ...cell, value: reading.number, raw: reading.raw, status: realigned(reading.status) };
  }
  return proven;
}

/** Whether anything of the grid was recognised by a program. */
export const isRecognised = (grid: Grid, text: NormalizedText): boolean =>
  grid.cells.some((cell) => cell.line >= 0 && otherReadings(cell, text) !== null);

function otherReadings({ line, cell }: GridCell, text: NormalizedText): OtherReadings | null {
  // Between bars there are columns, but only tabs part the cells of normalized text.
  return text.recognised(line, text.lines[line]?.includes("\t") ? cell : 0);
}

function recognisedCell(cell: GridCell, index: number, text: NormalizedText): Recognised | null {
  if (cell.line < 0 || (cell.value === null && cell.status !== "dash")) return null;
  const others = otherReadings(cell, text);
  if (others === null) return null;
  const printed = text.lines[cell.line]?.split("\t") ?? [];
  // The readings are of all that stands in the place: of a part of it they say nothing.
  const isWhole = cleaned(printed[printed.length > 1 ? cell.cell : 0] ?? "") === cleaned(cell.raw);
  const first = { raw: cell.raw, status: cell.status, number: cell.status === "dash" ? 0 : cell.value };
  const [own, ...said] = [cell.raw, ...(isWhole ? others : [])].map((raw) => readingOf(raw, cell));
  const telling = said.filter(({ number }) => number !== null);
  const same = telling.filter((reading) => reading.status === own?.status && reading.number === own.number);
  return {
    index,
    // The unit of an amount is said elsewhere: what else it may be is not taken.
    readings: cell.column.kind === "amount" ? [first] : [first, ...said],
    isAgreed: same.length > 0,
    isDisputed: same.length < telling.length,
  };
}

function readingOf(raw: string, { column }: GridCell): Reading {
  const { status, value } = readNumber(raw, column.kind, "万元");
  return { raw, status, number: status === "dash" ? 0 : value };
}

const realigned = (status: CellStatus): CellStatus => (status === "dash" ? "dash" : "realigned");

/** By cell: its number, 0 for none; null where it is not known. */
type Numbers = (number | null)[];

/**
 * The numbers, where readings differ those that the sums ask for in which nothing else is in doubt, and so on as they are decided. What stays open is
 * taken as two readings say, or is not known.
 */
function decided(grid: Grid, recognised: readonly Recognised[], sumsOf: (index: number) => NamedIdentity[]): Numbers {
  const numbers = grid.cells.map((cell) => (cell.status === "blank" || cell.status === "dash" ? 0 : cell.value));
  let open = recognised.filter(({ isDisputed, index }) => isDisputed && sumsOf(index).length > 0);
  for (const { index } of open) numbers[index] = null;
  for (let before = open.length + 1; open.length < before; ) {
    before = open.length;
    open = open.filter(({ index, readings }) => {
      const wanted = new Set(sumsOf(index).flatMap((identity) => lacking(identity, index, numbers) ?? []));
      const [number] = wanted;
      if (number === undefined || wanted.size > 1 || !readings.some((r) => r.number === number)) return true;
      numbers[index] = number;
      return false;
    });
  }
  for (const { index, readings, isAgreed } of open) if (isAgreed) numbers[index] = readings[0]?.number ?? null;
  return numbers;
}

/** What a cell must say for an identity to hold; null where another number of it is not known. */
function lacking({ sum, equals }: NamedIdentity, index: number, numbers: Numbers): number | null {
  const others = (cells: readonly number[]): number[] => cells.filter((i) => i !== index);
  const [left, right] = [total(others(sum), numbers), total(others(equals), numbers)];
  if (left === null || right === null) return null;
  return sum.includes(index) ? right - left : left - right;
}

function holds({ sum, equals }: NamedIdentity, numbers: Numbers): boolean | null {
  const [left, right] = [total(sum, numbers), total(equals, numbers)];
  return left === null || right === null ? null : left === right;
}

const total = (cells: readonly number[], numbers: Numbers): number | null =>
  cells.reduce<number | null>((sum, i) => {
    const number = numbers[i] ?? null;
    return sum === null || number === null ? null : sum + number;
  }, 0);

function unprovenMessage(grid: Grid, { item, column }: GridCell, readings: readonly Reading[]): string {
  const said = [...new Set(readings.map(({ raw }) => `“${raw}”`))].join(" or ");
  return `${grid.table.id}.${item}:${column.column} was recognised as ${said}, and nothing proves it`;
}
