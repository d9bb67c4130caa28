import { GongkaiError, UsageError } from "../../data/records/index.ts";
import { type Source, siteOf } from "../../data/sources/index.ts";
import { type FetchSession, openFetcher } from "../fetch/index.ts";
import { openRawStore } from "../raw/index.ts";
import { type Entry, paceOf, Registered } from "./entry.ts";
import { readHome } from "./home.ts";
import { ownerOf } from "./owner.ts";
import { type GrowProgress, type Judged, type Unmatched, Walk } from "./walk.ts";

/** Home pages and lists that one call asks for at most: more than any province has. */
const MOST_PAGES = 6000;

export type GrowOptions = {
  /** Whose lists are followed; its pace is kept on every host. */
  portal: Pick<Source, "home" | "pace"> & { division: string | null };
  /** What needs no entry any more. */
  registered: readonly Source[];
  /** Hosts outside gov.cn, and private ones, that may be followed: globs. */
  allow: readonly string[];
  /** How many levels of governments below the portal's have their own lists read: 2 is a province's cities and counties. */
  depth: number;
  contact: string | null;
  /** Where what was asked for is kept meanwhile: a call that finds it there carries on. */
  work: string;
  budget?: number;
  onProgress?: (progress: GrowProgress) => void;
  signal?: AbortSignal;
};

export type Proposal = { entry: Entry; certain: boolean; isGovernment: boolean; doubts: string[] };

export type Grown = {
  proposals: Proposal[];
  unmatched: Unmatched[];
  /** Sites that the lists name and the registry has. */
  known: number;
  /** Portals whose lists were read, and pages asked for. */
  portals: number;
  asked: number;
  /** What could not be read or followed, each a sentence. */
  notes: string[];
};

/**
 * Follows a portal's own lists of the sites of its subordinate governments and departments, and those of the governments
 * found, and proposes an entry for each that the registry lacks. Throws the signal's reason where that stopped it.
 */
export async function grow(options: GrowOptions): Promise<Grown> {
  const { portal, allow, depth, contact, work, signal, budget = MOST_PAGES } = options;
  const registered = new Registered(options.registered);
  const store = await openRawStore(work, "write");
  const fetcher = openFetcher({ store, userAgentContact: contact });
  const { run } = store.beginRun(`grow ${portal.home}`, new Date());
  const hosts = { id: "grow", home: portal.home, columns: [], allow: ["*.gov.cn", ...allow] };
  const session = fetcher.session({ ...hosts, pace: portal.pace, browser: "auto" }, run);
  try {
    const walk = new Walk(session, registered, { ...options, budget });
    const division = portal.division ?? (await placeOf(session, portal.home));
    let portals = [{ home: portal.home, division }];
    for (let level = 0; level <= depth && portals.length > 0; level++) portals = await walk.level(portals, level);
    signal?.throwIfAborted();
    const proposals = proposalsOf(walk.judged, registered, portal.pace);
    const found = new Set([...walk.judged.keys()]);
    const unmatched = walk.unmatched.filter(({ url }) => !found.has(siteOf(url)));
    return { proposals, unmatched, ...walk.counts };
  } finally {
    await session.close();
    await fetcher.close();
    await store.close();
  }
}

/** The place that a portal's own home page says. */
async function placeOf(session: FetchSession, home: string): Promise<string> {
  const page = await readHome(session, home);
  if ("unread" in page) throw new GongkaiError(`${home}: ${page.unread}`);
  const { division, doubts } = ownerOf(page.self, null);
  if (division === null) throw new UsageError(`${home}: ${doubts.join("; ")}`);
  return division;
}

/** Two sites that would be one organ's are both doubtful, and so is one beside a site that the registry has for it. */
function proposalsOf(judged: ReadonlyMap<string, Judged>, registered: Registered, pace: number): Proposal[] {
  const byOrgan = Map.groupBy(judged.values(), organOf);
  const sorted = [...judged.values()].sort(
    (a, b) =>
      a.division.localeCompare(b.division, "en") ||
      Number(b.isGovernment) - Number(a.isGovernment) ||
      a.name.localeCompare(b.name, "zh"),
  );
  return sorted.map((site) => {
    const { name, division, home, isGovernment, evidence } = site;
    const rivals = [
      ...(byOrgan.get(organOf(site)) ?? []).filter((other) => other !== site).map((other) => other.home),
      ...registered.of(name, division).map((other) => other.home),
    ];
    const doubts = [...site.doubts, ...rivals.map((other) => `${other} is also its site`)];
    const note = [...(doubts.length > 0 ? [`uncertain: ${doubts.join("; ")}`] : []), ...evidence].join("; ");
    const entry = { id: registered.newId(home, division), name, division, home, ...paceOf(home, pace), note };
    return { entry, certain: doubts.length === 0, isGovernment, doubts };
  });
}

const organOf = ({ name, division }: Judged): string => `${division} ${name}`;
