/** One thing to measure: how fast we do it, held against something that anybody knows, on the same input in the same run. */
export type Comparison = {
  name: string;
  /** What is counted: `reports`, `documents`, `pages`. */
  unit: string;
  /** How many of them one round handles. */
  count: number;
  ours: () => Promise<unknown> | unknown;
  baseline: { name: string; run: () => Promise<unknown> | unknown };
};

export type Figure = {
  name: string;
  unit: string;
  perSecond: number;
  baseline: string;
  ratio: number;
  spread: [number, number];
};

const ROUNDS = 5;

/**
 * Runs ours and the baseline in turn, so that a machine whose speed drifts drifts for both: the ratio (our time over the
 * baseline's) is taken pair by pair, and its median, least and greatest are what to quote. One round before is not counted.
 */
export async function measure({ name, unit, count, ours, baseline }: Comparison): Promise<Figure> {
  const rounds: { ours: number; baseline: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    rounds.push({ ours: await seconds(ours), baseline: await seconds(baseline.run) });
  }
  const counted = rounds.slice(1);
  const ratios = counted.map((round) => round.ours / round.baseline).sort((a, b) => a - b);
  return {
    name,
    unit,
    perSecond: count / median(counted.map((round) => round.ours)),
    baseline: baseline.name,
    ratio: median(ratios),
    spread: [ratios[0] ?? Number.NaN, ratios.at(-1) ?? Number.NaN],
  };
}

export const figureLine = ({ name, unit, perSecond, baseline, ratio, spread: [least, most] }: Figure): string =>
  `${name}: ${perSecond.toFixed(perSecond < 100 ? 1 : 0)} ${unit}/s; ${ratio.toFixed(2)} × the time of ${baseline} (${least.toFixed(2)}–${most.toFixed(2)})`;

async function seconds(run: () => Promise<unknown> | unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
