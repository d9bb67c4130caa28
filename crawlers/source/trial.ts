import type { Source } from "../../data/sources/index.ts";
import { identity, isReportTitle } from "../discover/index.ts";
import type { FetchSession } from "../fetch/index.ts";
import type { Sighting } from "../raw/index.ts";
import type { Budget } from "./agenda.ts";
import { visitBestFirst } from "./best-first.ts";
import type { Findings } from "./health.ts";
import type { Night } from "./night.ts";
import { Reader } from "./reader.ts";
import { SourceCrawl } from "./source-crawl.ts";
import { type Column, Trail } from "./trail.ts";
import type { Visit } from "./visit.ts";

/**
 * A report that a source lists, and the column under which it hangs. `isCut`: its title is cut short, or short of the subject, so that only the
 * page itself could tell.
 */
export type ListedReport = { url: string; title: string; isCut: boolean; column: Column };

/** What a crawl of a source within a small budget met. */
export type Trial = {
  platform: string | null;
  reports: ListedReport[];
  findings: Findings;
  /** Hosts that are not the source's and to which links to reports or their columns lead, with how many. */
  elsewhere: ReadonlyMap<string, number>;
  /** Pages that a browser had to show. */
  rendered: string[];
  /** More pages might have been read, had the budget not been spent. */
  isCutShort: boolean;
};

/** Tries a source: as its crawl, but within a budget and without an end, and with all that its listings name. */
export async function trySource(source: Source, night: Night, budget: Budget): Promise<Trial> {
  const { store, fetcher, signal } = night;
  const { run } = store.beginRun(source.id, night.now);
  const session = fetcher.session(source, run);
  const rendered: string[] = [];
  const watched: FetchSession = {
    overHttp: session.overHttp,
    fetch: (request) => session.fetch(request),
    render: (url) => {
      rendered.push(url);
      return session.render(url);
    },
    close: () => session.close(),
  };
  const trail = new Trail();
  const reports = new Map<string, ListedReport>();
  const list = (url: string, title: string, page: string, isCut: boolean): void => {
    if (reports.has(identity(url)) || !(isCut || isReportTitle(title))) return;
    reports.set(identity(url), { url, title, isCut, column: trail.columnOf(page) });
  };
  try {
    const reader = new Reader(source, store, watched, night);
    const sight = (url: string, { linkText }: Sighting): void => {
      // A column that shows its newest report is both.
      if (trail.has(url)) list(url, linkText ?? "", url, false);
    };
    const crawl = new SourceCrawl(source, reader, 1, sight, budget);
    const visited = async (visit: Visit): Promise<void> => {
      const { pages, documents } = crawl.agenda;
      night.onProgress({ site: source.id, pages, documents, current: visit.request.url });
      trail.add(visit);
      if (visit.kind === "document" && visit.referer !== null)
        list(visit.request.url, visit.sighting.linkText ?? "", visit.referer, visit.promised === "truncated");
      await crawl.visit(visit);
    };
    await visitBestFirst(crawl.agenda.frontier, visited, signal).finally(() => crawl.settled());
    signal?.throwIfAborted();
    const { findings, platform, agenda } = crawl;
    const { elsewhere, pages } = agenda;
    return {
      platform,
      reports: [...reports.values()],
      findings,
      elsewhere,
      rendered,
      isCutShort: pages >= budget.pages,
    };
  } finally {
    await session.close();
  }
}
