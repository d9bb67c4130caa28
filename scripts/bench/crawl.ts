import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PQueue from "p-queue";
import { request } from "undici";
import { crawl } from "../../crawlers/index.ts";
import type { Comparison } from "./measure.ts";

const PAGES = 300;

/** A whole crawl of a static site (discovery, raw store and all), against fetching the same pages and throwing them away. */
export async function crawlBenchmark(): Promise<Comparison & { close(): Promise<void> }> {
  const body = `<p>${"政府信息公开工作年度报告正文。".repeat(300)}</p>`;
  const list = Array.from(
    { length: PAGES },
    (_, i) =>
      `<li><a href="/r/${i}.html" title="青溪市第${i}局2023年政府信息公开工作年度报告">青溪市第${i}局2023年政府信息公开工作年度报告</a></li>`,
  ).join("");
  const server = createServer((ask, answer) => {
    const page =
      ask.url === "/"
        ? `<a href="/nb/index.html">政府信息公开年报</a>`
        : ask.url === "/nb/index.html"
          ? `<ul>${list}</ul>`
          : body;
    if (ask.url === "/robots.txt") answer.writeHead(404).end();
    else answer.setHeader("Content-Type", "text/html; charset=utf-8").end(`<html><body>${page}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const home = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
  const source = {
    id: "bench",
    name: "青溪市人民政府",
    division: "990100",
    home,
    columns: [],
    allow: [],
    browser: "never" as const,
    pace: 0,
  };
  const folder = await mkdtemp(join(tmpdir(), "gongkai-bench-"));
  let round = 0;
  return {
    name: "crawl",
    unit: "pages",
    count: PAGES,
    ours: () => crawl({ sources: [source], archive: join(folder, String(round++)), contact: null }),
    baseline: {
      name: "bare undici, one at a time",
      run: async () => {
        const queue = new PQueue({ concurrency: 1 });
        await queue.addAll(
          Array.from({ length: PAGES }, (_, i) => async () => (await request(`${home}r/${i}.html`)).body.bytes()),
        );
      },
    },
    close: async () => {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
