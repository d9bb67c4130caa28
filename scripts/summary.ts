import { EXIT, REPORT_STATUSES, type SiteRun } from "../data/records/index.ts";
import type { IngestSummary } from "../pipeline/ingest.ts";
import { NOTICE } from "../pipeline/parser/index.ts";

/** How the sources' crawls went: a line for all, then one for each that needs a look. */
export function siteLines(sites: SiteRun[]): string[] {
  const sum = (of: (site: SiteRun) => number): number => sites.reduce((total, site) => total + of(site), 0);
  return [
    `${sites.length} sources: ${sum((s) => s.found)} documents there, ${sum((s) => s.new)} new, ${sum((s) => s.changed)} changed, ` +
      `${sum((s) => s.gone)} gone, ${sum((s) => s.failed)} could not be fetched`,
    ...sites
      .filter((s) => needsALook(s) || s.reason !== null)
      .map(
        (s) =>
          `  ${s.site}: ${s.health}${s.reason === null ? "" : s.health === "ok" ? `, but ${s.reason}` : `: ${s.reason}`}`,
      ),
  ];
}

/** What reading came to: the counts, then a line for each document that could not be read. */
export function ingestLines({ documents, read, reports, failures }: IngestSummary): string[] {
  const counts = REPORT_STATUSES.toReversed().flatMap((status) =>
    reports[status] ? [`${reports[status]} ${status}`] : [],
  );
  return [
    `${read} of ${documents} documents read${counts.length > 0 ? `: ${counts.join(", ")}` : read < documents ? "; the others were known" : ""}`,
    ...failures
      .filter(({ code }) => code !== NOTICE)
      .map(({ url, verdict, message }) => `  ${verdict}: ${url}: ${message}`),
  ];
}

/** Whether a person should look: a source that did not answer well, or a document that could not be read. */
export function exitCodeOf(sites: SiteRun[], ingest?: IngestSummary): number {
  const unreadable = ingest?.failures.some(({ verdict }) => verdict === "unreadable") ?? false;
  return sites.some(needsALook) || unreadable ? EXIT.needsALook : EXIT.done;
}

const needsALook = (site: SiteRun): boolean => site.health !== "ok" || site.failed > 0;
