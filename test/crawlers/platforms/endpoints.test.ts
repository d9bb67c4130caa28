import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Page, pageFrom } from "../../../crawlers/discover/index.ts";
import { entriesOf, pagesOf, platformOf } from "../../../crawlers/platforms/index.ts";

const ORIGIN = "http://www.linjiang.gov.cn";
const page = (path: string, body: string, base?: string): Page =>
  pageFrom(`${ORIGIN}${path}`, body, "text/html", base ? { base: `${ORIGIN}${base}`, charset: "utf-8" } : undefined);
const listed = (of: Page): string[] =>
  entriesOf(of, platformOf(of)).map(({ url, text }) => `${url.slice(ORIGIN.length)} ${text}`);
/** What each way asks for nth, after so many entries. */
const asked = (of: Page, n = 0, after = 0): (URLSearchParams | null)[] =>
  pagesOf(of, platformOf(of)).map((way) => {
    const request = way.at(n, after);
    return request && new URL(request.url).searchParams;
  });
const ARTICLE = "/xxgk/zfxxgknb/content/0a1b2c3d-0000-4111-8222-333344445555.html";
const TITLE = "临江县教育局2023年政府信息公开工作年度报告";

describe("TrueCMS", () => {
  const column = page(
    "/xxgk/zfxxgknb/zfxxgknb.html",
    `<div id="initData" style="display:none"><ul><li><a href="${ARTICLE}">${TITLE}</a></li></ul></div><a href="/">首页</a>
    <script>$('#content').jpage({totalRecord:131,contentTemplate:'<record><![CDATA[<a href="\${msg.path}">\${msg.title}</a>]]></record>',
    proxyUrl:'/TrueCMS/messageController/getMessage.do',perPage:15,groupSize:3,ajaxParam:{ columnId:'82e1eed4-ef97' }});</script>`,
  );

  it("is asked in smaller and smaller windows from the first record that its page does not hold", () => {
    assert.equal(platformOf(column).name, "truecms");
    const ways = asked(column, 0, 60).map((q) => [q?.get("startrecord"), q?.get("endrecord"), q?.get("perpage")]);
    assert.deepEqual(ways, [
      ["61", "110", "50"],
      ["61", "80", "20"],
      ["61", "70", "10"],
    ]);
    assert.equal(asked(column, 0, 60)[0]?.get("columnId"), "82e1eed4-ef97");
    assert.deepEqual(asked(column, 2, 131), [null, null, null]);
  });

  it("counts the rows that are hidden in its page, not the links of its frame", () => {
    assert.deepEqual(
      platformOf(column)
        .entries?.(column)
        .map(({ text }) => text),
      [TITLE],
    );
    assert.equal(pagesOf(column, platformOf(column))[0]?.total, 131);
  });

  it("answers with XML inside JSON, with a call around it or without", () => {
    const json = JSON.stringify({
      result: `<recordset><record><![CDATA[<a href="${ARTICLE}">${TITLE}</a>]]></record></recordset>`,
    });
    for (const body of [json, `cb(${json});`])
      assert.deepEqual(listed(page("/TrueCMS/messageController/getMessage.do?startrecord=61", body)), [
        `${ARTICLE} ${TITLE}`,
      ]);
  });
});

describe("jpaas", () => {
  const unit = (tagId: string): string =>
    `<script src="/AuthorizedRead/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{'parseType':'bulidstatic','webId':'149','tplSetId':'nm8x','pageType':'column','tagId':'${tagId}','pageId':'1229610717'}"></script>`;
  const column = page("/col/col1229610717/index.html", unit("当前位置") + unit("当前栏目列表a"));
  const reply = (path: string, data: unknown): Page =>
    page(path, JSON.stringify({ success: true, data }), "/col/col1/index.html");
  const row = `<li><a href="/col/col1/art/2024/art_0a1b.html" title="${TITLE}">…</a><b>2024-01-05</b></li>`;

  it("is asked for each unit of its page but the frame's, with the page's number in paramJson", () => {
    assert.equal(platformOf(column).name, "jpaas");
    const [query] = asked(column);
    assert.deepEqual(
      ["parseType", "webId", "tagId", "pageId", "paramJson"].map((name) => query?.get(name)),
      ["bulidstatic", "149", "当前栏目列表a", "1229610717", `{"pageNo":1,"pageSize":"15"}`],
    );
    assert.deepEqual(asked(column, 1), [null]);
  });

  it("says in its reply how many rows there are and how many a page has", () => {
    const first = asked(column)[0]?.toString();
    const path = `/api-gateway/jpaas-publish-server/front/page/build/unit?${first}`;
    const shown = reply(path, { html: `${row}<div class="pagination" rows="6" count="13" pageNo="1"></div>` });
    assert.deepEqual(listed(shown), [`/col/col1/art/2024/art_0a1b.html ${TITLE}`]);
    const numbers = [0, 1, 2].map((n) => asked(shown, n)[0]?.get("paramJson") ?? null);
    assert.deepEqual(numbers, [`{"pageNo":2,"pageSize":"15"}`, `{"pageNo":3,"pageSize":"15"}`, null]);
    assert.equal(pagesOf(shown, platformOf(shown))[0]?.total, 13);
  });

  it("has no further page where a reply that says nothing is not full, and may have one where it is", () => {
    const path = `/api-gateway/jpaas-publish-server/front/page/build/unit?${asked(column)[0]}`;
    assert.deepEqual(asked(reply(path, row)), [null]);
    const full = Array.from({ length: 15 }, (_, n) => row.replace("art_0a1b", `art_${n}`)).join("");
    assert.equal(asked(reply(path, full))[0]?.get("paramJson"), `{"pageNo":2,"pageSize":"15"}`);
  });
});

describe("Hanweb's xxgk module", () => {
  const treeUrl = "/module/xxgk/tree.jsp?standardXxgk=1&area=11330300MB1685697R&divid=div1229498488";

  it("posts for the list of a node of an organ's tree, what it says standing in the address too", () => {
    const tree = page(
      treeUrl,
      `<script>d.add(1,0,'<a onclick="funclick(\\'A05\\',\\'政府信息公开年报\\');">政府信息公开年报</a>');</script>`,
    );
    assert.equal(platformOf(tree).name, "hanweb-xxgk");
    const [node] = platformOf(tree).entries?.(tree) ?? [];
    assert.equal(node?.text, "政府信息公开年报");
    const query = new URL(node?.url ?? "").searchParams;
    assert.deepEqual(
      ["infotypeId", "area", "divid", "currpage"].map((name) => query.get(name)),
      ["A05", "11330300MB1685697R", "div1229498488", "1"],
    );
    assert.equal(node?.posted, query.toString());
  });

  it("posts for the list that a page opens with, unless that is all that the organ has published", () => {
    const opening = (number: string): Page =>
      page(
        `/col/col900/index.html?vc_xxgkarea=113700000045024031${number}`,
        `<iframe src="${treeUrl.replaceAll("&", "&amp;")}"></iframe><script>loadDynamic('/module/xxgk/search.jsp?infotypeId=&area=113700000045024031','div900','','','','3');</script>`,
      );
    const [query] = asked(opening("&number=A05"));
    assert.deepEqual(
      ["infotypeId", "area", "divid"].map((name) => query?.get(name)),
      ["A05", "113700000045024031", "div900"],
    );
    assert.ok(asked(opening("")).every((way) => way?.get("infotypeId") === undefined));
  });

  it("says in its reply how many pages there are", () => {
    const reply = page(
      "/module/xxgk/search.jsp?infotypeId=A05&area=1&currpage=2",
      "<div>第2页&nbsp;&nbsp;共4页&nbsp;</div>",
    );
    assert.deepEqual(
      [0, 1, 2].map((n) => asked(reply, n)[0]?.get("currpage") ?? null),
      ["3", "4", null],
    );
    assert.equal(pagesOf(reply, platformOf(reply))[0]?.at(0, 0)?.method, "POST");
  });
});

describe("LonSun", () => {
  const selector = (shown: number): string =>
    `<select id="timeFrame">${[2023, 2022, 2021].map((year) => `<option value="${year}"${year === shown ? " selected" : ""}>${year}</option>`).join("")}</select>`;

  it("has an organ's other reports behind a selector of years, the newest at the address without one", () => {
    assert.deepEqual(listed(page("/public/column/6981?type=3", selector(2023))), [
      "/public/column/6981?type=3&timeFrame=2022 2022年",
      "/public/column/6981?type=3&timeFrame=2021 2021年",
    ]);
    assert.deepEqual(listed(page("/public/column/6981?type=3&timeFrame=2022", selector(2022))), [
      "/public/column/6981?type=3 2023年",
      "/public/column/6981?type=3&timeFrame=2021 2021年",
    ]);
  });

  it("has the pages of a list by pageIndex, as many as its pager's script says, or as there are", () => {
    const list = "/public/column/6981?type=4&action=list&catId=7";
    const shown = page(list, "<script>Ls.pagination({pageIndex:1,pageCount:3,total:50})</script>");
    assert.deepEqual(
      [0, 1, 2].map((n) => asked(shown, n)[0]?.get("pageIndex") ?? null),
      ["2", "3", null],
    );
    assert.equal(asked(page(`${list}&pageIndex=3`, ""), 0)[0]?.get("pageIndex"), "4");
  });
});
