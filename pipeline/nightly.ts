import { type CrawlProgress, crawl, endNight } from "../crawlers/index.ts";
import type { SiteRun } from "../data/records/index.ts";
import { readSources } from "../data/sources/index.ts";
import type { IngestSummary } from "./ingest.ts";
import { bringUpToDate } from "./up-to-date.ts";

export type NightlyOptions = {
  /** A registry of sources: one YAML file, or a folder of them. */
  sources: string;
  archive: string;
  contact: string | null;
  refresh: boolean;
  signal: AbortSignal;
  onCrawl: (progress: CrawlProgress) => void;
  onIngest: (progress: { done: number; total: number }) => void;
  onNotice?: (line: string) => void;
};

export type NightlySummary = { sites: SiteRun[]; ingest: IngestSummary };

/**
 * The whole job: crawl every source into the raw store, then turn what is new there into records. Stopped at any moment, the
 * next call carries on: an unfinished crawl answers from the raw store, and ingest reads what no commit has named yet.
 */
export async function nightly(options: NightlyOptions): Promise<NightlySummary> {
  const { sources, archive, contact, refresh, signal, onCrawl, onIngest, onNotice = () => undefined } = options;
  const sites = await crawl({
    ...{ sources: readSources(sources), archive, contact, refresh, signal, nightGoesOn: true },
    onProgress: onCrawl,
  });
  signal.throwIfAborted();
  const summary = await bringUpToDate({ archive, signal, onProgress: onIngest, onNotice });
  endNight(archive);
  return { sites, ingest: summary };
}
