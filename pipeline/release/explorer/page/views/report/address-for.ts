import type { Report } from "../../reports/shard.ts";

/** What the address of a report names; of one version, or where organ or year are not known, that too. */
export const addressFor = (report: Report, { version = false } = {}): Record<string, string> => ({
  organ: report.organ ?? "",
  division: report.division ?? "",
  year: String(report.year ?? ""),
  scope: report.scope,
  ...(version || report.organ === null || report.year === null ? { version: report.report_id } : {}),
});
