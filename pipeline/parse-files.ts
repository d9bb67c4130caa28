import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { buffer } from "node:stream/consumers";
import { EXIT, type Extraction, type Report, type Source, UnreadableError } from "../data/records/index.ts";
import { createExtractionPool } from "../extractors/index.ts";
import { fileError } from "./file-errors.ts";
import { type Extract, READING_LIMITS, read, rejected, unreadable } from "./read.ts";

/** A file larger than this is no report; it is refused before it is loaded. */
const LARGEST_FILE = 256 * 2 ** 20;

/** What came of a file: its reports, or the one that says why there are none, and then whose fault that is. */
type FileReports = { reports: Report[]; failed: number | null };

/**
 * Reads files one after another into reports, in the order given; `-` is normalized text on standard input.
 * A file that can't be read gives a `rejected` report and never stops the others.
 */
export async function* parseFiles(files: string[]): AsyncGenerator<FileReports> {
  const workers = availableParallelism();
  const pool = createExtractionPool({ workers, ...READING_LIMITS });
  const underWay: Promise<FileReports>[] = [];
  try {
    for (const file of files) {
      underWay.push(parseFile(file, pool.extract));
      const [first] = underWay.length > workers * 2 ? underWay.splice(0, 1) : [];
      if (first) yield await first;
    }
    yield* underWay;
  } finally {
    await pool.close();
  }
}

/** Normalized text of one file. Throws `UnreadableError` naming the file and the reason. */
export async function extractFile(file: string): Promise<Extraction> {
  const bytes = await load(file);
  const pool = createExtractionPool({ workers: 1, ...READING_LIMITS });
  try {
    return await pool.extract(bytes, { fileName: nameOf(file) });
  } finally {
    await pool.close();
  }
}

async function parseFile(file: string, extractor: Extract): Promise<FileReports> {
  const source: Source = { url: null, file, sha256: "", mediaType: null, retrieved: null };
  try {
    const bytes = await load(file);
    source.sha256 = createHash("sha256").update(bytes).digest("hex");
    const reading = await read(extractor, bytes, source, nameOf(file));
    return reading.kind === "read" ? { reports: reading.reports, failed: null } : refused(source, reading);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return refused(source, unreadable(error));
  }
}

const refused = (source: Source, { problem, exitCode }: ReturnType<typeof unreadable>): FileReports => ({
  reports: [rejected(source, problem)],
  failed: exitCode,
});

/** Standard input is normalized text by contract, so it takes the name of a text file. */
const nameOf = (file: string): string => (file === "-" ? "standard input.txt" : file);

/** There the call is wrong, not a document. */
const noFile = (file: string, why: string, cause?: unknown): UnreadableError =>
  new UnreadableError("file", `${file}: ${why}`, { cause, exitCode: EXIT.wrongCall });

async function load(file: string): Promise<Uint8Array> {
  if (file === "-") return await buffer(process.stdin);
  const handle = await open(file).catch((error: unknown) => {
    throw noFile(file, fileError(error)?.reason ?? String(error), error);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw noFile(file, "this is no file; name the files in it");
    if (stat.size > LARGEST_FILE) {
      throw new UnreadableError(
        "too_large",
        `${file}: ${Math.round(stat.size / 2 ** 20)} MB is too large for a report`,
      );
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
