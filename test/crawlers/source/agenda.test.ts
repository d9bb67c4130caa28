import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Context } from "../../../crawlers/discover/index.ts";
import { platforms } from "../../../crawlers/platforms/index.ts";
import { Agenda } from "../../../crawlers/source/agenda.ts";
import type { Listing, Visit } from "../../../crawlers/source/visit.ts";

const HOME = "http://www.a.gov.cn/";
const way = { score: 1, depth: 0, context: "anywhere" as Context, columnName: null, referer: null };
const page = (path: string, some = {}): Visit => ({ ...way, kind: "page", request: { url: HOME + path }, ...some });
const report = (path: string): Visit => ({
  ...way,
  kind: "document",
  request: { url: HOME + path },
  sighting: {},
  promised: "report",
});
const agenda = (): Agenda =>
  new Agenda((address) => address.startsWith("http://www.a.gov.cn/") || address.startsWith("https://"));
const planned = (of: Agenda): string[] => {
  const urls: string[] = [];
  for (let visit = of.frontier.pop(); visit; visit = of.frontier.pop()) urls.push(visit.request.url.slice(HOME.length));
  return urls;
};

describe("what a crawl has to visit", () => {
  it("is each address once, under all its twins, and only on the source's hosts", () => {
    const mine = agenda();
    for (const path of ["nb/", "nb/index.html", "nb/", "print.jsp"]) mine.add(page(path));
    mine.add({ ...page(""), request: { url: "http://www.b.gov.cn/" } });
    mine.add(report("t1.html"));
    mine.add({ ...report(""), request: { url: "https://www.a.gov.cn/t1_wap.html" } });
    assert.deepEqual(planned(mine), ["nb/", "t1.html"]);
  });

  it("is a page once more where it turns out to stand in the annual-report column", () => {
    const mine = agenda();
    for (const context of ["disclosure", "anywhere", "annual", "annual"]) mine.add(page("bm/", { context }));
    assert.deepEqual(planned(mine), ["bm/", "bm/"]);
  });

  it("ends seven clicks from home", () => {
    const mine = agenda();
    mine.add(page("7/", { depth: 7 }));
    mine.add(page("8/", { depth: 8 }));
    assert.deepEqual(planned(mine), ["7/"]);
  });

  it("is a further page of a listing once, though a link leads there as well", () => {
    const mine = agenda();
    const [platform] = platforms;
    assert.ok(platform);
    const listing: Listing = {
      ...{
        ...way,
        base: `${HOME}nb/`,
        charset: "utf-8",
        platform,
        name: "年报",
        year: null,
        fruitless: 0,
        since: null,
        total: null,
      },
      ...{ seen: new Set(), shapes: new Set(), records: new Set(), problem: null },
      ...{ size: null, rows: new Set(), pages: 0, perPage: 0, pending: 0, onward: [] },
    };
    const at = (n: number) => (n === 0 ? { url: `${HOME}nb/index_2.html` } : null);
    mine.addNext({ listing, series: { at, extent: "declared" }, n: 0, first: false, alternatives: [] });
    const [further] = [mine.frontier.pop()];
    assert.equal(further && mine.spend(further), true);
    assert.equal(mine.spend(page("nb/index_2.html", { context: "annual" })), false);
    assert.equal(mine.spend(page("nb/index_3.html", { context: "annual" })), true);
    assert.deepEqual([mine.pages, mine.leftOut], [2, 0]);
  });

  it("ends at 2,000 pages, with the reason, while reports go on", () => {
    const mine = agenda();
    for (let n = 0; n < 2000; n++) assert.equal(mine.spend(page(`${n}/`)), true);
    assert.equal(mine.exhausted, null);
    assert.equal(mine.spend(page("one-more/")), false);
    assert.equal(mine.spend(report("t1.html")), true);
    assert.equal(mine.exhausted, "the budget of 2000 pages was spent and 1 links were left unread");
  });
});
