import { createHash } from "node:crypto";
import { provinceOf } from "../data/divisions/index.ts";
import { formOfCells } from "../data/forms/figures.ts";
import type { FetchedDocument, Report, SiteRun } from "../data/records/index.ts";
import type { DocumentRow, ReportRecord, ReportRow, SiteRow } from "./archive/index.ts";
import { scopeOf } from "./parser/index.ts";
import type { Standing } from "./versions.ts";

/** What stays the same through all versions of a report: whose it is, about which year, and whether on one organ or on all of a government. */
export function reportKey(report: Report, document: FetchedDocument): string {
  const { organ, title, year } = report;
  const { name, division } = organ;
  // Without an organ nothing tells two reports of a site apart but where they stand.
  return [division ?? document.site, name ?? document.pageUrl, year ?? "unknown", scopeOf(organ, title)].join(":");
}

/** A digest of a report's numbers, cell by cell; null where it has no tables. */
export function numbersOf({ cells }: Report): string | null {
  if (cells.length === 0) return null;
  const numbers = cells.flatMap(({ table, item, column, value }) =>
    value === null ? [] : [`${table} ${item} ${column} ${value}`],
  );
  return createHash("sha256").update(numbers.join("\n")).digest("hex").slice(0, 16);
}

/** A report as the archive keeps it. */
export function reportRecord(report: Report, key: string, standing: Standing, parserVersion: string): ReportRecord {
  const { cells, sections, checks, problems } = report;
  return { report: reportRow(report, key, standing, parserVersion), cells, sections, checks, problems };
}

function reportRow(report: Report, key: string, standing: Standing, parserVersion: string): ReportRow {
  const { organ, tables } = report;
  const statistics = report.cells.filter(({ table }) => table === "statistics_2014");
  return {
    report_id: report.id,
    report_key: key,
    ...standingColumns(standing),
    organ: organ.name,
    division: organ.division,
    province: organ.division === null ? null : provinceOf(organ.division),
    level: organ.level,
    scope: scopeOf(organ, report.title),
    year: report.year,
    format: report.format,
    proactive_format: tables.proactive ?? null,
    applications_format: tables.applications ?? null,
    disputes_format: tables.disputes ?? null,
    statistics_2014_form: formOfCells("statistics_2014", statistics)?.name ?? null,
    status: report.status,
    title: report.title,
    published: report.published,
    numbers: numbersOf(report),
    parser_version: parserVersion,
  };
}

/** The columns of a report's row that a later crawl may change without the report being read again. */
export function standingColumns({ document, isCurrent, goneSince }: Standing) {
  return {
    site: document.site,
    url: document.pageUrl,
    document_url: document.url,
    sha256: document.sha256,
    retrieved: document.retrieved,
    is_current: isCurrent,
    gone_since: goneSince,
  } satisfies Partial<ReportRow>;
}

export type Outcome = { verdict: "read" | "rejected" | "unreadable"; reportId: string | null };

export function documentRow(document: FetchedDocument, outcome: Outcome, parserVersion: string | null): DocumentRow {
  return {
    document_id: document.sha256,
    url: document.url,
    page_url: document.pageUrl,
    site: document.site,
    media_type: document.mediaType,
    file_name: document.fileName,
    link_text: document.linkText,
    listed_date: document.listedDate,
    column_name: document.columnName,
    twin_of: document.twinOf,
    fetched: document.retrieved,
    http_status: document.httpStatus,
    status: outcome.verdict === "read" ? document.state : outcome.verdict,
    gone_since: document.goneSince,
    warc_file: document.warcFile,
    warc_offset: document.warcOffset,
    report_id: outcome.reportId,
    parser_version: parserVersion,
  };
}

/** Documents as they were fetched, before anything is known of what they hold. */
export function* fetchedRows(documents: Iterable<FetchedDocument>): Generator<DocumentRow> {
  for (const document of documents) yield documentRow(document, { verdict: "read", reportId: null }, null);
}

/** What `fetchedRows` made a row of. */
export function fetchedDocument(row: DocumentRow): FetchedDocument {
  const { status, warc_file, warc_offset } = row;
  if (status === "rejected" || status === "unreadable")
    throw new RangeError(`${row.url} is no row of a fetched document`);
  return {
    sha256: row.document_id,
    url: row.url,
    pageUrl: row.page_url,
    site: row.site,
    mediaType: row.media_type,
    fileName: row.file_name,
    httpStatus: row.http_status,
    retrieved: row.fetched,
    warcFile: warc_file,
    warcOffset: warc_offset,
    linkText: row.link_text,
    listedDate: row.listed_date,
    columnName: row.column_name,
    twinOf: row.twin_of,
    state: status,
    goneSince: row.gone_since,
  };
}

export function siteRow(run: SiteRun): SiteRow {
  const { site, name, division, platform, health, reason, found, changed, gone, failed } = run;
  return {
    site,
    name,
    division,
    platform,
    health,
    reason,
    found,
    new: run.new,
    changed,
    gone,
    failed,
    last_run: run.lastRun,
    last_success: run.lastSuccess,
  };
}
