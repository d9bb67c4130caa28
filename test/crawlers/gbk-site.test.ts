import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { crawl } from "../../crawlers/index.ts";
import { gbk } from "../nation/gbk.ts";
import { type Answer, reportPage, row, smallSite } from "./small-site.ts";

const ORGANS = ["教育局", "财政局", "民政局", "水利局", "审计局", "统计局", "司法局", "公安局", "林业局", "商务局"];
const title = (organ: string): string => `青溪市${organ}2023年政府信息公开工作年度报告`;

const html = (body: string): Answer => ({
  body: gbk(`<meta http-equiv="Content-Type" content="text/html; charset=gb2312">${body}`),
  type: "text/html",
});

/** Text as a server that reads GBK finds it in a query. */
const asked = (text: string): string =>
  [...gbk(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

it("A site that reads its addresses in GBK alone is read to its end: links, further pages, choices and redirects ask for the bytes that a browser would", async (t) => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-gbk-"));
  const rows = (organs: readonly string[]): string =>
    organs.map((organ) => row(`Show.asp?lm=年报&id=${ORGANS.indexOf(organ)}&from=列表`, title(organ))).join("");
  const site = await smallSite("qingxi", {
    "/": html(`<title>青溪市人民政府</title><a href="List.asp?lm=年报&page=1">政府信息公开年报</a>`),
    [`/List.asp?lm=${asked("年报")}&page=1`]: html(
      `<title>政府信息公开年报</title><ul>${rows(ORGANS.slice(0, 8))}</ul>
       <select onchange="location.href='List.asp?lb=' + this.value"><option value="">选择</option><option value="乡镇">乡镇</option></select>`,
    ),
    [`/List.asp?lm=${asked("年报")}&page=2`]: html(`<title>政府信息公开年报</title><ul>${rows(ORGANS.slice(8))}</ul>`),
    [`/List.asp?lb=${asked("乡镇")}`]: html(
      `<title>政府信息公开年报</title>${row("Go.asp?dw=城关镇", title("城关镇人民政府"))}`,
    ),
    [`/Go.asp?dw=${asked("城关镇")}`]: {
      status: 302,
      headers: { location: Buffer.from(gbk("/Show.asp?dw=城关镇")).toString("latin1") },
    },
    [`/Show.asp?dw=${asked("城关镇")}`]: html(reportPage(title("城关镇人民政府"))),
    ...Object.fromEntries(
      ORGANS.map((organ, id) => [`/Show.asp?lm=${asked("年报")}&id=${id}`, html(reportPage(title(organ)))]),
    ),
  });
  t.after(async () => {
    await site.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
  });
  assert.ok(Object.keys(site.pages).includes("/Show.asp?lm=%C4%EA%B1%A8&id=0"), "年报 in GBK");
  const [run] = await crawl({ sources: [site.source()], archive, contact: null });
  const refused = site.log.filter((line) => line.startsWith("404")).filter((line) => !/robots|page=3/.test(line));
  assert.deepEqual(refused, [], "no address is asked for that the site cannot read");
  assert.deepEqual([run?.health, run?.found, run?.failed], ["ok", ORGANS.length + 1, 0]);
});
