import type { DatabaseSync } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";

/** Rows of one table under their key: a SELECT, the columns of the key in it and in the table, and which rows count. */
type Compared = { table: string; select: string; key: readonly string[]; place: readonly string[]; where: string };

/**
 * What two indexes are compared by. Sightings and failures are left out, which runs that go on have from nowhere but the index, and so are runs that
 * have not ended.
 */
const COMPARED: readonly Compared[] = [
  {
    table: "responses",
    select: `SELECT r.file, r.offset, r.run, r.method, r.url, r.request_body, r.status, r.headers, r.retrieved, r.payload_digest,
        r.sha256, r.verdict, r.unchanged, r.record_id, b.file AS body_file, b.offset AS body_offset
      FROM responses r LEFT JOIN responses b ON b.id = coalesce(r.body_id, r.id)`,
    key: ["file", "offset"],
    place: ["r.file", "r.offset"],
    where: "true",
  },
  { table: "files", select: "SELECT * FROM files", key: ["name"], place: ["name"], where: "true" },
  { table: "runs", select: "SELECT * FROM runs", key: ["run"], place: ["run"], where: "finished IS NOT NULL" },
  {
    table: "addresses",
    select: "SELECT * FROM addresses",
    key: ["site", "url"],
    place: ["site", "url"],
    where: "true",
  },
  {
    table: "past_listings",
    select: "SELECT * FROM past_listings",
    key: ["site", "url", "until"],
    place: ["site", "url", "until"],
    where: "true",
  },
];

/** More rows than these of one table are not named. */
const NAMED = 20;

/** Where an index says something else than the right one, or more: a phrase for each row, for the first of them. */
export function* disagreements(right: DatabaseSync, index: DatabaseSync): Generator<string> {
  for (const compared of COMPARED) {
    const keys = new Set([...differing(right, index, compared), ...differing(index, right, compared)].slice(0, NAMED));
    for (const key of keys) yield `${compared.table} ${key}: is not what the WARC files say`;
  }
}

/** The keys of the first rows that are not the same in the other one. */
function differing(one: DatabaseSync, other: DatabaseSync, { select, key, place, where }: Compared): string[] {
  const same = other.prepare(`${select} WHERE ${where} AND ${place.map((column) => `${column} = ?`).join(" AND ")}`);
  const found: string[] = [];
  for (const row of one.prepare(`${select} WHERE ${where} ORDER BY ${place.join(", ")}`).iterate()) {
    const values = key.map((column) => row[column] ?? null);
    if (isDeepStrictEqual(row, same.get(...values))) continue;
    found.push(values.join(" "));
    if (found.length === NAMED) break;
  }
  return found;
}
