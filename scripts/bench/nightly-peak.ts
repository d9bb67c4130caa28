import { nightly } from "../../pipeline/nightly.ts";

// Runs one nightly over the sources and archive named and prints its peak resident size in KB. For memory.ts.
const [sources = "", archive = ""] = process.argv.slice(2);
const quiet = (): void => undefined;
await nightly({
  sources,
  archive,
  contact: null,
  refresh: false,
  signal: new AbortController().signal,
  onCrawl: quiet,
  onIngest: quiet,
});
console.log(process.resourceUsage().maxRSS);
