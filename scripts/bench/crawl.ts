import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import type { Comparison } from "./measure.ts";

const REPORTS = 1000;
const here = (file: string): string => join(import.meta.dirname, file);

const Crawled = z.object({ peak: z.number(), megabytes: z.array(z.number()) });
type Crawled = z.infer<typeof Crawled>;

/** Sites that all hold so many reports, served by a process of its own at any loopback address. */
async function staticCountry(reports: number): Promise<{ port: string; close(): void }> {
  const server = spawn(process.execPath, [here("static-country.ts"), String(reports)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await new Promise<Buffer[]>((resolve) => server.stdout.once("data", (line) => resolve([line])));
  return { port: String(port).trim(), close: () => void server.kill() };
}

/**
 * A whole crawl of a static site (discovery, raw store and all) against Scrapy, which follows every link of the same site and
 * keeps nothing; each in a process of its own. Null where there is no Scrapy.
 */
export async function crawlBenchmark(): Promise<(Comparison & { close(): void; peak(): number }) | null> {
  if (spawnSync("scrapy", ["version"]).status !== 0) return null;
  const { port, close } = await staticCountry(REPORTS);
  const peaks: number[] = [];
  return {
    name: "crawl",
    unit: "pages",
    count: REPORTS,
    rounds: 3,
    ours: async () => peaks.push((await crawled(port, 1, REPORTS)).peak),
    baseline: {
      name: "Scrapy",
      run: async () => {
        const settings = ["-s", "LOG_LEVEL=ERROR", "-s", "ROBOTSTXT_OBEY=True"];
        const site = ["-a", `home=http://127.0.0.1:${port}/`];
        await ended(spawn("scrapy", ["runspider", here("spider.py"), ...site, ...settings], { stdio: "inherit" }));
      },
    },
    peak: () => Math.max(...peaks),
    close,
  };
}

/** Resident MB after each tenth of a crawl of many sites. */
export async function memoryOverPages(pages: number): Promise<number[]> {
  const perSite = 100;
  const { port, close } = await staticCountry(perSite);
  try {
    return (await crawled(port, pages / perSite, perSite)).megabytes;
  } finally {
    close();
  }
}

async function crawled(port: string, sites: number, pages: number): Promise<Crawled> {
  const args = [here("crawl-site.ts"), port, String(sites), String(pages)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [output] = await Promise.all([child.stdout.toArray(), ended(child)]);
  return Crawled.parse(JSON.parse(output.join("")));
}

async function ended(child: ChildProcess): Promise<void> {
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${child.spawnargs.join(" ")} ended with ${code}`);
}
