import type { FetchedDocument } from "../data/records/index.ts";
import { type DocumentRow, type ReportRow, readRows } from "./archive/index.ts";
import type { Reading } from "./versions.ts";

/** What the archive knows already: so that a document is read once, and every report's standing is decided among all. */
export type Known = {
  reports: Map<string, ReportRow>;
  /** By `documentKey`. */
  documents: Map<string, DocumentRow>;
  /** Ids of the reports that a document's bytes hold, by document_id. */
  reportsOf: Map<string, string[]>;
};

export const documentKey = (sha256: string, url: string): string => `${sha256} ${url}`;

export async function readKnown(archive: string): Promise<Known> {
  const [reports, documents] = [await readRows(archive, "reports"), await readRows(archive, "documents")];
  const reportsOf = new Map<string, Set<string>>();
  const holds = (documentId: string, reportId: string): void => {
    reportsOf.set(documentId, (reportsOf.get(documentId) ?? new Set()).add(reportId));
  };
  for (const report of reports) holds(report.sha256, report.report_id);
  const byId = new Map(reports.map((report) => [report.report_id, report]));
  for (const document of documents) {
    const report = byId.get(document.report_id ?? "");
    if (report && !standsForTwin(report, document)) holds(document.document_id, report.report_id);
  }
  return {
    reports: byId,
    documents: new Map(documents.map((document) => [documentKey(document.document_id, document.url), document])),
    reportsOf: new Map([...reportsOf].map(([id, ids]) => [id, [...ids]])),
  };
}

/** A document of the same page whose own reading was no version (see `settle`) names the report that stands for it, without holding it. */
const standsForTwin = (report: ReportRow, document: DocumentRow): boolean =>
  report.sha256 !== document.document_id && report.document_url !== document.url && report.url === document.page_url;

/** The readings of documents that need not be read again. */
export function knownReadings(known: Known, documents: FetchedDocument[]): Reading[] {
  return documents.flatMap((document) =>
    (known.reportsOf.get(document.sha256) ?? []).flatMap((reportId) => {
      const report = known.reports.get(reportId);
      return report ? [{ reportId, reportKey: report.report_key, status: report.status, document }] : [];
    }),
  );
}
