export type { Answer, AskOptions } from "./ask/answer.ts";
export { type Coverage, coverage } from "./ask/coverage.ts";
export { copyInTurn, exportTables, parquetOf } from "./ask/export.ts";
export { RESULT_FORMATS, type ResultFormat } from "./ask/formats.ts";
export { historiesOf, type ReportHistory, type Version } from "./ask/history.ts";
export { readRows, rowsWhere } from "./ask/known.ts";
export { type Archive, openArchive, openTables, type QueryResult } from "./ask/query.ts";
export { type SqlValue, textOf } from "./ask/values.ts";
export { views } from "./ask/views.ts";
export { adoptTables } from "./commit/adopt.ts";
export { NO_ALTERATIONS, together } from "./commit/alterations.ts";
export { type Claims, openClaims } from "./commit/claims.ts";
export { commit } from "./commit/commit.ts";
export { type Comparison, compareDocuments, type Pending } from "./commit/comparison.ts";
export { checkYears } from "./commit/years.ts";
export { digest } from "./digest.ts";
export { OtherColumnsError, readManifest, UnusableTablesError } from "./manifest.ts";
export type {
  Alterations,
  ArchiveChanges,
  CellRow,
  CheckRow,
  CommitSummary,
  DocumentRow,
  ProblemRow,
  ReadingRow,
  ReportRecord,
  ReportRow,
  Row,
  SectionRow,
  SiteRow,
} from "./rows.ts";
export { literal, orderOf, viewColumnsOf } from "./schema.ts";
export { openScratch } from "./scratch.ts";
export { compareTables, type Difference } from "./verify/contents.ts";
export { type Finding, verifyTables } from "./verify/verify.ts";
