import PQueue from "p-queue";
import { within } from "../../data/divisions/index.ts";
import { siteOf } from "../../data/sources/index.ts";
import type { FetchSession } from "../fetch/index.ts";
import type { Registered } from "./entry.ts";
import { type Home, type NoHome, readHome } from "./home.ts";
import { type Judgement, judge, type Listed, promiseOf } from "./judgement.ts";

/** Different hosts asked at the same time; each host's pace holds whatever this is. */
const CONCURRENCY = 8;
/** Pages of one portal that are read for their lists, its home page aside. */
const MOST_LIST_PAGES = 8;

export type Judged = Exclude<Judgement, { reason: string }> & { home: string };
export type Portal = { home: string; division: string };
export type Unmatched = Listed & { reason: string };
export type GrowProgress = { level: number; asked: number; proposed: number; current: string };

type Limits = { budget: number; signal?: AbortSignal; onProgress?: (progress: GrowProgress) => void };

/** The way from portal to portal, level by level: whose lists were read, whose home pages were asked for, and what that came to. */
export class Walk {
  /** What may be proposed, by site. */
  readonly judged = new Map<string, Judged>();
  readonly #unmatched = new Map<string, Unmatched>();
  readonly #session: FetchSession;
  readonly #registered: Registered;
  readonly #limits: Limits;
  readonly #homes = new Map<string, Promise<Home | NoHome>>();
  readonly #read = new Set<string>();
  readonly #known = new Set<string>();
  readonly #notes: string[] = [];
  #asked = 0;
  #leftOut = 0;

  constructor(session: FetchSession, registered: Registered, limits: Limits) {
    this.#session = session;
    this.#registered = registered;
    this.#limits = limits;
  }

  get unmatched(): Unmatched[] {
    return [...this.#unmatched.values()];
  }

  get counts(): { known: number; portals: number; asked: number; notes: string[] } {
    const spent = `the budget of ${this.#limits.budget} pages was spent and ${this.#leftOut} were not asked for`;
    const notes = this.#leftOut > 0 ? [...this.#notes, spent] : this.#notes;
    return { known: this.#known.size, portals: this.#read.size, asked: this.#asked, notes };
  }

  /** Reads the lists of these portals and judges what they name; gives the governments whose lists come next. */
  async level(portals: readonly Portal[], level: number): Promise<Portal[]> {
    const lists = await this.#each(portals, (portal) => this.#listsOf(portal, level));
    const bySite = Map.groupBy(lists.flat(), ({ url }) => siteOf(url));
    const next = await this.#each([...bySite.values()], (links) => this.#site(links, level));
    const unread = next.flat().filter(({ home }) => !this.#read.has(siteOf(home)));
    return [...new Map(unread.map((portal) => [siteOf(portal.home), portal])).values()];
  }

  async #each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
    const queue = new PQueue({ concurrency: CONCURRENCY });
    try {
      return await queue.addAll(
        items.map((item) => async () => {
          this.#limits.signal?.throwIfAborted();
          return work(item);
        }),
      );
    } finally {
      queue.clear();
      await queue.onIdle();
    }
  }

  async #listsOf({ home, division }: Portal, level: number): Promise<Listed[]> {
    this.#read.add(siteOf(home));
    const portal = await this.#home(home, level);
    if ("unread" in portal) {
      this.#notes.push(`${home}: its lists were not read: ${portal.unread}`);
      return [];
    }
    const listed = portal.links.map((link) => ({ ...link, page: portal.url, division }));
    for (const url of portal.listPages.slice(0, MOST_LIST_PAGES)) {
      this.#limits.signal?.throwIfAborted();
      const page = await this.#home(url, level);
      if ("unread" in page) this.#notes.push(`${url}: ${page.unread}`);
      else listed.push(...page.links.map((link) => ({ ...link, page: page.url, division })));
    }
    const more = portal.listPages.length - MOST_LIST_PAGES;
    if (more > 0) this.#notes.push(`${home}: ${more} more pages that may list sites were not read`);
    return listed;
  }

  /** What the links to one site come to. Gives it as a portal where it is a government below theirs. */
  async #site(links: readonly Listed[], level: number): Promise<Portal[]> {
    const [first] = links;
    if (!first || this.#read.has(siteOf(first.url)) || this.judged.has(siteOf(first.url))) return [];
    const known = this.#registered.at(first.url);
    if (known) return this.#below(links, known);
    const promising = links.filter((link) => !("reason" in promiseOf(link)));
    const home = promising.find(({ url }) => isHome(url));
    if (!home) return this.#leave(links, promising.length > 0 ? "its address is not that of a home page" : null);
    const answer = await this.#home(home.url, level);
    if ("unread" in answer && !answer.isSite) return this.#leave(promising, answer.unread);
    const site =
      "unread" in answer ? { ...answer, home: home.url } : { home: homeOf(home.url, answer), self: answer.self };
    const moved = this.#registered.at(site.home) ?? this.#registered.at("unread" in answer ? home.url : answer.url);
    if (moved) return this.#below(links, moved);
    const judgements = promising.map((link) => judge(link, site));
    const possible = judgements.flatMap((judgement) => ("reason" in judgement ? [] : [judgement]));
    const [best] = possible.sort((a, b) => a.doubts.length - b.doubts.length);
    if (!best)
      return this.#leave(promising, judgements.map((each) => ("reason" in each ? each.reason : ""))[0] ?? null);
    this.judged.set(siteOf(home.url), { ...best, home: site.home });
    return best.isGovernment && best.doubts.length === 0 ? [{ home: site.home, division: best.division }] : [];
  }

  #below(links: readonly Listed[], { home, division }: Portal): Portal[] {
    this.#known.add(siteOf(home));
    const isBelow = links.some((link) => link.division !== division && within(division, link.division));
    return isBelow ? [{ home, division }] : [];
  }

  /** Takes note of a site that is not matched; of links that stand in no list and name nothing there is nothing to say. */
  #leave(links: readonly Listed[], reason: string | null): [] {
    const link = links.find((each) => !("reason" in promiseOf(each))) ?? links.find(({ heading }) => heading !== null);
    if (!link) return [];
    const promise = promiseOf(link);
    this.#unmatched.set(siteOf(link.url), { ...link, reason: reason ?? ("reason" in promise ? promise.reason : "") });
    return [];
  }

  /** Asked for once, whatever it is asked for as. */
  #home(url: string, level: number): Promise<Home | NoHome> {
    const site = siteOf(url);
    const known = this.#homes.get(site);
    if (known) return known;
    if (this.#asked >= this.#limits.budget) {
      this.#leftOut++;
      return Promise.resolve({ unread: "not asked for: the budget is spent", isSite: false });
    }
    this.#asked++;
    this.#limits.onProgress?.({ level, asked: this.#asked, proposed: this.judged.size, current: url });
    const home = readHome(this.#session, url);
    this.#homes.set(site, home);
    return home;
  }
}

/** A host's first page, or that of a folder on it: departments share hosts. */
function isHome(address: string): boolean {
  const { pathname, search } = new URL(address);
  return search === "" && /^\/([\w-]{1,20}\/?){0,2}((index|default|main|home)\.\w+)?$/i.test(pathname);
}

/** Where the site really is: a redirect to another origin is taken, one to an inner page is not. */
function homeOf(asked: string, { url }: Home): string {
  const [from, to] = [new URL(asked), new URL(url)];
  if (from.origin === to.origin) return from.href;
  return isHome(url) ? to.href : `${to.origin}/`;
}
