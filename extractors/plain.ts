import type { Extraction, Place } from "../data/records/index.ts";

/** An extraction without functions, so that it can pass between threads: the places as a table, line by line. */
export type PlainExtraction = Omit<Extraction, "text"> & { lines: string[]; places: (Place | null)[][] };

export function toPlain({ text, ...rest }: Extraction): PlainExtraction {
  const places = text.lines.map((line, i) => line.split("\t").map((_, cell) => text.place(i, cell)));
  return { ...rest, lines: text.lines, places };
}

export function fromPlain({ lines, places, ...rest }: PlainExtraction): Extraction {
  return { ...rest, text: { lines, place: (line, cell) => places[line]?.[cell] ?? null } };
}
