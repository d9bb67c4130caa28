import type { Extraction, OtherReadings, Place } from "../data/records/index.ts";

/** An extraction without functions, so that it can pass between processes: places and readings as tables, line by line. */
export type PlainExtraction = Omit<Extraction, "text"> & {
  lines: string[];
  places: (Place | null)[][];
  recognised: (OtherReadings | null)[][];
};

export function toPlain({ text, ...rest }: Extraction): PlainExtraction {
  const ofCells = <T>(find: (line: number, cell: number) => T): T[][] =>
    text.lines.map((line, i) => line.split("\t").map((_, cell) => find(i, cell)));
  return { ...rest, lines: text.lines, places: ofCells(text.place), recognised: ofCells(text.recognised) };
}

export function fromPlain({ lines, places, recognised, ...rest }: PlainExtraction): Extraction {
  return {
    ...rest,
    text: {
      lines,
      place: (line, cell) => places[line]?.[cell] ?? null,
      recognised: (line, cell) => recognised[line]?.[cell] ?? null,
    },
  };
}
