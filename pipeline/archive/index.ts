export { commit } from "./commit.ts";
export type {
  ArchiveChanges,
  CellRow,
  CheckRow,
  CommitSummary,
  DocumentRow,
  ProblemRow,
  ReportRecord,
  ReportRow,
  Row,
  SectionRow,
  SiteRow,
} from "./rows.ts";
