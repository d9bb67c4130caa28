import { allowList, type Source } from "../../data/sources/index.ts";
import {
  contextOf,
  deeper,
  isFile,
  isReportTitle,
  judge,
  type Link,
  printOf,
  redirectOf,
  yearNamed,
} from "../discover/index.ts";
import { FetchRefused, RobotsDisallowed } from "../fetch/index.ts";
import { entriesOf, platformOf } from "../platforms/index.ts";
import type { Sighting } from "../raw/index.ts";
import { Agenda, type Budget } from "./agenda.ts";
import { visitsFrom } from "./follow.ts";
import type { Findings } from "./health.ts";
import { Home } from "./home.ts";
import { isText, type Response } from "./keeper.ts";
import { Listings } from "./listings.ts";
import { LookAhead } from "./look-ahead.ts";
import { partsOf } from "./parts.ts";
import type { Reader, Shown, Unread } from "./reader.ts";
import { SamePage } from "./same-page.ts";
import type { DocumentVisit, Standing, Visit } from "./visit.ts";

type PageVisit = Exclude<Visit, { kind: "document" | "more" }>;

/** One crawl of one source under way: what each visit brings, and what is to be visited because of it. */
export class SourceCrawl {
  readonly agenda: Agenda;
  readonly #source: Source;
  readonly #reader: Reader;
  readonly #ahead: LookAhead<Visit, Response | Unread>;
  readonly #sight: (url: string, sighting: Sighting) => void;
  /** Fewer documents than this, and the known columns are not all there is. */
  readonly #floor: number;
  readonly #findings: Omit<Findings, "harvest"> = { pagesRead: 0, errors: [], unread: [], notes: [] };
  readonly #sighted = new Map<string, Sighting>();
  /** Reports listed, by the family that made the listing. */
  readonly #families = new Map<string, number>();
  readonly #listings: Listings;
  readonly #same = new SamePage();
  #columnsFailed = 0;
  readonly #home: Home;

  constructor(
    source: Source,
    reader: Reader,
    floor: number,
    sight: (url: string, sighting: Sighting) => void,
    budget?: Budget,
  ) {
    const isAllowed = allowList(source);
    this.agenda = new Agenda((address) => isAllowed(new URL(address)), budget);
    this.#listings = new Listings(this.agenda);
    this.#source = source;
    this.#home = new Home(source.home);
    this.#reader = reader;
    this.#ahead = new LookAhead((visit) => reader.response(visit));
    this.#floor = floor;
    this.#sight = sight;
    const seed = { kind: "seed", depth: 0, columnName: null, referer: null } as const;
    for (const url of source.columns) this.agenda.add({ ...seed, request: { url }, score: 500, context: "annual" });
    this.agenda.add({ ...seed, request: { url: source.home }, score: -500, context: "anywhere" });
  }

  get findings(): Findings {
    const { exhausted, barren, foreign, trapped } = this.agenda;
    const { unread, notes } = this.#findings;
    return {
      ...this.#findings,
      unread: [...unread, ...this.#listings.unread, ...(exhausted ? [exhausted] : [])],
      notes: [
        ...this.#reader.notes,
        ...this.#same.notes,
        ...notes,
        ...barren,
        ...[foreign, trapped].filter((said) => said !== null),
      ],
      harvest: this.#listings.harvest,
    };
  }

  /** The family that listed most reports. */
  get platform(): string | null {
    const [most] = [...this.#families].sort(([, a], [, b]) => b - a);
    return most?.[0] ?? this.#source.platform ?? null;
  }

  async visit(planned: Visit): Promise<void> {
    if (this.#isNeedlessHome(planned) || !this.agenda.spend(planned)) return;
    if (planned.kind === "document" && this.#same.isWall(planned)) {
      this.#same.leftAlone();
      this.#noDocument(planned);
      return;
    }
    const response = await this.#ahead.response(planned);
    const visit = this.#reader.named(planned);
    this.agenda.renamed(planned, visit);
    const next = this.agenda.certain;
    if (next && !this.#same.isDoubtful) this.#ahead.expect(next);
    const shown = "unread" in response || !isText(response) ? response : await this.#reader.page(visit, response);
    if ("unread" in shown) this.#notRead(visit, shown);
    else if (!("page" in shown)) this.#file(visit);
    else {
      if (!shown.kept) this.#findings.pagesRead++;
      if (visit.kind === "document") this.#document(visit, shown);
      else if (visit.kind === "more") this.#listings.more(visit.step, shown, (at, links) => this.#follow(at, links));
      else this.#page(visit, shown);
    }
  }

  /** Says of what was found under which further addresses it is listed. */
  sightTwins(): void {
    for (const { of, url, sighting } of this.agenda.twins()) {
      const found = this.#sighted.get(of);
      const { rendered, content, refused } = found ?? {};
      if (found) this.#sight(url, { ...sighting, rendered, content, refused, twinOf: of });
    }
  }

  /** To be awaited where no more visits are made. */
  settled(): Promise<void> {
    return this.#ahead.settled();
  }

  #page(visit: PageVisit, shown: Shown): void {
    const { page } = shown;
    const isHome = this.#home.is(visit.request.url);
    if (!isHome && this.#home.isShown(page)) {
      this.#homeInstead(visit);
      return;
    }
    const target = redirectOf(page);
    if (isHome) this.#home.seen(page, target);
    if (target) {
      this.agenda.addTarget(visit, { ...visit, kind: "page", request: { url: target }, referer: page.url });
      const matters = visit.kind === "seed" || visit.context === "annual";
      if (matters && !this.agenda.follows(target)) this.#findings.unread.push(notFollowed(visit, target));
    }
    const standing: Standing = {
      page,
      platform: platformOf(page),
      context: deeper(visit.context, contextOf(page)),
      columnName: page.columnName ?? visit.columnName,
      depth: visit.depth,
      year: visit.year ?? null,
    };
    const mayBeReport = standing.context === "annual" || isReportTitle(page.title);
    const links = entriesOf(page, standing.platform);
    this.#follow(standing, links, mayBeReport && this.#selfPublished(visit, shown, standing));
    // A home page is no listing, whatever news it shows.
    if (!isHome) this.#listings.open(standing, shown.since);
  }

  #homeInstead({ kind, context, request }: Visit): void {
    if (kind === "seed") this.#columnsFailed++;
    if (kind !== "page" || context === "annual") this.#findings.notes.push(`${request.url}: leads to the home page`);
  }

  /** A column may show its newest report instead of a list: then the page is both. */
  #selfPublished(visit: PageVisit, { page, rendered, content }: Shown, { columnName }: Standing): boolean {
    if (this.agenda.isDocument(page.url)) return false;
    const verdict = judge(page, false);
    if (!verdict.report) return false;
    const sighting = { linkText: page.title, listedDate: null, columnName, rendered, content, print: printOf(page) };
    this.#sighting(visit.request.url, sighting);
    for (const part of partsOf(visit, sighting, { ...verdict, frames: [] })) this.agenda.add(part);
    return true;
  }

  #document(visit: DocumentVisit, shown: Shown): void {
    const { url } = visit.request;
    const { page, rendered, content } = shown;
    const target = redirectOf(page);
    const verdict = judge(page, visit.promised === "report" && !isFile(url));
    const { report, proven, listing, attachments, isInFiles, isNotice } = verdict;
    if (!report || proven || target) this.#same.passed();
    if (target && this.#home.is(target)) {
      this.#homeInstead(visit);
    } else if (target && !this.agenda.follows(target)) {
      this.#findings.notes.push(notFollowed(visit, target));
      this.#noDocument(visit, shown);
      this.agenda.addTarget(visit, { ...visit, request: { url: target }, referer: page.url });
    } else if (target) {
      const sighting = { pageUrl: url, ...visit.sighting };
      this.agenda.addTarget(visit, { ...visit, request: { url: target }, sighting, referer: page.url });
    } else if (this.#home.isShown(page)) {
      this.#homeInstead(visit);
    } else if (isFile(url) && !report) {
      this.#findings.notes.push(`${url}: gives a page instead of the file`);
    } else if (report) {
      const sighting = { ...visit.sighting, rendered, content, print: printOf(page), isNotice };
      // An endpoint's data that only name files are no document to read.
      if (!content || !isInFiles) this.#sighting(url, sighting);
      const frames = visit.promised === "frame" ? [] : verdict.frames;
      for (const part of partsOf(visit, sighting, { attachments, frames })) this.agenda.add(part);
      const same = proven ? [] : this.#same.given(visit, shown);
      for (const { visit: of, shown: had } of same) this.#noDocument(of, had);
    }
    const year = yearNamed(visit.sighting.linkText ?? "");
    if (listing) this.agenda.add({ ...visit, kind: "page", context: "annual", year });
  }

  /** Says of a listed report that it was not had: what its address was answered with is none. */
  #noDocument({ request: { url }, sighting }: DocumentVisit, shown?: Shown): void {
    const { rendered, content } = (!this.#reader.had(url) && shown) || {};
    this.#sighting(url, { ...sighting, rendered, content, refused: shown ? [shown.sha256] : [] });
  }

  #file(visit: Visit): void {
    const { url } = visit.request;
    if (visit.kind === "document") this.#same.passed();
    if (visit.kind === "document") this.#sighting(url, visit.sighting);
    else if (visit.kind === "page" && visit.context === "annual")
      this.#sighting(url, { linkText: visit.columnName, columnName: visit.columnName });
    else if (visit.kind === "seed") this.#findings.notes.push(`${url}: is a file, no page to start from`);
  }

  /** Plans what the links of a page lead to, and says how many reports that is. `isReport`: it is a report itself. */
  #follow(standing: Standing, links: Link[], isReport = false): number {
    const visits = visitsFrom(standing, links);
    this.agenda.addFrom(standing, visits, isReport);
    const reports = visits.filter((visit) => visit.kind === "document").length + Number(isReport);
    const { name } = standing.platform;
    if (reports > 0) this.#families.set(name, (this.#families.get(name) ?? 0) + reports);
    return reports;
  }

  #sighting(url: string, sighting: Sighting): void {
    this.#sighted.set(url, sighting);
    this.#sight(url, sighting);
  }

  #notRead(visit: Visit, { unread, error, had }: Unread): void {
    const { errors, notes } = this.#findings;
    if (error) errors.push(error);
    const forbidden = error instanceof RobotsDisallowed || error instanceof FetchRefused;
    // A year that has no report may have an empty page.
    const none = error?.code === "empty" && visit.kind === "page" && visit.year != null;
    const dead = error?.status === 404 || error?.status === 410 || error?.code === "soft_404" || none;
    if (visit.kind === "seed") this.#columnsFailed++;
    if (visit.kind === "document") this.agenda.gaveNothing(visit);
    if (visit.kind === "more") this.#listings.missed(visit.step, unread, dead);
    else if (visit.kind === "document" && dead && this.#reader.had(visit.request.url)) {
      // Not sighted, though still listed: it is gone.
      notes.push(unread);
    } else if (visit.kind === "document" && !forbidden) {
      // It is listed, whatever came of asking for it: the store counts it as failed.
      this.#sighting(visit.request.url, { ...visit.sighting, ...had });
      notes.push(unread);
    } else if (visit.kind !== "page" || visit.context === "annual" || !dead)
      (forbidden || dead ? notes : this.#findings.unread).push(unread);
  }

  /** Home is looked through only where the known columns are gone or give too little. It comes last, when that is known. */
  #isNeedlessHome(visit: Visit): boolean {
    if (visit.kind !== "seed" || visit.request.url !== this.#source.home || this.#source.columns.length === 0)
      return false;
    return this.#columnsFailed === 0 && this.#sighted.size >= this.#floor;
  }
}

const notFollowed = ({ request }: Visit, target: string): string =>
  `${request.url}: leads to ${target}, which is not followed`;
