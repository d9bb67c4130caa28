import { hasRawStore, openRawStore, unfinishedNight } from "../crawlers/index.ts";
import { compareDocuments } from "./archive/index.ts";
import { fetchedRows } from "./records.ts";

/** What a night that goes on or was stopped, or a crawl that nothing was made of yet, leaves for the calls to come. */
export type Backlog = {
  /** Null where the last night came to its end. */
  night: {
    began: string;
    sources: number;
    /** Of these, crawled to their end. */
    crawled: number;
    /** Documents fetched of sources that are not: the next crawl does not fetch them again. */
    fetched: number;
  } | null;
  /** Documents in the raw store that the tables do not have. */
  notIngested: number;
};

/** What is left to be done for an archive, as its raw store and its tables say. */
export async function backlog(archive: string): Promise<Backlog> {
  if (!hasRawStore(archive)) return { night: null, notIngested: 0 };
  const store = await openRawStore(archive, "read");
  try {
    const comparison = await compareDocuments(archive, fetchedRows(store.documents()), []);
    const notIngested = comparison.missing;
    comparison.close();
    const night = unfinishedNight(archive);
    if (night === null) return { night, notIngested };
    const { began, sources } = night;
    const crawled = store.lastRuns().filter(({ site, lastRun }) => lastRun >= began && sources.includes(site)).length;
    const fetched = store.unfinishedRuns().reduce((sum, run) => sum + store.tally(run).found, 0);
    return { night: { began, sources: sources.length, crawled, fetched }, notIngested };
  } finally {
    await store.close();
  }
}
