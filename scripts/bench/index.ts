import { crawlBenchmark } from "./crawl.ts";
import { extractBenchmarks, memoryOverDocuments, workersBenchmark } from "./extract.ts";
import { figureLine, measure } from "./measure.ts";
import { nightlyPeakMegabytes } from "./memory.ts";
import { parseBenchmarks } from "./parse.ts";

// `npm run bench`: machines differ and are noisy, so what to quote are the ratios, not the speeds.
for (const comparison of [...parseBenchmarks(), ...(await extractBenchmarks())])
  console.log(figureLine(await measure(comparison)));
for (const opened of [workersBenchmark(), await crawlBenchmark()]) {
  console.log(figureLine(await measure(opened)));
  await opened.close();
}
console.log(
  `extraction of 10,000 documents: ${(await memoryOverDocuments(10_000)).join(", ")} MB, a tenth after another`,
);
console.log(`nightly over the example country: ${(await nightlyPeakMegabytes()).toFixed(0)} MB at its peak`);
