import { z } from "zod";
import {
  CELL_STATUSES,
  type Cell,
  type Check,
  HEALTHS,
  LEVELS,
  type Problem,
  REPORT_STATUSES,
  type RecordTable,
  SCOPES,
  type Section,
  type TableName,
} from "../../data/records/index.ts";

/**
 * The rows of the archive as programs handle them. The data dictionary says what each column means; a test holds the two
 * together. DATE is `YYYY-MM-DD`, TIMESTAMP is ISO 8601 in UTC, DECIMAL(18,6) a number that fits it exactly.
 */
const day = z.iso.date();
const instant = z.iso.datetime();
const year = z.number().int().nullable();

export const ReportRow = z.strictObject({
  report_id: z.string(),
  report_key: z.string(),
  site: z.string(),
  organ: z.string().nullable(),
  division: z.string().nullable(),
  province: z.string().nullable(),
  level: z.enum(LEVELS).nullable(),
  scope: z.enum(SCOPES),
  year,
  format: z.string().nullable(),
  proactive_format: z.string().nullable(),
  applications_format: z.string().nullable(),
  disputes_format: z.string().nullable(),
  statistics_2014_form: z.string().nullable(),
  status: z.enum(REPORT_STATUSES),
  title: z.string().nullable(),
  published: day.nullable(),
  numbers: z.string().nullable(),
  url: z.string(),
  document_url: z.string(),
  sha256: z.string(),
  retrieved: instant,
  is_current: z.boolean(),
  gone_since: instant.nullable(),
  parser_version: z.string(),
});

export const CellRow = z.strictObject({
  report_id: z.string(),
  ordinal: z.number().int(),
  form_table: z.string(),
  item: z.string(),
  form_column: z.string(),
  value: z.number().nullable(),
  raw: z.string(),
  status: z.enum(CELL_STATUSES),
  source_at: z.string(),
  year,
});

export const SectionRow = z.strictObject({
  report_id: z.string(),
  ordinal: z.number().int(),
  heading: z.string(),
  text: z.string(),
  year,
});

export const CheckRow = z.strictObject({
  report_id: z.string(),
  id: z.string(),
  passes: z.boolean().nullable(),
  expected: z.number().nullable(),
  actual: z.number().nullable(),
  year,
});

export const ProblemRow = z.strictObject({
  report_id: z.string().nullable(),
  document_id: z.string(),
  code: z.string(),
  message: z.string(),
  source_at: z.string(),
});

export const DOCUMENT_STATUSES = ["current", "superseded", "gone", "rejected", "unreadable"] as const;

export const DocumentRow = z.strictObject({
  document_id: z.string(),
  url: z.string(),
  page_url: z.string(),
  site: z.string(),
  media_type: z.string().nullable(),
  file_name: z.string().nullable(),
  link_text: z.string().nullable(),
  listed_date: day.nullable(),
  column_name: z.string().nullable(),
  twin_of: z.string().nullable(),
  fetched: instant,
  http_status: z.number().int(),
  status: z.enum(DOCUMENT_STATUSES),
  gone_since: instant.nullable(),
  warc_file: z.string(),
  warc_offset: z.number().int(),
  report_id: z.string().nullable(),
  parser_version: z.string().nullable(),
});

export const ReadingRow = z.strictObject({
  document_id: z.string(),
  ordinal: z.number().int(),
  report_id: z.string(),
  report_key: z.string(),
  status: z.enum(REPORT_STATUSES),
  published: day.nullable(),
  says_correction: z.boolean(),
  numbers: z.string().nullable(),
});

export const SiteRow = z.strictObject({
  site: z.string(),
  name: z.string(),
  division: z.string().nullable(),
  platform: z.string().nullable(),
  health: z.enum(HEALTHS),
  reason: z.string().nullable(),
  found: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  gone: z.number().int(),
  failed: z.number().int(),
  last_run: instant,
  last_success: instant.nullable(),
});

export const ROWS = {
  reports: ReportRow,
  cells: CellRow,
  sections: SectionRow,
  checks: CheckRow,
  problems: ProblemRow,
  documents: DocumentRow,
  readings: ReadingRow,
  sites: SiteRow,
} as const;

export type ReportRow = z.infer<typeof ReportRow>;
export type CellRow = z.infer<typeof CellRow>;
export type SectionRow = z.infer<typeof SectionRow>;
export type CheckRow = z.infer<typeof CheckRow>;
export type ProblemRow = z.infer<typeof ProblemRow>;
export type DocumentRow = z.infer<typeof DocumentRow>;
export type ReadingRow = z.infer<typeof ReadingRow>;
export type SiteRow = z.infer<typeof SiteRow>;
type Rows = { [T in RecordTable]: z.infer<(typeof ROWS)[T]> };
export type Row<T extends RecordTable> = Rows[T];

/** The schema of a table's rows. */
export const rowSchemas: { [T in RecordTable]: z.ZodType<Row<T>> } = ROWS;

/** A report as it was read: its row, and what stands under it. A `Report` has the last four as they are. */
export type ReportRecord = {
  report: ReportRow;
  cells: Cell[];
  sections: Section[];
  checks: Check[];
  problems: Problem[];
};

/** What one commit changes. All lists may be empty; a key given twice in one list is an error. */
export type ArchiveChanges = {
  /** Version of the parser at work, written into the manifest. */
  parserVersion: string;
  /** Reports read anew: row, cells, sections, checks and problems replace those of the same `report_id`. */
  records?: ReportRecord[];
  /** Rows of reports alone (is_current, gone_since …): what stands under them stays. The `year` must be the one it has. */
  reports?: ReportRow[];
  /** Ids of reports that were a reading of stored bytes and are none any more, since the bytes were read again: they go with all that stands under them. */
  removed?: string[];
  /** Replace the row of the same document_id and url. */
  documents?: DocumentRow[];
  /** Documents read anew: their problems without a report (rejected, unreadable), and their `readings`, replace those of the same document. */
  documentProblems?: { document_id: string; problems: Problem[] }[];
  readings?: ReadingRow[];
  /** Replace the row of the same site. */
  sites?: SiteRow[];
};

export const StatusChange = z.strictObject({
  from: z.enum(REPORT_STATUSES),
  to: z.enum(REPORT_STATUSES),
  reports: z.number(),
  /** The report_id of one of them. */
  example: z.string(),
});

/** What reading reports has changed in the archive. */
export type Alterations = {
  /** Reports that it did not have. */
  added: number;
  /** Reports that no document gives any more. */
  removed: number;
  /** Reports that were read again and have the same numbers and status. */
  same: number;
  /** Those that have others. */
  altered: number;
  /** Reports whose status is another. */
  statuses: z.infer<typeof StatusChange>[];
  /** Cells whose number is another, or is one where none was or none where one was; and the reports that have such. */
  numbers: { cells: number; reports: number };
};

/** What a commit did: the manifest's version after it, the rows each table now holds, and what it changed in reports. */
export type CommitSummary = { version: number; rows: Record<TableName, number>; alterations: Alterations };
