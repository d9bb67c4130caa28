import { setMaxListeners } from "node:events";
import PQueue from "p-queue";
import type { SiteRun } from "../data/records/index.ts";
import type { Source } from "../data/sources/index.ts";
import type { Known } from "./discover/index.ts";
import { openFetcher } from "./fetch/index.ts";
import { beginNight, endNight, openRawStore, type RawStore } from "./raw/index.ts";
import { type CrawlProgress, crawlSource } from "./source/index.ts";

/**
 * Sources crawled at the same time; each host's pace holds whatever this is. A source mostly waits for its pace: at 3 s a request,
 * 3,200 sources of 500 pages take 6.7 hours with 200 under way, and ask for 67 pages a second, a third of what one processor reads.
 */
const CONCURRENCY = 200;

export type CrawlOptions = {
  sources: readonly Source[];
  /** The archive's folder; its raw store is made where it is not there. */
  archive: string;
  /** A mail address or page about this crawl, for the User-Agent; null says none. */
  contact: string | null;
  /** Ask for every document again, due or not. */
  refresh?: boolean;
  concurrency?: number;
  /**
   * The night goes on after the crawl, until `endNight`: a call that carries it on does not crawl again the sources that are
   * finished. Without it the night ends with the crawl.
   */
  nightGoesOn?: boolean;
  onProgress?: (progress: CrawlProgress) => void;
  /** Stops after the visits under way; unfinished crawls carry on with the next call. */
  signal?: AbortSignal;
  /** The night's date: which documents are due. */
  now?: Date;
};

/**
 * Crawls sources into the raw store, each by itself: what one site does never stops another. Carries on a night that was
 * interrupted. Gives the finished runs in the order of `sources`; a run that the signal stopped is not among them. Throws a GongkaiError where the store cannot be written.
 */
export async function crawl(options: CrawlOptions): Promise<SiteRun[]> {
  const { sources, archive, contact, refresh = false, concurrency = CONCURRENCY, signal, now = new Date() } = options;
  const store = await openRawStore(archive, "write");
  const fetcher = openFetcher({ store, userAgentContact: contact });
  const ids = sources.map(({ id }) => id);
  const began = beginNight(archive, now, refresh, ids);
  const finished = new Map(
    store
      .lastRuns()
      .filter(({ lastRun }) => lastRun >= began)
      .map((run) => [run.site, run]),
  );
  if (signal) setMaxListeners(sources.length + 10, signal);
  // Crawlee hears SIGINT once for each source under way; what it does then is ours to say, not its.
  setMaxListeners(concurrency + 50, process);
  const queue = new PQueue({ concurrency });
  try {
    const runs = await queue.addAll(
      sources.map((source) => async () => {
        const done = finished.get(source.id);
        if (done) return done;
        if (signal?.aborted) return null;
        const night = {
          store,
          fetcher,
          known: knownDocuments(store, source.id),
          refused: store.refused(source.id),
          now,
          refresh,
          signal,
        };
        return crawlSource(source, { ...night, onProgress: options.onProgress ?? (() => undefined) });
      }),
    );
    const complete = runs.filter((run): run is SiteRun => run !== null && run !== undefined);
    if (complete.length === sources.length && !options.nightGoesOn) endNight(archive);
    return complete;
  } finally {
    queue.clear();
    await queue.onIdle();
    await fetcher.close();
    await store.close();
  }
}

const LAST = { current: 0, gone: 1, superseded: 2 } as const;

/** What earlier crawls said of each document of a source. */
function knownDocuments(store: RawStore, site: string): Map<string, Known> {
  const known = new Map<string, Known>();
  // What took another's place says how the address is listed now.
  const documents = [...store.documents(site)].sort((a, b) => LAST[a.state] - LAST[b.state]);
  for (const { url, retrieved, linkText, listedDate, state } of documents) {
    const before = known.get(url) ?? { firstSeen: retrieved, linkText, listedDate, isGone: false };
    known.set(url, before);
    before.firstSeen = before.firstSeen < retrieved ? before.firstSeen : retrieved;
    before.isGone ||= state === "gone";
  }
  // What is listed may redirect to where the bytes are. A page that has its own says itself how it is listed.
  for (const { url, pageUrl } of documents) {
    const behind = known.get(url);
    if (behind && !known.has(pageUrl)) known.set(pageUrl, behind);
  }
  return known;
}
