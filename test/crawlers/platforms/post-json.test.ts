import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Page, pageFrom } from "../../../crawlers/discover/index.ts";
import { entriesOf, type PageRequest, pagesOf, platformOf } from "../../../crawlers/platforms/index.ts";

const ORIGIN = "http://www.baishi.gov.cn";
const list = (script: string, address = "/zfxxgknb/list.html"): Page =>
  pageFrom(ORIGIN + address, `<ul id="list"></ul><script src="/jquery.js"></script><script>${script}</script>`);
const first = (page: Page): PageRequest | null | undefined =>
  platformOf(page).name === "post-json" ? pagesOf(page, platformOf(page))[0]?.at(0, 0) : undefined;

const JSON_TYPE = { "content-type": "application/json;charset=UTF-8" };
const form = (url: string, body: string): PageRequest => ({ url: ORIGIN + url, method: "POST", body });

describe("a list that the page's own script posts for", () => {
  for (const [called, script, request] of [
    [
      "$.ajax, with variables and a function's parameter",
      `var id = "c7", size = 15; $(function () { show(1) });
       function show(n) { $.ajax({ type: "POST", url: "/loadData?pageSize=" + size, data: { pageIndex: n, channel_id: id }, success: function (r) { draw(r) } }) }`,
      form("/loadData?pageSize=15", "pageIndex=1&channel_id=c7"),
    ],
    [
      "$.ajax with its address first, what it posts last, and a text to post",
      `var page = 0; $.ajax("list.do", { success: function (r) { if (r.ok) { draw("a)" + r) } }, method: 'post', data: "page=" + page + "&col=12" })`,
      form("/zfxxgknb/list.do", "page=0&col=12"),
    ],
    [
      "$.post, with a variable for what it posts",
      "var params = { pageNo: 1, catId: '9' }; $.post('/a/list', params, function (r) {}, 'json')",
      form("/a/list", "pageNo=1&catId=9"),
    ],
    [
      "fetch, with JSON and a template",
      `const api = '/api'; fetch(\`\${api}/list\`, { method: 'POST', body: JSON.stringify({ pageNum: cur, q: { id: 5, word: null } }) })`,
      { ...form("/api/list", '{"pageNum":1,"q":{"id":5,"word":null}}'), headers: JSON_TYPE },
    ],
    [
      "axios, which posts JSON by itself",
      "axios.post('/api/list', { current: 1, size: 10 }).then(draw)",
      { ...form("/api/list", '{"current":1,"size":10}'), headers: JSON_TYPE },
    ],
  ] as const)
    it(`is asked for as ${called} would`, () => assert.deepEqual(first(list(script)), request));

  it("has what the page's address says of it", () => {
    const script = "$.post('/list', { page: 1, channelId: param('channelId') })";
    assert.deepEqual(first(list(script, "/list.html?channelid=77")), form("/list", "page=1&channelId=77"));
  });

  it("is shown by a browser where what is posted would have to be computed", () => {
    const page = list("$.post('/list', { page: 1, sign: md5(key + Date.now()) })");
    assert.equal(platformOf(page).needsBrowser?.(page), true);
  });

  for (const [what, script] of [
    ["what nests deeper than anybody writes", `$.post('/list', ${"new String(".repeat(100_000)}1)`],
    ["a visit that is counted", "$.post('/count', { id: 5 })"],
    ["what is asked without posting", "$.ajax({ url: '/list', data: { page: 1 } })"],
    ["what is posted to others", "$.post('http://www.other.com/list', { page: 1 })"],
  ] as const)
    it(`is not ${what}`, () => assert.notEqual(platformOf(list(script)).name, "post-json"));

  it("is left to others where the page lists reports itself", () => {
    const script = `</script><a href="1.html">甲县2023年政府信息公开工作年度报告</a><script>$.post('/search', { page: 1 })`;
    assert.notEqual(platformOf(list(script)).name, "post-json");
  });

  const reply = (posted: string, body: unknown): Page => ({
    ...pageFrom(`${ORIGIN}/list`, JSON.stringify(body), "application/json", {
      base: `${ORIGIN}/zfxxgknb/`,
      charset: "utf-8",
    }),
    posted,
  });
  const shell = platformOf(list("$.post('/list', { page: 1 })"));
  const rows = ["1.html", "2.html"].map((URL) => ({ TITLE: "甲县年度报告", URL, PUBLISHED_TIME_FORMAT: "2024-01-20" }));
  const bodies = (page: Page, listed: number): (string | undefined)[][] =>
    pagesOf(page, shell).map((series) => [0, 1, 2].map((n) => series.at(n, listed)?.body).filter((body) => body));

  it("gives its entries in the reply, and its further pages as many as the reply says", () => {
    const first = reply("page=1&col=3", { data: { allRow: 5, totalPage: 3, list: rows } });
    assert.deepEqual(
      entriesOf(first, shell).map(({ url, date }) => [url, date]),
      ["1.html", "2.html"].map((name) => [`${ORIGIN}/zfxxgknb/${name}`, "2024-01-20"]),
    );
    assert.deepEqual(bodies(first, 2), [["page=2&col=3", "page=3&col=3"], ["page=0&col=3"]]);
    assert.equal(pagesOf(first, shell)[0]?.total, 5);
  });

  it("may be what WAS5 found, with what was searched for marked in the titles", () => {
    const records = `<REC><TITLE><![CDATA[甲县2023年<font color=red>年度报告</font>]]></TITLE><URL><![CDATA[/t1.html]]></URL><DOCRELTIME>2024.01.20 09:00:00</DOCRELTIME></REC>`;
    const found: Page = {
      ...pageFrom(`${ORIGIN}/was5/web/search`, `<R><RECORDCOUNT>3</RECORDCOUNT>${records}</R>`, "text/xml"),
      posted: "channelid=7&page=1&prepage=1",
    };
    assert.deepEqual(entriesOf(found, shell).at(-1), {
      url: `${ORIGIN}/t1.html`,
      text: "甲县2023年年度报告",
      date: "2024-01-20",
    });
    assert.deepEqual(bodies(found, 1)[0], ["channelid=7&page=2&prepage=1", "channelid=7&page=3&prepage=1"]);
  });

  it("goes on while its pages are full where no reply says how many there are", () => {
    assert.deepEqual(bodies(reply("page=0", { list: rows }), 2), [["page=1"]]);
    assert.deepEqual(bodies(reply("page=0", { list: rows }), 4), [["page=1", "page=2"]]);
    assert.deepEqual(bodies(reply("page=1", { list: [] }), 0)[0], []);
  });
});
