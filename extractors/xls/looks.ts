import { BIFF, type BiffRecord } from "./biff.ts";
import { type RichString, sharedStrings } from "./shared-strings.ts";

/** What the library does not tell of a workbook's cells; sheets count from 0, rows and columns from 1. */
export type CellLooks = {
  /** What is left of a cell's text where some or all of it is struck out; undefined where nothing is. */
  unstruck(sheet: number, row: number, column: number): string | undefined;
  /** For each row of a sheet in which cells are framed, the last column in which one is. */
  framedTo(sheet: number): ReadonlyMap<number, number>;
};

export const NO_LOOKS: CellLooks = { unstruck: () => undefined, framedTo: () => new Map() };

const STRUCK = 0x0008;
/** How long a style is since Excel 97; before, its borders lie elsewhere. */
const XF_8 = 20;

export function cellLooks(records: readonly BiffRecord[]): CellLooks {
  const dataOf = (type: number): DataView[] => records.flatMap((r) => (r.type === type ? [r.data] : []));
  const fonts = dataOf(BIFF.font).map((data) => (data.getUint16(2, true) & STRUCK) !== 0);
  // There is no font 4: the format's makers left it out.
  const isStruck = (font: number): boolean => fonts[font > 4 ? font - 1 : font] ?? false;
  const styles = dataOf(BIFF.xf).map((data) => ({
    isStruck: isStruck(data.getUint16(0, true)),
    isFramed: data.byteLength >= XF_8 && data.getUint16(10, true) !== 0,
  }));
  const strings = fonts.includes(true) ? sharedStrings(records).map((string) => withoutStruck(string, isStruck)) : [];
  const texts = new Map<string, string>();
  const framed = new Map<number, Map<number, number>>();
  for (const { sheet, row, column, style, string } of styledCells(records)) {
    const left = styles[style]?.isStruck ? "" : strings[string ?? -1];
    if (left !== undefined) texts.set(`${sheet} ${row} ${column}`, left);
    if (!styles[style]?.isFramed) continue;
    const rows = framed.get(sheet) ?? new Map<number, number>();
    framed.set(sheet, rows.set(row, Math.max(rows.get(row) ?? 0, column)));
  }
  return {
    unstruck: (sheet, row, column) => texts.get(`${sheet} ${row} ${column}`),
    framedTo: (sheet) => framed.get(sheet) ?? new Map(),
  };
}

type StyledCell = { sheet: number; row: number; column: number; style: number; string?: number };

/** All cells of all sheets with the number of their style and, where they have one, of their string. */
function* styledCells(records: readonly BiffRecord[]): Generator<StyledCell> {
  const starts = records.flatMap(({ type, data }) => (type === BIFF.boundSheet ? [data.getUint32(0, true)] : []));
  let sheet = -1;
  for (const { type, at, data } of records) {
    if (type === BIFF.bof && starts.includes(at)) sheet = starts.indexOf(at);
    const isOne = BIFF.cells.has(type) || type === BIFF.labelSst;
    if (!isOne && type !== BIFF.mulRk && type !== BIFF.mulBlank) continue;
    const [row, first] = [data.getUint16(0, true) + 1, data.getUint16(2, true) + 1];
    const string = type === BIFF.labelSst ? { string: data.getUint32(6, true) } : {};
    if (isOne) yield { sheet, row, column: first, style: data.getUint16(4, true), ...string };
    const step = type === BIFF.mulRk ? 6 : 2;
    // Several cells of a row in one record, which ends with the last one's column.
    for (let i = 0; !isOne && 4 + step * (i + 1) <= data.byteLength - 2; i++)
      yield { sheet, row, column: first + i, style: data.getUint16(4 + step * i, true) };
  }
}

/** A string without its struck runs; undefined where it has none. */
function withoutStruck({ text, runs }: RichString, isStruck: (font: number) => boolean): string | undefined {
  if (!runs.some((run) => isStruck(run.font))) return undefined;
  const ends = runs.map((_, i) => runs[i + 1]?.from ?? text.length);
  const kept = runs.map((run, i) => (isStruck(run.font) ? "" : text.slice(run.from, ends[i])));
  return text.slice(0, runs[0]?.from ?? 0) + kept.join("");
}
