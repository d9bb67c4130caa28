import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pageFrom } from "../../../crawlers/discover/index.ts";
import { listPagesOf, siteLinksOf } from "../../../crawlers/registry/site-links.ts";

const on = (html: string) => pageFrom("http://www.jiangsu.gov.cn/", `<html><body>${html}</body></html>`);
const link = (name: string, host = "a"): string => `<a href="http://www.${host}.gov.cn/" target="_blank">${name}</a>`;
const headings = (html: string): string[] => siteLinksOf(on(html)).map(({ text, heading }) => `${heading}: ${text}`);

describe("the links of a portal to other sites", () => {
  const shapes: [what: string, html: string][] = [
    [
      "a drop-down list that opens a window",
      `<select onchange="window.open(this.value)"><option value="">区县网站</option><option value="http://www.a.gov.cn/">甲县</option></select>`,
    ],
    [
      "options that open a window themselves",
      `<select><option>区县网站</option><option onclick="window.open('http://www.a.gov.cn/')">甲县</option></select>`,
    ],
    [
      "a drop-down list after its label",
      `<p>区县网站：</p><select><option value="0">-请选择-</option></select><div>区县网站</div><ul><li>${link("甲县")}</li></ul>`,
    ],
    ["a heading above a list", `<h3>区县网站</h3><ul><li>${link("甲县")}</li></ul>`],
    [
      "a title and a content of the same kind",
      `<div><div class="tit"><p>区县网站</p></div><div class="con"><ul><li>${link("甲县")}</li></ul></div></div>`,
    ],
    ["a term and its description", `<dl><dt>区县网站</dt><dd>${link("甲县")}</dd></dl>`],
    ["words before links", `<p>区县网站：${link("甲县")}</p>`],
    [
      "links by script",
      `<h3>区县网站</h3><a href="javascript:;" onclick="window.open('http://www.a.gov.cn/')">甲县</a>`,
    ],
    ["an entry with its address beside it", `<h3>区县网站</h3><ul><li data-url="http://www.a.gov.cn/">甲县</li></ul>`],
    ["a picture", `<h3>区县网站</h3><p>${link('<img src="/a.png" alt="甲县">')}</p>`],
  ];
  for (const [what, html] of shapes)
    it(`are found with the heading of their list: ${what}`, () => assert.deepEqual(headings(html), ["区县网站: 甲县"]));

  it("take no entry, and no other list, for a heading; a place may be one", () => {
    assert.deepEqual(
      headings(
        `<h4>南京市</h4><ul><li>${link("鼓楼区")}</li><li>${link("玄武区", "b")}</li></ul><h4>徐州</h4><p>${link("鼓楼区", "c")}</p>`,
      ),
      ["南京市: 鼓楼区", "南京市: 玄武区", "徐州: 鼓楼区"],
    );
    assert.deepEqual(
      headings(`<ul><li>${link("部门网站")}</li></ul><p>今日要闻</p><ul><li>${link("甲县", "b")}</li></ul>`),
      ["null: 部门网站", "null: 甲县"],
    );
  });

  it("are those to other hosts alone", () => {
    assert.deepEqual(
      headings(
        `<a href="/zwgk/">政务公开</a><a href="http://www.jiangsu.gov.cn/b/">部门</a><a href="mailto:a@b.cn">信箱</a>`,
      ),
      [],
    );
  });

  it("and its own pages that list more of them", () => {
    const page = on(
      `<a href="/wzdh/">网站导航</a><a href="/yqlj.html">友情链接</a><a href="/xw/">政府网站年报</a>${link("网站导航")}`,
    );
    assert.deepEqual(listPagesOf(page), ["http://www.jiangsu.gov.cn/wzdh/", "http://www.jiangsu.gov.cn/yqlj.html"]);
  });
});
