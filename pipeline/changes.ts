import { isDeepStrictEqual } from "node:util";
import type { FetchedDocument, Problem, Report, SiteRun } from "../data/records/index.ts";
import type { ArchiveChanges, ReportRecord, ReportRow } from "./archive/index.ts";
import { documentKey, type Known, knownReadings } from "./known.ts";
import type { Reading as Read } from "./read.ts";
import type { ReaderVersion } from "./reader-version.ts";
import { documentRow, reportKey, reportRecord, siteRow, standingColumns } from "./records.ts";
import { type Reading, settle } from "./versions.ts";

/** What reading a stored document came to. */
export type Outcome = Read & { document: FetchedDocument };

/**
 * What the archive must change, given all documents of the raw store, what it knows, what was read just now (by
 * document_id) and how the sites' last crawls went. Pure.
 */
export function changesOf(
  documents: FetchedDocument[],
  known: Known,
  outcomes: Map<string, Outcome>,
  runs: SiteRun[],
  version: ReaderVersion,
): ArchiveChanges {
  const accepted = new Map([...outcomes].map(([id, outcome]) => [id, acceptedReports(outcome)]));
  const reports = new Map<string, { report: Report; key: string }>();
  const readings: Reading[] = knownReadings(
    known,
    documents.filter(({ sha256 }) => !outcomes.has(sha256)),
  );
  for (const document of documents) {
    for (const report of accepted.get(document.sha256) ?? []) {
      const key = reports.get(report.id)?.key ?? reportKey(report, document);
      reports.set(report.id, { report, key });
      readings.push({ reportId: report.id, reportKey: key, status: report.status, document });
    }
  }
  const { standings, twins } = settle(readings);

  const records: ReportRecord[] = [];
  const rows: ReportRow[] = [];
  for (const [reportId, standing] of standings) {
    const row = known.reports.get(reportId);
    const fresh = reports.get(reportId);
    if (fresh) records.push(reportRecord(fresh.report, fresh.key, standing, version.whole));
    else if (row) rows.push({ ...row, ...standingColumns(standing) });
  }
  for (const twin of twins.keys()) {
    const row = known.reports.get(twin);
    if (row) rows.push({ ...row, is_current: false });
  }

  const reportOf = (id: string): string => twins.get(id) ?? id;
  return {
    parserVersion: version.whole,
    records,
    reports: rows.filter((row) => !isDeepStrictEqual(row, known.reports.get(row.report_id))),
    removed: [...known.reports.values()]
      .filter(({ report_id, sha256 }) => outcomes.has(sha256) && !standings.has(report_id) && !twins.has(report_id))
      .map((row) => row.report_id),
    documents: documents.flatMap((document) => {
      const before = known.documents.get(documentKey(document.sha256, document.url));
      const outcome = outcomes.get(document.sha256);
      if (!outcome && !before) return [];
      const reportId = outcome ? (accepted.get(document.sha256)?.[0]?.id ?? null) : (before?.report_id ?? null);
      const verdict = outcome
        ? verdictOf(outcome)
        : before?.status === "rejected" || before?.status === "unreadable"
          ? before.status
          : "read";
      const readBy = outcome ? versionOf(outcome, version) : (before?.parser_version ?? version.whole);
      const row = documentRow(document, { verdict, reportId: reportId && reportOf(reportId) }, readBy);
      return isDeepStrictEqual(row, before) ? [] : [row];
    }),
    documentProblems: [...outcomes].map(([document_id, outcome]) => ({ document_id, problems: problemsOf(outcome) })),
    sites: runs.map(siteRow),
  };
}

/** What a program might give that lacks here is noted, so that the document is read again once it is installed. */
const versionOf = (outcome: Outcome, { whole, lacking }: ReaderVersion): string =>
  outcome.kind === "unreadable" || outcome.lacking ? lacking : whole;

const acceptedReports = (outcome: Outcome): Report[] =>
  outcome.kind === "read" ? outcome.reports.filter((report) => report.status !== "rejected") : [];

const verdictOf = (outcome: Outcome): "read" | "rejected" | "unreadable" =>
  outcome.kind === "unreadable" ? "unreadable" : acceptedReports(outcome).length > 0 ? "read" : "rejected";

/** Why a document gave no report; the problems of a report stand with the report. The first problem of a rejected one is the reason. */
function problemsOf(outcome: Outcome): Problem[] {
  if (outcome.kind === "unreadable") return [outcome.problem];
  return acceptedReports(outcome).length > 0 ? [] : outcome.reports.flatMap((report) => report.problems.slice(0, 1));
}
