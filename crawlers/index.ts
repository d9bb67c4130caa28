export { type CrawlOptions, crawl } from "./crawl.ts";
export { isCopy } from "./discover/index.ts";
export { findBrowser } from "./fetch/index.ts";
export { platformNames } from "./platforms/index.ts";
export {
  type Claim,
  endNight,
  hasRawStore,
  type Merged,
  mergeRawStores,
  openRawStore,
  type RawStore,
  strangersInRaw,
  takeUp,
  unfinishedNight,
  verifyRawStore,
} from "./raw/index.ts";
export {
  type Entry,
  entriesYaml,
  type Grown,
  type GrowProgress,
  grow,
  type Obstacle,
  type Probe,
  type Proposal,
  probe,
  type Unmatched,
} from "./registry/index.ts";
export type { CrawlProgress } from "./source/index.ts";
