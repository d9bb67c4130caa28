import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { type CrawlOptions, crawl, openRawStore } from "../../crawlers/index.ts";
import type { FetchedDocument, SiteRun } from "../../data/records/index.ts";
import type { Source } from "../../data/sources/index.ts";
import { type Answer, reportPage, row, type SmallSite, smallSite } from "./small-site.ts";

const title = (organ: string, year = 2023): string => `青溪市${organ}${year}年政府信息公开工作年度报告`;
const ORGANS = ["教育局", "民政局", "财政局", "水利局", "审计局", "统计局"];
const article = (n: number): string => `/zwgk/zfxxgknb/202401/t20240124_${n}.html`;

/** A portal: home → 政务公开 → 政府信息公开年报, two reports a page, with what tempts a crawler beside them. */
function portal(): Record<string, Answer> {
  const listing = (...rows: string[]): string =>
    `<title>政府信息公开年报</title><ul>${rows.join("")}</ul><a href="/print.jsp?id=1">打印</a><script>createPageHTML(3, 0, "index", "html");</script>`;
  const rows = ORGANS.map((organ, n) => row(`./202401/t20240124_${n}.html`, title(organ)));
  const pages: Record<string, Answer> = {
    "/": `<title>青溪市人民政府</title><a href="/news/">要闻</a><a href="/zwgk/">政务公开</a><a href="http://127.0.0.1:9/zwgk/">政府信息公开</a>`,
    "/news/": "要闻",
    "/zwgk/": `<title>政务公开</title><a href="/zwgk/zfxxgkzn/">政府信息公开指南</a><a href="/zwgk/zfxxgknb">政府信息公开年报</a><a href="/secret/">2023年政府信息公开年报（内部）</a>`,
    "/robots.txt": { body: "User-agent: *\nDisallow: /secret/", type: "text/plain" },
    "/secret/": row("/secret/a.html", title("秘密局")),
    "/zwgk/zfxxgknb": { status: 301 },
    "/zwgk/zfxxgknb/": listing(...rows.slice(0, 2), row("/jd/1.html", `图解：${title("教育局")}`)),
    "/zwgk/zfxxgknb/index_1.html": listing(
      ...rows.slice(2, 4),
      row("/tz/1.html", "关于做好2023年政府信息公开工作年度报告编制工作的通知"),
    ),
    "/zwgk/zfxxgknb/index_2.html": listing(...rows.slice(4), row("http://127.0.0.1:9/x.html", title("外地局"))),
    "/jd/1.html": reportPage(`图解：${title("教育局")}`),
    "/tz/1.html": "通知",
    [article(0)]: reportPage(title("教育局")).replace(
      /<p>.*<\/p>/,
      `<a href="./P020240124612345678901.pdf" appendix="true">附件：年度报告.pdf</a>`,
    ),
    "/zwgk/zfxxgknb/202401/P020240124612345678901.pdf": { body: "%PDF-1.4 report", type: "application/pdf" },
  };
  ORGANS.slice(1).forEach((organ, n) => {
    pages[article(n + 1)] = reportPage(title(organ));
  });
  delete pages["/zwgk/zfxxgknb"];
  return { ...pages, "/zwgk/": String(pages["/zwgk/"]).replace('"/zwgk/zfxxgknb"', '"/zwgk/zfxxgknb/"') };
}

let archive: string;
let site: SmallSite;
beforeEach(async () => {
  archive = mkdtempSync(join(tmpdir(), "gongkai-crawl-"));
  site = await smallSite("qingxi", portal());
});
afterEach(async () => {
  await site.close();
  rmSync(archive, { recursive: true, maxRetries: 3 });
});

const visit = (sources: Source[], some: Partial<CrawlOptions> = {}): Promise<SiteRun[]> =>
  crawl({ sources, archive, contact: "test@example.org", ...some });
const visitSite = async (some: Partial<Source> = {}, options: Partial<CrawlOptions> = {}): Promise<SiteRun> => {
  const [run] = await visit([site.source(some)], options);
  return run ?? assert.fail("the crawl gave no run");
};
async function documents(): Promise<FetchedDocument[]> {
  const store = await openRawStore(archive, "read");
  const found = [...store.documents()];
  await store.close();
  return found;
}
const paths = (found: FetchedDocument[]): string[] => found.map(({ url }) => new URL(url).pathname).sort();
const everything = [...ORGANS.map((_, n) => article(n)), "/zwgk/zfxxgknb/202401/P020240124612345678901.pdf"].sort();

describe("the first visit to a site", () => {
  it("finds every report from the home page, through the listing's pages to the end, and the file of a notice", async () => {
    const run = await visitSite();
    assert.deepEqual([run.health, run.platform, run.found, run.new], ["ok", "trs", 7, 7]);
    const found = await documents();
    assert.deepEqual(paths(found), everything);
    const pdf = found.find(({ url }) => url.endsWith(".pdf"));
    assert.equal(pdf?.pageUrl, site.origin + article(0));
    assert.equal(pdf?.linkText, title("教育局"));
    const page = found.find(({ url }) => url.endsWith("_3.html"));
    assert.deepEqual(
      [page?.linkText, page?.listedDate, page?.columnName],
      [title("水利局"), "2024-01-24", "政府信息公开年报"],
    );
  });

  it("asks for nothing that it should not: look-alikes, other columns, traps, forbidden folders", async () => {
    const run = await visitSite();
    for (const path of [
      "/jd/1.html",
      "/tz/1.html",
      "/news/",
      "/zwgk/zfxxgkzn/",
      "/print.jsp?id=1",
      "/secret/",
      "/secret/a.html",
    ])
      assert.ok(!site.log.some((line) => line.endsWith(` ${path}`)), path);
    assert.match(run.reason ?? "", /\/secret\/: robots\.txt forbids it/);
  });

  it("asks for everything once", async () => {
    await visitSite();
    assert.deepEqual(
      site.log.filter((line, n) => site.log.indexOf(line) !== n),
      [],
    );
  });

  it("tells how far it is", async () => {
    const seen: string[] = [];
    await visitSite({}, { onProgress: ({ site: id, current }) => seen.push(`${id} ${new URL(current).pathname}`) });
    assert.ok(seen.includes("qingxi /zwgk/") && seen.includes(`qingxi ${article(5)}`));
  });

  it("says where JavaScript draws the listing and there is no browser how to get one, and is not ok", async () => {
    site.pages["/zwgk/zfxxgknb/"] = `<div id="app"></div><script src="/app.js"></script>`;
    const chosen = process.env.GONGKAI_CHROMIUM;
    process.env.GONGKAI_CHROMIUM = "/nowhere/chromium";
    try {
      const run = await visitSite();
      assert.equal(run.health, "broken");
      assert.match(run.reason ?? "", /needs a browser: .*(install|GONGKAI_CHROMIUM)/);
    } finally {
      if (chosen === undefined) delete process.env.GONGKAI_CHROMIUM;
      else process.env.GONGKAI_CHROMIUM = chosen;
    }
    const never = await visitSite({ browser: "never" });
    assert.match(never.reason ?? "", /needs a browser, which the source forbids/);
  });

  it("follows a column that is only a redirect, and one whose list is in a frame", async () => {
    site.pages["/zwgk/"] = `<title>政务公开</title><a href="/nb/">政府信息公开年报</a>`;
    site.pages["/nb/"] = `<script>window.location.href="./frame.html"</script>`;
    site.pages["/nb/frame.html"] = `<title>年度报告</title><iframe src="/zwgk/zfxxgknb/index.html"></iframe>`;
    site.pages["/zwgk/zfxxgknb/index.html"] = site.pages["/zwgk/zfxxgknb/"] ?? "";
    await visitSite();
    assert.deepEqual(paths(await documents()), everything);
  });
});

describe("a listing whose second page is index_2", () => {
  it("is read to its end all the same", async () => {
    site.pages["/zwgk/zfxxgknb/index_3.html"] = site.pages["/zwgk/zfxxgknb/index_2.html"] ?? "";
    site.pages["/zwgk/zfxxgknb/index_2.html"] = site.pages["/zwgk/zfxxgknb/index_1.html"] ?? "";
    delete site.pages["/zwgk/zfxxgknb/index_1.html"];
    const run = await visitSite();
    assert.equal(run.found, 7);
    assert.doesNotMatch(run.reason ?? "", /\b404\b/);
  });
});

describe("the next night", () => {
  it("asks for no report again while nothing has changed, and loses none", async () => {
    await visitSite();
    site.forget();
    const run = await visitSite();
    assert.deepEqual([run.health, run.found, run.new, run.changed, run.gone], ["ok", 7, 0, 0, 0]);
    assert.deepEqual(
      site.log.filter((line) => /t2024|P02/.test(line)),
      [],
    );
    // Not the home page, nor what goes on with a listing that says nothing new; but every page that names a report itself.
    assert.deepEqual(site.log, ["304 /robots.txt", "304 /zwgk/", "304 /zwgk/zfxxgknb/"]);
  });

  it("asks at once for a report of which the listing says something new, and keeps both versions", async () => {
    await visitSite();
    site.pages["/zwgk/zfxxgknb/"] = String(site.pages["/zwgk/zfxxgknb/"])
      .replace("2024-01-24", "2024-02-02")
      .replace("民政局2023年政府信息公开工作年度报告", "民政局2023年政府信息公开工作年度报告（更正）");
    site.pages[article(1)] = reportPage(title("民政局"), "更正");
    site.forget();
    const run = await visitSite();
    assert.ok(site.log.includes(`200 ${article(1)}`));
    assert.equal(run.changed, 1);
    assert.deepEqual(
      (await documents()).filter(({ url }) => url.endsWith(article(1))).map(({ state }) => state),
      ["superseded", "current"],
    );
  });

  it("asks for all of them where it is told to refresh, and after their time", async () => {
    await visitSite();
    site.forget();
    await visitSite({}, { refresh: true });
    assert.equal(site.log.filter((line) => /^304 .*(t2024|P02)/.test(line)).length, 7);
    site.forget();
    await visitSite({}, { now: new Date(Date.now() + 121 * 24 * 3600 * 1000) });
    assert.equal(site.log.filter((line) => /^304 .*(t2024|P02)/.test(line)).length, 7);
  });

  it("finds what is new and calls gone what the listing has dropped", async () => {
    await visitSite();
    const first = String(site.pages["/zwgk/zfxxgknb/"]);
    site.pages["/zwgk/zfxxgknb/"] = first.replace(
      row("./202401/t20240124_1.html", title("民政局")),
      row("./202401/t20240124_9.html", title("气象局")),
    );
    site.pages[article(9)] = reportPage(title("气象局"));
    const run = await visitSite();
    assert.deepEqual([run.health, run.new, run.gone], ["ok", 1, 1]);
    assert.deepEqual(
      (await documents()).filter(({ state }) => state === "gone").map(({ url }) => new URL(url).pathname),
      [article(1)],
    );
  });

  it("calls nothing gone where a page of the listing does not answer", async () => {
    await visitSite();
    site.pages["/zwgk/zfxxgknb/"] += "<p>本栏目已更新</p>";
    site.pages["/zwgk/zfxxgknb/index_1.html"] += "<p>本栏目已更新</p>";
    site.pages["/zwgk/zfxxgknb/index_2.html"] = { status: 403 };
    const run = await visitSite();
    assert.notEqual(run.health, "ok");
    assert.match(run.reason ?? "", /2 known documents were not seen.*index_2/);
    assert.ok((await documents()).every(({ state }) => state === "current"));
  });
});

describe("a source that collapses", () => {
  it("is broken, says what there was, and its last good state stays", async () => {
    await visitSite();
    site.pages["/zwgk/zfxxgknb/"] =
      `<title>政府信息公开年报</title><ul>${row("./202401/t20240124_0.html", title("教育局"))}</ul>`;
    const run = await visitSite();
    assert.deepEqual([run.health, run.found, run.gone], ["broken", 2, 0]);
    assert.match(run.reason ?? "", /found 2 documents, 7 on 20/);
    assert.ok((await documents()).every(({ state }) => state === "current"));
    const again = await visitSite();
    assert.equal(again.health, "broken", "the collapse must not become the measure");
  });

  it("is broken below what its entry expects, and where nothing is found", async () => {
    assert.match((await visitSite({ expect: { min: 8 } })).reason ?? "", /found 7 documents, expected at least 8/);
    site.pages["/zwgk/"] = "建设中";
    const other = { ...site.source(), id: "other" };
    const [run] = await visit([other]);
    assert.deepEqual([run?.health, run?.reason], ["broken", "found no annual report"]);
  });

  it("is blocked where it turns us away, and stops no other source", async () => {
    const blocked = await smallSite("blocked", { "/": { status: 412, body: "<script>$_ts=1</script>" } });
    const runs = await visit([blocked.source(), site.source()]);
    assert.deepEqual(
      runs.map(({ site: id, health }) => [id, health]),
      [
        ["blocked", "blocked"],
        ["qingxi", "ok"],
      ],
    );
    await blocked.close();
  });
});

describe("known columns", () => {
  it("are tried first, and home is left alone where they give all", async () => {
    await visitSite({ columns: [`${site.origin}/zwgk/zfxxgknb/`], expect: { min: 7 } });
    assert.deepEqual(paths(await documents()), everything);
    assert.ok(!site.log.includes("200 /"));
  });

  it("are found again from home where they have moved", async () => {
    const run = await visitSite({ columns: [`${site.origin}/old/zfxxgknb/`] });
    assert.deepEqual([run.health, run.found], ["ok", 7]);
    assert.match(run.reason ?? "", /old\/zfxxgknb\/: .*404/);
  });
});

describe("a crawl that is stopped", () => {
  it("finishes no run, and the next call carries on without asking for anything twice", async () => {
    const stop = new AbortController();
    const runs = await visit([site.source()], {
      signal: stop.signal,
      onProgress: ({ documents: n }) => {
        if (n === 2) stop.abort();
      },
    });
    assert.deepEqual(runs, []);
    const before = site.log.length;
    assert.ok(before > 4 && !site.log.includes("200 /zwgk/zfxxgknb/index_2.html"));
    const run = await visitSite();
    assert.deepEqual([run.health, run.found, run.new], ["ok", 7, 7]);
    const answered = site.log.filter((line) => line.startsWith("200 ") && !line.endsWith("robots.txt"));
    assert.deepEqual(
      answered.filter((line, n) => answered.indexOf(line) !== n),
      [],
    );
    assert.deepEqual(paths(await documents()), everything);
  });
});
