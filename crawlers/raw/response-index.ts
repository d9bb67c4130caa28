import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { header, placeUrl, redirectTarget, requestUrl } from "./http-message.ts";
import { type Indexed, indexed, SELECT } from "./response-row.ts";
import { Statements } from "./statements.ts";
import type { HeaderList, RequestKey, Verdict, Wanted } from "./types.ts";
import type { Place } from "./warc-file.ts";
import { digest } from "./warc-record.ts";

/** What a response, revisit or conversion record says: all that its row is made of, together with the rows before it. */
export type Entry = {
  run: string;
  method: RequestKey["method"];
  url: string;
  requestBody: string;
  status: number;
  /** As received. */
  headers: HeaderList;
  retrieved: string;
  recordId: string;
  /** SHA-256 of the body as received. */
  payloadDigest: string;
  /** The body, decoded and judged, or the record that holds it. A broken content encoding leaves no body. */
  content: { body: Uint8Array | null; sha256: string | null; verdict: Verdict } | { refersTo: Reference };
};

/** A record by its id, and the address that it answers. */
export type Reference = { recordId: string; url: string };

const Since = z.object({ retrieved: z.string() });
const Next = z.object({ next: z.number().nullable() });
const Lacking = z.object({ file: z.string(), first: z.number(), records: z.number() });
const File = z.object({ name: z.string(), indexed: z.number() });

const BY_REQUEST = "r.url = ? AND r.method = ? AND r.request_body = ?";

/** No row has this number: a record whose body was in a WARC file that is lost joins with none. */
const LOST = 0;

/** Which request got which response, and where it stands in the WARC files. */
export class ResponseIndex {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#statements = new Statements(db);
  }

  latest(request: RequestKey): Indexed | null {
    return this.#newest(`${BY_REQUEST} AND r.verdict = 'document'`, ...keyOf(request));
  }

  last(request: RequestKey): Indexed | null {
    let answer = this.#newest(BY_REQUEST, ...keyOf(request));
    const visited = new Set<string>();
    for (let target = answer && redirectTarget(answer); target; target = answer && redirectTarget(answer)) {
      if (visited.has(target)) return answer;
      visited.add(target);
      answer = this.#newest(BY_REQUEST, target, "GET", "");
    }
    return answer;
  }

  /** When what the response at a place says was first said to its request since something else was. */
  since({ file, offset }: Place): string | null {
    const row = this.#statements
      .of(
        `SELECT r.retrieved FROM responses r JOIN responses m ON m.file = ? AND m.offset = ?
       WHERE r.url = m.url AND r.method = m.method AND r.request_body = m.request_body AND r.id <= m.id
         AND r.verdict = 'document' AND r.unchanged = 0
       ORDER BY r.id DESC LIMIT 1`,
      )
      .get(file, offset);
    return row === undefined ? null : Since.parse(row).retrieved;
  }

  answered(run: string, request: RequestKey): Indexed | null {
    const final = "NOT (r.status = 429 OR (r.status >= 500 AND r.status <> 521))";
    return this.#newest(`${BY_REQUEST} AND r.run = ? AND ${final}`, ...keyOf(request), run);
  }

  /** A record that holds this very body, with the same status and content encoding, to refer to instead of storing it again. */
  holder(kind: "http" | "rendered", payloadDigest: string, status: number, headers: HeaderList): Indexed | null {
    const same = "r.payload_digest = ? AND r.body_id IS NULL AND r.status = ? AND (r.method = 'RENDER') = ?";
    const found = this.#newest(same, payloadDigest, status, Number(kind === "rendered"));
    const encoding = found && header(found.headers, "content-encoding");
    return encoding === header(headers, "content-encoding") ? found : null;
  }

  at(place: Place): Indexed | null {
    return this.#newest("r.file = ? AND r.offset = ?", place.file, place.offset);
  }

  /** Every response to a request, oldest first. */
  history(request: RequestKey): Indexed[] {
    return this.#statements
      .of(`${SELECT} WHERE ${BY_REQUEST} ORDER BY r.id`)
      .all(...keyOf(request))
      .map(indexed);
  }

  /** The responses that are wanted, oldest first. */
  *find({ url, sha256, from, to }: Wanted): Generator<Indexed> {
    const conditions = Object.entries({
      // A route of an application is what was shown there, and what its page was answered with.
      "r.url IN (SELECT value FROM json_each(?))": url && JSON.stringify([requestUrl(url), placeUrl(url)]),
      "r.sha256 = ?": sha256,
      "r.retrieved >= ?": from?.toISOString(),
      "r.retrieved < ?": to?.toISOString(),
    }).filter((condition): condition is [string, string] => condition[1] !== undefined);
    const where = conditions.map(([condition]) => condition).join(" AND ") || "true";
    const rows = this.#db.prepare(`${SELECT} WHERE ${where} ORDER BY r.retrieved, r.id`);
    for (const row of rows.iterate(...conditions.map(([, value]) => value))) yield indexed(row);
  }

  /** The same as `take`, for a record just written. */
  insert(entry: Entry, place: Place, length: number): Indexed {
    this.take(entry, place, length);
    const row = this.at(place);
    if (row === null) throw new Error(`${entry.recordId} repeats a body that is not in the store`);
    return row;
  }

  /** Takes up a record that stands at a place, and that the file is now indexed up to there. One that repeats a lost body answers nothing. */
  take(entry: Entry, place: Place, length: number): void {
    const before = this.#newest(`${BY_REQUEST} AND r.verdict = 'document'`, entry.url, entry.method, entry.requestBody);
    const { id: bodyId, sha256, verdict } = this.#judged(entry);
    const confirmed = entry.status === 304 && verdict === "document" ? before : null;
    this.#statements
      .of(
        `INSERT INTO responses (run, method, url, request_body, status, headers, retrieved, payload_digest, sha256, verdict,
          unchanged, record_id, file, offset, body_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        entry.run,
        entry.method,
        entry.url,
        entry.requestBody,
        entry.status,
        JSON.stringify(confirmed === null ? entry.headers : confirmedHeaders(confirmed.headers, entry.headers)),
        entry.retrieved,
        entry.payloadDigest,
        sha256,
        verdict,
        Number(verdict === "document" && before?.sha256 === sha256),
        entry.recordId,
        place.file,
        place.offset,
        bodyId,
      );
    this.indexedTo(place.file, place.offset + length);
  }

  /** The records that repeat a body which is in no WARC file here, by file. */
  lacking(): { file: string; first: number; records: number }[] {
    return this.#statements
      .of(
        `SELECT file, min(offset) AS first, count(*) AS records FROM responses AS r WHERE body_id = ${LOST} AND NOT EXISTS (
         SELECT 1 FROM responses AS b WHERE b.body_id IS NULL AND b.payload_digest = r.payload_digest AND r.payload_digest <> '')
       GROUP BY file ORDER BY file`,
      )
      .all()
      .map((row) => Lacking.parse(row));
  }

  /** Where the next response stands in a file, behind an offset. */
  next({ file, offset }: Place): number | null {
    const row = this.#statements
      .of("SELECT min(offset) AS next FROM responses WHERE file = ? AND offset > ?")
      .get(file, offset);
    return Next.parse(row).next;
  }

  /** Says that all records of the file before this offset are in the index. */
  indexedTo(file: string, offset: number): void {
    this.#statements
      .of("INSERT INTO files VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET indexed = max(indexed, excluded.indexed)")
      .run(file, offset);
  }

  /** How far each file is indexed. */
  files(): Map<string, number> {
    const rows = this.#statements
      .of("SELECT name, indexed FROM files")
      .all()
      .map((row) => File.parse(row));
    return new Map(rows.map(({ name, indexed }) => [name, indexed]));
  }

  #judged({ content }: Entry): { id: number | null; sha256: string | null; verdict: Verdict } {
    if (!("refersTo" in content)) return { id: null, ...content };
    const { recordId, url } = content.refersTo;
    const holder = this.#newest("r.url = ? AND r.record_id = ?", url, recordId);
    return holder ?? { id: LOST, sha256: null, verdict: "broken" };
  }

  #newest(where: string, ...values: (string | number)[]): Indexed | null {
    const row = this.#statements.of(`${SELECT} WHERE ${where} ORDER BY r.id DESC LIMIT 1`).get(...values);
    return row === undefined ? null : indexed(row);
  }
}

/** What was posted, as the index knows it. */
export const requestBodyDigest = (body: string | null | undefined): string => (body ? digest(Buffer.from(body)) : "");

const keyOf = (request: RequestKey): [string, string, string] => [
  request.method === "RENDER" ? placeUrl(request.url) : requestUrl(request.url),
  request.method,
  requestBodyDigest(request.body),
];

/** A 304 brings headers up to date (RFC 9111, 3.2), but says nothing of the body; cookies are those it sets itself. */
function confirmedHeaders(before: HeaderList, received: HeaderList): HeaderList {
  const fresh = received.filter(([name]) => !/^(content-|transfer-encoding|x-archive-orig-)/i.test(name));
  const replaced = new Set(fresh.map(([name]) => name.toLowerCase())).add("set-cookie");
  return [...before.filter(([name]) => !replaced.has(name.toLowerCase())), ...fresh];
}
