import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { crawl, openRawStore } from "../../crawlers/index.ts";
import { obstacleSites } from "../nation/families.ts";
import { crawlFamilies, type FamilyResult } from "./families.ts";
import { reportPage, row, smallSite } from "./small-site.ts";

describe("a site some of whose reports are hard to get", () => {
  let results: FamilyResult[];
  before(async () => {
    results = await crawlFamilies(obstacleSites());
  });
  const of = (family: string): FamilyResult =>
    results.find((result) => result.family === family) ?? assert.fail(`no ${family}`);

  for (const [family, organ] of [
    ["captcha-some", 3],
    ["login-some", 2],
  ] as const)
    it(`gives all but those that it keeps from us, which are said and never kept in a report's place: ${family}`, () => {
      const { run, missed, wrong } = of(family);
      assert.deepEqual(
        missed.toSorted(),
        [2021, 2022, 2023].map((year) => `${family}-flat/report-${organ}-${year}`),
      );
      assert.deepEqual([wrong, run.health, run.found, run.failed], [[], "ok", 18, 3]);
      assert.match(run.reason ?? "", /turns us away/);
    });

  for (const family of ["file-with-referer", "file-in-viewer", "file-that-lies"])
    it(`gives each page and the file that it says all is in: ${family}`, () => {
      const { run, missed, wrong } = of(family);
      assert.deepEqual([missed, wrong, run.health, run.found, run.failed], [[], [], "ok", 2 * 21, 0]);
    });

  it("gives each page and what its frame shows, without what its other frames do: in-frame", () => {
    const { run, missed, wrong, forbidden } = of("in-frame");
    assert.deepEqual([missed, wrong, forbidden, run.health, run.found, run.failed], [[], [], [], "ok", 2 * 21, 0]);
  });

  it("that lists its copies for telephones first is read as itself, and all addresses of each report are known", () => {
    const { missed, wrong, forbidden, twins } = of("wap-first");
    assert.deepEqual([missed, wrong, forbidden], [[], [], []]);
    assert.equal(twins.filter((url) => url.endsWith("_wap.html")).length, 21);
  });
});

const title = "临江县教育局2023年政府信息公开工作年度报告";

describe("a report", () => {
  const crawled = async (pages: Parameters<typeof smallSite>[1], allow: string[] = []) => {
    const archive = mkdtempSync(join(tmpdir(), "gongkai-obstacles-"));
    const site = await smallSite("linjiang", { "/": `<a href="/nb/">政府信息公开年报</a>`, ...pages });
    const [run] = await crawl({ sources: [site.source({ allow })], archive, contact: null });
    const store = await openRawStore(archive, "read");
    const documents = [...store.documents()];
    await store.close();
    await site.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
    return { run: run ?? assert.fail("no run"), documents, origin: site.origin, log: site.log };
  };

  it("whose file is on another host of the source comes with it, under the name that its server gives it in GBK", async () => {
    const files = await smallSite("files", {
      "/p/1.pdf": {
        body: "%PDF-1.4",
        type: "text/html; charset=GBK",
        headers: { "content-disposition": "attachment; filename*=GBK''%C4%EA%B6%C8%B1%A8%B8%E6.pdf" },
      },
    });
    const pages = {
      "/nb/": `<title>年报</title>${row("1.html", title)}`,
      "/nb/1.html": `<title>${title}</title><div class="TRS_Editor"><p>详见附件</p><a href="${files.origin}/p/1.pdf">附件</a></div>`,
    };
    const { documents, origin } = await crawled(pages, [new URL(files.origin).host]);
    const { run } = await crawled(pages);
    await files.close();
    const file = documents.find(({ url }) => url === `${files.origin}/p/1.pdf`);
    assert.deepEqual([file?.pageUrl, file?.fileName], [`${origin}/nb/1.html`, "年度报告.pdf"]);
    assert.match(run.reason ?? "", /hosts that the source does not allow|no host of this source/);
  });

  for (const [answer, health] of [
    [{ status: 403, body: "403" }, "blocked"],
    [{ status: 404, body: "404" }, "broken"],
  ] as const)
    it(`that is one of the few of its source to be had, on the first night: the source is ${health}, and how many were not is said`, async () => {
      const of = (n: number): string => title.replace("教育局", `第${n}镇人民政府`);
      const numbers = Array.from({ length: 20 }, (_, n) => n + 1);
      const { run } = await crawled({
        "/nb/": `<title>年报</title>${numbers.map((n) => row(`${n}.html`, of(n))).join("")}`,
        ...Object.fromEntries(numbers.map((n) => [`/nb/${n}.html`, answer])),
        "/nb/1.html": reportPage(of(1)),
      });
      assert.deepEqual([run.health, run.found, run.failed], [health, 1, 19]);
      assert.match(run.reason ?? "", /^19 of 20 listed reports could not be had; /);
    });

  it("that is in a file which is kept from us is not had with the page that points to it", async () => {
    const pages = {
      "/nb/": `<title>年报</title>${row("1.html", title)}`,
      "/nb/1.html": `<title>${title}</title><div class="TRS_Editor"><p>详见附件</p><a href="/f/1.pdf">附件</a></div>`,
      "/f/1.pdf": { status: 403, body: "403" },
    };
    const behindShell = {
      "/nb/1.html": `<meta http-equiv="refresh" content="0;url=/p/1.html">`,
      "/p/1.html": pages["/nb/1.html"],
    };
    for (const { run } of [await crawled(pages), await crawled({ ...pages, ...behindShell })]) {
      assert.deepEqual([run.health, run.found, run.failed], ["blocked", 1, 1]);
      assert.match(run.reason ?? "", /^1 of 1 listed reports could not be had; .*1\.pdf/);
    }
  });

  it("that its page shows in a frame of its own host is the frame's, found on that page", async () => {
    const shown = (frame: string): string =>
      `<title>${title}</title><meta name="ArticleTitle" content="${title}"><div class="TRS_Editor">${frame}</div>`;
    const { run, documents, origin } = await crawled({
      "/nb/": `<title>年报</title>${row("1.html", title)}`,
      "/nb/1.html": shown(`<iframe src="/weather.html"></iframe><iframe src="/body/1"></iframe>`),
      "/body/1": "<h3>一、总体情况</h3><p>略</p><h3>二、主动公开政府信息情况</h3>",
      "/weather.html": "<p>今天晴</p>",
    });
    const found = documents.map(({ url, pageUrl }) => [url, pageUrl].map((one) => one.slice(origin.length)));
    assert.deepEqual(found.sort(), [
      ["/body/1", "/nb/1.html"],
      ["/nb/1.html", "/nb/1.html"],
    ]);
    assert.deepEqual([run.health, run.found], ["ok", 2]);
  });

  it("that its page shows itself is not looked for in the page's frames, nor on hosts that are not the page's", async () => {
    const elsewhere = await smallSite("elsewhere", { "/body": "<p>一、总体情况 二、主动公开政府信息情况</p>" });
    const { documents, log } = await crawled({
      "/nb/": `<title>年报</title>${row("1.html", title)}${row("2.html", title.replace("教育", "民政"))}`,
      "/nb/1.html": reportPage(title, `<iframe src="/more.html"></iframe>`),
      "/nb/2.html": `<title>${title}</title><div class="TRS_Editor"><iframe src="${elsewhere.origin}/body"></iframe></div>`,
    });
    await elsewhere.close();
    assert.equal(documents.length, 2);
    assert.deepEqual([log.filter((line) => line.includes("more")), elsewhere.log], [[], []]);
  });

  it("that stands in two columns is one document with both its addresses", async () => {
    const long = "教育局按照要求做好政府信息公开工作。".repeat(20);
    const page = (column: string): string =>
      reportPage(title)
        .replace("<body>", `<body><div class="position">首页 > ${column}</div>`)
        .replace("</div>", `<p></p></div>`)
        .replace("一、总体情况", `一、总体情况${long}`);
    const { run, documents } = await crawled({
      "/nb/": `<title>年报</title><a href="bm/">县政府部门</a><a href="jy/">教育局</a>`,
      "/nb/bm/": `<title>县政府部门</title>${row("t20240105_1.html", title)}`,
      "/nb/jy/": `<title>教育局</title>${row("t20240105_2.html", title)}`,
      "/nb/bm/t20240105_1.html": page("县政府部门"),
      "/nb/jy/t20240105_2.html": page("教育局"),
    });
    assert.deepEqual([run.health, run.found, run.new], ["ok", 1, 1]);
    assert.equal(documents.length, 2);
  });
});
