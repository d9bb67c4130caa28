import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { listAround, pageFrom, sizeOf } from "../../../crawlers/discover/index.ts";

const row = (n: number, where = "nb"): string =>
  `<li><a href="/${where}/${n}.html">临江县教育局${2010 + n}年政府信息公开工作年度报告</a><span>2024-01-0${n}</span></li>`;
const news = (n: number): string => `<li><a href="/news/${n}.html">要闻${n}</a><span>2024-02-0${n}</span></li>`;
const LIST = `<ul>${row(1)}${row(2)}${row(3)}</ul>`;

const listOf = (html: string) => {
  const page = pageFrom("http://www.a.gov.cn/nb/", `<html><body>${html}</body></html>`);
  return listAround(
    page,
    page.links.filter(({ text }) => text.includes("年度报告")),
  );
};
const rowsOf = (html: string): number | undefined => listOf(html)?.rows.size;

describe("the list on a page that holds its reports", () => {
  const odd = `<li><a href="http://www.b.gov.cn/1.html">市气象局公开情况</a></li>`;
  const menu = `<ul class="nav"><li><a href="/">首页</a></li><li><a href="/gk/">政务公开</a></li></ul>`;

  it("has a row for each entry, whatever that is, and none for menus, pagers and other lists", () => {
    assert.equal(
      rowsOf(`${menu}<ul>${row(1)}${row(2)}${odd}</ul><a href="index_1.html">下一页</a><ul>${news(1)}</ul>`),
      3,
    );
    assert.equal(rowsOf(`${menu}<div><ul>${row(1)}${odd}</ul></div>`), 2);
  });

  it("may be cut up, and is not where single reports are shown beside it", () => {
    assert.equal(rowsOf(`<div><ul>${row(1)}${row(2)}</ul><hr><ul>${row(3)}${odd}</ul></div>${menu}`), 4);
    const more = [4, 5, 6, 7].map((n) => row(n)).join("");
    assert.equal(rowsOf(`<div><ul>${LIST}${more}</ul></div>${menu}<div class="hot">${row(8)}${news(1)}</div>`), 7);
  });

  it("has one entry for a report and its file, two for two reports in a row of a table", () => {
    const cell = (n: number): string => `<td><a href="/nb/${n}.html">教育局${2010 + n}年政府信息公开年度报告</a></td>`;
    const file = `<td><a href="/nb/1.pdf">教育局2011年政府信息公开年度报告</a></td><td><a href="/d?1">下载</a></td>`;
    assert.equal(rowsOf(`<table><tr>${cell(1)}${file}</tr><tr>${cell(2)}${cell(3)}</tr></table>`), 3);
  });
});

/** What a page says of the size of its list of reports. */
function size(html: string) {
  const page = pageFrom("http://www.a.gov.cn/nb/", `<html><body>${html}</body></html>`);
  const list = listAround(
    page,
    page.links.filter(({ text }) => text.includes("年度报告")),
  );
  assert.ok(list);
  return sizeOf(page, list);
}
const entries = (html: string) => size(html)?.entries ?? null;
const pages = (html: string) => size(html)?.pages ?? null;

describe("the size that a page prints of its list", () => {
  it("is read as pagers word it, whatever markup cuts it up", () => {
    for (const pager of [
      "<div>共200条</div>",
      "<div>共 <b>200</b> 条记录，每页20条</div>",
      "<p><span>总记录数：</span><span>200</span></p>",
      "<div>记录总数:200</div>",
      "<div>共有1,200条</div>".replace("1,200", "200"),
      `<div><a href="index_1.html">下一页</a><a href="index_9.html">尾页</a>共200条</div>`,
      "共200条 第1/10页",
      "<td>总共200篇</td>",
      `<script>createPageHTML('page_div',3,0,'index','shtml',200);</script>`,
      `<script>var m_nRecordCount = "200";</script>`,
    ])
      assert.equal(entries(`<div class="list">${LIST}${pager}</div>`), 200, pager);
    for (const pager of [
      "<div>共10页</div>",
      "<div>第1/10页</div>",
      "<p>页次：1/10</p>",
      "<p>首页 上一页 总页数:10</p>",
    ])
      assert.equal(pages(LIST + pager), 10, pager);
    assert.equal(entries(`<div>${LIST}<div>共1,234条</div></div>`), 1234);
  });

  it("may stand above the list, below the menu", () => {
    assert.equal(
      entries(`<div class="nav"><a href="/">首页</a><a href="/gk/">公开</a></div><p>共200条</p>${LIST}`),
      200,
    );
  });

  it("is no number of a sentence, a title, a search, the visitors or the site", () => {
    for (const other of [
      "<p>共12条意见</p>",
      "<p>全年主动公开共1200条。</p>",
      "<p>全站共1200条信息</p>",
      "<p>共找到1200条结果</p>",
      `<form><input name="q">共1200条</form>`,
      `<div class="search">共1200条</div>`,
      `<div class="footer">共1200条</div>`,
      `<div id="zoom"><p>2023年，共1200条</p></div>`,
      "<p>总访问量：98765</p>",
      `<script>var total = 1200; var pageSize = 20;</script>`,
    ])
      assert.equal(size(`${LIST}${other}`), null, other);
    assert.equal(size(`<ul>${row(1)}<li><a href="/nb/9.html">共12条年度报告</a></li></ul>`), null);
  });

  it("is that of the list itself where the page has several", () => {
    const other = `<ul>${news(1)}${news(2)}</ul>`;
    assert.equal(entries(`<div><div>${other}<p>共800条</p></div><div>${LIST}<p>共200条</p></div></div>`), 200);
    assert.equal(entries(`<div>${other}<p>共800条</p>${LIST}<p>共200条</p></div>`), 200);
    assert.equal(size(`<div>${LIST}${other}<p>共800条</p></div>`), null);
    assert.equal(size(`<div>${other}<p>共800条</p>${LIST}</div>`), null);
  });

  it("is not known where two lists of reports print two", () => {
    const departments = `<div>${LIST}<p>共200条</p></div>`;
    const townships = `<div><ul>${row(4)}${row(5)}</ul><p>共90条</p></div>`;
    assert.equal(size(`<div>${departments}${townships}</div>`), null);
    assert.equal(entries(`<div><p>共200条</p>${LIST}<p>共200条</p></div>`), 200);
  });

  it("is not in pages where a script shows the rows a page at a time", () => {
    const turned = LIST.replaceAll("<li>", `<li class="pagedContent">`);
    assert.deepEqual(size(`${turned}<p>共200条 共10页</p>`), { entries: 200, pages: null });
  });
});
