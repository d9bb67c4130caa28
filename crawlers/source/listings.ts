import type { Agenda } from "./agenda.ts";
import { otherWay, shortfallOf } from "./follow.ts";
import type { Listing, Step } from "./visit.ts";

/** The listings that a crawl pages through, and what those that say how many entries they have come to. */
export class Listings {
  readonly #agenda: Agenda;
  readonly #counted = new Set<Listing>();

  constructor(agenda: Agenda) {
    this.#agenda = agenda;
  }

  /** Begins with the further pages of a listing, unless it is one that goes on already, found at another address. */
  begin(step: Step): void {
    const { listing, series } = step;
    if (listing.total !== null) {
      const request = series.at(0, listing.records.size);
      if (!request || this.#agenda.hasAsked(request)) return;
      this.#counted.add(listing);
    }
    this.goOn(step);
  }

  /** Plans the next page, by another way where this one has none left and the listing has not given what it says it has. */
  goOn(step: Step | null): void {
    for (let at = step; at && !this.#agenda.addNext(at); ) at = shortfallOf(at.listing) > 0 ? otherWay(at) : null;
  }

  /** What a listing still has is of something else. */
  leave(listing: Listing): void {
    this.#counted.delete(listing);
  }

  /** For each listing that gave fewer entries than it says it has, a sentence. */
  get shortfalls(): string[] {
    return [...this.#counted].flatMap((listing) => {
      const { base, total, records, problem } = listing;
      const why = problem === null ? "" : ` (${problem})`;
      const said = `${base}: gives ${records.size} of the ${total} entries that it says it has${why}`;
      return shortfallOf(listing) > 0 ? [said] : [];
    });
  }
}
