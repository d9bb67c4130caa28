import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addressOf, identity, isTrap, pageFrom } from "../../../crawlers/discover/index.ts";

const links = (html: string, url = "http://www.baishi.gov.cn/zwgk/zfxxgknb/") => pageFrom(url, html).links;

describe("the links of a page", () => {
  it("take the title attribute where the text is cut, whatever the order of attributes and the quotes", () => {
    const found =
      links(`<ul><li><a href="./202401/t20240124_1.html" title="某街道办事处2023年政府信息公开工作年度报告">某街道办事处2023年政府信息公开工…<span>2024-01-24</span></a></li>
      <li><a title='某镇2023年政府信息公开工作年度报告' target=_blank href=../b.html>某镇2023年…</a> <b>2024.1.5</b></li></ul>`);
    assert.deepEqual(found, [
      {
        url: "http://www.baishi.gov.cn/zwgk/zfxxgknb/202401/t20240124_1.html",
        text: "某街道办事处2023年政府信息公开工作年度报告",
        date: "2024-01-24",
      },
      { url: "http://www.baishi.gov.cn/zwgk/b.html", text: "某镇2023年政府信息公开工作年度报告", date: "2024-01-05" },
    ]);
  });

  it("keep the text where the title attribute says less or something else", () => {
    const [link] = links(`<a href="a.html" title="点击查看">某镇2023年政府信息公开工作年度报告</a>`);
    assert.equal(link?.text, "某镇2023年政府信息公开工作年度报告");
  });

  it("say what their picture says where they have no words", () => {
    const [link] = links(`<a href="2022nzt/"><img src="b.jpg" alt="某镇2022年政府信息公开工作年度报告"></a>`);
    assert.equal(link?.text, "某镇2022年政府信息公开工作年度报告");
  });

  it("have the date of their own row, in all the ways it is printed, and none where the row has several", () => {
    assert.equal(
      links(`<table><tr><td><a href=a.html>甲</a></td><td>[2024-01-05]</td></tr></table>`)[0]?.date,
      "2024-01-05",
    );
    assert.equal(links(`<p><a href=a.html>甲</a>（2024年1月5日）</p>`)[0]?.date, "2024-01-05");
    assert.equal(links(`<li><a href=a.html>甲</a> 2024/01/05 <i>2025/01/05</i></li>`)[0]?.date, null);
    assert.equal(links(`<li><a href=a.html>甲</a> 2024-13-45</li>`)[0]?.date, null);
  });

  it("follow the page's base, and hold no script, mail or empty address", () => {
    const found = links(
      `<base href="/c/"><a href="javascript:void(0)">甲</a><a href="mailto:a@b.cn">乙</a><a href="">丙</a><a href="#top">丁</a><a href="//h.gov.cn/x">戊</a><a href="y">己</a>`,
    );
    assert.deepEqual(
      found.map((link) => link.url),
      ["http://h.gov.cn/x", "http://www.baishi.gov.cn/c/y"],
    );
  });
});

describe("an address", () => {
  const base = "http://www.a.gov.cn/x/";

  it("loses what changes nothing: session, fragment, mobile flags", () => {
    assert.equal(addressOf("b.jsp;jsessionid=AB12?id=3&isMobile=false#top", base), "http://www.a.gov.cn/x/b.jsp?id=3");
  });

  it("has its query in the page's charset and its path in UTF-8, as a browser asks for it", () => {
    const asked = (href: string, charset: string) => addressOf(href, { base, charset })?.slice(base.length);
    assert.equal(asked("年报.asp?bm=教育局&n=1", "gb2312"), "%E5%B9%B4%E6%8A%A5.asp?bm=%BD%CC%D3%FD%BE%D6&n=1");
    assert.equal(asked("?bm=教育局", "utf-8"), "?bm=%E6%95%99%E8%82%B2%E5%B1%80");
    // A second byte that is ASCII stays; what GBK lacks goes as a character reference; what is encoded already is left.
    assert.equal(asked("?a=丂&b=𠮷&c=%E6%95%99", "gbk"), "?a=%81@&b=%26%23134071%3B&c=%E6%95%99");
  });

  it("loses a parameter that changes nothing without harm to those in GBK", () => {
    const on = { base, charset: "gb18030" };
    assert.equal(addressOf("s.asp?bm=民政局&from=首页&p=1", on), `${base}s.asp?bm=%C3%F1%D5%FE%BE%D6&p=1`);
  });

  it("keeps what sites mean: double slashes, letter case, hash routes", () => {
    assert.equal(addressOf("/html//C116872/A.html", base), "http://www.a.gov.cn/html//C116872/A.html");
    assert.equal(addressOf("/gkmlpt/index#721", base), "http://www.a.gov.cn/gkmlpt/index#721");
    assert.equal(addressOf("#/list/3", base), "http://www.a.gov.cn/x/#/list/3");
  });

  it("is known under all its twins", () => {
    const name = identity("http://www.a.gov.cn/x/t1_2.html");
    for (const twin of [
      "https://www.a.gov.cn/x/t1_2.html",
      "http://a.gov.cn/x/t1_2.html",
      "http://a.gov.cn/x/t1_2_wap.html",
    ])
      assert.equal(identity(twin), name);
    assert.equal(identity("http://a.gov.cn/nb/index.shtml"), identity("http://a.gov.cn/nb/"));
    for (const other of [
      "http://a.gov.cn:8080/x/t1_2.html",
      "http://a.gov.cn/x/t1_3.html",
      "http://a.gov.cn/x/t1_2.html?p=2",
    ])
      assert.notEqual(identity(other), name);
  });

  it("that is a print, share, login, calendar or big5 copy is a trap, a name that merely contains the word is none", () => {
    for (const trap of [
      "/gate/big5/www.a.gov.cn/x",
      "/print.jsp?id=3",
      "/x?action=print",
      "/user/login.html",
      "/calendar/2024/01/",
      "/share/x",
    ])
      assert.equal(isTrap(`http://a.gov.cn${trap}`), true, trap);
    for (const fine of [
      "/zfxxgknb/t1_2.html",
      "/blueprint/x.html",
      "/news/shareholder.html",
      "/zwgk/en/j13.html",
      "/nb/read-share-1.html",
      "/x?title=print-shop",
    ])
      assert.equal(isTrap(`http://a.gov.cn${fine}`), false, fine);
  });
});
