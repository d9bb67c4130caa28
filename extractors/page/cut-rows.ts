import type { RuledCell } from "./cells.ts";
import { CELL_PADDING, type Line, ROUNDING, textLines } from "./lines.ts";
import { SNAP } from "./rulings.ts";
import { filledCells, type TableArea } from "./tables.ts";

/** A cell with what is printed in it. */
type PrintedCell = { cell: RuledCell; lines: Line[]; text: string };

const DIGITS = /^\p{Nd}+$/u;
/** What begins with a number of its own, as the entries of a list do, is no rest of another name. */
const LISTED = /^[（(]?[一二三四五六七八九十\d]+[）)、.．]/;

/**
 * Whether a page's end goes through a row, each side of it ruled off as a row. No row is without a name where the one before it
 * has one: so it does where only digits stand below it, and others above each of them. Nor does a line end before its cell does:
 * so it does where above each cell below it stands one that has no room for one character more.
 */
export function isRowCut(above: TableArea, below: TableArea): boolean {
  const feet = printed(above).filter(({ cell }) => cell.box.y1 >= above.box.y1 - SNAP);
  const first = printed(below).filter(({ cell }) => cell.box.y0 <= below.box.y0 + SNAP);
  const heads = first.filter(({ text }) => text !== "");
  const pairs = heads.map((head) => ({ head, foot: feet.find((foot) => isSameColumn(foot, head)) }));
  const isNamed = feet.some((foot) => foot.text !== "" && !isDigits(foot));
  if (!isNamed || heads.length === 0) return false;
  if (pairs.every(({ head, foot }) => foot && isDigits(foot) && isDigits(head))) return true;
  // Numbers on both sides of it are two rows', where names are too, unless others of them stand above it alone.
  const isPartly = feet.some((foot) => isDigits(foot) && !heads.some((head) => isSameColumn(foot, head)));
  return (
    pairs.some(({ foot }) => foot && foot.text !== "" && !isDigits(foot)) &&
    pairs.every(({ head, foot }) => {
      if (foot === undefined) return false;
      if (foot.text === "") return isDigits(head) && feet.some(isDigits);
      return isDigits(foot) === isDigits(head) && (isPartly || !isDigits(foot)) && goesOn(foot, head);
    })
  );
}

const isDigits = ({ text }: PrintedCell): boolean => DIGITS.test(text);

/** Whether a cell has no room for the first character of the one below it. */
function goesOn({ cell, lines }: PrintedCell, head: PrintedCell): boolean {
  const [last, next] = [lines.at(-1), head.lines[0]?.glyphs[0]];
  if (!last || !next || LISTED.test(head.text)) return false;
  const room = cell.box.x1 - cell.box.x0 - CELL_PADDING - (last.box.x1 - last.box.x0);
  return room < next.box.x1 - next.box.x0 + ROUNDING;
}

const isSameColumn = (a: PrintedCell, b: PrintedCell): boolean =>
  Math.abs(a.cell.box.x0 - b.cell.box.x0) <= SNAP && Math.abs(a.cell.box.x1 - b.cell.box.x1) <= SNAP;

const printed = (area: TableArea): PrintedCell[] =>
  filledCells(area).map(({ cell, glyphs }) => {
    const lines = textLines(glyphs);
    return { cell, lines, text: lines.map((line) => line.text.replaceAll(" ", "")).join("") };
  });
