import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { openRawStore, type RawStore } from "../crawlers/index.ts";
import type { FetchedDocument, ReportStatus } from "../data/records/index.ts";
import { createExtractionPool } from "../extractors/index.ts";
import { checkYears, commit } from "./archive/index.ts";
import { changesOf, type Outcome } from "./changes.ts";
import { documentKey, type Known, readKnown } from "./known.ts";
import { type Extract, READING_LIMITS, read } from "./read.ts";
import { isKnown, type ReaderVersion, readerVersion } from "./reader-version.ts";

/** Documents read between two commits: what an interrupted ingest may have to read again. */
const BATCH = 2000;

export type IngestOptions = {
  archive: string;
  /** Read every stored document again, also those that this version of the parser has read. */
  all?: boolean;
  onProgress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
};

export type IngestSummary = {
  /** Addresses of documents in the raw store. */
  documents: number;
  /** Documents read in this run; the others were known. */
  read: number;
  /** Reports read in this run, by status. */
  reports: Partial<Record<ReportStatus, number>>;
  /** What could not be read, or is no report, in this run. */
  failures: { url: string; verdict: "rejected" | "unreadable"; code: string; message: string }[];
};

/** Turns what the raw store holds into records of the archive: reads what is new, and brings the standing of the rest up to date. */
export async function ingest({ archive, all = false, onProgress, signal }: IngestOptions): Promise<IngestSummary> {
  const store = await openRawStore(archive, "read");
  const pool = createExtractionPool({ workers: availableParallelism(), ...READING_LIMITS });
  try {
    const documents = [...store.documents()];
    const version = readerVersion();
    const fresh = unread(documents, await readKnown(archive), version, all);
    const summary: IngestSummary = { documents: documents.length, read: 0, reports: {}, failures: [] };
    // The first round is made even where nothing is new: what vanished, and how each site answered, is news too.
    for (let start = 0; start === 0 || start < fresh.length; start += BATCH) {
      const batch = await readAll(fresh.slice(start, start + BATCH), store, pool.extract, () => {
        summary.read += 1;
        onProgress?.({ done: summary.read, total: fresh.length });
        signal?.throwIfAborted();
      });
      await commit(archive, changesOf(documents, await readKnown(archive), batch, store.lastRuns(), version));
      for (const outcome of batch.values()) count(outcome, summary);
    }
    await checkYears(archive);
    return summary;
  } finally {
    await pool.close();
    await store.close();
  }
}

/** One document for each body that this version of the parser hasn't read. */
function unread(documents: FetchedDocument[], known: Known, version: ReaderVersion, all: boolean): FetchedDocument[] {
  const fresh = new Map<string, FetchedDocument>();
  for (const document of documents) {
    const row = known.documents.get(documentKey(document.sha256, document.url));
    if (all || !isKnown(row, version)) fresh.set(document.sha256, fresh.get(document.sha256) ?? document);
  }
  return [...fresh.values()];
}

/** Reads the documents side by side; what each came to, by document_id, in the order given. */
async function readAll(
  documents: FetchedDocument[],
  store: RawStore,
  extract: Extract,
  onRead: () => void,
): Promise<Map<string, Outcome>> {
  const queue = new PQueue({ concurrency: availableParallelism() * 2 });
  const reading = documents.map((document) => async (): Promise<[string, Outcome]> => {
    const outcome = await readOne(document, store, extract);
    onRead();
    return [document.sha256, outcome];
  });
  try {
    return new Map(await queue.addAll(reading));
  } finally {
    // Stopped half way: what is being read is read to its end, because a worker that answers a closed pool ends the process.
    queue.clear();
    await queue.onIdle();
  }
}

async function readOne(document: FetchedDocument, store: RawStore, extract: Extract): Promise<Outcome> {
  const { url, sha256, mediaType, retrieved, linkText, columnName, listedDate, site } = document;
  const run = store.lastRuns().find((one) => one.site === site);
  const reading = await read(
    extract,
    await store.body(document),
    { url, file: `raw/${document.warcFile}`, sha256, mediaType, retrieved },
    document.fileName,
    { linkText, columnName, listedDate, siteOrgan: run?.name ?? null, siteDivision: run?.division ?? null },
  );
  return { ...reading, document };
}

function count(outcome: Outcome, summary: IngestSummary): void {
  const failed = outcome.kind === "unreadable" ? [outcome.problem] : [];
  for (const report of outcome.kind === "read" ? outcome.reports : []) {
    summary.reports[report.status] = (summary.reports[report.status] ?? 0) + 1;
    if (report.status === "rejected") failed.push(...report.problems.slice(0, 1));
  }
  const verdict = outcome.kind === "read" ? "rejected" : "unreadable";
  for (const { code, message } of failed) summary.failures.push({ url: outcome.document.url, verdict, code, message });
}
