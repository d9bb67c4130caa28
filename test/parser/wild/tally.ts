import type { Score } from "./score.ts";

/** The faults that are counted, the worst first. */
export const FAULTS = ["trusted", "silent", "errors", "doubted", "gaps", "places", "slow", "missed"] as const;
export type Fault = (typeof FAULTS)[number];

export type Tally = {
  documents: number;
  cells: number;
  right: number;
  provable: number;
  proven: number;
  loud: number;
  readable: number;
  complete: number;
  erring: number;
  faults: Record<Fault, number>;
  /** A document that shows it, for each fault. */
  seeds: Partial<Record<Fault, number>>;
};

export const emptyTally = (): Tally => ({
  documents: 0,
  cells: 0,
  right: 0,
  provable: 0,
  proven: 0,
  loud: 0,
  readable: 0,
  complete: 0,
  erring: 0,
  faults: { trusted: 0, silent: 0, errors: 0, doubted: 0, gaps: 0, places: 0, slow: 0, missed: 0 },
  seeds: {},
});

export function add(tally: Tally, score: Score, seed: number): void {
  tally.documents += 1;
  for (const count of ["cells", "right", "provable", "proven", "loud", "readable", "complete", "erring"] as const)
    tally[count] += score[count];
  for (const fault of FAULTS) {
    tally.faults[fault] += score[fault].length;
    if (score[fault].length > 0) tally.seeds[fault] ??= seed;
  }
}

const COLUMNS: readonly [string, (tally: Tally) => number | string][] = [
  ["documents", (t) => t.documents],
  ["cells", (t) => t.cells],
  ["right", (t) => percent(t.right, t.cells)],
  ["table 三", (t) => percent(t.proven, t.provable)],
  ["silent", (t) => t.faults.silent],
  ["loud", (t) => t.loud],
  ["readable", (t) => t.readable],
  ["missed", (t) => `${t.faults.missed} (${percent(t.faults.missed, t.readable)})`],
  ["trusted wrong", (t) => t.faults.trusted],
  ["complete", (t) => t.complete],
  ["doubted", (t) => `${t.faults.doubted} (${percent(t.faults.doubted, t.complete)})`],
  ["gaps misnamed", (t) => t.faults.gaps],
  ["erring", (t) => t.erring],
  ["errors missed", (t) => t.faults.errors],
  ["wrong place", (t) => t.faults.places],
  ["slow", (t) => t.faults.slow],
];

/** A table of Markdown, a row for each tally. */
export function table(rows: ReadonlyMap<string, Tally>, head: string): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [
    line([head, ...COLUMNS.map(([name]) => name)]),
    line(["---", ...COLUMNS.map(() => "---:")]),
    ...[...rows].map(([name, tally]) => line([name, ...COLUMNS.map(([, of]) => of(tally))])),
  ].join("\n");
}

/** The pairs of layout and damage with most of a fault, the worst fault first, each with a document that shows it. */
export function worst(pairs: ReadonlyMap<string, Tally>, most: number): string[] {
  return FAULTS.flatMap((fault) =>
    [...pairs]
      .filter(([, tally]) => tally.faults[fault] > 0)
      .sort(([, a], [, b]) => b.faults[fault] - a.faults[fault])
      .slice(0, most)
      .map(([pair, t]) => `${fault}\t${t.faults[fault]} in ${t.documents}\t${pair}\t--seed ${t.seeds[fault]}`),
  );
}

const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(2)} %`);
