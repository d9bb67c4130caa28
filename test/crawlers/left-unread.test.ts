import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { crawl } from "../../crawlers/index.ts";
import { madeSite } from "../nation/made-site.ts";
import { crawlFamilies, type FamilyResult } from "./families.ts";
import { reportPage, row, smallSite } from "./small-site.ts";

const visit = async (family: string): Promise<FamilyResult> => {
  const site = madeSite({ id: family, family, shape: "flat", place: "临江县", division: "410106" });
  const [result] = await crawlFamilies([site]);
  assert.ok(result);
  return result;
};

describe("a listing that says how many entries it has and gives fewer", () => {
  for (const { family, listed, declared, health } of [
    { family: "hanweb-sealed", listed: 12, declared: 25, health: "broken" },
    { family: "truecms-off", listed: 15, declared: 25, health: "ok" },
    { family: "cut-and-gone", listed: 12, declared: 25, health: "broken" },
  ])
    it(`is said to be unread in part, and is ${health} on the first night, with what was found archived: ${family}`, async () => {
      const { run, missed, expected, wrong, requests } = await visit(family);
      assert.equal(run.health, health);
      assert.match(run.reason ?? "", new RegExp(`/\\S*: declares ${declared} entries, ${listed} listed`));
      assert.ok(missed.length > 0 && missed.length < expected, "the rest is not found elsewhere");
      assert.deepEqual([run.found, run.new, run.gone], [expected - missed.length, expected - missed.length, 0]);
      assert.deepEqual(wrong, []);
      assert.ok(requests < 30, `${requests} requests: it is not asked again and again`);
    });
});

describe("a listing whose pager ends before it has listed what it says it has", () => {
  for (const family of [
    "cut-trs",
    "cut-trs-pages",
    "cut-trs-records",
    "cut-trs-one",
    "cut-numbers",
    "trs-paged-script",
  ])
    it(`is followed to its true end, and nothing is said to be missing: ${family}`, async () => {
      const { run, missed } = await visit(family);
      assert.deepEqual([run.health, missed], ["ok", []]);
      assert.doesNotMatch(run.reason ?? "", /declares/);
    });
});

describe("a listing whose script may ask for records that the page has already", () => {
  it("is whole, and its source well", async () => {
    const { run, missed } = await visit("hanweb-in-page");
    assert.deepEqual([run.health, missed], ["ok", []]);
    assert.doesNotMatch(run.reason ?? "", /declare/);
  });
});

describe("a listing among other numbers: a survey's, visitors', a search's, other lists'", () => {
  it("is not taken to have so many entries, and nothing more is asked for", async () => {
    const { run, missed, requests } = await visit("other-numbers");
    assert.deepEqual([run.health, missed], ["ok", []]);
    assert.doesNotMatch(run.reason ?? "", /declare/);
    assert.equal(requests, (await visit("trs")).requests);
  });
});

describe("an organ's page of reports by year", () => {
  it("is empty for a year that has none, and that is no failure", async () => {
    const site = madeSite({
      id: "annual",
      family: "hanweb-annual",
      shape: "organs",
      place: "临江县",
      division: "410106",
    });
    const [result] = await crawlFamilies([site]);
    assert.ok(result);
    assert.deepEqual([result.run.health, result.run.failed, result.missed], ["ok", 0, []]);
    assert.match(result.run.reason ?? "", /the body is empty/);
  });
});

describe("an organ whose reports are on another site", () => {
  it("is said, by the other site's host, which is not asked", async () => {
    const site = madeSite({ id: "openness", family: "openness", shape: "organs", place: "临江县", division: "410106" });
    const [result] = await crawlFamilies([site]);
    assert.ok(result);
    assert.match(
      result.run.reason ?? "",
      /^reports are linked to at hosts that the source does not allow: .*127\.0\.0\.1:9$/,
    );
    assert.deepEqual(result.forbidden, []);
  });
});

describe("a listing with a pager that only a script turns", () => {
  const listing = (pager: string): string =>
    `<title>政府信息公开年报</title><ul>${[1, 2, 3].map((n) => row(`/nb/${n}.html`, `临江县${n}局2023年政府信息公开工作年度报告`)).join("")}</ul>
    <div class="page">${pager}</div>`;
  const reasonOf = async (t: TestContext, pager: string): Promise<string | null> => {
    const archive = mkdtempSync(join(tmpdir(), "gongkai-pager-"));
    const pages = [1, 2, 3].map((n) => [`/nb/${n}.html`, reportPage(`临江县${n}局2023年政府信息公开工作年度报告`)]);
    const home = `<title>临江县人民政府</title><a href="/nb/">政府信息公开年报</a>`;
    const site = await smallSite("linjiang", { "/": home, "/nb/": listing(pager), ...Object.fromEntries(pages) });
    t.after(async () => {
      await site.close();
      rmSync(archive, { recursive: true, maxRetries: 3 });
    });
    const [run] = await crawl({ sources: [site.source()], archive, contact: null });
    assert.equal(run?.found, 3);
    return run.reason;
  };

  it("is said to have further pages", async (t) => {
    for (const pager of [
      `<a href="javascript:go(2)">2</a><a href="javascript:go(3)">3</a><a onclick="go(2)">下一页</a>`,
      `<span>1 / 3</span><a href="javascript:void(0)" onclick="next()">下一页</a>`,
      `<em>15</em>条信息，<em>3</em>页 <a href="javascript:;">下一页</a>`,
    ])
      assert.match((await reasonOf(t, pager)) ?? "", /\/nb\/: has further pages that only a script turns/, pager);
    const years = `<select onchange="show(this.value)"><option>2023年</option><option>2022年</option></select>`;
    assert.match((await reasonOf(t, years)) ?? "", /\/nb\/: has years that only a script turns/);
  });

  it("is whole where its pager has one page", async (t) => {
    for (const pager of [
      `<span>1</span><a href="javascript:void(0)" class="disabled">下一页</a>`,
      `<span>1 / 1</span><a href="javascript:;">下一页</a><a href="javascript:;">尾页</a>`,
    ])
      assert.equal(await reasonOf(t, pager), null, pager);
  });
});
