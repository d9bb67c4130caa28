import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { type FetchedDocument, GongkaiError, type SiteRun } from "../data/records/index.ts";
import type { Pending } from "./archive/index.ts";
import type { Outcome } from "./changes.ts";
import { type Extract, read } from "./read.ts";

/** Documents handled between two commits: what an interrupted ingest may have to read again. */
export const BATCH = 2000;

/** Bytes that the reports of a batch may take, about: what is read is held until it is committed. */
const HEAVY = 150_000_000;

/** What reading needs to know besides the documents. */
export type Reader = {
  /** The bytes of a document. */
  body: (document: FetchedDocument) => Promise<Uint8Array>;
  extract: Extract;
  /** How each site's last crawl went, by site. */
  runs: ReadonlyMap<string, SiteRun>;
  onRead: () => void;
  /** Bytes that raw/ was to hold cannot be had from there. */
  onLost: (document: FetchedDocument, why: string) => void;
};

/** Reads these documents side by side; what each came to, by document_id, in the order given. Those whose bytes are lost are not among them. */
export async function readAll(documents: FetchedDocument[], reader: Reader): Promise<Map<string, Outcome>> {
  const { outcomes } = await readUntilHeavy(documents, reader, Number.POSITIVE_INFINITY);
  return outcomes;
}

/** Reads what is unread of these, from the first on until their reports are many enough for a commit: `taken` says how many of them that makes. */
export async function readBatch(
  pending: readonly Pending[],
  addresses: readonly FetchedDocument[],
  reader: Reader,
  heavy = HEAVY,
): Promise<{ taken: number; outcomes: Map<string, Outcome> }> {
  const unread = pending.filter((one) => one.unread).map((one) => one.document_id);
  const { started, outcomes } = await readUntilHeavy(firstAddresses(addresses, unread), reader, heavy);
  const next = unread[started];
  const taken = next === undefined ? pending.length : pending.findIndex(({ document_id }) => document_id === next);
  return { taken, outcomes };
}

/** Of each document the address under which it is read: the first that the raw store names, whatever is known of the others. */
export function firstAddresses(
  addresses: readonly FetchedDocument[],
  documentIds: readonly string[],
): FetchedDocument[] {
  const firsts = new Map(addresses.toReversed().map((document) => [document.sha256, document]));
  return documentIds.map((id) => firsts.get(id)).filter((document) => document !== undefined);
}

async function readUntilHeavy(
  documents: FetchedDocument[],
  reader: Reader,
  heavy: number,
): Promise<{ started: number; outcomes: Map<string, Outcome> }> {
  const queue = new PQueue({ concurrency: availableParallelism() * 2 });
  const outcomes = new Map<string, Outcome>();
  let [started, weight] = [0, 0];
  try {
    await queue.addAll(
      documents.map((document) => async () => {
        if (weight >= heavy) return;
        started += 1;
        const bytes = await bodyOf(document, reader);
        if (bytes === null) return;
        const outcome = await readOne(document, bytes, reader);
        outcomes.set(document.sha256, outcome);
        weight += weightOf(outcome);
        reader.onRead();
      }),
    );
    return { started, outcomes };
  } finally {
    // Stopped half way: what is being read is read to its end, because a worker that answers a closed pool ends the process.
    queue.clear();
    await queue.onIdle();
  }
}

async function bodyOf(document: FetchedDocument, { body, onLost }: Reader): Promise<Uint8Array | null> {
  try {
    return await body(document);
  } catch (error) {
    if (!(error instanceof GongkaiError)) throw error;
    onLost(document, error.message);
    return null;
  }
}

async function readOne(document: FetchedDocument, bytes: Uint8Array, { extract, runs }: Reader): Promise<Outcome> {
  const { url, sha256, mediaType, retrieved, linkText, columnName, listedDate, site } = document;
  const run = runs.get(site);
  const reading = await read(
    extract,
    bytes,
    { url, file: `raw/${document.warcFile}`, sha256, mediaType, retrieved },
    document.fileName,
    { linkText, columnName, listedDate, siteOrgan: run?.name ?? null, siteDivision: run?.division ?? null },
  );
  return { ...reading, document };
}

/** Bytes that a cell takes in memory with its texts, about. */
const CELL = 250;

function weightOf(outcome: Outcome): number {
  const reports = outcome.kind === "read" ? outcome.reports : [];
  return reports.reduce(
    (sum, { cells, sections }) =>
      sum + cells.length * CELL + sections.reduce((letters, { text }) => letters + text.length * 2, 0),
    1000,
  );
}
