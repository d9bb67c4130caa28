import { type Link, listAround, scriptedRest, shapeOf } from "../discover/index.ts";
import { entriesOf } from "../platforms/index.ts";
import type { Agenda } from "./agenda.ts";
import { firstStep, freshIn, isFruitful, otherWay, stepAfter, stepBeyond, stepFrom } from "./follow.ts";
import type { Shown } from "./reader.ts";
import { type Harvest, harvestOf, isPartOf, isShort, type Listed, shortfallOf } from "./shortfall.ts";
import { isGuess, type Listing, type Standing, type Step } from "./visit.ts";

/** The listings that a crawl pages through, and what those that say how many entries they have come to. */
export class Listings {
  readonly #agenda: Agenda;
  readonly #counted = new Set<Listing>();
  readonly #listed: Listed[] = [];
  readonly #unread: string[] = [];
  /** Those that show a pager which only a script turns: said where no other way has led on. */
  readonly #unturned: { listing: Listing; rest: string }[] = [];
  /** By family, the way to a listing's entries that was right last. */
  readonly #ways = new Map<string, string>();

  constructor(agenda: Agenda) {
    this.#agenda = agenda;
  }

  /** Begins with the listing that a page is the first of, if it is one. */
  open(standing: Standing, since: string): void {
    const step = firstStep(standing, since, this.#ways);
    const rest = standing.context === "annual" ? scriptedRest(standing.page) : null;
    if (!step) {
      if (rest) this.#unread.push(unturnedAt(standing.page.url, rest));
      return;
    }
    const { listing, series } = step;
    if (listing.rows.size > 0) this.#listed.push({ name: listing.name, rows: listing.rows });
    // A listing that goes on already, found at another address, is counted there.
    const request = series.at(0, listing.records.size);
    const isKnown = request !== null && this.#agenda.hasAsked(request);
    if (isKnown) listing.size = null;
    if (rest && !isKnown && !isTurned(standing)) this.#unturned.push({ listing, rest });
    this.#begin(step);
    this.#goBeyond(listing);
  }

  /** Goes on after a further page of a listing. `follow`: plans what its links lead to, and says how many reports that is. */
  more(step: Step, { page, since }: Shown, follow: (standing: Standing, links: Link[]) => number): void {
    const { listing } = step;
    listing.pending--;
    listing.since = since;
    const standing: Standing = { page, ...listing };
    const links = entriesOf(page, listing.platform);
    const fresh = freshIn(step, page, links);
    const { extent, way } = step.series;
    if (fresh > 0 && way) this.#ways.set(listing.platform.name, way);
    const own = stepFrom(standing, step);
    // A wrong guess shows what belongs elsewhere.
    const reports = fresh === 0 && extent === "probed" ? 0 : follow(standing, links);
    // A stub shows the site's frame alone.
    const mayBeWrong = step.first && step.alternatives.length > 0;
    const empty = fresh === 0 && !mayBeWrong && !links.some(({ url }) => listing.shapes.has(shapeOf(url)));
    const saysItself = own?.series.total !== undefined;
    const isCounted = listing.total !== null || saysItself;
    if (extent === "declared" && !isCounted && ((links.length === 0 && !mayBeWrong) || empty))
      this.#unread.push(`${page.url}: gives nothing of what the listing says it has`);
    // What it still has is of something else.
    if (!isFruitful(listing, reports)) this.#counted.delete(listing);
    else {
      // A reply that gives entries and says how many there are is the right way.
      const isRight = saysItself && own.listing.records.size > 0;
      // What the reply says is surer than what the page prints.
      if (isRight) listing.size = null;
      this.#goOn(stepAfter(isRight ? { ...step, alternatives: [] } : step, fresh));
      if (own) this.#begin(own);
      this.#goBeyond(listing);
    }
  }

  /** Goes on where a further page of a listing could not be read. `dead`: there is none. */
  missed(step: Step, unread: string, dead: boolean): void {
    const { listing, first, alternatives } = step;
    listing.pending--;
    listing.problem = unread;
    this.#goOn(stepAfter(step, 0));
    this.#goBeyond(listing);
    // A guess that is answered with 404 was wrong; a page that the listing promised is missed, unless another way gives it.
    const mayBeWrong = (first && alternatives.length > 0) || (isGuess(step) && dead);
    if (!mayBeWrong && listing.total === null) this.#unread.push(unread);
  }

  /** What of the listings could not be had, a sentence each. */
  get unread(): string[] {
    const unturned = this.#unturned.filter(({ listing }) => listing.pages === 1 && !isShort(listing));
    const stuck = unturned.map(({ listing, rest }) => unturnedAt(listing.base, rest));
    return [...this.#unread, ...stuck, ...this.#told.flatMap((listing) => shortfallOf(listing) ?? [])];
  }

  /** What the listings of annual reports that say how much they have come to. */
  get harvest(): Harvest {
    return harvestOf(this.#told);
  }

  /** The listings that say how much they have, but for those that only show a part of others. */
  get #told(): Listing[] {
    return [...this.#counted].filter((listing) => !isShort(listing) || !isPartOf(listing, this.#listed));
  }

  /** Begins with the further pages of a listing, unless it is one that goes on already, found at another address. */
  #begin(step: Step): void {
    const { listing, series } = step;
    if (listing.total !== null) {
      const request = series.at(0, listing.records.size);
      if (!request || this.#agenda.hasAsked(request)) return;
    }
    if (listing.total !== null || listing.size !== null) this.#counted.add(listing);
    this.#goOn(step);
  }

  /** Plans the next page, by another way where this one has none left and the listing has not given what it says it has. */
  #goOn(step: Step | null): void {
    for (let at = step; at; at = isShort(at.listing) ? otherWay(at) : null)
      if (this.#agenda.addNext(at)) {
        at.listing.pending++;
        return;
      }
  }

  /** Looks behind what a pager says is the last page, where all its pages have been read and are too few. */
  #goBeyond(listing: Listing): void {
    if (listing.pending === 0) this.#goOn(stepBeyond(listing));
  }
}

const unturnedAt = (url: string, rest: string): string => `${url}: has ${rest} that only a script turns`;

/** Whether all rows stand in the page already, and its script only shows some at a time. */
const isTurned = ({ page }: Standing): boolean => listAround(page, page.links)?.isTurned ?? false;
