import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { FetchedDocument, ReportStatus } from "../../data/records/index.ts";
import type { Reading } from "../../pipeline/precedence.ts";
import { settle } from "../../pipeline/versions.ts";

const PAGE = "http://www.example.gov.cn/nb/2023.html";

/** A reading with numbers of its own, unless another says that it has the same. */
function reading(
  reportId: string,
  document: Partial<FetchedDocument>,
  status: ReportStatus = "verified",
  said: Partial<Pick<Reading, "ordinal" | "published" | "saysCorrection" | "numbers">> = {},
): Reading {
  const url = document.url ?? PAGE;
  return {
    reportId,
    reportKey: "410106:郑州市上街区人民政府:2023:aggregate",
    status,
    ...{
      ordinal: 1,
      published: null,
      saysCorrection: false,
      numbers: status === "narrative" ? null : reportId,
      ...said,
    },
    document: {
      sha256: reportId.padEnd(64, "0"),
      url,
      pageUrl: url,
      site: "shangjie",
      mediaType: "text/html",
      fileName: null,
      httpStatus: 200,
      retrieved: "2024-02-01T01:30:00.000Z",
      warcFile: "gongkai.warc.gz",
      warcOffset: 0,
      linkText: null,
      listedDate: null,
      columnName: null,
      twinOf: null,
      state: "current",
      goneSince: null,
      ...document,
    },
  };
}

const currentOf = (readings: Reading[]): string[] =>
  [...settle(readings).standings].filter(([, standing]) => standing.isCurrent).map(([id]) => id);

describe("of several readings of one report", () => {
  it("the attachment stands for the notice that only points to it", () => {
    const notice = reading("notice", {}, "narrative");
    const pdf = reading("pdf", { url: `${PAGE}.pdf`, pageUrl: PAGE });
    const { standings, twins } = settle([notice, pdf]);
    assert.deepEqual([...standings.keys()], ["pdf"]);
    assert.deepEqual([...twins], [["notice", "pdf"]]);
  });

  it("the page stands for its own copy as an attachment, where both are read as well", () => {
    const page = reading("page", {}, "verified", { numbers: "same" });
    const pdf = reading("pdf", { url: `${PAGE}.pdf`, pageUrl: PAGE }, "verified", { numbers: "same" });
    assert.deepEqual([...settle([pdf, page]).twins], [["pdf", "page"]]);
  });

  it("the one that was altered in place is superseded by the new, however well each is read, and both stay", () => {
    const old = reading("old", { state: "superseded" });
    const altered = reading("altered", { retrieved: "2024-03-01T01:30:00.000Z" }, "incomplete");
    assert.deepEqual(currentOf([old, altered]), ["altered"]);
    assert.deepEqual([...settle([old, altered]).standings.keys()].sort(), ["altered", "old"]);
  });

  it("the one that vanished stays current, with the time since when it is gone", () => {
    const goneSince = "2024-05-01T01:30:00.000Z";
    const { standings } = settle([reading("gone", { state: "gone", goneSince })]);
    assert.deepEqual([standings.get("gone")?.isCurrent, standings.get("gone")?.goneSince], [true, goneSince]);
  });

  it("the last good one stays current where what replaced it at its address was no report", () => {
    assert.deepEqual(currentOf([reading("good", { state: "superseded" })]), ["good"]);
  });

  it("whose addresses show another report now, it is gone since it was last seen anywhere, and there while one address still shows it", () => {
    const [first, last] = ["2024-03-01T01:30:00.000Z", "2024-04-01T01:30:00.000Z"];
    const next = { ...reading("next", { retrieved: first }), reportKey: "410106:郑州市上街区人民政府:2024:aggregate" };
    const replaced = reading("old", { state: "superseded", goneSince: first });
    const copy = { url: "http://www.example.gov.cn/copy.html" };
    const gone = reading("old", { ...copy, state: "gone", goneSince: last });
    const goneSince = (readings: Reading[]) => {
      const standing = (order: Reading[]) => settle(order).standings.get("old");
      assert.deepEqual(standing(readings), standing(readings.toReversed()));
      assert.equal(standing(readings)?.isCurrent, true, "it stays in the archive");
      return standing(readings)?.goneSince;
    };
    assert.equal(goneSince([replaced, next]), first);
    assert.equal(goneSince([replaced, next, gone]), last);
    assert.equal(goneSince([replaced, next, reading("old", copy)]), null);
    assert.equal(goneSince([replaced]), null, "what is no report says nothing of what it hides");
    assert.equal(goneSince([replaced, reading("bare", {}, "narrative")]), null, "it has lost its tables");
  });

  it("the one with tables stays current where what took its place has none, at its address or another", () => {
    const verified = reading("verified", { state: "superseded" });
    assert.deepEqual(currentOf([verified, reading("wall", {}, "narrative")]), ["verified"]);
    const gone = reading("gone", { state: "gone", goneSince: "2024-05-01T01:30:00.000Z" });
    const summary = reading("summary", { url: "http://www.example.gov.cn/new/2023.html" }, "narrative");
    assert.deepEqual(currentOf([summary, gone]), ["gone"]);
    const old = reading("old", { state: "superseded" }, "narrative");
    assert.deepEqual(currentOf([old, reading("altered", {}, "narrative")]), ["altered"], "neither has tables");
  });

  it("the one that is still there is current, before one that vanished elsewhere", () => {
    const moved = reading("moved", { url: "http://www.example.gov.cn/new/2023.html" }, "incomplete");
    const gone = reading("gone", { state: "gone", goneSince: "2024-05-01T01:30:00.000Z" });
    assert.deepEqual(currentOf([gone, moved]), ["moved"]);
  });

  it("exactly one is current, whatever the order in which they come", () => {
    const readings = [
      reading("a", { url: "http://www.example.gov.cn/a.html" }),
      reading("b", { url: "http://www.example.gov.cn/b.html" }, "realigned"),
      reading("c", { url: "http://www.example.gov.cn/c.html", state: "gone" }),
      reading("a", { url: "http://www.example.gov.cn/mirror.html", retrieved: "2024-02-02T01:30:00.000Z" }),
    ];
    for (const order of [readings, readings.toReversed()]) assert.deepEqual(currentOf(order), ["a"]);
  });

  it("one that was replaced is never current before one that is there, nor one that vanished before one that vanished later", () => {
    const at = (hour: string) => `2024-05-01T${hour}:30:00.000Z`;
    const elsewhere = (id: string) => ({ url: `http://www.example.gov.cn/${id}.html` });
    const early = reading("a", { ...elsewhere("a"), state: "gone", goneSince: at("01") });
    const late = reading("b", { ...elsewhere("b"), state: "gone", goneSince: at("02") }, "incomplete");
    assert.deepEqual(currentOf([early, late]), ["b"]);
    const said = { published: "2024-04-01", saysCorrection: true };
    const replaced = reading("old", { state: "superseded", goneSince: at("01") }, "verified", said);
    assert.deepEqual(currentOf([replaced, reading("new", { state: "gone", goneSince: at("02") })]), ["new"]);
  });

  it("where a wall takes the place of several on one night, it is not the page that was fetched last", () => {
    for (const [first = "", second = ""] of [
      ["01", "02"],
      ["02", "01"],
    ]) {
      const behind = (id: string, minute: string, published: string): Reading => {
        const goneSince = `2024-05-01T01:${minute}:00.000Z`;
        const document = { url: `http://a.gov.cn/${id}`, state: "superseded", goneSince } as const;
        return reading(id, document, "verified", { published });
      };
      assert.deepEqual(currentOf([behind("new", first, "2024-03-10"), behind("old", second, "2024-01-10")]), ["new"]);
    }
  });

  it("a correction is current before what it corrects, else the later published, on one page the one further down", () => {
    const at = (n: number) => ({ url: `http://www.example.gov.cn/${n}.html` });
    const early = { published: "2024-01-10" };
    const old = reading("old", at(10), "verified", early);
    assert.deepEqual(currentOf([old, reading("new", at(9), "incomplete", { ...early, saysCorrection: true })]), [
      "new",
    ]);
    assert.deepEqual(currentOf([old, reading("new", { ...at(9), linkText: "年报（修订版）" }, "incomplete", early)]), [
      "new",
    ]);
    assert.deepEqual(currentOf([old, reading("new", at(9), "incomplete", { published: "2024-01-11" })]), ["new"]);
    assert.deepEqual(currentOf([old, reading("9", at(9), "verified", early)]), ["old"], "content systems count");
    const document = { ...at(1), sha256: "1".repeat(64) };
    assert.deepEqual(currentOf([reading("b", document), reading("a", document, "incomplete", { ordinal: 2 })]), ["a"]);
  });

  it("neither the time of fetching, nor a digest, nor the order in which they come decides which is current", () => {
    const one = fc.record({
      path: fc.constantFrom("1.html", "2.html", "10.html", "m/1.html"),
      page: fc.constantFrom("1.html", "2.html"),
      status: fc.constantFrom<ReportStatus>("narrative", "incomplete", "verified"),
      published: fc.constantFrom(null, "2024-01-10", "2024-03-10"),
      saysCorrection: fc.boolean(),
      gone: fc.constantFrom(null, "2024-05-01T01:30:00.000Z", "2024-05-02T01:30:00.000Z"),
      ordinals: fc.integer({ min: 1, max: 2 }),
    });
    const several = fc.uniqueArray(one, { minLength: 2, maxLength: 5, selector: ({ path }) => path });
    const chances = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(several, chances, chances, (documents, first, second) => {
        const winner = (chance: number[]): string => {
          let at = 0;
          const next = (): string => String(chance[at++ % chance.length]).padStart(7, "0") + at;
          const readings = documents.flatMap(({ path, page, status, gone, ordinals, ...said }) => {
            const place = { url: `http://a.gov.cn/${path}`, pageUrl: `http://a.gov.cn/${page}`, sha256: next() };
            const state = gone === null ? "current" : "gone";
            const retrieved = `2024-02-01T01:30:00.${next().slice(0, 3)}Z`;
            return Array.from({ length: ordinals }, (_, i) =>
              reading(`${next()} ${path} ${i}`, { ...place, state, goneSince: gone, retrieved }, status, {
                ...said,
                ordinal: i + 1,
              }),
            );
          });
          const ranked = readings.map((one) => ({ one, rank: next() })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
          return currentOf(ranked.map(({ one }) => one))
            .map((id) => id.replace(/^\S+ /, ""))
            .join();
        };
        assert.equal(winner(first), winner(second));
      }),
    );
  });

  it("reports of other years or organs are not touched", () => {
    const other = { ...reading("other", {}), reportKey: "410106:郑州市上街区人民政府:2022:aggregate" };
    assert.deepEqual(currentOf([reading("one", {}), other]).sort(), ["one", "other"]);
  });
});
