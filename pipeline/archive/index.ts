export { adoptTables, readableTables } from "./adopt.ts";
export { NO_ALTERATIONS, together } from "./alterations.ts";
export type { Answer, AskOptions } from "./answer.ts";
export { type Claims, openClaims } from "./claims.ts";
export { commit } from "./commit.ts";
export { type Comparison, compareDocuments, type Pending } from "./comparison.ts";
export { compareTables, type Difference } from "./contents.ts";
export { type Coverage, coverage } from "./coverage.ts";
export { digest } from "./digest.ts";
export { type ExportedTable, exportTables } from "./export.ts";
export { RESULT_FORMATS, type ResultFormat } from "./formats.ts";
export { historiesOf, type ReportHistory, type Version } from "./history.ts";
export { readRows, rowsWhere } from "./known.ts";
export { OtherColumnsError } from "./manifest.ts";
export { type Archive, openArchive, openTables, type QueryResult } from "./query.ts";
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
export { type SqlValue, textOf } from "./values.ts";
export { type Finding, verifyTables } from "./verify.ts";
export { views } from "./views.ts";
export { checkYears } from "./years.ts";
