import type { Listing } from "./visit.ts";

/** How much a listing says it has, and how much of that it has given. */
export type Count = { declared: number; listed: number; unit: "entries" | "pages"; isShort: boolean };

/**
 * Holds a listing against its own word: the total of the very records that it gives, else what its first page prints. A
 * printed number counts rows that nobody can name, so rows that are merely odd are no shortfall: a page's worth must be missing.
 */
export function countOf({ total, records, size, rows, pages, perPage }: Listing): Count | null {
  if (total !== null) return { declared: total, listed: records.size, unit: "entries", isShort: records.size < total };
  if (size?.entries) {
    const isShort = rows.size < size.entries && pages < Math.ceil(size.entries / perPage);
    return { declared: size.entries, listed: rows.size, unit: "entries", isShort };
  }
  return size?.pages ? { declared: size.pages, listed: pages, unit: "pages", isShort: pages < size.pages } : null;
}

/** Whether other rows explain what a listing prints of its size: it shows a part of them. */
export function isPartOf({ size, rows, perPage }: Listing, others: ReadonlySet<string>): boolean {
  const least = size?.entries ?? ((size?.pages ?? 1) - 1) * perPage + 1;
  return size !== null && others.size >= least && rows.isSubsetOf(others);
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
