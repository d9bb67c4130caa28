import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { type FetchedDocument, GongkaiError, type SiteRun } from "../../data/records/index.ts";
import { damages } from "./damages.ts";
import { siteDocuments } from "./documents.ts";
import { decodedBody, entryOf, exchangeRecords, renderedRecord } from "./entry.ts";
import type { GroupCommit } from "./group-commit.ts";
import { ResponseIndex } from "./response-index.ts";
import type { Indexed } from "./response-row.ts";
import { Runs } from "./runs.ts";
import type {
  Exchange,
  Outcome,
  RawStore,
  RequestKey,
  Shown,
  Sighting,
  StoredResponse,
  Tally,
  Wanted,
} from "./types.ts";
import { type Place, readRecord } from "./warc-file.ts";
import { compress, digest, FIELD, type Record } from "./warc-record.ts";
import type { WarcWriter } from "./warc-writer.ts";

/** What only the one process that writes has: the newest WARC file, the writes to the index, and the lock. */
export type Writing = { warc: WarcWriter; index: GroupCommit; lock: { close(): void } };

/** The WARC files, the index over them, and the runs in it, as one. */
export class Store implements RawStore {
  readonly mode: "read" | "write";
  readonly #rawDir: string;
  readonly #db: DatabaseSync;
  readonly #responses: ResponseIndex;
  readonly #runs: Runs;
  /** Bodies of responses just appended, as long as somebody holds the response: they need not be read again. */
  readonly #fresh = new WeakMap<object, Uint8Array>();
  readonly #writing: Writing | null;

  constructor(rawDir: string, db: DatabaseSync, writing: Writing | null) {
    this.mode = writing ? "write" : "read";
    this.#rawDir = rawDir;
    this.#db = db;
    this.#responses = new ResponseIndex(db);
    this.#runs = new Runs(db, this.#responses);
    this.#writing = writing;
  }

  beginRun(site: string, now: Date): { run: string; resumed: boolean } {
    return this.#writer().index.write(() => this.#runs.begin(site, now));
  }

  answered(run: string, request: RequestKey): StoredResponse | null {
    return this.#responses.answered(run, request);
  }

  latest(request: RequestKey): StoredResponse | null {
    return this.#responses.latest(request);
  }

  last(request: RequestKey): StoredResponse | null {
    return this.#responses.last(request);
  }

  since(of: StoredResponse): string {
    return this.#responses.since({ file: of.warcFile, offset: of.warcOffset }) ?? of.retrieved;
  }

  find(wanted: Wanted): Iterable<StoredResponse> {
    return this.#responses.find(wanted);
  }

  async append(run: string, exchange: Exchange): Promise<StoredResponse> {
    const [response, request] = exchangeRecords(run, exchange, this.#holderOf(exchange));
    return this.#indexed(response, request);
  }

  async appendRendered(run: string, page: StoredResponse, shown: Shown): Promise<StoredResponse> {
    const sha256 = digest(Buffer.from(shown.html));
    const same = this.answered(run, { method: "RENDER", url: shown.url });
    if (same?.sha256 === sha256) return same;
    const holder = this.#responses.holder("rendered", sha256, 200, []);
    return this.#indexed(renderedRecord(run, this.#at(page), shown, new Date(), holder));
  }

  async body(of: StoredResponse | FetchedDocument): Promise<Uint8Array> {
    const fresh = this.#fresh.get(of);
    if (fresh) return fresh;
    const place = "bodyFile" in of ? { file: of.bodyFile, offset: of.bodyOffset } : this.#bodyPlace(of);
    const record = await readRecord(this.#rawDir, place);
    try {
      return decodedBody(record);
    } catch (cause) {
      throw new GongkaiError(`${record.url}: its content encoding is broken`, undefined, { cause });
    }
  }

  sighted(run: string, url: string, sighting: Sighting): void {
    this.#writer().index.write(() => this.#runs.sighted(run, url, sighting));
  }

  unsight(run: string): void {
    this.#writer().index.write(() => this.#runs.unsight(run));
  }

  failed(run: string, request: RequestKey, code: string): void {
    this.#writer().index.write(() => this.#runs.failed(run, request, code));
  }

  tally(run: string): Tally {
    return this.#runs.tally(run);
  }

  async finishRun(run: string, outcome: Outcome): Promise<SiteRun> {
    const { warc, index } = this.#writer();
    const summary = this.#runs.summarize(run, outcome);
    const member = await compress({
      type: "metadata",
      id: `urn:uuid:${randomUUID()}`,
      url: `urn:gongkai:run:${run}`,
      date: outcome.finished.toISOString(),
      contentType: "application/json",
      fields: { [FIELD.run]: run },
      block: Buffer.from(JSON.stringify(summary)),
    });
    await warc.ready();
    index.write(() => {
      const place = warc.append([member]);
      warc.sync();
      this.#runs.finish(summary, place);
      this.#responses.indexedTo(place.file, place.offset + member.length);
    });
    return summary.outcome;
  }

  unfinishedRuns(): string[] {
    return this.#runs.unfinished();
  }

  lastRuns(): SiteRun[] {
    return this.#runs.last();
  }

  lastGood(site: string): SiteRun | null {
    return this.#runs.lastGood(site);
  }

  refused(site: string): ReadonlySet<string> {
    return this.#runs.refused(site);
  }

  *documents(only?: string): Iterable<FetchedDocument> {
    const ends = this.#runs.ends();
    for (const site of only === undefined ? this.#runs.sites() : [only])
      yield* siteDocuments(this.#responses, this.#runs.addresses(site), this.#runs.pastListings(site), ends);
  }

  damages(): Promise<string[]> {
    return damages(this.#rawDir, this.#db);
  }

  async close(): Promise<void> {
    try {
      this.#writing?.warc.close();
      this.#writing?.index.commit();
    } finally {
      this.#db.close();
      this.#writing?.lock.close();
    }
  }

  /** WARC first, index second: a kill between them loses nothing, since the next opening reads the tail of the WARC. */
  async #indexed(response: Record, ...others: Record[]): Promise<Indexed> {
    const { warc, index } = this.#writer();
    const entry = entryOf(response);
    if (entry === null) throw new Error("a response that is none");
    const members = await Promise.all([response, ...others].map(compress));
    await warc.ready();
    const length = members.reduce((sum, member) => sum + member.length, 0);
    const stored = index.write(() => this.#responses.insert(entry, warc.append(members), length));
    if ("body" in entry.content && entry.content.body) this.#fresh.set(stored, entry.content.body);
    return stored;
  }

  /** The record that a response needn't repeat: the one that a 304 confirms, or one that holds the same bytes. */
  #holderOf({ request, status, headers, body }: Exchange): Indexed | null {
    if (status === 304) return this.#responses.latest(request);
    return body.length === 0 ? null : this.#responses.holder("http", digest(body), status, headers);
  }

  #at(stored: StoredResponse): Indexed {
    const row = this.#responses.at({ file: stored.warcFile, offset: stored.warcOffset });
    if (row === null) throw new GongkaiError(`raw/${stored.warcFile} has no record at ${stored.warcOffset}`);
    return row;
  }

  #bodyPlace(document: FetchedDocument): Place {
    const row = this.#responses.at({ file: document.warcFile, offset: document.warcOffset });
    if (row === null)
      throw new GongkaiError(`${document.url}: raw/${document.warcFile} has no record at ${document.warcOffset}`);
    return { file: row.bodyFile, offset: row.bodyOffset };
  }

  #writer(): Writing {
    if (this.#writing === null) throw new GongkaiError(`${this.#rawDir} is open to read only`);
    return this.#writing;
  }
}
