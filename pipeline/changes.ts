import { isDeepStrictEqual } from "node:util";
import type { FetchedDocument, Problem, Report } from "../data/records/index.ts";
import type { ArchiveChanges, DocumentRow, ReadingRow, ReportRecord, ReportRow } from "./archive/index.ts";
import { documentKey, type Known } from "./known.ts";
import { isCorrection } from "./parser/index.ts";
import type { Reading as Read } from "./read.ts";
import type { ReaderVersion } from "./reader-version.ts";
import { documentRow, numbersOf, reportKey, reportRecord, standingColumns } from "./records.ts";
import { type Settlement, settle } from "./versions.ts";

/** What reading a stored document came to. */
export type Outcome = Read & { document: FetchedDocument };
/** By document_id. */
export type Outcomes = ReadonlyMap<string, Outcome>;

export type Decision = {
  changes: ArchiveChanges;
  /** Documents that must be read before the changes hold: reports stand by them now whose cells the archive has not, or has from elsewhere. */
  unread: string[];
};

/** The readings that documents read just now have given. */
export const readingsOf = (outcomes: Outcomes): ReadingRow[] =>
  [...outcomes].flatMap(([document_id, outcome]) =>
    acceptedReports(outcome).map((report, i) => ({
      document_id,
      ordinal: i + 1,
      report_id: report.id,
      report_key: reportKey(report, outcome.document),
      status: report.status,
      published: report.published,
      says_correction: isCorrection(report.title ?? ""),
      numbers: numbersOf(report),
    })),
  );

/**
 * What the archive must change, given what was read just now, what it knows that this decides about, and every address of all these documents. The
 * archive comes to the same, however documents are shared out between calls and in whatever order. Pure.
 */
export function changesOf(
  addresses: readonly FetchedDocument[],
  known: Known,
  outcomes: Outcomes,
  version: ReaderVersion,
): Decision {
  const readings = [...known.readings.filter(({ document_id }) => !outcomes.has(document_id)), ...readingsOf(outcomes)];
  const keys = keysOf(readings);
  const settlement = settle(withAddresses(readings, addresses, keys));
  const records: ReportRecord[] = [];
  const rows: ReportRow[] = [];
  const unread: string[] = [];
  for (const [reportId, standing] of settlement.standings) {
    const { sha256 } = standing.document;
    const key = keys.get(reportId) ?? "";
    const outcome = outcomes.get(sha256);
    const report = outcome && acceptedReports(outcome).find(({ id }) => id === reportId);
    const row = known.reports.get(reportId);
    if (report) records.push(reportRecord(report, key, standing, version.whole));
    else if (row?.sha256 === sha256) rows.push({ ...row, report_key: key, ...standingColumns(standing) });
    else unread.push(sha256);
  }
  const held = new Set(addresses.map(({ sha256 }) => sha256));
  return {
    unread: [...new Set(unread)],
    changes: {
      parserVersion: version.whole,
      records,
      reports: rows.filter((row) => !isDeepStrictEqual(row, known.reports.get(row.report_id))),
      removed: [...known.reports.values()]
        .filter(({ report_id, sha256 }) => !settlement.standings.has(report_id) && held.has(sha256))
        .map(({ report_id }) => report_id),
      documents: documentRows(addresses, known, outcomes, firstReports(readings, settlement), version),
      documentProblems: [...outcomes].map(([document_id, outcome]) => ({ document_id, problems: problemsOf(outcome) })),
      readings: readingsOf(outcomes),
    },
  };
}

/** One key for each report: where nothing names its organ, the place where it was read decides, and that may be several. */
function keysOf(readings: readonly ReadingRow[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { report_id, report_key } of readings) {
    const other = keys.get(report_id);
    if (other === undefined || report_key < other) keys.set(report_id, report_key);
  }
  return keys;
}

function withAddresses(
  readings: readonly ReadingRow[],
  addresses: readonly FetchedDocument[],
  keys: ReadonlyMap<string, string>,
): Parameters<typeof settle>[0] {
  const places = Map.groupBy(addresses, ({ sha256 }) => sha256);
  return readings.flatMap(({ document_id, report_id, report_key, says_correction, ...reading }) =>
    (places.get(document_id) ?? []).map((document) => ({
      ...{ reportId: report_id, reportKey: keys.get(report_id) ?? report_key, saysCorrection: says_correction },
      ...{ ...reading, document },
    })),
  );
}

/** The report that each document's row names: its first, or what stands for that. */
function firstReports(readings: readonly ReadingRow[], { twins }: Settlement): Map<string, string> {
  const firsts = readings.filter(({ ordinal }) => ordinal === 1);
  return new Map(firsts.map(({ document_id, report_id }) => [document_id, twins.get(report_id) ?? report_id]));
}

/** The rows of all these addresses that are not so in the archive; bytes that were not read yet have none. */
function documentRows(
  addresses: readonly FetchedDocument[],
  known: Known,
  outcomes: Outcomes,
  reports: ReadonlyMap<string, string>,
  version: ReaderVersion,
): DocumentRow[] {
  return addresses.flatMap((document) => {
    const before = known.documents.get(documentKey(document.sha256, document.url));
    const outcome = outcomes.get(document.sha256);
    if (!outcome && !before) return [];
    const verdict = outcome
      ? verdictOf(outcome)
      : before?.status === "rejected" || before?.status === "unreadable"
        ? before.status
        : "read";
    const readBy = outcome ? versionOf(outcome, version) : (before?.parser_version ?? version.whole);
    const row = documentRow(document, { verdict, reportId: reports.get(document.sha256) ?? null }, readBy);
    return isDeepStrictEqual(row, before) ? [] : [row];
  });
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
