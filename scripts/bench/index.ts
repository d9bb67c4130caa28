import { crawlBenchmark } from "./crawl.ts";
import { extractBenchmarks } from "./extract.ts";
import { figureLine, measure } from "./measure.ts";
import { nightlyPeakMegabytes } from "./memory.ts";
import { parseBenchmarks } from "./parse.ts";

// `npm run bench`: machines differ and are noisy, so what to quote are the ratios, not the speeds.
for (const comparison of [...parseBenchmarks(), ...(await extractBenchmarks())])
  console.log(figureLine(await measure(comparison)));
const crawling = await crawlBenchmark();
console.log(figureLine(await measure(crawling)));
await crawling.close();
console.log(`nightly over the example country: ${(await nightlyPeakMegabytes()).toFixed(0)} MB at its peak`);
