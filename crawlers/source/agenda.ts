import { type Context, deeper, Frontier, identity, isCopy, isTrap, shapeOf } from "../discover/index.ts";
import type { PageRequest } from "../platforms/index.ts";
import type { Sighting } from "../raw/index.ts";
import type { DocumentVisit, Standing, Step, Visit } from "./visit.ts";

/** Clicks from home within which reports lie (3 to 6 were seen), and one more. */
const MOST_CLICKS = 7;
/** How much of a source one crawl may ask for. */
export type Budget = { pages: number; documents: number };
const NIGHTLY: Budget = { pages: 2000, documents: 20_000 };
/** So many pages of one shape in a row that lead only to others of that shape are a calendar, not a tree of columns. */
const MOST_BARREN = 60;

/** A document under the first address that it was listed with; the others are asked for only where that gives nothing. */
type Planned = { url: string; gaveNothing: boolean; titles: Set<string>; twins: DocumentVisit[] };

/**
 * What a crawl of one source has still to visit and what it has visited, each address once under all its twins, a page
 * once more only where it turns out to stand deeper than was thought.
 */
export class Agenda {
  readonly frontier = new Frontier<Visit>();
  readonly #allowed: (address: string) => boolean;
  readonly #budget: Budget;
  readonly #planned = new Map<string, Context>();
  readonly #asked = new Set<string>();
  /** Further pages of listings: read as such, they lead to nothing else. */
  readonly #turned = new Set<string>();
  readonly #documents = new Map<string, Planned>();
  /** Twins that shells have sent us to, by their exact address. */
  readonly #named = new Set<string>();
  /** Listed reports at addresses that are not followed, with their titles. */
  readonly #passedOver = new Map<string, string>();
  /** Links to reports and their columns that are not followed because their host is not the source's, by host. */
  readonly elsewhere = new Map<string, number>();
  pages = 0;
  documents = 0;
  /** Visits left out because a budget was spent. */
  leftOut = 0;
  /** By shape of address, how many pages in a row have led to nothing but their like. */
  readonly #barren = new Map<string, number>();

  constructor(allowed: (address: string) => boolean, budget = NIGHTLY) {
    this.#allowed = allowed;
    this.#budget = budget;
  }

  /** Whether an address may be followed at all. */
  follows(address: string): boolean {
    return this.#allowed(address) && !isTrap(address);
  }

  /** Whether a visit may be made: what a report's page offers as its file is none of the copies and doors that links lead to. */
  #mayMake(visit: Visit): boolean {
    const { url } = visit.request;
    return visit.kind === "document" && visit.promised === "file" ? this.#allowed(url) : this.follows(url);
  }

  /** Plans a visit; false where it is planned already, or not to be made. */
  add(visit: Visit): boolean {
    const { url } = visit.request;
    if (visit.kind === "document") this.#noteElsewhere(visit);
    if (!this.#mayMake(visit)) {
      if (visit.kind === "document" && this.#allowed(url)) this.#passedOver.set(url, visit.sighting.linkText ?? "");
      return false;
    }
    const name = identity(url);
    if (visit.kind === "document") {
      const planned = this.#documents.get(name);
      const titles = (planned?.titles ?? new Set<string>()).add(visit.sighting.linkText ?? "");
      if (planned?.url === url) return false;
      if (planned && !planned.gaveNothing) {
        planned.twins.push(visit);
        return false;
      }
      this.#documents.set(name, { url, gaveNothing: false, titles, twins: [] });
    } else if (visit.kind !== "more") {
      const planned = this.#planned.get(name);
      if (visit.depth > MOST_CLICKS || (planned && deeper(planned, visit.context) === planned)) return false;
      this.#planned.set(name, visit.context);
    }
    this.frontier.push(visit);
    return true;
  }

  /**
   * Plans a visit to where a shell sends its visitors. That may be its own twin: a folder whose page does nothing but name
   * its index page.
   */
  addTarget(shell: Visit, visit: Visit): void {
    const { url } = visit.request;
    const isTwin = identity(url) === identity(shell.request.url) && !this.#named.has(url) && this.follows(url);
    if (!isTwin) this.add(visit);
    else {
      this.#named.add(shell.request.url).add(url);
      this.frontier.push(visit);
    }
  }

  /** Plans the visits that a page leads to, and takes note whether it was worth its visit. */
  addFrom({ page, context }: Pick<Standing, "page" | "context">, visits: Visit[], isReport: boolean): void {
    const shape = shapeOf(page.url);
    // In a column of reports every link is of its context, also the footer's to other governments.
    for (const visit of visits)
      if (visit.kind === "page" && visit.context === "annual" && context !== "annual") this.#noteElsewhere(visit);
    // Of twins the first is asked for, and is what people are sent to.
    const inOrder = visits.toSorted((a, b) => Number(isCopy(a.request.url)) - Number(isCopy(b.request.url)));
    const added = inOrder.filter((visit) => this.add(visit));
    const leadsOn =
      isReport || added.some((visit) => visit.kind === "document" || shapeOf(visit.request.url) !== shape);
    this.#barren.set(shape, leadsOn ? 0 : (this.#barren.get(shape) ?? 0) + 1);
  }

  #noteElsewhere({ request: { url } }: Visit): void {
    const { host } = new URL(url);
    if (!this.#allowed(url)) this.elsewhere.set(host, (this.elsewhere.get(host) ?? 0) + 1);
  }

  /** A document that could not be had under one address is asked for under its next twin, if there is one. */
  gaveNothing({ request }: Visit): void {
    const planned = this.#documents.get(identity(request.url));
    if (planned?.url !== request.url) return;
    planned.gaveNothing = true;
    for (const twin of planned.twins) this.add(twin);
  }

  /** A document that was planned under one address is asked for under another: its host is asked over http. */
  renamed({ request: before }: Visit, { request: now }: Visit): void {
    const planned = this.#documents.get(identity(before.url));
    if (planned?.url === before.url) planned.url = now.url;
  }

  /** The other addresses of each document, by the one that was asked for, as they are listed. */
  *twins(): Iterable<{ of: string; url: string; sighting: Sighting }> {
    for (const { url: of, twins } of this.#documents.values())
      for (const { request, sighting } of twins) yield { of, url: request.url, sighting };
  }

  isDocument(address: string): boolean {
    return this.#documents.has(identity(address));
  }

  /** One sentence where listed reports stand at addresses that are not followed and at no other, else null. */
  get trapped(): string | null {
    const known = new Set([...this.#documents.values()].flatMap(({ titles }) => [...titles]));
    const [first, ...more] = [...this.#passedOver].filter(([, title]) => !known.has(title)).map(([url]) => url);
    if (!first) return null;
    return `${first}: a report is listed there, but such addresses are not followed${more.length > 0 ? ` (nor ${more.length} more)` : ""}`;
  }

  /** Counts a visit; false where the budget for its kind is spent, its like lead nowhere, or it was read as a page of a listing. */
  spend(visit: Visit): boolean {
    if (visit.kind === "page" && this.#turned.has(nameOf(visit.request))) return false;
    if (visit.kind === "page" && (this.#barren.get(shapeOf(visit.request.url)) ?? 0) >= MOST_BARREN) return false;
    const within = this.#within(visit);
    if (!within) this.leftOut++;
    else if (visit.kind === "document") this.documents++;
    else {
      this.pages++;
      this.#asked.add(nameOf(visit.request));
    }
    return within;
  }

  /** The visit that comes next, where it is made whatever the one before it says: no page's worth decides over it. */
  get certain(): Visit | null {
    const next = this.frontier.peek();
    return next && (next.kind === "document" || next.kind === "more") && this.#within(next) ? next : null;
  }

  #within({ kind }: Visit): boolean {
    return kind === "document" ? this.documents < this.#budget.documents : this.pages < this.#budget.pages;
  }

  hasAsked(request: PageRequest): boolean {
    return this.#asked.has(nameOf(request));
  }

  /** Plans the next page of a listing that was not asked for yet; false where its series has none. */
  addNext(step: Step): boolean {
    const { listing, series } = step;
    const { depth, context, columnName, year } = listing;
    for (let n = step.n; ; n++) {
      const request = series.at(n, listing.records.size);
      if (!request) return false;
      if (this.hasAsked(request)) continue;
      this.#asked.add(nameOf(request));
      this.#turned.add(nameOf(request));
      const way = { request, score: listing.score + 1, depth, context, columnName, year, referer: listing.base };
      this.add({ ...way, kind: "more", step: { ...step, n } });
      return true;
    }
  }

  /** For each kind of page that was given up because so many in a row led nowhere, a sentence. */
  get barren(): string[] {
    const given = [...this.#barren].filter(([, pages]) => pages >= MOST_BARREN);
    return given.map(([shape]) => `pages like ${shape} were left after ${MOST_BARREN} that led nowhere`);
  }

  /** One sentence where reports are said to be on other hosts, else null. */
  get foreign(): string | null {
    if (this.elsewhere.size === 0) return null;
    const hosts = [...this.elsewhere.keys()].sort().join(", ");
    return `reports are linked to at hosts that the source does not allow: ${hosts}`;
  }

  /** One sentence where a budget was spent, else null. */
  get exhausted(): string | null {
    if (this.leftOut === 0) return null;
    const spent =
      this.pages >= this.#budget.pages ? `${this.#budget.pages} pages` : `${this.#budget.documents} documents`;
    return `the budget of ${spent} was spent and ${this.leftOut} links were left unread`;
  }
}

const nameOf = ({ method = "GET", url, body = "" }: PageRequest): string => `${method} ${identity(url)} ${body}`;
