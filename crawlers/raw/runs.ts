import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { SiteRun } from "../../data/records/index.ts";
import { type Address, goodResponses } from "./documents.ts";
import { answerUrl, placeUrl, requestUrl } from "./http-message.ts";
import { carriedOn, listingOf, type PastListing, placeName } from "./listing.ts";
import type { ResponseIndex } from "./response-index.ts";
import { namedBy, runName } from "./run-name.ts";
import { Statements } from "./statements.ts";
import { Finished, Sighted, Summary } from "./summary.ts";
import { tallyOf } from "./tally.ts";
import type { Outcome, RequestKey, Sighting, Tally } from "./types.ts";
import type { Place } from "./warc-file.ts";

const RESUMABLE_MS = 24 * 60 * 60 * 1000;

const SightingRow = z.object({ url: z.string(), sighting: z.string() });
const RunRow = z.object({ run: z.string(), began: z.string(), finished: z.string().nullable() });
const SummaryRow = z.object({ summary: z.string() });
const PastRow = z.object({ url: z.string(), until: z.string(), listing: z.string() });
const EndRow = z.object({ site: z.string(), ended: z.string() });
const AddressRow = z.object({
  site: z.string(),
  url: z.string(),
  sighting: z.string(),
  gone_since: z.string().nullable(),
});

/** The crawls of sites: what they sighted, how they ended. */
export class Runs {
  readonly #statements: Statements;
  readonly #responses: ResponseIndex;

  constructor(db: DatabaseSync, responses: ResponseIndex) {
    this.#statements = new Statements(db);
    this.#responses = responses;
  }

  begin(site: string, now: Date): { run: string; resumed: boolean } {
    const last = this.#statements
      .of("SELECT run, began, finished FROM runs WHERE site = ? ORDER BY began DESC LIMIT 1")
      .get(site);
    const { run, began, finished } = last === undefined ? { run: "", began: "", finished: "" } : RunRow.parse(last);
    if (finished === null) {
      if (now.getTime() - Date.parse(began) < RESUMABLE_MS) return { run, resumed: true };
      this.#forget(run);
    }
    // Two runs within a millisecond are still two.
    const start = began === "" ? now.getTime() : Math.max(now.getTime(), Date.parse(began) + 1);
    const fresh = runName(site, new Date(start));
    this.known(fresh);
    return { run: fresh, resumed: false };
  }

  /** Makes sure that the run is in the table: the index of a lost disk knows it only from its responses. */
  known(run: string): void {
    const { site, began } = namedBy(run);
    this.#statements
      .of("INSERT INTO runs VALUES (?, ?, ?, NULL, NULL, NULL) ON CONFLICT DO NOTHING")
      .run(run, site, began);
  }

  sighted(run: string, url: string, sighting: Sighting): void {
    if (sighting.refused) this.failed(run, { method: "GET", url }, "refused");
    this.#statements
      .of("INSERT OR REPLACE INTO sightings VALUES (?, ?, ?)")
      .run(run, placeUrl(url), JSON.stringify(Sighted.parse(sighting)));
  }

  unsight(run: string): void {
    this.#statements.of("DELETE FROM sightings WHERE run = ?").run(run);
  }

  failed(run: string, request: RequestKey, code: string): void {
    this.#statements
      .of("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)")
      .run(run, answerUrl(request), request.method, code);
  }

  tally(run: string): Tally {
    const addresses = this.addresses(namedBy(run).site);
    const known = new Map(addresses.map(({ url, sighting }) => [url, sighting]));
    return tallyOf(this.#responses, run, {
      addresses,
      sightings: this.#sightings(run).map(({ url, sighting }) => ({
        url,
        sighting: carriedOn(known.get(url), sighting),
      })),
      failures: new Set(this.#failures(run).map(({ url }) => url)),
    });
  }

  summarize(run: string, { finished, ...outcome }: Outcome): Summary {
    const site = namedBy(run).site;
    const at = finished.toISOString();
    const { found, new: fresh, changed, gone, failed } = this.tally(run);
    const ok = outcome.health === "ok";
    return {
      run,
      outcome: {
        site,
        ...outcome,
        ...{ found, new: fresh, changed, gone: ok ? gone : 0, failed },
        lastRun: at,
        lastSuccess: ok ? at : (this.lastGood(site)?.lastRun ?? null),
      },
      sightings: this.#sightings(run),
      failures: this.#failures(run),
    };
  }

  /** Takes up how a run ended, as the record at a place says: at once, or when the index is made again from the WARCs. */
  finish({ run, outcome, sightings, failures }: Summary, place: Place): void {
    this.known(run);
    const failed = new Set(failures.map(({ url }) => url));
    for (const { url, sighting } of sightings) this.#see(run, { url, sighting }, failed, placeName(place));
    if (outcome.health === "ok")
      this.#statements
        .of("UPDATE addresses SET gone_since = ? WHERE site = ? AND last_seen <> ? AND gone_since IS NULL")
        .run(outcome.lastRun, outcome.site, run);
    this.#statements
      .of("UPDATE runs SET finished = ?, summary = ?, ended = ? WHERE run = ?")
      .run(outcome.lastRun, JSON.stringify(outcome), placeName(place), run);
    this.#forget(run);
  }

  /** What is said of an address from now on; how it was listed until now stays known, for the bytes that were there then. */
  #see(
    run: string,
    { url, sighting }: Pick<Address, "url" | "sighting">,
    failed: ReadonlySet<string>,
    at: string,
  ): void {
    const site = namedBy(run).site;
    const before = this.#address(site, url);
    const said = carriedOn(before?.sighting, sighting);
    const isHad = !before || this.#isHad(run, before, { url, sighting: said }, failed);
    const seen = isHad ? said : { ...said, ...listingOf(before.sighting) };
    const [then, now] = [before?.sighting, seen].map((one) => one && JSON.stringify(listingOf(one)));
    if (then !== undefined && then !== now)
      this.#statements.of("INSERT OR REPLACE INTO past_listings VALUES (?, ?, ?, ?)").run(site, url, at, then);
    this.#statements
      .of("INSERT OR REPLACE INTO addresses VALUES (?, ?, ?, ?, NULL)")
      .run(site, url, JSON.stringify(seen), run);
  }

  /** False where a run asked in vain for what earlier ones have got: its listing may mean other bytes already, which nobody has seen. */
  #isHad(run: string, before: Address, now: Pick<Address, "url" | "sighting">, failed: ReadonlySet<string>): boolean {
    const { content, twinOf } = now.sighting;
    const asked = [
      requestUrl(now.url),
      ...(twinOf ? [requestUrl(twinOf)] : []),
      ...(content ? [answerUrl(content)] : []),
    ];
    if (!asked.some((url) => failed.has(url))) return true;
    if (goodResponses(this.#responses, now).some((response) => response.run === run)) return true;
    return goodResponses(this.#responses, before).length === 0;
  }

  unfinished(): string[] {
    const rows = this.#statements.of("SELECT run FROM runs WHERE finished IS NULL ORDER BY run").all();
    return rows.map((row) => RunRow.pick({ run: true }).parse(row).run);
  }

  last(): SiteRun[] {
    return this.#summaries("run IN (SELECT max(run) FROM runs WHERE finished IS NOT NULL GROUP BY site) ORDER BY site");
  }

  lastGood(site: string): SiteRun | null {
    const good = "site = ? AND finished IS NOT NULL AND summary ->> 'health' = 'ok' ORDER BY began DESC LIMIT 1";
    return this.#summaries(good, site)[0] ?? null;
  }

  sites(): string[] {
    const rows = this.#statements.of("SELECT DISTINCT site FROM addresses ORDER BY site").all();
    return rows.map((row) => z.object({ site: z.string() }).parse(row).site);
  }

  addresses(site: string): Address[] {
    const rows = this.#statements.of("SELECT * FROM addresses WHERE site = ? ORDER BY url").all(site);
    return rows.map(addressIn);
  }

  /** How a site's addresses were listed before, by address, oldest first. */
  pastListings(site: string): Map<string, PastListing[]> {
    const rows = this.#statements
      .of("SELECT url, until, listing FROM past_listings WHERE site = ? ORDER BY until")
      .all(site);
    const past = rows.map((row) => {
      const { url, until, listing } = PastRow.parse(row);
      return { url, until, listing: Sighted.parse(JSON.parse(listing)) };
    });
    return Map.groupBy(past, ({ url }) => url);
  }

  /** Where the finished runs of each site ended, by site, in order. */
  ends(): Map<string, string[]> {
    const rows = this.#statements.of("SELECT site, ended FROM runs WHERE ended IS NOT NULL ORDER BY ended").all();
    const ends = Map.groupBy(
      rows.map((row) => EndRow.parse(row)),
      ({ site }) => site,
    );
    return new Map([...ends].map(([site, rows]) => [site, rows.map(({ ended }) => ended)]));
  }

  refused(site: string): ReadonlySet<string> {
    return new Set(this.addresses(site).flatMap(({ sighting }) => sighting.refused ?? []));
  }

  #address(site: string, url: string): Address | null {
    const row = this.#statements.of("SELECT * FROM addresses WHERE site = ? AND url = ?").get(site, url);
    return row === undefined ? null : addressIn(row);
  }

  #sightings(run: string): Summary["sightings"] {
    const rows = this.#statements.of("SELECT url, sighting FROM sightings WHERE run = ? ORDER BY url").all(run);
    return rows.map((row) => {
      const { url, sighting } = SightingRow.parse(row);
      return { url, sighting: Sighted.parse(JSON.parse(sighting)) };
    });
  }

  #failures(run: string): Summary["failures"] {
    const rows = this.#statements
      .of("SELECT url, method, code FROM failures WHERE run = ? ORDER BY url, method")
      .all(run);
    return rows.map((row) => Summary.shape.failures.element.parse(row));
  }

  #summaries(where: string, ...values: string[]): SiteRun[] {
    const rows = this.#statements.of(`SELECT summary FROM runs WHERE ${where}`).all(...values);
    return rows.map((row) => Finished.parse(JSON.parse(SummaryRow.parse(row).summary)));
  }

  #forget(run: string): void {
    this.unsight(run);
    this.#statements.of("DELETE FROM failures WHERE run = ?").run(run);
  }
}

function addressIn(row: unknown): Address {
  const { site, url, sighting, gone_since } = AddressRow.parse(row);
  return { site, url, sighting: Sighted.parse(JSON.parse(sighting)), goneSince: gone_since };
}
