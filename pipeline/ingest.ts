import { availableParallelism } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { openRawStore, takeUp } from "../crawlers/index.ts";
import { type FetchedDocument, GongkaiError, type ReportStatus } from "../data/records/index.ts";
import { createExtractionPool } from "../extractors/index.ts";
import {
  type Alterations,
  type ArchiveChanges,
  type Comparison,
  checkYears,
  commit,
  compareDocuments,
  NO_ALTERATIONS,
  readRows,
  type SiteRow,
  together,
} from "./archive/index.ts";
import { BATCH, firstAddresses, type Reader, readAll, readBatch } from "./batch.ts";
import { changesOf, type Outcome, readingsOf } from "./changes.ts";
import { readKnown } from "./known.ts";
import { NOTICE } from "./parser/index.ts";
import { READING_LIMITS } from "./read.ts";
import { type ReaderVersion, readerVersion } from "./reader-version.ts";
import { fetchedDocument, fetchedRows, siteRow } from "./records.ts";

export type IngestOptions = {
  archive: string;
  /** The archive folder whose tables are brought up to date: `archive` itself, unless they are made aside. */
  into?: string;
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
  /** What could not be read, or is no report, in this run; pages that only point to a file are named where that was not had. */
  failures: { url: string; verdict: "rejected" | "unreadable"; code: string; message: string }[];
  /** What that changed in the archive's reports: after an upgrade of the parser, or with `all`, what the better parser changed. */
  changes: Alterations;
  /** What of raw/ could not be had, a sentence for each: the rest was brought up to date, and this will be when it is put right. */
  damages: string[];
};

/**
 * Turns what the raw store holds into records of the archive: reads what is new, and brings the standing of the rest up to date. What it holds in
 * memory is a batch and what the archive knows of that, however large the archive is. Documents whose bytes raw/ has lost stay as they are.
 */
export async function ingest(options: IngestOptions): Promise<IngestSummary> {
  const { archive, into = archive, all = false, onProgress, signal } = options;
  await takeUp(archive);
  const store = await openRawStore(archive, "read");
  const pool = createExtractionPool({ workers: availableParallelism(), ...READING_LIMITS });
  try {
    const version = readerVersion();
    const runs = store.lastRuns();
    const { renamed, others } = await changedSites(into, runs.map(siteRow));
    const comparison = await compareDocuments(
      into,
      fetchedRows(store.documents()),
      all ? [] : [version.whole, version.lacking],
      renamed.map(({ site }) => site),
    );
    const summary: IngestSummary = {
      documents: comparison.addresses,
      read: 0,
      reports: {},
      failures: [],
      changes: NO_ALTERATIONS,
      damages: await store.damages(),
    };
    const lost = new Map<string, string[]>();
    const onRead = (): void => {
      summary.read += 1;
      onProgress?.({ done: summary.read, total: Math.max(summary.read, comparison.unread) });
      signal?.throwIfAborted();
    };
    const reader: Reader = {
      body: (document) => store.body(document),
      extract: pool.extract,
      runs: new Map(runs.map((run) => [run.site, run])),
      onRead,
      onLost: ({ warcFile }, why) => void lost.set(warcFile, [...(lost.get(warcFile) ?? []), why]),
    };
    try {
      let done = 0;
      // A round is made even where nothing is new: how each site answered is news too.
      for (let isFirst = true; isFirst || done < comparison.documents; isFirst = false) {
        const { taken, outcomes, changes } = await nextBatch(into, comparison, done, reader, version);
        done += taken;
        // A call cut short must leave the old name, by which the next one knows what it has to read again.
        const sites = [...(isFirst ? others : []), ...(done < comparison.documents ? [] : renamed)];
        const { alterations } = await commit(into, { ...changes, sites });
        summary.changes = together(summary.changes, alterations);
        for (const outcome of outcomes) count(outcome, summary);
      }
      const notices = summary.failures.filter(({ code }) => code === NOTICE).map(({ url }) => url);
      const answered = await comparison.withFiles(notices);
      summary.failures = summary.failures.filter(({ url, code }) => code !== NOTICE || !answered.has(url));
    } finally {
      comparison.close();
    }
    summary.damages.push(...lostLines(lost, summary.damages));
    await checkYears(into);
    return summary;
  } finally {
    await pool.close();
    await store.close();
  }
}

/** One sentence for each WARC file from which documents were not to be had, and that is not named yet. */
const lostLines = (lost: ReadonlyMap<string, string[]>, said: readonly string[]): string[] =>
  [...lost]
    .filter(([file]) => !said.some((line) => line.startsWith(`raw/${file}`)))
    .map(([, [first = "", ...more]]) => (more.length > 0 ? `${first} (and ${more.length} more such places)` : first));

/** The sites that the archive has otherwise; `renamed`: those whose reports may be another organ's now, where only the site names it. */
async function changedSites(archive: string, sites: SiteRow[]): Promise<{ renamed: SiteRow[]; others: SiteRow[] }> {
  const known = new Map((await readRows(archive, "sites")).map((row) => [row.site, row]));
  const changed = sites.filter((row) => !isDeepStrictEqual(row, known.get(row.site)));
  const isRenamed = ({ site, name, division }: SiteRow): boolean => {
    const before = known.get(site);
    return before !== undefined && (before.name !== name || before.division !== division);
  };
  return { renamed: changed.filter(isRenamed), others: changed.filter((row) => !isRenamed(row)) };
}

/** Reads the next documents that something is to be done for, and decides what that changes. */
async function nextBatch(
  archive: string,
  comparison: Comparison,
  from: number,
  reader: Reader,
  version: ReaderVersion,
): Promise<{ taken: number; outcomes: Iterable<Outcome>; changes: ArchiveChanges }> {
  const addressesOf = async (ids: Iterable<string>): Promise<FetchedDocument[]> =>
    (await comparison.addressesOf(ids)).map(fetchedDocument);
  const pending = await comparison.pending(from, BATCH);
  const ids = pending.map(({ document_id }) => document_id);
  const { taken, outcomes } = await readBatch(pending, await addressesOf(ids), reader);
  for (;;) {
    const known = await readKnown(archive, ids.slice(0, taken), readingsOf(outcomes), comparison.atSameAddress);
    const addresses = await addressesOf(new Set([...ids.slice(0, taken), ...known.readings.map((r) => r.document_id)]));
    const { changes, unread } = changesOf(addresses, known, outcomes, version);
    if (unread.length === 0) return { taken, outcomes: outcomes.values(), changes };
    const read = await readAll(firstAddresses(addresses, unread), reader);
    for (const [id, outcome] of read) outcomes.set(id, outcome);
    if (!unread.every((id) => read.has(id)))
      throw new GongkaiError(
        `raw/ has lost documents that reports now stand by: verify --archive ${archive} names them`,
      );
  }
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
