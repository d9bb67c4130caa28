import type { SiteRun } from "../../data/records/index.ts";
import type { Source } from "../../data/sources/index.ts";
import { visitBestFirst } from "./best-first.ts";
import { healthOf } from "./health.ts";
import type { Night } from "./night.ts";
import { Reader } from "./reader.ts";
import { SourceCrawl } from "./source-crawl.ts";

export type { Findings } from "./health.ts";
export type { CrawlProgress, Night } from "./night.ts";
export { type ListedReport, type Trial, trySource } from "./trial.ts";

/**
 * Crawls one source to its end and says how it went; null where the signal stopped it: its run is left unfinished, and
 * the next call carries it on, answered from the store as far as it had come.
 */
export async function crawlSource(source: Source, night: Night): Promise<SiteRun | null> {
  const { store, fetcher, signal } = night;
  const { run } = store.beginRun(source.id, night.now);
  const session = fetcher.session(source, run);
  try {
    const reader = new Reader(source, store, session, night);
    const lastGood = store.lastGood(source.id);
    const floor = Math.max(1, source.expect?.min ?? 0, (lastGood?.found ?? 0) / 2);
    const look = async (): Promise<SourceCrawl | null> => {
      store.unsight(run);
      const crawl = new SourceCrawl(source, reader, floor, (url, sighting) => store.sighted(run, url, sighting));
      const { agenda } = crawl;
      await visitBestFirst(
        agenda.frontier,
        async (visit) => {
          const { pages, documents } = agenda;
          night.onProgress({ site: source.id, pages, documents, current: visit.request.url });
          await crawl.visit(visit);
        },
        signal,
      ).finally(() => crawl.settled());
      if (signal?.aborted || agenda.frontier.size > 0) return null;
      crawl.sightTwins();
      return crawl;
    };
    let crawl = await look();
    const { found, gone } = store.tally(run);
    if (crawl && reader.keeper.pagesKept > 0 && (gone > 0 || found < floor)) {
      // What is missing may have moved, and pages from earlier nights do not say where to.
      reader.keeper.keepNoPages();
      crawl = await look();
    }
    if (!crawl) return null;
    const { health, reason } = healthOf(source, crawl.findings, store.tally(run), lastGood);
    const { name, division } = source;
    const outcome = { name, division, platform: crawl.platform, health, reason, finished: new Date() };
    return await store.finishRun(run, outcome);
  } finally {
    await session.close();
  }
}
