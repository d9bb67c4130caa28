import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crawl } from "../../crawlers/index.ts";

// Crawls sites of a static country into a new archive and prints its own peak resident size in MB, and the resident size after
// each tenth of the pages: node crawl-site.ts PORT SITES PAGES-OF-A-SITE. For crawl.ts.
const [port = 0, sites = 1, pages = 1] = process.argv.slice(2).map(Number);
const archive = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
const megabytes: number[] = [];
let visits = 0;
await crawl({
  sources: Array.from({ length: sites }, (_, n) => ({
    id: `site-${n}`,
    name: "青溪市人民政府",
    division: "990100",
    home: `http://127.${1 + (n >> 14)}.${(n >> 7) & 127}.${1 + (n & 127)}:${port}/`,
    columns: [],
    allow: [],
    browser: "never" as const,
    pace: 0,
  })),
  archive,
  contact: null,
  concurrency: 16,
  onProgress: () => {
    if (++visits >= (sites * pages * (megabytes.length + 1)) / 10)
      megabytes.push(Math.round(process.memoryUsage.rss() / 1024 ** 2));
  },
});
rmSync(archive, { recursive: true });
console.log(JSON.stringify({ peak: Math.round(process.resourceUsage().maxRSS / 1024), megabytes }));
