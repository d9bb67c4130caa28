import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crawl, openRawStore } from "../../crawlers/index.ts";
import type { SiteRun } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import type { Site } from "../nation/content.ts";
import { startCountry } from "../nation/country.ts";
import type { Family } from "../nation/portal.ts";
import type { LoggedRequest } from "../nation/server.ts";
import { familyOf } from "../nation/sites/index.ts";

/** What a first crawl of a site came to, against what the site holds. */
export type FamilyResult = {
  site: string;
  family: string;
  run: SiteRun;
  expected: number;
  /** Ids of reports that were not found, and addresses that were taken for reports and are none, or were read once more under another address. */
  missed: string[];
  wrong: string[];
  /** Other addresses under which what was found is listed. */
  twins: string[];
  /** What was asked for and should not have been: what its family forbids, other people's hosts. */
  forbidden: string[];
  requests: number;
};

/** Crawls the sites on loopback, all at once, and compares what was found with what they hold. */
export async function crawlFamilies(sites: Site[]): Promise<FamilyResult[]> {
  const country = await startCountry(sites);
  const archive = mkdtempSync(join(tmpdir(), "gongkai-families-"));
  try {
    const runs = await crawl({ sources: readSources(country.sources), archive, contact: null });
    const store = await openRawStore(archive, "read");
    // The other addresses of what was fetched are no findings of their own.
    const all = [...store.documents()];
    const documents = all.filter(({ twinOf }) => twinOf === null);
    await store.close();
    const isForbidden = (family: Family, { url }: LoggedRequest): boolean => {
      const { pathname, search } = new URL(url);
      return family.forbidden?.(pathname + search) ?? false;
    };
    return runs.map((run) => {
      const entries = country.entries().filter(({ site }) => site === run.site);
      const expected = entries.filter(({ entry }) => entry.kind === "report");
      const found = new Set(
        documents.filter(({ site }) => site === run.site).flatMap(({ url, pageUrl }) => [url, pageUrl]),
      );
      const wanted = new Set(expected.flatMap(({ entry }) => country.urls(entry.id)));
      const family = country.sites.find(({ id }) => id === run.site)?.family ?? "";
      return {
        site: run.site,
        family,
        run,
        expected: expected.length,
        missed: expected
          .filter(({ entry }) => !country.urls(entry.id).some((url) => found.has(url)))
          .map(({ entry }) => entry.id),
        wrong: [
          ...documents.filter(({ site, pageUrl }) => site === run.site && !wanted.has(pageUrl)).map(({ url }) => url),
          ...expected.flatMap(({ entry }) => {
            const urls = country.urls(entry.id);
            const bytes = new Set(documents.filter(({ url }) => urls.includes(url)).map(({ sha256 }) => sha256));
            return bytes.size > 1 ? urls.slice(1) : [];
          }),
        ],
        twins: all.filter(({ site, twinOf }) => site === run.site && twinOf !== null).map(({ url }) => url),
        forbidden: country.requests
          .filter(
            (request) =>
              request.site === "elsewhere" || (request.site === run.site && isForbidden(familyOf(family), request)),
          )
          .map(({ url }) => url),
        requests: country.requests.filter(({ site }) => site === run.site).length,
      };
    });
  } finally {
    await country.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
  }
}
