import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { crawl } from "../../crawlers/index.ts";
import { type Answer, reportPage, smallSite } from "./small-site.ts";

const [HUB, LIST] = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"];
const endpoint = (channel: string): string =>
  `/searchList/${channel}?_isAgg=true&_isJson=true&_pageSize=18&_template=index&_rangeTimeGte=&_channelName=&page=1`;
const json = (data: unknown): Answer => ({ type: "application/json", body: JSON.stringify(data) });
const title = (organ: string): string => `临江县${organ}2023年政府信息公开工作年度报告`;
const rows = (...organs: string[]): Answer =>
  json({ data: { results: organs.map((organ) => ({ title: title(organ), url: `/c2/202401/${organ}.shtml` })) } });

const EMPTY: Record<string, Answer> = {
  "an empty list": json({ data: { results: [] }, code: "200" }),
  "an error in JSON": json({ code: "500", msg: "频道不存在" }),
  "an answer of 404": { status: 404, body: "404" },
};

describe("a UCAP channel that only has others below it", () => {
  for (const [what, answer] of Object.entries(EMPTY))
    it(`is no shortfall, and its empty list is not asked for every night: ${what}`, async (t) => {
      const archive = mkdtempSync(join(tmpdir(), "gongkai-hub-"));
      const site = await smallSite("linjiang", {
        "/": `<title>临江县人民政府</title><a href="/c1/common_list.shtml">政府信息公开年报</a>`,
        "/c1/common_list.shtml": `<meta name="channelid" content="${HUB}"><title>政府信息公开年报</title><a href="/c2/common_list.shtml">县政府部门</a>`,
        "/c2/common_list.shtml": `<meta name="channelid" content="${LIST}"><title>县政府部门</title><ul id="list"></ul>`,
        [endpoint(HUB)]: answer,
        [endpoint(LIST)]: rows("jyj"),
        "/c2/202401/jyj.shtml": reportPage(title("教育局")),
        "/c2/202401/mzj.shtml": reportPage(title("民政局")),
      });
      t.after(async () => {
        await site.close();
        rmSync(archive, { recursive: true, maxRetries: 3 });
      });
      const night = async () => {
        site.forget();
        const [run] = await crawl({ sources: [site.source()], archive, contact: null });
        return run ?? assert.fail("no run");
      };
      const first = await night();
      assert.deepEqual([first.health, first.found, first.reason], ["ok", 1, null]);
      assert.ok(
        site.log.some((line) => line.endsWith(endpoint(HUB))),
        "the first night asks",
      );
      site.pages[endpoint(LIST)] = rows("jyj", "mzj");
      const second = await night();
      assert.deepEqual([second.health, second.found, second.new, second.reason], ["ok", 2, 1, null]);
      assert.ok(!site.log.some((line) => line.endsWith(endpoint(HUB))), "the second does not");
    });
});
