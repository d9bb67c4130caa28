import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Page, pageFrom } from "../../../crawlers/discover/index.ts";
import { entriesOf, pagesOf, platformNames, platformOf, type Series } from "../../../crawlers/platforms/index.ts";

const ORIGIN = "http://www.baishi.gov.cn";
const page = (path: string, html: string, base?: string): Page =>
  pageFrom(`${ORIGIN}${path}`, html, "text/html", base ? { base: `${ORIGIN}${base}`, charset: "utf-8" } : undefined);
const asked = (series: Series | undefined, most = 3): string[] =>
  Array.from({ length: most }, (_, n) => series?.at(n, 0)?.url.slice(ORIGIN.length)).filter((url) => url !== undefined);
const pagers = (of: Page, most = 3): string[][] => pagesOf(of, platformOf(of)).map((series) => asked(series, most));
const listed = (of: Page): string[] =>
  entriesOf(of, platformOf(of)).map(({ url, text, date }) => `${url.slice(ORIGIN.length)} ${text} ${date}`);

describe("TRS", () => {
  const rows = `<li><a href="./202401/t20240124_1.html" title="甲镇2023年政府信息公开工作年度报告">甲镇</a></li>`;
  for (const call of [
    `createPageHTML(4, 0, "index", "html");`,
    `createPageHTML('page_div', 4, 0, 'index', 'html', 60)`,
    `createPage(4,0,"index","html")`,
    "var countPage = 4;",
  ])
    it(`says how many pages there are by ${call}`, () => {
      const column = page("/zwgk/nb/", `${rows}<script>${call}</script>`);
      assert.equal(platformOf(column).name, "trs");
      assert.deepEqual(pagers(column), [
        ["/zwgk/nb/index_1.html", "/zwgk/nb/index_2.html", "/zwgk/nb/index_3.html"],
        ["/zwgk/nb/index_2.html", "/zwgk/nb/index_3.html", "/zwgk/nb/index_4.html"],
      ]);
    });

  it("says how many pages there are in a variable", () => {
    const column = page(
      "/nb/list.shtml",
      `<script>var countPage = 3;createPageHTML(countPage, 0, "list", "shtml")</script>`,
    );
    assert.deepEqual(pagers(column)[0], ["/nb/list_1.shtml", "/nb/list_2.shtml"]);
  });

  it("says when one page is all: then nothing is guessed", () => {
    assert.deepEqual(
      pagers(page("/zwgk/nb/", `${rows.repeat(20)}<script>createPageHTML(1,0,"index","html")</script>`)),
      [[], []],
    );
  });

  it("keeps the name and ending of other files", () => {
    const [first] = pagers(page("/nb/rlist.shtml", `<script>createPageHTML(3,0,"rlist","shtml")</script>`));
    assert.deepEqual(first, ["/nb/rlist_1.shtml", "/nb/rlist_2.shtml"]);
  });

  it("is known by the articles that a script writes", () => {
    const script = `<script>var u = "./202202/t20220210_1920948.shtml"; document.writeln(u)</script>`;
    assert.equal(platformOf(page("/zwgk/szfbg/", script)).name, "trs");
  });

  it("lists rows that a script writes", () => {
    const script = `<script>var url = "./202202/t20220210_1920948.shtml"; var title = "";
      if (1) { title = "甲市2020年政府信息公开工作年度报告"; }
      document.writeln("<a href="+url+">"); document.writeln("2022-02-10 17:32");
      var url = "./202101/t20210101_2.shtml"; var title = "乙局2020年政府信息公开工作年度报告"; document.writeln("2021-01-01 09:00");
      createPageHTML(2, 0, "index", "shtml")</script>`;
    assert.deepEqual(listed(page("/zwgk/szfbg/", script)), [
      "/zwgk/szfbg/202202/t20220210_1920948.shtml 甲市2020年政府信息公开工作年度报告 2022-02-10",
      "/zwgk/szfbg/202101/t20210101_2.shtml 乙局2020年政府信息公开工作年度报告 2021-01-01",
    ]);
  });
});

describe("Hanweb", () => {
  const record = (n: number): string =>
    `<li><a href="/art/2024/1/5/art_64511_${n}.html" title="甲局${2000 + n}年政府信息公开年度报告">甲</a><span>2024-01-05</span></li>`;
  const column = (records: string): Page =>
    page(
      "/col/col64511/index.html",
      `<div id="408223"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;webid=3&amp;columnid=64511&amp;unitid=408223"></a>]]></nextgroup>
      <recordset>${records}</recordset></datastore></script></div>
      <script>jQuery('#408223').jpage({totalRecord:9,perPage:2,groupSize:2,proxyUrl:'/module/web/jpage/dataproxy.jsp'})</script>`,
    );
  const embedded = [1, 2, 3, 4].map((n) => `<record><![CDATA[${record(n)}]]></record>`).join("");

  it("keeps its first records in the page, as HTML or escaped", () => {
    assert.equal(platformOf(column(embedded)).name, "hanweb");
    assert.equal(listed(column(embedded)).length, 4);
    const escaped = `<record>${record(1).replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</record>`;
    assert.deepEqual(listed(column(escaped)), [
      "/art/2024/1/5/art_64511_1.html 甲局2001年政府信息公开年度报告 2024-01-05",
    ]);
  });

  const askedOf = (of: Page, way: number, listed: number): { method?: string; url: URL; body?: string } => {
    const request = pagesOf(of, platformOf(of))[way]?.at(0, listed) ?? assert.fail();
    return { ...request, url: new URL(request.url) };
  };
  const range = ({ url: { searchParams: q } }: { url: URL }): string =>
    `${q.get("startrecord")}-${q.get("endrecord")} page ${q.get("page")}`;

  it("gives the others to servers that count records as to those that count pages, in the same requests", () => {
    assert.equal(range(askedOf(column(embedded), 0, 4)), "5-8 page 2");
    assert.equal(range(askedOf(column(embedded), 0, 8)), "9-9 page 3");
    const { searchParams } = askedOf(column(embedded), 0, 4).url;
    assert.deepEqual(
      ["columnid", "unitid", "webid"].map((name) => searchParams.get(name)),
      ["64511", "408223", "3"],
    );
  });

  it("goes on after what a reply gave where that was less than was asked for", () => {
    assert.equal(range(askedOf(column(embedded), 0, 7)), "8-9 page 2");
  });

  it("can be asked in single pages, where its own page points, and by POST", () => {
    assert.equal(range(askedOf(column(embedded), 1, 4)), "5-6 page 3");
    assert.equal(askedOf(column(embedded), 2, 4).url.searchParams.get("page"), "1");
    const { method, url, body } = askedOf(column(embedded), 3, 4);
    assert.deepEqual([method, range({ url })], ["POST", "5-8 page 2"]);
    assert.equal(new URLSearchParams(body).get("columnid"), "64511");
  });

  it("says how many it has, and is asked no further when it has given them", () => {
    const ways = pagesOf(column(embedded), platformOf(column(embedded)));
    assert.deepEqual([...new Set(ways.map(({ total }) => total))], [9]);
    assert.ok(ways.every((way) => way.at(3, 9) === null && way.at(9, 4) === null));
  });

  it("shares a page with other lists: each is asked from its first record, and goes on as its reply says", () => {
    const other = `<div id="5512"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=77&unitid=5512"></a>]]></nextgroup><recordset><record>${record(9)}</record></recordset></datastore></script></div><script>$("#5512").jpage({totalRecord:5,perPage:1})</script>`;
    const both = page("/col/col64511/index.html", column(embedded).body + other);
    const [series, ...ways] = pagesOf(both, platformOf(both));
    assert.deepEqual(
      [0, 1].map((n) => range({ url: new URL(series?.at(n, 0)?.url ?? "") })),
      ["1-4 page 1", "1-1 page 1"],
    );
    assert.equal(ways.length, 0);
    const unread = page("/col/col64511/index.html", column(embedded).body + other.replace(".jpage", ".otherPage"));
    assert.equal(range({ url: new URL(pagesOf(unread, platformOf(unread))[0]?.at(0, 5)?.url ?? "") }), "1-4 page 1");
    const reply = page(
      "/module/web/jpage/dataproxy.jsp?columnid=77&unitid=5512&startrecord=1&endrecord=1&perpage=1&page=1",
      `<datastore><totalrecord>5</totalrecord><recordset><record>${record(9)}</record></recordset></datastore>`,
    );
    assert.equal(range(askedOf(reply, 0, 1)), "2-2 page 2");
  });

  it("says in the call itself what its page does not say elsewhere, names quoted or not", () => {
    const call = `jQuery("#5512").jpage({'totalRecord' : 3, "perPage":2, proxyUrl: '/module/jpage/dataproxy.jsp', ajaxParam:{columnid:77,unitid:'5512',webid:9,path:'/'}})`;
    const column = page(
      "/col/col77/index.html",
      `<div id="5512"><script type="text/xml"><datastore><recordset>${embedded.split("</record>")[0]}</record></recordset></datastore></script></div><script>${call}</script>`,
    );
    const { searchParams: first } = askedOf(column, 0, 1).url;
    assert.deepEqual([first.get("columnid"), first.get("unitid"), first.get("startrecord")], ["77", "5512", "2"]);
  });

  it("answers with the same records, whose links are the column's", () => {
    const reply = page(
      "/module/web/jpage/dataproxy.jsp?page=2",
      `<?xml version="1.0"?><datastore><totalrecord>9</totalrecord><recordset><record><![CDATA[${record(5).replace("/art/", "../../art/")}]]></record></recordset></datastore>`,
      "/col/col64511/index.html",
    );
    assert.deepEqual(listed(reply), ["/art/2024/1/5/art_64511_5.html 甲局2005年政府信息公开年度报告 2024-01-05"]);
    assert.deepEqual(pagers(reply), []);
  });
});

describe("UCAP", () => {
  it("has its list in JSON under the channel that the page names, and in static pages", () => {
    const column = page("/xinjiang/c113421/common_list.shtml", `<meta name="channelid" content="0a1b">`);
    assert.equal(platformOf(column).name, "ucap");
    const [json, fixed] = pagers(column);
    assert.match(json?.[0] ?? "", /^\/searchList\/0a1b\?.*page=1$/);
    assert.deepEqual(fixed, [
      "/xinjiang/c113421/common_list_2.shtml",
      "/xinjiang/c113421/common_list_3.shtml",
      "/xinjiang/c113421/common_list_4.shtml",
    ]);
  });

  it("is known by its articles' addresses where nothing else names it", () => {
    const article = `<a href="/c112289c/202602/c01_1108994.shtml">甲县2025年政府信息公开年度报告</a>`;
    assert.equal(
      platformOf(page("/c112289c/common_list.shtml", `${article}<script>createPage();</script>`)).name,
      "ucap",
    );
  });

  it("says in its reply how many there are; titles may hold markup, addresses leave out the scheme", () => {
    const reply = page(
      "/searchList/0a1b?_isJson=true&page=1",
      JSON.stringify({
        data: {
          page: 1,
          rows: 18,
          total: 40,
          results: [
            {
              title: "甲县<em>2023</em>年政府信息公开年度报告",
              url: "//www.baishi.gov.cn/c1/202401/ab.shtml",
              publishedTimeStr: "2024-01-05 10:00:00",
            },
          ],
        },
      }),
      "/xinjiang/c113421/common_list.shtml",
    );
    assert.deepEqual(listed(reply), ["/c1/202401/ab.shtml 甲县2023年政府信息公开年度报告 2024-01-05"]);
    assert.deepEqual(pagers(reply), [["/searchList/0a1b?_isJson=true&page=2", "/searchList/0a1b?_isJson=true&page=3"]]);
  });
});

describe("VSB", () => {
  it("counts its pages down from the highest that it links to", () => {
    const column = page(
      "/zfxxgk/zfxxgknb.htm",
      `<a href="../info/3581/276581.htm">甲局2022年政府信息公开工作年度报告</a><a href="zfxxgknb/3.htm">下页</a><a href="zfxxgknb/1.htm">尾页</a>`,
    );
    assert.equal(platformOf(column).name, "vsb");
    assert.deepEqual(pagers(column), [["/zfxxgk/zfxxgknb/3.htm", "/zfxxgk/zfxxgknb/2.htm", "/zfxxgk/zfxxgknb/1.htm"]]);
  });
});

describe("a site of no known family", () => {
  it("is paged by its own links: next, 下一页, numbers", () => {
    const column = page(
      "/List.asp?cid=3",
      `<a href="List.asp?cid=3&page=2">2</a><a href="List.asp?cid=3&page=2">下一页&gt;</a><a href="/news/3.asp">3</a>`,
    );
    assert.equal(platformOf(column).name, "generic");
    assert.deepEqual(pagers(column), [["/List.asp?cid=3&page=2"]]);
  });

  it("is paged by the usual names where it is long and links to none, as a guess", () => {
    const rows = Array.from({ length: 10 }, (_, n) => `<li><a href="/nb/show/${n}.html">甲</a></li>`).join("");
    const column = page("/nb/list.html", rows);
    assert.deepEqual(pagers(column, 1), [["/nb/list_1.html"], ["/nb/list_2.html"]]);
    assert.ok(pagesOf(column, platformOf(column)).every((series) => series.extent === "probed"));
    assert.deepEqual(pagers(page("/nb/list.html", rows.slice(0, 100))), []);
  });
});

describe("a page that a script fills in", () => {
  const shell = `<div id="app"></div><script src="chunk-vendors.js"></script>`;

  it("needs a browser, and lists what it then loads", () => {
    const empty = page("/art/list", shell);
    const platform = platformOf(empty);
    assert.equal(platform.name, "spa");
    assert.equal(platform.needsBrowser?.(empty), true);
    const body = JSON.stringify({
      data: { list: [{ title: "甲局2023年政府信息公开年度报告", url: "/art/info/3/9", infodate: "2024-01-05" }] },
    });
    const shown: Page = { ...empty, loaded: [{ url: `${ORIGIN}/html/list?col=3&page=1`, body }] };
    assert.equal(platform.needsBrowser?.(shown), false);
    assert.deepEqual(listed(shown), ["/art/info/3/9 甲局2023年政府信息公开年度报告 2024-01-05"]);
    assert.deepEqual(pagers(shown, 2), [["/html/list?col=3&page=2", "/html/list?col=3&page=3"]]);
  });

  it("is paged by what it posted, as JSON, as a form, or as JSON within a form or an address", () => {
    const body = JSON.stringify({ list: [{ TITLE: "甲局2023年政府信息公开年度报告", URL: "/a.html" }] });
    const second = (path: string, posted?: string): [string | undefined, string | undefined] => {
      const url = ORIGIN + path;
      const loaded = posted === undefined ? { url, body } : { url, body, posted: { body: posted, headers: {} } };
      const shown: Page = { ...page("/art/list", shell), loaded: [loaded] };
      const request = pagesOf(shown, platformOf(shown))[0]?.at(0, 0);
      return [request?.url.slice(ORIGIN.length), request?.body];
    };
    assert.deepEqual(second("/load?pageSize=5", `{"params":{"pageIndex":0,"pageSize":5}}`), [
      "/load?pageSize=5",
      `{"params":{"pageIndex":1,"pageSize":5}}`,
    ]);
    assert.deepEqual(second("/load", "pageIndex=1&channel_id=x")[1], "pageIndex=2&channel_id=x");
    assert.deepEqual(
      new URLSearchParams(second("/load", `params={"pageIndex":"1"}`)[1]).get("params"),
      `{"pageIndex":"2"}`,
    );
    const inAddress = second(`/build/unit?pageId=3&paramJson=${encodeURIComponent(`{"pageNo":1,"pageSize":"15"}`)}`)[0];
    assert.equal(new URLSearchParams(inAddress?.split("?")[1]).get("paramJson"), `{"pageNo":2,"pageSize":"15"}`);
  });

  it("is not every page with an element called app", () => {
    const full = page(
      "/",
      `<div id="app">${Array.from({ length: 9 }, (_, n) => `<a href="/${n}.html">甲</a>`).join("")}</div>`,
    );
    assert.equal(platformOf(full).name, "generic");
  });
});

it("the names that a registry may use are those of the families, generic last", () => {
  assert.deepEqual(platformNames, [
    "gkmlpt",
    "truecms",
    "jpaas",
    "hanweb",
    "hanweb-xxgk",
    "epoint",
    "post-json",
    "ucap",
    "lonsun",
    "openness",
    "vsb",
    "trs",
    "spa",
    "generic",
  ]);
});
