import type { Sighting } from "./types.ts";
import type { Place } from "./warc-file.ts";

/** What was said of an address that belongs to the bytes which were there then, and how these were had. */
export type Listing = Pick<
  Sighting,
  "pageUrl" | "linkText" | "listedDate" | "columnName" | "fileName" | "twinOf" | "rendered" | "content"
>;

/** What was said of an address by the runs before the one that ended at a place (`placeName`). */
export type PastListing = { until: string; listing: Listing };

export const listingOf = (said: Listing): Listing => ({
  pageUrl: said.pageUrl ?? null,
  linkText: said.linkText ?? null,
  listedDate: said.listedDate ?? null,
  columnName: said.columnName ?? null,
  fileName: said.fileName ?? null,
  twinOf: said.twinOf ?? null,
  rendered: said.rendered ?? false,
  content: said.content ?? null,
});

/** A sighting with what earlier ones said that holds on: how the document is had, and what the address ever was a twin of or gave in place of it. */
export function carriedOn(before: Sighting | undefined, said: Sighting): Sighting {
  const { rendered = before?.rendered, content = before?.content, twinOf } = said;
  const twinsOf = union(before?.twinsOf, said.twinsOf, twinOf ? [twinOf] : []);
  return { ...said, rendered, content, twinsOf, refused: union(before?.refused, said.refused) };
}

/** None is not said. */
function union(...lists: (readonly string[] | undefined)[]): string[] | undefined {
  const all = [...new Set(lists.flatMap((list) => list ?? []))];
  return all.length > 0 ? all : undefined;
}

/** A place in the WARC files as a text: what stands behind another place sorts behind it. */
export const placeName = ({ file, offset }: Place): string => `${file}@${String(offset).padStart(12, "0")}`;

/**
 * What an address was last listed as while bytes were there: by the last run that ended before others took their place, if that is one since they came,
 * else by the first that ended after they came. `ends`: where the runs of its site ended, in order; `came`, `left`: where the bytes were given first, and
 * where others were.
 */
export function listedAs(
  present: Listing,
  past: readonly PastListing[],
  ends: readonly string[],
  { came, left }: { came: string; left: string | null },
): Listing {
  const last = ends.findLast((end) => left === null || end < left);
  const end = last !== undefined && last > came ? last : ends.find((end) => end > came);
  return (end === undefined ? undefined : past.find(({ until }) => until > end)?.listing) ?? present;
}
