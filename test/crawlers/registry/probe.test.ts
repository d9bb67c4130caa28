import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, type TestContext } from "node:test";
import { type Probe, type ProbeOptions, probe } from "../../../crawlers/registry/index.ts";
import { folderFor } from "../../folder.ts";
import { type Answer, reportPage, row, type SmallSite, smallSite } from "../small-site.ts";

const title = (organ: string, year: number): string => `郑州市上街区${organ}${year}年政府信息公开工作年度报告`;
const HEAD = `<title>首页-郑州市上街区人民政府</title><meta name="SiteName" content="上街区人民政府网"><meta name="SiteIDCode" content="4101060001">`;

/** Home → 政府信息公开年报 → years → reports of two organs. */
function portal(): Record<string, Answer> {
  const pages: Record<string, Answer> = {
    "/": `${HEAD}<a href="/zwgk/nb/">政府信息公开年报</a>`,
    "/zwgk/nb/": `<title>政府信息公开年报</title><a href="2022/">2022年</a><a href="2023/">2023年</a>`,
  };
  for (const year of [2022, 2023]) {
    pages[`/zwgk/nb/${year}/`] = ["教育局", "财政局"].map((organ, n) => row(`${n}.html`, title(organ, year))).join("");
    for (const [n, organ] of ["教育局", "财政局"].entries())
      pages[`/zwgk/nb/${year}/${n}.html`] = reportPage(title(organ, year));
  }
  return pages;
}

let site: SmallSite;
beforeEach(async () => {
  site = await smallSite("new", portal());
});
afterEach(() => site.close());

const probing = async (t: TestContext, some: Partial<ProbeOptions> = {}): Promise<Probe> =>
  probe({ source: site.source(), division: null, registered: [], contact: null, work: await folderFor(t), ...some });

describe("probing a source", () => {
  it("says its platform, its columns, how many reports of which years, and a few titles", async (t) => {
    const { platform, columns, reports, years, titles, browser, isCutShort, obstacles } = await probing(t);
    assert.deepEqual(columns, [{ url: `${site.origin}/zwgk/nb/`, name: "政府信息公开年报", reports: 4 }]);
    assert.deepEqual([platform, reports, years], ["generic", 4, { 2022: 2, 2023: 2 }]);
    assert.ok(titles.includes(title("财政局", 2023)));
    assert.deepEqual([browser, isCutShort, obstacles], ["not needed", false, []]);
  });

  it("asks for no more reports than it needs to see that they are some", async (t) => {
    await probing(t);
    assert.equal(site.log.filter((line) => /\/\d\.html$/.test(line)).length, 2);
  });

  it("writes the entry by what the site says of itself", async (t) => {
    const { entry, doubts } = await probing(t);
    assert.deepEqual(doubts, []);
    assert.deepEqual(entry, {
      id: `127-0-0-1-${new URL(site.origin).port}`,
      name: "郑州市上街区人民政府",
      division: "410106",
      home: `${site.origin}/`,
      columns: [`${site.origin}/zwgk/nb/`],
      pace: 0,
      note: "SiteIDCode 4101060001; calls itself 上街区人民政府网",
    });
  });

  it("says where nothing tells whose site it is, and where its code and its name are of different places", async (t) => {
    site.pages["/"] = String(site.pages["/"]).replace(HEAD, "<title>欢迎您</title>");
    const unknown = await probing(t);
    assert.equal(unknown.entry.division, null);
    assert.match(unknown.doubts.join(), /nothing on its home page says its place: give --division CODE/);
    const given = await probing(t, { division: "410106" });
    assert.deepEqual([given.entry.division, given.entry.name], ["410106", "郑州市上街区人民政府"]);
    site.pages["/"] = String(portal()["/"]).replace("4101060001", "4101020001");
    const { doubts, entry } = await probing(t);
    assert.equal(entry.division, "410102");
    assert.match(doubts.join(), /上街区人民政府网 is no site of 中原区|does not say whose/);
    assert.match(entry.note ?? "", /^uncertain: /);
  });

  it("says what is in the way and what that means", async (t) => {
    site.pages["/robots.txt"] = { body: "User-agent: *\nDisallow: /zwgk/", type: "text/plain" };
    const forbidden = await probing(t);
    assert.equal(forbidden.reports, 0);
    assert.deepEqual(
      forbidden.obstacles.map(({ kind, times }) => [kind, times]),
      [["robots", 1]],
    );
    assert.match(forbidden.obstacles[0]?.means ?? "", /never fetched/);
    delete site.pages["/robots.txt"];
    site.pages["/"] = { status: 412, body: "412" };
    const blocked = await probing(t);
    assert.match(blocked.obstacles[0]?.means ?? "", /never circumvented/);
    await site.close();
    const gone = await probing(t);
    assert.match(gone.obstacles[0]?.means ?? "", /nobody answers there/);
    site = await smallSite("new", portal());
  });

  it("names other hosts on which the reports are, and columns only where they are few", async (t) => {
    site.pages["/"] = `${HEAD}<a href="http://127.0.0.1:9/nb/">政府信息公开年报</a>`;
    assert.deepEqual((await probing(t)).elsewhere, ["127.0.0.1:9"]);
    const organs = ["教育局", "财政局", "民政局", "水利局"];
    site.pages["/"] = `${HEAD}<a href="/zwgk/">政府信息公开目录</a>`;
    site.pages["/zwgk/"] =
      `<title>政府信息公开目录</title>${organs.map((o, n) => `<a href="${n}/">${o}</a>`).join("")}`;
    organs.forEach((organ, n) => {
      site.pages[`/zwgk/${n}/`] = `<title>政府信息公开目录</title><a href="nb/">政府信息公开年报</a>`;
      site.pages[`/zwgk/${n}/nb/`] = row("1.html", title(organ, 2023));
    });
    const { columns, entry } = await probing(t);
    assert.deepEqual([columns.length, entry.columns], [4, undefined]);
  });

  it("counts reports whose titles the list cuts short, and says that they are", async (t) => {
    for (const year of [2022, 2023])
      site.pages[`/zwgk/nb/${year}/`] = ["教育局", "财政局"]
        .map(
          (organ, n) => `<li><a href="${n}.html">${title(organ, year).slice(0, 19)}…</a><span>2024-01-24</span></li>`,
        )
        .join("");
    const { reports, cut, years, columns } = await probing(t);
    assert.deepEqual([reports, cut, years, columns.length], [4, 4, { 2022: 2, 2023: 2 }, 1]);
  });

  it("ends within its budget and says so", async (t) => {
    const { isCutShort, reports } = await probing(t, { budget: { pages: 3, documents: 1 } });
    assert.ok(isCutShort && reports === 2);
  });
});
