/** How many shards there are: about 64 reports in each. */
export const shardsFor = (reports: number): number => Math.max(1, Math.ceil(reports / 64));

/** What of a report's address says where it stands. */
export type Placed = { organ: string | null; division: string | null; year: number | null };

/**
 * The shard in which all reports of an organ stand, those of every year together; those of which nobody knows the organ stand by year. FNV-1a, so that
 * the program that writes the shards and the page that reads them find the same without a list of organs.
 */
export function shardOf({ organ, division, year }: Placed, shards: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${division ?? ""}:${organ ?? year ?? ""}`))
    hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % shards;
}
