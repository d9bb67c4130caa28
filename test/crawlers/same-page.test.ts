import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { crawl, openRawStore } from "../../crawlers/index.ts";
import { type Answer, reportPage, row, smallSite } from "./small-site.ts";

const ORGANS = ["教育局", "民政局", "财政局", "水利局", "司法局", "审计局"];
const title = (organ: string): string => `临江县${organ}2023年政府信息公开工作年度报告`;
const address = (organ: string): string => `/nb/${ORGANS.indexOf(organ) + 1}.html`;
const NOTICE = "<html><body><p>尊敬的用户，本栏目正在迁移。</p></body></html>";

/** A site of six reports in one column, crawled night after night. */
async function nightsOf(t: TestContext, answers: Record<string, Answer>) {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-same-"));
  const site = await smallSite("linjiang", {
    "/": `<title>临江县人民政府</title><a href="/nb/">政府信息公开年报</a>`,
    "/nb/": `<title>政府信息公开年报</title><ul>${ORGANS.map((organ) => row(address(organ), title(organ))).join("")}</ul>`,
    ...Object.fromEntries(ORGANS.map((organ) => [address(organ), reportPage(title(organ))])),
    ...answers,
  });
  t.after(async () => {
    await site.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
  });
  const night = async (refresh = false) => {
    site.forget();
    const [run] = await crawl({ sources: [site.source()], archive, contact: null, refresh });
    const store = await openRawStore(archive, "read");
    const documents = [...store.documents()].map(({ url, state }) => `${state} ${new URL(url).pathname}`);
    await store.close();
    return { ...(run ?? assert.fail("no run")), documents, asked: site.log.filter((line) => /nb\/\d/.test(line)) };
  };
  return { site, night };
}

const all = (answer: Answer): Record<string, Answer> =>
  Object.fromEntries(ORGANS.map((organ) => [address(organ), answer]));
const CURRENT = ORGANS.map((organ) => `current ${address(organ)}`);

describe("one page given for several reports", () => {
  it("is no report: that is said, the rest is not asked for, and what was known stays", async (t) => {
    const { site, night } = await nightsOf(t, {});
    assert.deepEqual((await night()).documents, CURRENT);

    Object.assign(site.pages, all(NOTICE));
    const second = await night(true);
    assert.match(
      second.reason ?? "",
      /3 reports are answered with one and the same page \(“尊敬的用户.*first http\S*\/nb\/1/,
    );
    assert.match(second.reason ?? "", /3 more reports were not asked for/);
    assert.equal(second.asked.length, 3);
    assert.deepEqual([second.found, second.new, second.changed, second.gone, second.failed], [6, 0, 0, 0, 6]);
    assert.deepEqual(second.documents, CURRENT);

    for (const organ of ORGANS) site.pages[address(organ)] = reportPage(title(organ));
    const third = await night();
    assert.equal(third.asked.length >= 3, true, "what was refused is asked for again the next night");
    assert.deepEqual([third.reason, third.failed, third.changed], [null, 0, 0]);
    assert.deepEqual(third.documents, CURRENT);
  });

  it("makes a source broken that gives nothing else", async (t) => {
    const { night } = await nightsOf(t, all(NOTICE));
    const { health, found, failed, documents } = await night();
    assert.deepEqual([health, found, failed, documents], ["broken", 0, 6, []]);
  });

  it("is a report where it shows itself to be one, however often it is listed", async (t) => {
    const { night } = await nightsOf(t, all(reportPage(title("教育局"))));
    const { health, reason, found, failed, asked } = await night();
    assert.deepEqual([health, reason, found, failed, asked.length], ["ok", null, 1, 0, 6]);
  });

  it("is not what pages are that only name different files", async (t) => {
    const files = ORGANS.map((organ, i) => [
      address(organ),
      `<title>信息公开</title><div class="TRS_Editor"><a href="/f/${i}.pdf">附件</a></div>`,
    ]);
    const { night } = await nightsOf(t, Object.fromEntries(files));
    const { reason, asked } = await night();
    assert.doesNotMatch(reason ?? "", /same page/);
    assert.equal(asked.length, 6);
  });
});

describe("a report's page that leads to an address which is not followed", () => {
  it("is said with both addresses, counts as failed, and what was known stays", async (t) => {
    const { site, night } = await nightsOf(t, {});
    await night();
    site.pages["/nb/1.html"] = `<script>location.href="/sso/login?service=nb"</script>`;
    const { health, reason, failed, gone, documents } = await night(true);
    assert.match(reason ?? "", /\/nb\/1\.html: leads to http\S+\/sso\/login\?service=nb, which is not followed/);
    assert.deepEqual([health, failed, gone], ["ok", 1, 0]);
    assert.deepEqual(documents, CURRENT);
  });

  it("is read where it only ends a session after minutes", async (t) => {
    const page = reportPage(title("教育局")).replace(
      "<head>",
      `<head><meta http-equiv="refresh" content="600;url=/login.html">`,
    );
    const { night } = await nightsOf(t, { "/nb/1.html": page });
    const { reason, found } = await night();
    assert.deepEqual([reason, found], [null, 6]);
  });
});
