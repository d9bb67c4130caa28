import { checkYears, commit } from "../../pipeline/archive/index.ts";
import { madeChanges } from "./made-nation.ts";

/** Reports a commit, as `ingest` has them. */
const BATCH = 2000;

export type Ingested = { seconds: number; checkYearsSeconds: number; peakMegabytes: number };

// Commits the first reports of the made-up nation to the archive named, and prints what that took; making them is not counted. For archive.ts.
const [archive = "", reports = "0"] = process.argv.slice(2);
let seconds = 0;
for (let from = 0; from < Number(reports); from += BATCH) {
  const changes = madeChanges(from, Math.min(from + BATCH, Number(reports)));
  const start = performance.now();
  await commit(archive, changes);
  seconds += (performance.now() - start) / 1000;
}
const start = performance.now();
await checkYears(archive);
const ingested: Ingested = {
  seconds,
  checkYearsSeconds: (performance.now() - start) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(ingested));
