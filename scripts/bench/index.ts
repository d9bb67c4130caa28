import { parseArgs } from "node:util";
import { archiveBenchmark } from "./archive.ts";
import { crawlBenchmark, memoryOverPages } from "./crawl.ts";
import { ceilingBenchmark, extractBenchmarks, memoryOverDocuments, workersBenchmark } from "./extract.ts";
import { figureLine, measure } from "./measure.ts";
import { nightlyPeakMegabytes } from "./memory.ts";
import { parseBenchmarks } from "./parse.ts";

// `npm run bench`: machines differ and are noisy, so what to quote are the ratios, not the speeds. `npm run bench -- --nation 10` measures the archive
// alone, on a tenth of the nation.
const { nation } = parseArgs({ options: { nation: { type: "string" } } }).values;
console.log((await archiveBenchmark(Number(nation ?? 100))).join("\n"));
if (nation !== undefined) process.exit();
for (const comparison of [...parseBenchmarks(), ...(await extractBenchmarks())])
  console.log(figureLine(await measure(comparison)));
for (const open of [workersBenchmark, ceilingBenchmark]) {
  const opened = await open();
  console.log(figureLine(await measure(opened)));
  await opened.close();
}
const crawl = await crawlBenchmark();
if (crawl) {
  console.log(`${figureLine(await measure(crawl))}; at its peak ${crawl.peak()} MB`);
  crawl.close();
} else
  console.log("crawl: skipped, since there is no Scrapy here to hold it against (Debian: apt install python3-scrapy)");
console.log(`crawl of 5,000 pages, MB after each tenth: ${(await memoryOverPages(5000)).join(", ")}`);
const { parent, workers, peak } = await memoryOverDocuments(10_000);
console.log(`extraction of 10,000 documents, MB after each tenth: ${parent.join(", ")}`);
console.log(`the larger of its two workers: ${workers.join(", ")}; at its peak ${peak}`);
console.log(`nightly over the example country: ${(await nightlyPeakMegabytes()).toFixed(0)} MB at its peak`);
