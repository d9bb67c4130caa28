import { readFileSync } from "node:fs";

/** One thing to measure: how fast we do it, held against something that anybody knows, on the same input in the same run. */
export type Comparison = {
  name: string;
  /** What is counted: `reports`, `documents`, `pages`. */
  unit: string;
  /** How many of them one round handles. */
  count: number;
  ours: () => Promise<unknown> | unknown;
  baseline: { name: string; run: () => Promise<unknown> | unknown };
  /** What time is: on the wall, or of the processor, in this process and in those it starts. */
  clock?: Clock;
  /** How often it is run, besides the round that is not counted. */
  rounds?: number;
};

type Clock = () => number;

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
export async function measure(comparison: Comparison): Promise<Figure> {
  const { name, unit, count, ours, baseline, clock = onTheWall, rounds: wanted = ROUNDS } = comparison;
  const rounds: { ours: number; baseline: number }[] = [];
  for (let round = 0; round <= wanted; round++) {
    rounds.push({ ours: await seconds(ours, clock), baseline: await seconds(baseline.run, clock) });
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

async function seconds(run: () => Promise<unknown> | unknown, clock: Clock): Promise<number> {
  const start = clock();
  await run();
  return clock() - start;
}

const onTheWall: Clock = () => Number(process.hrtime.bigint()) / 1e9;

/** Seconds of processor time that this process and the processes it has waited for have taken; those of others are known on Linux only. */
export const ofTheProcessor: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + childSeconds();
};

/** proc(5): fields 16 and 17 of stat, in hundredths of a second. */
function childSeconds(): number {
  if (process.platform !== "linux") return 0;
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
