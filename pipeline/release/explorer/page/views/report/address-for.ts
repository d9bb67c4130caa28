import type { Report } from "../../reports/shard.ts";
import { bodyOf } from "../../reports/shard-of.ts";

/** What the address of a report names; of one version, or where no year is known, that too. */
export const addressFor = (report: Report, { version = false } = {}): Record<string, string> => ({
  organ: bodyOf(report),
  division: report.division ?? "",
  year: String(report.year ?? ""),
  scope: report.scope,
  ...(version || report.year === null ? { version: report.report_id } : {}),
});
