/** How many shards there are: about 64 reports in each. */
export const shardsFor = (reports: number): number => Math.max(1, Math.ceil(reports / 64));

/** Who publishes a report: its organ, or where that could not be told, the site it was found on. */
export const bodyOf = ({ organ, site }: { organ: string | null; site: string }): string => organ ?? site;

/**
 * The shard in which all reports of a body stand, those of every year together. A place that could not be told is "". FNV-1a, so that the
 * program that writes the shards and the page that reads them find the same without a list of bodies.
 */
export function shardOf(division: string, body: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${division}:${body}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % shards;
}
