import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { buffer } from "node:stream/consumers";
import { type Extraction, type Report, type Source, UnreadableError, UsageError } from "../data/records/index.ts";
import { createExtractionPool } from "../extractors/index.ts";
import { fileError } from "./file-errors.ts";
import { type Extract, READING_LIMITS, read, rejected } from "./read.ts";

/** A file larger than this is no report; it is refused before it is loaded. */
const LARGEST_FILE = 256 * 2 ** 20;

/**
 * Reads files one after another into reports, in the order given; `-` is normalized text on standard input.
 * A file that can't be read gives a `rejected` report and never stops the others.
 */
export async function* parseFiles(files: string[]): AsyncGenerator<Report> {
  const workers = availableParallelism();
  const pool = createExtractionPool({ workers, ...READING_LIMITS });
  const underWay: Promise<Report[]>[] = [];
  try {
    for (const file of files) {
      underWay.push(parseFile(file, pool.extract));
      if (underWay.length > workers * 2) yield* (await underWay.shift()) ?? [];
    }
    for (const reports of underWay) yield* await reports;
  } finally {
    await pool.close();
  }
}

/**
 * Normalized text of one file. Throws `UnreadableError` naming the file and the reason, and `UsageError` where there is no
 * such file: there it is the call that is wrong.
 */
export async function extractFile(file: string): Promise<Extraction> {
  const bytes = await load(file).catch((error: unknown) => {
    throw error instanceof UnreadableError && error.code === "file"
      ? new UsageError(error.message, { cause: error })
      : error;
  });
  const pool = createExtractionPool({ workers: 1, ...READING_LIMITS });
  try {
    return await pool.extract(bytes, { fileName: nameOf(file) });
  } finally {
    await pool.close();
  }
}

async function parseFile(file: string, extractor: Extract): Promise<Report[]> {
  const source: Source = { url: null, file, sha256: "", mediaType: null, retrieved: null };
  try {
    const bytes = await load(file);
    source.sha256 = createHash("sha256").update(bytes).digest("hex");
    const reading = await read(extractor, bytes, source, nameOf(file));
    return reading.kind === "read" ? reading.reports : [rejected(source, reading.problem)];
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return [rejected(source, { code: `unreadable.${error.code}`, message: error.message, at: "" })];
  }
}

/** Standard input is normalized text by contract, so it takes the name of a text file. */
const nameOf = (file: string): string => (file === "-" ? "standard input.txt" : file);

async function load(file: string): Promise<Uint8Array> {
  if (file === "-") return await buffer(process.stdin);
  const handle = await open(file).catch((error: unknown) => {
    throw new UnreadableError("file", `${file}: ${fileError(error)?.reason ?? String(error)}`, { cause: error });
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new UnreadableError("file", `${file}: this is no file; name the files in it`);
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
