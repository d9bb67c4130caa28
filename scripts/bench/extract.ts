import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import mammoth from "mammoth";
import { parse as parse5 } from "parse5";
import { createExtractionPool, type ExtractionPool, extract } from "../../extractors/index.ts";
import { htmlPage } from "../../test/carriers/html.ts";
import { blocksOf, readReports } from "../../test/nation/reports.ts";
import { type Comparison, ofTheProcessor } from "./measure.ts";
import { residentOfChildren } from "./memory.ts";

const CARRIERS = join(import.meta.dirname, "../../test/nation/carriers");
const run = promisify(execFile);

type Document = { path: string; bytes: Uint8Array };
/** A round is long enough for a clock that ticks a hundred times a second. */
const REPEATED = 12;

/** Each carrier against the plainest tool that reads it, in processor time; tools that are not installed are left out. */
export async function extractBenchmarks(): Promise<Comparison[]> {
  const pages = readReports().map((report) => Buffer.from(htmlPage(report.title, blocksOf(report))));
  const [pdfs, words] = [bundled(".pdf"), bundled(".docx")];
  const comparison = (name: string, documents: Uint8Array[], baseline: Comparison["baseline"]): Comparison => ({
    name: `extract ${name}`,
    unit: "documents",
    count: documents.length * REPEATED,
    ours: () => repeated(documents, (bytes) => extract(Uint8Array.from(bytes), {})),
    baseline,
    clock: ofTheProcessor,
  });
  const program = (name: string, documents: Document[], ...options: string[]): Comparison["baseline"] => ({
    name: `${name} (a process each)`,
    run: () => repeated(documents, ({ path }) => run(name, [...options.map((o) => (o === "FILE" ? path : o))])),
  });
  const bytesOf = (documents: Document[]): Uint8Array[] => documents.map(({ bytes }) => bytes);
  return [
    comparison("HTML", pages, {
      name: "bare parse5",
      run: () => repeated(pages, async (page) => parse5(page.toString("utf8"))),
    }),
    comparison("DOCX", bytesOf(words), {
      name: "bare mammoth",
      run: () => repeated(words, ({ bytes }) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) })),
    }),
    ...((await isInstalled("pandoc", "--version"))
      ? [comparison("DOCX", bytesOf(words), program("pandoc", words, "-t", "html", "FILE"))]
      : []),
    ...((await isInstalled("pdftotext", "-v"))
      ? [comparison("PDF", bytesOf(pdfs), program("pdftotext", pdfs, "-layout", "FILE", "-"))]
      : []),
  ];
}

/** The same documents, all carriers mixed, by two workers against one: 0.5 would be twice as fast. */
export function workersBenchmark(): Comparison & { close(): Promise<void> } {
  const limits = { timeoutMs: 60_000, memoryMb: 1024 };
  const [two, one] = [createExtractionPool({ workers: 2, ...limits }), createExtractionPool({ workers: 1, ...limits })];
  const documents = mixed();
  return {
    name: "extract with two workers",
    unit: "documents",
    count: documents.length * REPEATED,
    ours: () => readAll(two, documents),
    baseline: { name: "one worker", run: () => readAll(one, documents) },
    close: async () => void (await Promise.all([two.close(), one.close()])),
  };
}

/**
 * What two workers could at most come to on this machine, whose cores share their caches and memory: two processes that know
 * nothing of each other, each with one worker and half of the documents, against one process with all of them.
 */
export async function ceilingBenchmark(): Promise<Comparison & { close(): Promise<void> }> {
  const [first, second, whole] = await Promise.all([startAlone(0, 2), startAlone(1, 2), startAlone(0, 1)]);
  return {
    name: "extract in two processes that share nothing",
    unit: "documents",
    count: mixed().length * REPEATED,
    ours: () => Promise.all([first.run(), second.run()]),
    baseline: { name: "one such process", run: whole.run },
    close: async () => {
      for (const one of [first, second, whole]) one.end();
    },
  };
}

/** A process that reads each `step`th document from the one at `start` on, whenever it is told to. */
async function startAlone(start: number, step: number): Promise<{ run(): Promise<unknown>; end(): void }> {
  const child = fork(join(import.meta.dirname, "extract-alone.ts"), [String(start), String(step)]);
  await once(child, "message");
  return {
    run() {
      const done = once(child, "message");
      child.send("read");
      return done;
    },
    end: () => child.disconnect(),
  };
}

/** Reads documents so many times over, all at once as far as the pool goes. */
export const readAll = (pool: ExtractionPool, documents: Uint8Array[]): Promise<unknown> =>
  Promise.all(Array.from({ length: REPEATED }, () => documents.map((bytes) => pool.extract(bytes, {}))).flat());

/** Resident memory in MB of a pool of two on its way through so many documents, ten times: of this process, and of its workers. */
export async function memoryOverDocuments(
  count: number,
): Promise<{ parent: number[]; workers: number[]; peak: number }> {
  const pool = createExtractionPool({ workers: 2, timeoutMs: 60_000, memoryMb: 1024 });
  const documents = mixed();
  const [parent, workers]: [number[], number[]] = [[], []];
  let peak = 0;
  for (let done = 0; done < count; ) {
    const batch = Math.min(count / 10, count - done);
    await Promise.all(
      Array.from({ length: batch }, (_, i) =>
        pool.extract(documents[(done + i) % documents.length] ?? new Uint8Array(), {}),
      ),
    );
    done += batch;
    const children = residentOfChildren();
    parent.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    workers.push(Math.max(...children.map(({ now }) => now)));
    peak = Math.max(peak, ...children.map((child) => child.peak));
  }
  await pool.close();
  return { parent, workers, peak };
}

export function mixed(): Uint8Array[] {
  const pages = readReports().map((report) => Buffer.from(htmlPage(report.title, blocksOf(report))));
  return [...pages, ...[...bundled(".pdf"), ...bundled(".docx")].map(({ bytes }) => bytes)];
}

const bundled = (ending: string): Document[] =>
  readdirSync(CARRIERS)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ path: join(CARRIERS, name), bytes: readFileSync(join(CARRIERS, name)) }));

const isInstalled = (name: string, question: string): Promise<boolean> =>
  run(name, [question]).then(
    () => true,
    () => false,
  );

async function repeated<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let round = 0; round < REPEATED; round++) for (const item of items) await work(item);
}
