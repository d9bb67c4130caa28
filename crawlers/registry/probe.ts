import type { Source } from "../../data/sources/index.ts";
import { readPage } from "../discover/index.ts";
import { type Fetcher, openFetcher } from "../fetch/index.ts";
import { openRawStore, type RawStore } from "../raw/index.ts";
import { type CrawlProgress, type ListedReport, type Trial, trySource } from "../source/index.ts";
import { type Entry, paceOf, Registered } from "./entry.ts";
import { type Obstacle, obstaclesOf } from "./obstacles.ts";
import { type Owner, ownerOf } from "./owner.ts";
import { selfOf } from "./self.ts";

/** Enough to come from a home page to the reports, and little enough for a minute or two at a polite pace. */
const BUDGET = { pages: 40, documents: 2 };
/** More columns than this are one an organ: finding them anew from home each time is surer than naming them. */
const MOST_COLUMNS = 3;

export type ProbeOptions = {
  /** What is known of the site: its home, and an entry's own fields where there is an entry. */
  source: Source;
  /** The place, where a person says it. */
  division: string | null;
  /** Where ids come from, and which are taken. */
  registered: readonly Source[];
  contact: string | null;
  /** A folder of its own, for the caller to remove. */
  work: string;
  budget?: { pages: number; documents: number };
  onProgress?: (progress: CrawlProgress) => void;
  signal?: AbortSignal;
};

export type Column = { url: string; name: string | null; reports: number };

export type Probe = {
  platform: string | null;
  columns: Column[];
  reports: number;
  /** Those of them whose titles are cut short: only a crawl can tell what they are. */
  cut: number;
  /** How many of each year, by what their titles say. */
  years: Record<string, number>;
  titles: string[];
  browser: "not needed" | "needed" | "needed, and there is none";
  /** More may be there than was looked at. */
  isCutShort: boolean;
  obstacles: Obstacle[];
  /** Hosts beside the site's own to which reports or columns lead. */
  elsewhere: string[];
  /** For the registry, after a look at `doubts`. */
  entry: Omit<Entry, "division"> & { division: string | null };
  doubts: string[];
};

/** Tries one source with a small budget and says what was found, and what a registry would have to say of it. */
export async function probe(options: ProbeOptions): Promise<Probe> {
  const { source, contact, work, signal, budget = BUDGET, onProgress = () => undefined } = options;
  const store = await openRawStore(work, "write");
  const fetcher: Fetcher = openFetcher({ store, userAgentContact: contact });
  const night = {
    store,
    fetcher,
    known: new Map(),
    refused: new Set<string>(),
    now: new Date(),
    refresh: false,
    onProgress,
    signal,
  };
  try {
    const trial = await trySource(source, night, budget);
    const columns = columnsOf(trial.reports);
    return {
      platform: trial.platform,
      columns,
      reports: trial.reports.length,
      cut: trial.reports.filter(({ isCut }) => isCut).length,
      years: yearsOf(trial.reports),
      titles: trial.reports.slice(0, 5).map(({ title }) => title),
      browser: browserOf(trial),
      isCutShort: trial.isCutShort,
      obstacles: obstaclesOf(trial.findings),
      elsewhere: [...trial.elsewhere.keys()],
      ...(await entryOf(options, store, columns)),
    };
  } finally {
    await fetcher.close();
    await store.close();
  }
}

async function entryOf(
  { source, division, registered }: ProbeOptions,
  store: RawStore,
  columns: Column[],
): Promise<Pick<Probe, "entry" | "doubts">> {
  const stored = store.last({ method: "GET", url: source.home });
  const bytes = stored?.verdict === "document" && {
    ...{ url: stored.url, mediaType: null, body: await store.body(stored) },
    headers: new Headers(stored.headers.filter(([name]) => name.toLowerCase() === "content-type")),
  };
  const nothing = { siteName: null, names: [], siteCode: null, siteDomain: null };
  const owner = ownerOf(bytes ? selfOf(readPage(bytes)) : nothing, division);
  const registry = new Registered(registered);
  const known = registry.at(source.home);
  const named = columns.length <= MOST_COLUMNS ? columns.map(({ url }) => url) : [];
  const entry = {
    id: known?.id ?? registry.newId(source.home, owner.division ?? ""),
    name: known?.name ?? owner.name ?? "",
    division: division ?? known?.division ?? owner.division,
    home: source.home,
    ...(named.length > 0 ? { columns: named } : {}),
    ...(source.allow.length > 0 ? { allow: source.allow } : {}),
    ...paceOf(source.home, source.pace),
    ...(owner.evidence.length > 0 ? { note: noteOf(owner) } : {}),
  };
  const contradicted = known && owner.division && known.division !== owner.division && !division;
  const doubts = contradicted ? [`the registry has it as ${known.name} (${known.division})`] : [];
  return { entry, doubts: [...owner.doubts, ...doubts] };
}

const noteOf = ({ doubts, evidence }: Owner): string =>
  [...(doubts.length > 0 ? [`uncertain: ${doubts.join("; ")}`] : []), ...evidence].join("; ");

/** The columns under which reports hang, those with most first. */
function columnsOf(reports: readonly ListedReport[]): Column[] {
  const groups = [...Map.groupBy(reports, ({ column }) => column.url)];
  const columns = groups.map(([url, of]) => ({ url, name: of[0]?.column.name ?? null, reports: of.length }));
  return columns.sort((a, b) => b.reports - a.reports);
}

function yearsOf(reports: readonly ListedReport[]): Record<string, number> {
  const years = Map.groupBy(reports, ({ title }) => /(?:19|20)\d\d/.exec(title)?.[0] ?? "no year");
  return Object.fromEntries([...years].map(([year, of]): [string, number] => [year, of.length]).sort());
}

function browserOf({ rendered, findings }: Trial): Probe["browser"] {
  if ([...findings.unread, ...findings.notes].some((said) => said.includes("needs a browser")))
    return "needed, and there is none";
  return rendered.length > 0 ? "needed" : "not needed";
}
