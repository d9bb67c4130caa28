import { GongkaiError } from "../../data/records/index.ts";

/** The name of a run: of which site it is a crawl, and when that began. */
export const runName = (site: string, began: Date): string => `${site}@${began.toISOString()}`;

/** The site that a run is a crawl of, and when it began (ISO 8601). */
export function namedBy(run: string): { site: string; began: string } {
  const [site, began] = run.split("@");
  if (!site || began === undefined) throw new GongkaiError(`${run} is no run: beginRun gives them`);
  return { site, began };
}
