import { type DocumentRow, openTables, type ReadingRow, type ReportRow, rowsWhere } from "./archive/index.ts";

/** What the archive knows of some documents, and of every report that they may decide about. */
export type Known = {
  /** By `documentKey`. */
  documents: Map<string, DocumentRow>;
  reports: Map<string, ReportRow>;
  /** Of each document, all. */
  readings: ReadingRow[];
};

export const documentKey = (sha256: string, url: string): string => `${sha256} ${url}`;

/** Finds the readings of which a column is one of the values. */
type FindReadings = (column: "document_id" | "report_id" | "report_key", values: string[]) => Promise<ReadingRow[]>;

/** Finds the documents that stood at an address of one of these before or after it. */
export type FindDocuments = (documentIds: string[]) => Promise<string[]>;

/**
 * All readings that are to be settled together, when these documents change and give these readings: those of the same reports, of other versions of
 * them, of whatever else stands in the same documents, and of what stood at the same addresses before and after.
 */
export async function relatedReadings(
  documentIds: readonly string[],
  given: readonly ReadingRow[],
  find: FindReadings,
  atSameAddress: FindDocuments,
): Promise<ReadingRow[]> {
  const related = new Map<string, ReadingRow>();
  const asked = { document_id: new Set<string>(), report_id: new Set<string>(), report_key: new Set<string>() };
  const ask = async (column: keyof typeof asked, values: Iterable<string>): Promise<number> => {
    const fresh = [...new Set(values)].filter((value) => !asked[column].has(value));
    for (const value of fresh) asked[column].add(value);
    for (const reading of fresh.length === 0 ? [] : await find(column, fresh))
      related.set(`${reading.document_id} ${reading.ordinal}`, reading);
    return fresh.length;
  };
  await ask("document_id", documentIds);
  for (let more = 1; more > 0; ) {
    const all = [...given, ...related.values()];
    more = 0;
    for (const column of ["report_key", "report_id", "document_id"] as const)
      more += await ask(
        column,
        all.map((reading) => reading[column]),
      );
    more += await ask("document_id", await atSameAddress(all.map(({ document_id }) => document_id)));
  }
  return [...related.values()];
}

/** What the archive knows that matters, when these documents change and give these readings. */
export async function readKnown(
  archiveDir: string,
  documentIds: readonly string[],
  given: readonly ReadingRow[],
  atSameAddress: FindDocuments,
): Promise<Known> {
  const archive = await openTables(archiveDir);
  try {
    const find: FindReadings = (column, values) => rowsWhere(archive, "readings", among(column, values));
    const readings = await relatedReadings(documentIds, given, find, atSameAddress);
    const held = readings.map(({ report_id }) => report_id);
    const ids = [...documentIds, ...readings.map(({ document_id }) => document_id)];
    const reports = await rowsWhere(archive, "reports", among("report_id", held));
    const documents = await rowsWhere(archive, "documents", among("document_id", ids));
    return {
      readings,
      reports: new Map(reports.map((report) => [report.report_id, report])),
      documents: new Map(documents.map((row) => [documentKey(row.document_id, row.url), row])),
    };
  } finally {
    archive.close();
  }
}

const among = (column: string, values: Iterable<string>): string =>
  `${column} IN (${["", ...new Set(values)].map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")})`;
