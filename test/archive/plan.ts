import { checkYears, commit } from "../../pipeline/archive/index.ts";
import { readManifest } from "../../pipeline/archive/manifest.ts";
import { sampleChanges, sampleRecord } from "./sample.ts";

/** Every so many steps the checks between years are made; in between reports come, and known ones are altered. */
const CHECKED_EVERY = 5;
const isChecked = (step: number): boolean => step % CHECKED_EVERY === 0;

const recordOf = (n: number, value: number) => {
  const [year, organ] = [2019 + (n % 3), Math.floor(n / 3)];
  return sampleRecord(`r${n}`, year, { value, row: { report_key: `410106:organ-${organ}:${year}:own` } });
};

/** What a step does: a report comes, one comes and another is altered, the checks between years are made. */
export const KINDS = ["come", "alter", "check"] as const;
export type Kind = (typeof KINDS)[number];

function kindOf(step: number): Kind {
  if (isChecked(step)) return "check";
  return step > 4 && !isChecked(step - 3) ? "alter" : "come";
}

/**
 * The next step of an endless plan, the same whoever takes it up: it is read off the archive itself. Each step is one version of it. `onBegin` is told its
 * kind before it begins.
 */
export async function takeStep(archive: string, onBegin: (kind: Kind) => void = () => undefined): Promise<void> {
  const step = ((await readManifest(archive))?.version ?? 0) + 1;
  const kind = kindOf(step);
  onBegin(kind);
  if (kind === "check") return checkYears(archive);
  const altered = kind === "alter" ? [recordOf(step - 3, step)] : [];
  await commit(archive, sampleChanges([recordOf(step, 1), ...altered]));
}

/** The reports that an archive of so many steps holds, each with the number in all of its cells. */
export function reportsAfter(steps: number): [string, number][] {
  const taken = Array.from({ length: steps }, (_, i) => i + 1).filter((step) => !isChecked(step));
  return taken
    .map((n): [string, number] => [`r${n}`, n + 3 <= steps && kindOf(n + 3) === "alter" ? n + 3 : 1])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
