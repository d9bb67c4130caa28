import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { judge, type Page, pageFrom } from "../../../crawlers/discover/index.ts";
import { entriesOf, pagesOf, platformOf, withArticle } from "../../../crawlers/platforms/index.ts";

const ORIGIN = "http://www.baishi.gov.cn";
const page = (path: string, body: string, base?: string): Page =>
  pageFrom(`${ORIGIN}${path}`, body, "text/html", base ? { base: `${ORIGIN}${base}`, charset: "utf-8" } : undefined);
const listed = (of: Page): string[] =>
  entriesOf(of, platformOf(of)).map(({ url, text }) => `${url.slice(ORIGIN.length)} ${text}`);
const asked = (of: Page): string[] =>
  pagesOf(of, platformOf(of)).flatMap(({ at }) =>
    Array.from({ length: 9 }, (_, n) => at(n, 0)?.url.slice(ORIGIN.length) ?? []).flat(),
  );

describe("gkmlpt", () => {
  // A literal of JavaScript: names without quotes, apostrophes, comments, calls, commas too many.
  const script = `<div id="app"></div><script>
    window._CONFIG = { LOGIN: isLogin(), SID: '755001', // 本站
      TREE: [{id: 720, name: '法定主动公开', jump_url: '', children: [
        {"id": 721, "name": "\\u653f府信息公开年报", "children": [{id: 722, name: '2023年', children: [],},]},
        {id: 730, name: '统计信息', jump_url: '/zwgk/tjxx/', children: null}]}],
      SERVICE_AREA_ID: parseInt('1', 10) };</script>`;

  it("lists its tree as routes of its one page, and the columns that a branch jumps to", () => {
    const index = page("/yjzjj/gkmlpt/index", script);
    assert.equal(platformOf(index).name, "gkmlpt");
    assert.deepEqual(listed(index), [
      "/yjzjj/gkmlpt/index#720 法定主动公开",
      "/yjzjj/gkmlpt/index#721 政府信息公开年报",
      "/yjzjj/gkmlpt/index#722 2023年",
      "/zwgk/tjxx/ 统计信息",
    ]);
    assert.deepEqual(asked(index), []);
  });

  it("asks for a column's entries by its route, under the sub-site's own prefix and number", () => {
    const column = page("/yjzjj/gkmlpt/index#721", script);
    assert.deepEqual(listed(column), ["/yjzjj/gkmlpt/index#722 2023年"]);
    assert.deepEqual(asked(column), ["/yjzjj/gkmlpt/api/all/721?page=1&sid=755001"]);
  });

  it("says in its first reply how many there are; titles may be escaped", () => {
    const article = (id: number): unknown => ({
      id,
      title: `%u7532%u5C40${id}年政府信息公开年度报告`,
      url: `${ORIGIN}/gkmlpt/content/0/2/post_${id}.html`,
      attachment: [{ name: "x.pdf", url: `${ORIGIN}/attachment/x.pdf` }],
    });
    const reply = (path: string, total: number): Page => {
      const body = JSON.stringify({ classify: { post_count: total }, articles: [2021, 2022].map(article) });
      return page(path, body, "/gkmlpt/index#721");
    };
    const first = reply("/gkmlpt/api/all/721?page=1&sid=755001", 5);
    assert.deepEqual(listed(first), [
      "/gkmlpt/content/0/2/post_2021.html 甲局2021年政府信息公开年度报告",
      "/gkmlpt/content/0/2/post_2022.html 甲局2022年政府信息公开年度报告",
    ]);
    assert.deepEqual(asked(first), ["/gkmlpt/api/all/721?page=2&sid=755001", "/gkmlpt/api/all/721?page=3&sid=755001"]);
    assert.deepEqual(asked(reply("/gkmlpt/api/all/721?page=1&sid=755001", 2)), []);
  });

  it("holds an article in its script, with its files", () => {
    const detail = {
      title: "甲局2023年政府信息公开年度报告",
      content: `<p>见附件</p><p><a href="/attachment/0/88/88389/963149.pdf">963149.pdf</a></p>`,
      attachment: [{ name: "年度报告.docx", url: "/attachment/0/88/88389/963150.docx" }],
    };
    const shell = page(
      "/gkmlpt/content/0/963/post_963149.html",
      `<div id="app"></div><script>window._CONFIG = { SID: '1', DETAIL: ${JSON.stringify(detail).replaceAll("/", "\\/")} };</script>`,
    );
    const content = platformOf(shell).content?.(shell);
    const shown = typeof content === "string" ? withArticle(shell, content) : null;
    assert.deepEqual(shown && judge(shown, true).attachments.map(({ url }) => url.slice(ORIGIN.length)), [
      "/attachment/0/88/88389/963149.pdf",
      "/attachment/0/88/88389/963150.docx",
    ]);
  });

  it("is known by its posts where an NFCMS column lists them", () => {
    const column = page(
      "/zwgk/nb/index.html",
      `<a href="content/post_8780034.html">甲局2023年政府信息公开年度报告</a>`,
    );
    assert.equal(platformOf(column).name, "gkmlpt");
  });
});
