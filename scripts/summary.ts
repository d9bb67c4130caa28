import { EXIT, REPORT_STATUSES, type Report, type SiteRun } from "../data/records/index.ts";
import type { IngestSummary } from "../pipeline/ingest.ts";
import { counted } from "./counted.ts";

/** How the sources' crawls went: a line for all, then one for each that needs a look. */
export function siteLines(sites: SiteRun[]): string[] {
  const sum = (of: (site: SiteRun) => number): number => sites.reduce((total, site) => total + of(site), 0);
  return [
    `${counted(sites.length, "source")}: ${counted(
      sum((s) => s.found),
      "document",
    )} there, ${sum((s) => s.new)} new, ${sum((s) => s.changed)} changed, ` +
      `${sum((s) => s.gone)} gone, ${sum((s) => s.failed)} could not be fetched`,
    ...sites.filter(isTold).map(({ site, health, reason, gone, failed }) => {
      const counts = [...(gone > 0 ? [`${gone} gone`] : []), ...(failed > 0 ? [`${failed} could not be fetched`] : [])];
      const said = [...counts, ...(reason === null ? [] : [shortened(reason)])].join("; ");
      return `  ${site}: ${health}${said === "" ? "" : health === "ok" ? `, but ${said}` : `: ${said}`}`;
    }),
  ];
}

/** What reading came to: the counts, then a line for each document that could not be read, and for each damage of raw/. */
export function ingestLines({ documents, read, reports, failures, changes, damages }: IngestSummary): string[] {
  const counts = REPORT_STATUSES.toReversed().flatMap((status) =>
    reports[status] ? [`${reports[status]} ${status}`] : [],
  );
  return [
    `${read} of ${counted(documents, "document")} read${counts.length > 0 ? `: ${counts.join(", ")}` : read < documents ? "; the others were known" : ""}`,
    ...alterationLines(changes),
    ...failures.map(({ url, verdict, message }) => `  ${verdict}: ${url}: ${message}`),
    ...damages.map((damage) => `  damaged: ${damage}`),
  ];
}

/** What reading known reports again has changed in them: by another version of the parser, or since a document was met anew. */
function alterationLines({ added, removed, same, altered, statuses, numbers }: IngestSummary["changes"]): string[] {
  const known = same + altered + removed;
  if (known === 0) return [];
  return [
    `${counted(known, "known report")} looked at again: ${same} the same, ${altered} altered, ${removed} no longer read; ${added} new`,
    ...statuses.map(
      ({ from, to, reports, example }) =>
        `  ${counted(reports, "report")} ${from} → ${to}: ${example}${reports > 1 ? " …" : ""}`,
    ),
    ...(numbers.cells > 0
      ? [`  ${counted(numbers.cells, "number")} changed in ${counted(numbers.reports, "report")}`]
      : []),
  ];
}

/** What a person should look at in a report, in one line that begins with its file; null where it can be relied on. */
export function reportLine(report: Report): string | null {
  const { status, source, organ, year } = report;
  if (status === "verified" || status === "realigned") return null;
  const file = source.file === "-" ? "standard input" : source.file;
  if (status === "rejected") {
    const why = report.problems[0]?.message ?? "";
    return why.startsWith(`${file}`) ? why : `${file}: ${why}`;
  }
  return `${file}: ${status}: ${[organ.name, year].filter((known) => known !== null).join(" ")}${SHORT_OF[status](report)}`;
}

/** What a report of each status falls short of, and where that shows first. */
const SHORT_OF: Record<"narrative" | "inconsistent" | "incomplete", (report: Report) => string> = {
  narrative: () => " has no statutory table",
  inconsistent({ checks }) {
    const failed = checks.filter(({ id, passes }) => passes === false && !id.startsWith("soft."));
    const first = failed.map(({ id, expected, actual }) => `${id} comes to ${expected}, but ${actual} is printed`)[0];
    return ` fails ${failed.length} of the form's own identities, the first: ${first}`;
  },
  incomplete({ cells }) {
    const without = cells.filter(({ value, status }) => value === null && status !== "dash");
    const first = without.map(({ table, item, column, status }) => `${table} / ${item} / ${column} is ${status}`)[0];
    return ` has no number in ${without.length} of ${cells.length} cells, the first: ${first}`;
  },
};

/** So much of a reason is said in a line of text. */
const SHOWN = 2;

/** The beginning of a site's reason, and where the rest is. */
export function shortened(reason: string): string {
  const said = reason.split("; ");
  const more = said.length - SHOWN;
  return more > 0 ? `${said.slice(0, SHOWN).join("; ")}; ${more} more (status --json has all)` : reason;
}

/** Whether a person should look: at a source that has something said of it, a document that could not be read or is no report, or damage. */
export function exitCodeOf(sites: SiteRun[], ingest?: IngestSummary): number {
  const isAllRead = ingest === undefined || ingest.failures.length + ingest.damages.length === 0;
  return sites.some(isTold) || !isAllRead ? EXIT.needsALook : EXIT.done;
}

/** Whether a source is given a line of its own. */
const isTold = ({ health, reason, gone, failed }: SiteRun): boolean =>
  health !== "ok" || reason !== null || gone > 0 || failed > 0;
