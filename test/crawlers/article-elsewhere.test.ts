import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crawl, openRawStore } from "../../crawlers/index.ts";
import type { FetchedDocument, SiteRun } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { type Country, startCountry } from "../nation/country.ts";
import { madeSite } from "../nation/made-site.ts";

const DAY = 24 * 3600 * 1000;
const site = madeSite({
  ...{ id: "linjiang", family: "epoint-form", shape: "flat", place: "临江县", division: "410106" },
  ...{ organs: 1, years: [2022, 2023] },
});
const report = (name: string): string => `linjiang/report-${name}`;
const pdfOnly = site.entries.find(({ id }) => id === report("1-2023"));
if (pdfOnly) {
  pdfOnly.body = "";
  pdfOnly.attachments = [{ name: "年度报告.pdf", mediaType: "application/pdf", bytes: Buffer.from("%PDF-1.7 示例") }];
}

let country: Country;
const archive = mkdtempSync(join(tmpdir(), "gongkai-articles-"));

type Night = { run: SiteRun | undefined; documents: FetchedDocument[]; asked: string[] };
async function night(days: number): Promise<Night> {
  const before = country.requests.length;
  const now = new Date(Date.now() + days * DAY);
  const [run] = await crawl({ sources: readSources(country.sources), archive, contact: null, now });
  const store = await openRawStore(archive, "read");
  const documents = [...store.documents()];
  await store.close();
  return { run, documents, asked: country.requests.slice(before).map(({ method, url }) => `${method} ${url}`) };
}

const stateOf = (documents: FetchedDocument[], url: string): string[] =>
  documents.filter((document) => document.url === url).map(({ state }) => state);

before(async () => {
  country = await startCountry([site]);
});
after(async () => {
  await country.close();
  rmSync(archive, { recursive: true, maxRetries: 3 });
});

describe("reports whose pages are shells, filled by what is posted for", () => {
  it("are documents at the endpoint, each under an address of its own, found on the page", async () => {
    const { run, documents } = await night(0);
    assert.equal(run?.health, "ok");
    for (const name of ["0-2022", "0-2023", "1-2022"]) {
      const found = documents.find(({ url }) => url === country.articleUrl(report(name)));
      assert.equal(found?.pageUrl, country.url(report(name)));
      assert.equal(found?.httpStatus, 200);
    }
  });

  it("are files alone where the endpoint names a file in place of a text", async () => {
    const { documents } = await night(0);
    const found = documents.find(({ url }) => url === country.url(report("1-2023"), 0));
    assert.equal(found?.pageUrl, country.url(report("1-2023")));
    assert.deepEqual(stateOf(documents, country.articleUrl(report("1-2023"))), []);
  });

  it("are not asked for again while they are not due", async () => {
    const { run, asked } = await night(0);
    assert.deepEqual([run?.found, run?.new, run?.changed, run?.gone], [4, 0, 0, 0]);
    assert.deepEqual(
      asked.filter((request) => /showinfo|detail/i.test(request)),
      [],
    );
  });

  it("have a new version where the endpoint says something else, the old one kept", async () => {
    country.control.alter(report("0-2022"), (body) => body.replace("需要提高", "有待提高"));
    const { run, documents } = await night(200);
    assert.equal(run?.changed, 1);
    assert.deepEqual(stateOf(documents, country.articleUrl(report("0-2022"))).sort(), ["current", "superseded"]);
  });

  it("are gone when they are listed no more", async () => {
    const url = country.articleUrl(report("1-2022"));
    country.control.remove(report("1-2022"));
    const { run, documents } = await night(201);
    assert.deepEqual([run?.gone, run?.health], [1, "ok"]);
    assert.deepEqual(stateOf(documents, url), ["gone"]);
  });
});
