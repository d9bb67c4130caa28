import type { Known } from "../discover/index.ts";
import type { Fetcher } from "../fetch/index.ts";
import type { RawStore } from "../raw/index.ts";

/** How far the crawl of one source has come. */
export type CrawlProgress = {
  site: string;
  /** Pages and documents visited so far, whether the network or the store answered. */
  pages: number;
  documents: number;
  current: string;
};

/** What all crawls of a night share, and what earlier nights knew of this source's documents, by address. */
export type Night = {
  store: RawStore;
  fetcher: Fetcher;
  known: ReadonlyMap<string, Known>;
  /** Digests of what the source gave in place of documents. */
  refused: ReadonlySet<string>;
  now: Date;
  refresh: boolean;
  onProgress: (progress: CrawlProgress) => void;
  signal: AbortSignal | undefined;
};
