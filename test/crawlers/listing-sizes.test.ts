import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { crawl, openRawStore } from "../../crawlers/index.ts";
import type { SiteRun } from "../../data/records/index.ts";
import { type Answer, reportPage, row, type SmallSite, smallSite } from "./small-site.ts";

const PER_PAGE = 4;
const title = (n: number): string => `临江县第${n % 9}局${2008 + (n % 16)}年政府信息公开工作年度报告`;
const article = (n: number): string => `/nb/202401/t20240124_${n}.html`;

let archive: string;
let site: SmallSite | undefined;
beforeEach(() => {
  archive = mkdtempSync(join(tmpdir(), "gongkai-sizes-"));
});
afterEach(async () => {
  await site?.close();
  rmSync(archive, { recursive: true, maxRetries: 3 });
});

/** Page `page` of a list of reports, with whatever stands below it. */
const listPage = (page: number, below: string, rows = PER_PAGE): string =>
  `<title>政府信息公开年报</title><ul>${Array.from({ length: rows }, (_, i) => page * PER_PAGE + i)
    .map((n) => row(article(n), title(n)))
    .join("")}</ul>${below}`;

/** A column of so many pages, each with the same words below its list. */
async function open(pages: number, below: string, more: Record<string, Answer> = {}): Promise<SmallSite> {
  const lists = Array.from({ length: pages }, (_, page) => [
    `/nb/${page > 0 ? `index_${page}.html` : ""}`,
    listPage(page, below),
  ]);
  const reports = Array.from({ length: pages * PER_PAGE }, (_, n) => [article(n), reportPage(title(n))]);
  site = await smallSite("linjiang", {
    "/": `<title>临江县人民政府</title><a href="/nb/">政府信息公开年报</a>`,
    ...Object.fromEntries([...lists, ...reports]),
    ...more,
  });
  return site;
}

async function night(of: SmallSite): Promise<{ run: SiteRun; lists: string[]; states: Set<string> }> {
  of.forget();
  const [run] = await crawl({ sources: [of.source()], archive, contact: null });
  const store = await openRawStore(archive, "read");
  const states = new Set([...store.documents()].map(({ state }) => state));
  await store.close();
  const lists = of.log.filter((line) => line.includes("index"));
  return { run: run ?? assert.fail("the crawl gave no run"), lists, states };
}

const PAGER = `<script>createPageHTML(3, 0, "index", "html");</script>`;

describe("a pager that names 3 pages of a list of 10", () => {
  for (const said of ["<p>共40条</p>", "<p>共10页</p>", "<p>总记录数：40</p>", "<span>第1/10页</span>"])
    it(`is followed to the tenth where the page prints ${said.replace(/<\/?\w+>/g, "")}, and no further`, async () => {
      const { run, lists } = await night(await open(10, PAGER + said));
      assert.deepEqual([run.health, run.found, run.reason], ["ok", 40, null]);
      assert.equal(lists.length, 9);
    });

  it("is believed where the page prints nothing", async () => {
    const { run, lists } = await night(await open(10, PAGER));
    assert.deepEqual([run.health, run.found, lists.length], ["ok", 12, 2]);
  });

  it("is said to be short where the others are not there, after one of them was asked for", async () => {
    const { run, lists } = await night(await open(3, `${PAGER}<p>共20条</p>`));
    assert.deepEqual([run.health, run.found, lists.length], ["ok", 12, 3]);
    assert.match(run.reason ?? "", /\/nb\/: declares 20 entries, 12 listed \(.*index_3\.html: .*404\)/);
  });
});

describe("a list that gives less than half of what it prints", () => {
  it("makes its source broken from the first night on; what it gave is archived, nothing is gone, and it may recover", async () => {
    const mine = await open(3, `${PAGER}<p>共40条</p>`);
    for (let nights = 0; nights < 2; nights++) {
      const { run, states } = await night(mine);
      assert.deepEqual([run.health, run.found, run.gone, [...states]], ["broken", 12, 0, ["current"]]);
      assert.match(run.reason ?? "", /^listings of annual reports declare 40 entries, 12 were listed; /);
    }
    for (const page of [0, 1, 2])
      mine.pages[`/nb/${page > 0 ? `index_${page}.html` : ""}`] = listPage(page, `${PAGER}<p>共12条</p>`);
    assert.equal((await night(mine)).run.health, "ok");
  });
});

describe("a list that is shown in part elsewhere, with the size of the whole", () => {
  const preview = `<title>政府信息公开</title><div>${listPage(0, "<p>共12条</p><a href='/nb/'>政府信息公开年报</a>", 3)}</div>`;
  it("is no second list that gives too little", async () => {
    const mine = await open(3, `${PAGER}<p>共12条</p>`, {
      "/": `<title>临江县人民政府</title><a href="/gk/">政府信息公开</a>`,
      "/gk/": preview,
    });
    const { run } = await night(mine);
    assert.deepEqual([run.health, run.found, run.reason], ["ok", 12, null]);
  });

  it("is no second list where several have what it shows", async () => {
    const years = [2023, 2022, 2021].map((year, n) => [
      `/nb/${year}/`,
      listPage(n, "").replace("年报", `年报（${year}年）`),
    ]);
    const links = years.map(([path]) => `<a href="${path}">${path?.slice(4, 8)}年</a>`).join("");
    const gone = [1, 2].map((n) => [`/nb/index_${n}.html`, { status: 404 }]);
    const mine = await open(3, "", {
      "/nb/": listPage(0, `<p>共12条</p>${links}`),
      ...Object.fromEntries([...years, ...gone]),
    });
    const { run } = await night(mine);
    assert.deepEqual([run.health, run.found, run.reason], ["ok", 12, null]);
  });

  it("is no second list where it stands under a second address", async () => {
    const below = `${PAGER.replace("3,", "1,")}<p>共4条</p><a href="/nb/all.html">全部年度报告</a>`;
    const mine = await open(1, below, { "/nb/all.html": listPage(0, "<p>共4条</p>") });
    const { run } = await night(mine);
    assert.deepEqual([run.health, run.found, run.reason], ["ok", 4, null]);
  });
});

describe("a list all of which is on one page, with an odd row", () => {
  it("is whole by what it prints, and nothing more is asked for", async () => {
    const odd = `<ul>${row(article(0), title(0))}<li>（此件已撤下）</li>${row(article(1), title(1))}<li><a href="http://www.b.gov.cn/">市气象局</a></li></ul>`;
    const mine = await open(1, "", { "/nb/": `<title>政府信息公开年报</title>${odd}<div>共3条</div>` });
    const { run, lists } = await night(mine);
    assert.deepEqual([run.health, run.found, run.reason, lists], ["ok", 2, null, []]);
  });
});
