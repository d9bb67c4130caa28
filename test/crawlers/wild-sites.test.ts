import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { crawl, openRawStore } from "../../crawlers/index.ts";
import type { SiteRun } from "../../data/records/index.ts";
import { type Answer, reportPage, type SmallSite, smallSite } from "./small-site.ts";

const title = (organ: string, year = 2023): string => `临江县${organ}${year}年政府信息公开工作年度报告`;
const home = `<title>临江县人民政府</title><a href="/nb/">政府信息公开年报</a>`;

let archive: string;
let site: SmallSite | undefined;
beforeEach(() => {
  archive = mkdtempSync(join(tmpdir(), "gongkai-wild-"));
});
afterEach(async () => {
  await site?.close();
  rmSync(archive, { recursive: true, maxRetries: 3 });
});

async function open(pages: Record<string, Answer>): Promise<SmallSite> {
  site = await smallSite("linjiang", { "/": home, ...pages });
  return site;
}

async function night(of: SmallSite, refresh = false): Promise<{ run: SiteRun; asked: string[]; reports: string[] }> {
  of.forget();
  const [run] = await crawl({ sources: [of.source()], archive, contact: null, refresh });
  const store = await openRawStore(archive, "read");
  const reports = [...store.documents()].map(({ url }) => url.slice(of.origin.length)).sort();
  await store.close();
  return { run: run ?? assert.fail("the crawl gave no run"), asked: [...of.log], reports };
}

describe("a listing whose titles are cut", () => {
  it("gives its reports all the same, told by their pages, and no explanation", async () => {
    const mine = await open({
      "/nb/": `<title>政府信息公开年报</title><li><a href="1.html">临江县市场监督管理…</a></li><li><a href="2.html">临江县教育局2023年年度报告</a></li><li><a href="3.html">临江县水利局2023年政…</a></li>`,
      "/nb/1.html": reportPage(title("市场监督管理局")),
      "/nb/2.html": reportPage(title("教育局"))
        .replace(/<meta.*?>/g, "")
        .replace(/<title>.*?<.title>/, "<title>临江县人民政府</title>"),
      "/nb/3.html": reportPage(`图解：${title("水利局")}`),
    });
    assert.deepEqual((await night(mine)).reports, ["/nb/1.html", "/nb/2.html"]);
    assert.deepEqual(
      (await night(mine)).asked.filter((line) => line.endsWith(".html")),
      [],
    );
  });
});

describe("year columns that are called like reports", () => {
  it("lead on to organs and reports, and are none themselves", async () => {
    const last = new Date().getFullYear() - 1;
    const mine = await open({
      "/nb/": `<title>年报</title><a href="2023/">${last}年政府信息公开年报</a><a href="2022/">2022年政府信息公开年报</a>`,
      "/nb/2023/": `<title>${last}年政府信息公开年报</title><a href="bm/">县政府部门</a><a href="xz/">乡镇（街道）</a>`,
      "/nb/2022/": `<title>2022年政府信息公开年报</title><a href="bm/">县政府部门</a><a href="xz/">乡镇（街道）</a>`,
      "/nb/2023/bm/": `<li><a href="1.html">${title("教育局")}</a></li>`,
      "/nb/2022/xz/": `<li><a href="1.html">${title("清水镇", 2022)}</a></li>`,
      "/nb/2023/bm/1.html": reportPage(title("教育局")),
      "/nb/2022/xz/1.html": reportPage(title("清水镇", 2022)),
    });
    const { run, reports } = await night(mine);
    assert.deepEqual([run.found, reports], [2, ["/nb/2022/xz/1.html", "/nb/2023/bm/1.html"]]);
    mine.pages["/nb/2023/bm/"] += `<li><a href="2.html">${title("民政局")}</a></li>`;
    mine.pages["/nb/2023/bm/2.html"] = reportPage(title("民政局"));
    assert.equal((await night(mine)).run.new, 1, "a new report below them is found the next night");
  });
});

describe("a column that shows its newest report, the others by year", () => {
  const report = (year: number): string =>
    reportPage(title("人民政府", year), [2021, 2022, 2023].map((y) => `<a href="/nb/?y=${y}">${y}年</a>`).join(""));
  it("gives every year, and is itself all that is asked for the next night", async () => {
    const mine = await open({
      "/nb/": report(2023),
      "/nb/?y=2023": report(2023),
      "/nb/?y=2022": report(2022),
      "/nb/?y=2021": report(2021),
    });
    const { run, reports } = await night(mine);
    assert.deepEqual(reports, ["/nb/", "/nb/?y=2021", "/nb/?y=2022", "/nb/?y=2023"]);
    assert.equal(run.platform, "trs");
    assert.deepEqual((await night(mine)).asked, ["404 /robots.txt", "304 /nb/"]);
    assert.ok(
      (await night(mine, true)).asked.includes("304 /nb/?y=2021"),
      "but all of them where it is told to refresh",
    );
  });
});

describe("a listed address that redirects to the report", () => {
  it("is not asked for again the next night, unless its listing says something new of it", async () => {
    const list = (date: string): string =>
      `<title>年报</title><li><a href="/r1">${title("教育局")}</a><span>${date}</span></li>`;
    const mine = await open({
      "/nb/": list("2024-01-24"),
      "/r1": { status: 302, headers: { location: "/nb/1.html" } },
      "/nb/1.html": reportPage(title("教育局")),
    });
    assert.deepEqual((await night(mine)).reports, ["/nb/1.html"]);
    assert.deepEqual((await night(mine)).asked, ["404 /robots.txt", "304 /nb/"]);
    mine.pages["/nb/"] = list("2024-02-02");
    assert.ok((await night(mine)).asked.includes("304 /nb/1.html"));
  });
});

describe("a report that answers 404 while its listing still names it", () => {
  it("is gone, is asked for every night, and is back when it answers again", async () => {
    const row = (n: number): string => `<li><a href="${n}.html">${title("教育局", 2020 + n)}</a></li>`;
    const mine = await open({ "/nb/": `<title>年报</title>${row(1)}${row(2)}` });
    for (const n of [1, 2]) mine.pages[`/nb/${n}.html`] = reportPage(title("教育局", 2020 + n));
    await night(mine);
    delete mine.pages["/nb/2.html"];
    const { run } = await night(mine, true);
    assert.deepEqual([run.health, run.found, run.gone, run.failed], ["ok", 1, 1, 0]);
    assert.match(run.reason ?? "", /2\.html: .*404/);
    const next = await night(mine);
    assert.deepEqual([next.run.found, next.run.gone, next.asked.includes("404 /nb/2.html")], [1, 0, true]);
    mine.pages["/nb/2.html"] = reportPage(title("教育局", 2022));
    assert.deepEqual((await night(mine)).run.new, 1);
  });
});

describe("a site that shows its home page in place of what it does not have", () => {
  it("has no report there", async () => {
    const mine = await open({
      "/nb/": `<title>年报</title><li><a href="1.html">${title("教育局")}</a></li><li><a href="2.html">${title("民政局")}</a></li>`,
      "/nb/1.html": reportPage(title("教育局")),
      "/nb/2.html": home,
    });
    const { run, reports } = await night(mine);
    assert.deepEqual(reports, ["/nb/1.html"]);
    assert.match(run.reason ?? "", /2\.html: leads to the home page/);
  });
});

describe("a home page that is only a redirect to its own index page", () => {
  it("is gone through, and is the home page that dead addresses lead to", async () => {
    const mine = await open({
      "/": `<script>location.href="index.html"</script>`,
      "/index.html": home,
      "/nb/": `<title>年报</title><li><a href="1.html">${title("教育局")}</a></li><a href="/nb/2016/">2016年</a>`,
      "/nb/1.html": reportPage(title("教育局")),
      "/nb/2016/": { status: 301, headers: { location: "/" } },
    });
    const { run, reports } = await night(mine);
    assert.deepEqual(reports, ["/nb/1.html"]);
    assert.match(run.reason ?? "", /2016\/: leads to the home page/);
  });
});

describe("downloads that ask for the letters in a picture", () => {
  it("are no documents; their endpoint is left alone after three, and the pages around them are found all the same", async () => {
    const captcha = `<html><title>附件下载</title><form action="/system/_content/download.jsp">请输入验证码：<input name="codeValue"></form></html>`;
    const pages: Record<string, Answer> = {};
    const rows = [1, 2, 3, 4, 5].map((n) => {
      const files = [1, 2, 3, 4].map((k) => `/system/_content/download.jsp?wbfileid=${n}${k}`);
      for (const file of files) pages[file] = captcha;
      const links = files.map((file, k) => `<li>附件【<a href="${file}">附件${k}：年度报告.pdf</a>】</li>`).join("");
      pages[`/info/1/${n}.htm`] = reportPage(title("教育局", 2015 + n), links);
      return `<li><a href="/info/1/${n}.htm">${title("教育局", 2015 + n)}</a></li>`;
    });
    const mine = await open({ ...pages, "/nb/": `<title>年报</title>${rows.join("")}` });
    const { run, reports, asked } = await night(mine);
    assert.deepEqual(
      reports,
      [1, 2, 3, 4, 5].map((n) => `/info/1/${n}.htm`),
    );
    assert.equal(asked.filter((line) => line.includes("download.jsp")).length, 3);
    assert.deepEqual([run.health, run.failed], ["ok", 20]);
    assert.match(run.reason ?? "", /download\.jsp.*turns us away/);
  });

  it("are none either where they give a page instead of the file, and that is said", async () => {
    const mine = await open({
      "/nb/": `<title>年报</title><li><a href="1.htm">${title("教育局")}</a></li>`,
      "/nb/1.htm": reportPage(title("教育局"), `<a href="/download.jsp?id=1">附件：年度报告.pdf</a>`),
      "/download.jsp?id=1": `<html><p>请从正文页面下载附件</p>`,
    });
    const { run, reports } = await night(mine);
    assert.deepEqual(reports, ["/nb/1.htm"]);
    assert.match(run.reason ?? "", /gives a page instead of the file/);
  });
});

describe("rubbish in a page's place", () => {
  it("is said to be none, however large or deep it is, and keeps nothing else from being found", async () => {
    const mine = await open({
      "/nb/": `<title>年报</title><li><a href="1.html">${title("教育局")}</a></li><li><a href="2.html">${title("民政局")}</a></li><a href="/nb/2016/">2016年</a><a href="/nb/2015/">2015年</a>`,
      "/nb/1.html": reportPage(title("教育局")),
      "/nb/2.html": `<html>${"垃圾".repeat(5_000_000)}`,
      "/nb/2016/": `<html>${"<p><b>x</b></p>".repeat(30_000)}`,
      "/nb/2015/": "<div>x".repeat(5_000),
    });
    const { run, reports } = await night(mine);
    assert.deepEqual(reports, ["/nb/1.html"]);
    assert.match(run.reason ?? "", /2\.html: .*larger than 16 MB/);
    assert.match(run.reason ?? "", /2016\/: .*tags/);
  });
});

describe("a calendar beside the reports", () => {
  it("is left after some pages that lead nowhere, whether by its days or by its next page, and the reports are found", async () => {
    const mine = await open({ "/nb/1.html": reportPage(title("教育局")) });
    const day = (k: number): string =>
      `<title>政府信息公开年报</title>${Array.from({ length: 31 }, (_, i) => `<a href="/nb/day.do?d=${i}&k=${k + 1}">${2001 + i}年</a>`).join("")}<a href="/nb/day.do?d=0&k=${k + 1}">下一页</a>`;
    mine.pages["/nb/"] = `<li><a href="1.html">${title("教育局")}</a></li>${day(0)}`;
    for (let k = 1; k <= 300; k++) for (let d = 0; d < 31; d++) mine.pages[`/nb/day.do?d=${d}&k=${k}`] = day(k);
    const { run, asked, reports } = await night(mine);
    assert.deepEqual([run.health, reports], ["ok", ["/nb/1.html"]]);
    assert.ok(asked.length < 120, `${asked.length} requests`);
    assert.match(run.reason ?? "", /nb\/day\.do\S* were left after 60 that led nowhere/);
  });
});

describe("further pages of a listing", () => {
  it("in another folder than the first mean their links from where they are", async () => {
    const mine = await open({
      "/": `<a href="/gk/nb.htm">政府信息公开年报</a>`,
      "/gk/nb.htm": `<title>年报</title><li><a href="../info/1/1.htm">${title("教育局")}</a></li><a href="nb/1.htm">下页</a>`,
      "/gk/nb/1.htm": `<html><title>年报</title><li><a href="2.html">${title("民政局")}</a></li></html>`,
      "/info/1/1.htm": reportPage(title("教育局")),
      "/gk/nb/2.html": reportPage(title("民政局")),
    });
    assert.deepEqual((await night(mine)).reports, ["/gk/nb/2.html", "/info/1/1.htm"]);
  });

  it("that are stubs, with the site's frame and nothing else, are said to be unread", async () => {
    const frame = `<a href="/">首页</a><a href="/nb/">政府信息公开年报</a>`;
    const mine = await open({
      "/": frame,
      "/nb/": `<title>年报</title>${frame}<li><a href="./202401/t20240105_1.html">${title("教育局")}</a></li><script>createPageHTML(3,0,"index","html")</script>`,
      "/nb/index_1.html": `<title>年报</title>${frame}<li><a href="./202301/t20230105_2.html">${title("民政局", 2022)}</a></li>`,
      "/nb/index_2.html": `<html><title>年报</title>${frame}</html>`,
      "/nb/202401/t20240105_1.html": reportPage(title("教育局")),
      "/nb/202301/t20230105_2.html": reportPage(title("民政局", 2022)),
    });
    const { run } = await night(mine);
    assert.equal(run.found, 2);
    assert.match(run.reason ?? "", /index_2\.html: gives nothing of what the listing says it has/);
  });

  it("that are guessed are dropped with all they show where they turn out to be another column's, or the home page's news", async () => {
    const rows = (folder: string, from: number): string =>
      Array.from(
        { length: 9 },
        (_, n) => `<li><a href="/${folder}/${from + n}.html">${title(`第${from + n}局`, 2015 + n)}</a></li>`,
      ).join("");
    const mine = await open({
      "/nb/": `<title>政府信息公开年报</title>${rows("show", 0)}`,
      "/nb/index_1.html": `<title>部门动态</title>${rows("show", 20)}`,
      "/nb/index_2.html": `<title>临江县人民政府</title>${home}${rows("show", 50)}`,
      ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`/show/${n}.html`, reportPage(title(`第${n}局`))])),
    });
    const { reports } = await night(mine);
    assert.deepEqual(
      reports,
      Array.from({ length: 9 }, (_, n) => `/show/${n}.html`),
    );
  });

  it("that give nothing although the listing says that there is more are said to be unread", async () => {
    const record = `<record><![CDATA[<li><a href="/art/1.html">${title("教育局")}</a></li>]]></record>`;
    const mine = await open({
      "/nb/": `<title>年报</title><datastore><recordset>${record}</recordset></datastore><script>$("#9").jpage({totalRecord:2,perPage:1,proxyUrl:"/p/dataproxy.jsp",ajaxParam:{columnid:9}})</script>`,
      "/p/dataproxy.jsp?columnid=9&startrecord=2&endrecord=2&perpage=1&page=2": {
        body: "<datastore></datastore>",
        type: "text/xml",
      },
      "/art/1.html": reportPage(title("教育局")),
    });
    const { run } = await night(mine);
    assert.match(run.reason ?? "", /\/nb\/: declares 2 entries, 1 listed/);
  });
});
