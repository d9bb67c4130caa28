import { createHash } from "node:crypto";
import { forms } from "../data/forms/index.ts";
import {
  type Extraction,
  type Problem,
  type Report,
  SCHEMA_VERSION,
  type Source,
  UnreadableError,
} from "../data/records/index.ts";
import { contextOf, type ParseContext } from "./parser/context.ts";
import { parse } from "./parser/index.ts";

/** Turns bytes into normalized text; throws `UnreadableError` for bytes that can't be. */
export type Extract = (
  bytes: Uint8Array,
  hints: { fileName?: string | null; mediaType?: string | null; url?: string | null },
) => Promise<Extraction>;

/** What one document may take before it is given up; the slowest real reports take a few seconds. */
export const READING_LIMITS = { timeoutMs: 60_000, memoryMb: 1024 };

/** What reading a document came to; `lacking`: a program that this machine lacks might give more. */
export type Reading =
  | { kind: "read"; reports: Report[]; lacking: boolean }
  | { kind: "unreadable"; problem: Problem; exitCode: number };

/**
 * Reads one document: bytes → normalized text → reports (more than one where it holds several).
 * `known` is what is known of it besides its bytes. A document that can't be read is a finding, not an exception.
 */
export async function read(
  extract: Extract,
  bytes: Uint8Array,
  source: Source,
  fileName: string | null,
  known: Partial<ParseContext["evidence"]> = {},
): Promise<Reading> {
  let extraction: Extraction;
  try {
    extraction = await extract(bytes, { fileName, mediaType: source.mediaType, url: source.url });
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return unreadable(error);
  }
  const { title, published, publisher, siteName, columnName } = extraction.meta;
  const nothing = contextOf(source).evidence;
  const evidence = {
    ...nothing,
    title,
    published,
    publisher,
    siteName,
    ...known,
    columnName: known.columnName ?? columnName,
  };
  const reports = parse(extraction.text, { source: { ...source, mediaType: extraction.mediaType }, evidence });
  const doubts = doubtsOf(reports, extraction);
  return {
    kind: "read",
    reports: reports.map((report, i) => ({ ...report, problems: [...report.problems, ...(doubts[i] ?? [])] })),
    lacking: extraction.lacking ?? false,
  };
}

/** The finding that a document could not be read. */
export const unreadable = ({ code, message, exitCode }: UnreadableError): Reading & { kind: "unreadable" } => ({
  kind: "unreadable",
  problem: { code: `unreadable.${code}`, message, at: "" },
  exitCode,
});

/** What is doubtful about a document, for each report in it; where that is an archive, what is so about a report's own document only. */
function doubtsOf(reports: Report[], { warnings, entries = [] }: Extraction): Problem[][] {
  const entryOf = (place: string): string | undefined =>
    entries.find((name) => place === name || place.startsWith(`${name}: `));
  const places = reports.map(({ cells }) => cells.map(({ at }) => at.replace(/^line \d+ cell \d+; /, "")));
  const own = places.map((some) => new Set(some.map(entryOf).filter((entry) => entry !== undefined)));
  // What no report has a cell from may be a report without any.
  const concerned = (entry: string): Set<string>[] =>
    [own.filter((some) => some.has(entry)), own.filter((some) => some.size === 0)].find((some) => some.length > 0) ??
    own;
  return own.map((some) =>
    warnings.filter(({ at }) => {
      const entry = entryOf(at);
      return entry === undefined || concerned(entry).includes(some);
    }),
  );
}

/** The report that stands for a document which could not be read: no figures, and the reason among its problems. */
export function rejected(source: Source, problem: Problem): Report {
  return {
    schemaVersion: SCHEMA_VERSION,
    id: createHash("sha256")
      .update(source.sha256 || (source.file ?? ""))
      .digest("hex")
      .slice(0, 24),
    organ: { name: null, division: null, level: null },
    year: null,
    format: null,
    tables: Object.fromEntries((forms[0]?.tables ?? []).map(({ id }) => [id, null])),
    title: null,
    published: null,
    status: "rejected",
    cells: [],
    checks: [],
    sections: [],
    problems: [problem],
    source,
  };
}
