import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import mammoth from "mammoth";
import { parse as parse5 } from "parse5";
import { createExtractionPool, extract } from "../../extractors/index.ts";
import { htmlPage } from "../../test/carriers/html.ts";
import { blocksOf, readReports } from "../../test/nation/reports.ts";
import { type Comparison, ofTheProcessor } from "./measure.ts";

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
  const all = (pool: typeof two) => () =>
    Promise.all(Array.from({ length: REPEATED }, () => documents.map((bytes) => pool.extract(bytes, {}))).flat());
  return {
    name: "extract with two workers",
    unit: "documents",
    count: documents.length * REPEATED,
    ours: all(two),
    baseline: { name: "one worker", run: all(one) },
    close: async () => void (await Promise.all([two.close(), one.close()])),
  };
}

/** Resident memory in MB of a pool of two on its way through so many documents, ten times. */
export async function memoryOverDocuments(count: number): Promise<number[]> {
  const pool = createExtractionPool({ workers: 2, timeoutMs: 60_000, memoryMb: 1024 });
  const documents = mixed();
  const megabytes: number[] = [];
  for (let done = 0; done < count; ) {
    const batch = Math.min(count / 10, count - done);
    await Promise.all(
      Array.from({ length: batch }, (_, i) =>
        pool.extract(documents[(done + i) % documents.length] ?? new Uint8Array(), {}),
      ),
    );
    done += batch;
    megabytes.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
  }
  await pool.close();
  return megabytes;
}

function mixed(): Uint8Array[] {
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
