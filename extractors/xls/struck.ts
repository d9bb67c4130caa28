import { BIFF, type BiffRecord } from "./biff.ts";
import { type RichString, sharedStrings } from "./shared-strings.ts";

/** For a cell, by sheet, row and column from 1, what is left of its text where some or all of it is struck out. */
export type StruckText = (sheet: number, row: number, column: number) => string | undefined;

const STRUCK = 0x0008;

/** What the library does not tell: which cells of a workbook, or which of their characters, are struck out. */
export function struckText(records: readonly BiffRecord[]): StruckText {
  const fonts = records.flatMap(({ type, data }) =>
    type === BIFF.font ? [(data.getUint16(2, true) & STRUCK) !== 0] : [],
  );
  if (!fonts.includes(true)) return () => undefined;
  // There is no font 4: the format's makers left it out.
  const isStruck = (font: number): boolean => fonts[font > 4 ? font - 1 : font] ?? false;
  const styles = records.flatMap(({ type, data }) => (type === BIFF.xf ? [isStruck(data.getUint16(0, true))] : []));
  const strings = sharedStrings(records).map((string) => unstruck(string, isStruck));
  const starts = records.flatMap(({ type, data }) => (type === BIFF.boundSheet ? [data.getUint32(0, true)] : []));
  const texts = new Map<string, string>();
  let sheet = -1;
  for (const { type, at, data } of records) {
    if (type === BIFF.bof && starts.includes(at)) sheet = starts.indexOf(at);
    const note = (column: number, style: number, text: string | undefined): void => {
      const left = styles[style] ? "" : text;
      if (left !== undefined) texts.set(`${sheet} ${data.getUint16(0, true) + 1} ${column + 1}`, left);
    };
    if (BIFF.cells.has(type)) note(data.getUint16(2, true), data.getUint16(4, true), undefined);
    if (type === BIFF.labelSst)
      note(data.getUint16(2, true), data.getUint16(4, true), strings[data.getUint32(6, true)]);
    if (type === BIFF.mulRk)
      for (let i = 0; 4 + 6 * i + 6 < data.byteLength; i++)
        note(data.getUint16(2, true) + i, data.getUint16(4 + 6 * i, true), undefined);
  }
  return (of, row, column) => texts.get(`${of} ${row} ${column}`);
}

/** A string without its struck runs; undefined where it has none. */
function unstruck({ text, runs }: RichString, isStruck: (font: number) => boolean): string | undefined {
  if (!runs.some((run) => isStruck(run.font))) return undefined;
  const ends = runs.map((_, i) => runs[i + 1]?.from ?? text.length);
  const kept = runs.map((run, i) => (isStruck(run.font) ? "" : text.slice(run.from, ends[i])));
  return text.slice(0, runs[0]?.from ?? 0) + kept.join("");
}
