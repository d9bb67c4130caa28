import type { Listing } from "./visit.ts";

/** How much a listing says it has, and how much of that it has given. */
export type Count = { declared: number; listed: number; unit: "entries" | "pages"; isShort: boolean };

/**
 * Holds a listing against its own word: the total of the very records that it gives, else what its first page prints. What
 * a printed number counts nobody can name, so where as many pages were read as it fills, a few rows less are no shortfall.
 */
export function countOf({ total, records, size, rows, pages, perPage }: Listing): Count | null {
  if (total !== null) {
    // Where its records cannot be asked for, they may stand in the page all the same.
    const listed = records.size > 0 ? records.size : rows.size;
    return { declared: total, listed, unit: "entries", isShort: listed < total };
  }
  if (size?.entries) {
    const isShort = rows.size < size.entries && pages < Math.ceil(size.entries / perPage);
    return { declared: size.entries, listed: rows.size, unit: "entries", isShort };
  }
  return size?.pages ? { declared: size.pages, listed: pages, unit: "pages", isShort: pages < size.pages } : null;
}

/** What a listing is called and lists. */
export type Listed = Pick<Listing, "name" | "rows">;

/** Whether other listings have all the rows of a listing and as many as it prints: then it only shows some of theirs. */
export function isPartOf({ name, size, rows, perPage }: Listing, all: readonly Listed[]): boolean {
  if (size === null) return false;
  // The same listing at another address proves nothing.
  const others = all.filter((other) => other.rows !== rows && (other.name !== name || !other.rows.isSubsetOf(rows)));
  const theirs = new Set(others.flatMap((other) => [...other.rows]));
  const least = size.entries ?? ((size.pages ?? 1) - 1) * perPage + 1;
  return theirs.size >= least && rows.isSubsetOf(theirs);
}

/** Whether a listing says that it has more than it has given. */
export const isShort = (listing: Listing): boolean => countOf(listing)?.isShort ?? false;

/** What a listing has not given, as a sentence; null where it gave all, or does not say how much that is. */
export function shortfallOf(listing: Listing): string | null {
  const count = countOf(listing);
  if (!count?.isShort) return null;
  const why = listing.problem === null ? "" : ` (${listing.problem})`;
  return `${listing.base}: declares ${count.declared} ${count.unit}, ${count.listed} listed${why}`;
}

/** What listings of annual reports declare and have given, in entries. */
export type Harvest = { declared: number; listed: number };

export function harvestOf(listings: Iterable<Listing>): Harvest {
  const harvest = { declared: 0, listed: 0 };
  for (const listing of listings) {
    const count = listing.context === "annual" ? countOf(listing) : null;
    const entries = count?.unit === "pages" ? listing.perPage : 1;
    harvest.declared += (count?.declared ?? 0) * entries;
    harvest.listed += (count?.listed ?? 0) * entries;
  }
  return harvest;
}
