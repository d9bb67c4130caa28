import assert from "node:assert/strict";
import test from "node:test";
import type { Extraction } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { gbk } from "../nation/gbk.ts";

const read = (html: string): Promise<Extraction> => extract(Buffer.from(html), {});
const lines = async (html: string): Promise<string[]> => (await read(html)).text.lines.filter((l) => l !== "");

const TABLE = "<table><tr><td>行政复议</td><td>3</td></tr><tr><td>行政诉讼</td><td>&nbsp;</td></tr></table>";
const TABLE_LINES = ["行政复议\t3", "行政诉讼\t"];
const PROSE = `<p>${"全年主动公开政府信息，受理依申请公开。".repeat(6)}</p>`;
const PROSE_LINE = "全年主动公开政府信息，受理依申请公开。".repeat(6);

test("a page is decoded by what its bytes are, whatever its header and meta declare", async () => {
  const page = (charset: string): string =>
    `<html><head><meta charset="${charset}"></head><body><p>政府信息公开</p></body></html>`;
  const cases: [Uint8Array, string | null][] = [
    [gbk(page("gb2312")), null],
    [gbk(page("utf-8")), null],
    [gbk("<html><body><p>政府信息公开</p></body></html>"), "text/html; charset=GBK"],
    [gbk("<html><body><p>政府信息公开</p></body></html>"), null],
    [Buffer.from(page("gb2312")), "text/html; charset=gb2312"],
    [Buffer.from(`\uFEFF${page("utf-8")}`, "utf16le"), null],
  ];
  for (const [bytes, mediaType] of cases)
    assert.deepEqual((await extract(bytes, { mediaType })).text.lines, ["政府信息公开"]);
});

test("HTML is HTML, whatever its name and declared type", async () => {
  const extraction = await extract(Buffer.from(`<div>${TABLE}</div>`), {
    fileName: "报告.pdf",
    mediaType: "application/pdf",
  });
  assert.equal(extraction.mediaType, "text/html");
  assert.deepEqual(extraction.text.lines, TABLE_LINES);
});

test("the article is found in the containers of the CMS families, and without any, and the site around it is left out", async () => {
  const around = (article: string): string =>
    `<body><div class="nav"><a>首页</a><a>政务公开</a></div><ul class="list"><li>要闻一则</li></ul>${article}<div class="footer">版权所有 某市人民政府</div></body>`;
  for (const open of [
    '<div class="TRS_Editor">',
    '<div id="zoom">',
    '<div id="UCAP-CONTENT">',
    "<ucapcontent>",
    '<div class="x">',
  ])
    assert.deepEqual(
      await lines(around(`<div class="wrap">${open}${PROSE}${TABLE}</div></div>`)),
      [PROSE_LINE, ...TABLE_LINES],
      open,
    );
});

test("a statutory table outside the article's container is never lost", async () => {
  assert.deepEqual(await lines(`<div><div class="TRS_Editor">${PROSE}</div><div class="footer">${TABLE}</div></div>`), [
    PROSE_LINE,
    ...TABLE_LINES,
  ]);
});

test("paragraphs and line breaks are lines; in a cell they are joined, but two figures never become one", async () => {
  const html = `<p>一行<br>二行</p><table><tr><td>商业<br>企业</td><td><p>1</p><p>2</p></td></tr><tr><td>其<p>他</p></td><td>-<br>3</td></tr></table>`;
  assert.deepEqual(await lines(html), ["一行", "二行", "商业企业\t1 2", "其他\t- 3"]);
});

test("digits that an editor split over spans are one figure; a footnote's raised digit is none of them", async () => {
  assert.deepEqual(await lines("<p><span>20</span><b>23</b>年<o:p></o:p></p><p>12<sup>1</sup></p>"), ["2023年", "12¹"]);
});

test("a blank is a blank: &nbsp;, zero-width characters and the source's own line breaks are no text", async () => {
  const html =
    "<table><tr><td>本年度\n  办理</td><td>&nbsp;&#8203;</td></tr><tr><td>总&nbsp;计</td><td>1\u200b2</td></tr></table>";
  assert.deepEqual(await lines(html), ["本年度办理\t", "总 计\t12"]);
});

test("what the reader of the page cannot see is not taken", async () => {
  const html = `<style>.secret, #gone { display:none } @media print { .kept { display: none } }</style><p>看得见</p>
    <p class="secret">甲</p><p id="gone">乙</p><p hidden>丙</p><p style="DISPLAY: none">丁</p><p style="visibility:hidden">戊</p>
    <p class="kept">也看得见</p><script>"己"</script><template><p>庚</p></template><noscript>辛</noscript>`;
  assert.deepEqual(await lines(html), ["看得见", "也看得见"]);
});

test("what a style sheet hides by where it stands is not taken, and what it shows again is", async () => {
  const styles = `<style>td .old, .t > i { display: none } .tab { display: none } .tab.on { display: block } .tab.on:hover { display: none }</style>`;
  assert.deepEqual(
    await lines(
      `${styles}<div class="t"><p>甲</p><i>乙</i></div><div class="tab">丙</div><div class="tab on">丁</div><div class="tab" style="display:block">戊</div>
      <table><tr><td>规章</td><td>12<span class="old">9</span></td></tr></table>`,
    ),
    ["甲", "丁", "戊", "规章\t12"],
  );
});

test("what is struck out, or too small to be seen, is no part of a figure; what is raised is none of its digits", async () => {
  for (const cell of [
    "<del>5</del><ins>12</ins>",
    "<s>5</s>12",
    "<strike>5</strike>12",
    '<span style="text-decoration:line-through">5</span>12',
    '12<span style="font-size:0px">9</span>',
    '12<span style="font-size: 0">9</span>',
    "12<span style='mso-hide:all'>9</span>",
    '12<span style="opacity:0">9</span>',
    '12<span style="position:absolute;left:-9999px">9</span>',
  ])
    assert.deepEqual(await lines(`<table><tr><td>规章</td><td>${cell}</td></tr></table>`), ["规章\t12"], cell);
  const raised = '12<span style="vertical-align:super">1</span>';
  assert.deepEqual(await lines(`<table><tr><td>规章</td><td>${raised}</td></tr></table>`), ["规章\t12¹"]);
  assert.deepEqual(await lines('<p>字号<span style="font-size:0.8em">小</span></p>'), ["字号小"]);
});

test("layout tables become their content, and the tables of figures in them stay tables", async () => {
  const layout = `<table width="100%"><tr><td><p>二、主动公开</p>${TABLE}</td></tr><tr><td>${PROSE}${PROSE}</td></tr></table>`;
  assert.deepEqual(await lines(layout), ["二、主动公开", ...TABLE_LINES, PROSE_LINE, PROSE_LINE]);
  const deep = `<table><tr><td></td><td><table><tr><td><table><tr><td>一</td></tr></table>${TABLE}</td></tr></table></td></tr></table>`;
  assert.deepEqual(await lines(deep), ["一", ...TABLE_LINES]);
});

test("a table that holds the whole report, prose and figures, keeps its rows of figures", async () => {
  const html = `<table><tr><td colspan="2">${PROSE}${PROSE}</td></tr><tr><td>行政复议</td><td>3</td></tr><tr><td>行政诉讼</td><td></td></tr></table>`;
  assert.deepEqual(await lines(html), [PROSE_LINE, PROSE_LINE, ...TABLE_LINES]);
});

test("a report that the page only carries as data is read", async () => {
  const content = `<p>一、总体情况</p>${TABLE}`;
  const entities = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const unicode = JSON.stringify(content).replaceAll("<", "\\u003c");
  for (const page of [
    `<div>正在加载</div><script>// it's ours\nwindow._CONFIG = { SID: '1', DETAIL: {"content": ${JSON.stringify(content).replaceAll("/", "\\/")}} };</script>`,
    `<script>var html = '${entities}';</script>`,
    `<script type="application/json">{"data":{"body":${unicode}}}</script>`,
    `<script type="text/template">${content}</script>`,
    `<textarea style="display:none">${entities}</textarea>`,
  ])
    assert.deepEqual(
      await lines(`<html><body><div>首页</div>${page}</body></html>`),
      ["一、总体情况", ...TABLE_LINES],
      page,
    );
});

test("the article in the JSON of an endpoint is read", async () => {
  const bytes = Buffer.from(JSON.stringify({ custom: { data: { infocontent: `<p>一、总体情况</p>${TABLE}` } } }));
  const extraction = await extract(bytes, { mediaType: "application/json" });
  assert.deepEqual(
    extraction.text.lines.filter((l) => l !== ""),
    ["一、总体情况", ...TABLE_LINES],
  );
});

test("a page shows its table, so what its scripts carry besides is not taken", async () => {
  assert.deepEqual(
    await lines(`<div>${TABLE}</div><script>var other = "<table><tr><td>规章</td><td>9</td></tr></table>"</script>`),
    TABLE_LINES,
  );
});

test("the title is the report's where the main heading is the site's name, wherever on the page it stands", async () => {
  const report = "某局2021年政府信息公开工作年度报告";
  const article = `<div id="zoom"><p>一、总体情况</p><p>${"认真贯彻落实条例，推进各项公开工作。".repeat(20)}</p></div>`;
  const titled = async (head: string, beside: string): Promise<string | null> =>
    (await read(`<head><title>${head}</title></head><body><h1>某区人民政府</h1>${beside}${article}</body>`)).meta.title;
  assert.equal(await titled("某区人民政府", `<div class="tit">${report}</div><div>发布时间：2022-01-20</div>`), report);
  assert.equal(await titled(`${report}_某区人民政府`, ""), report);
  assert.equal(await titled("某区人民政府", `<h2>${report}</h2>`), report);
  assert.equal(await titled("某区人民政府", ""), "某区人民政府");
});

test("an article with pictures where its tables should be says so", async () => {
  const codes = async (html: string): Promise<string[]> => (await read(html)).warnings.map((w) => w.code);
  assert.deepEqual(await codes(`<div id="zoom">${PROSE}<p><img src="table3.png"></p></div>`), ["document.pictures"]);
  assert.deepEqual(await codes(`<div id="zoom">${PROSE}${TABLE}<p><img src="seal.png"></p></div>`), []);
  assert.deepEqual(
    await codes(`<div id="zoom">${PROSE}<img width="16" src="print.gif"><a><img src="s.gif"></a></div>`),
    [],
  );
});

test("title, date, source and column come from the meta elements, defects of real sites included", async () => {
  const { meta } =
    await read(`<head><title>年报_某区</title><meta name="ArticleTitle" content="某局2021年政府信息公开工作年度报告">
    <meta name="PubDate " content="2022-1-8 09:30:00"><meta name="ContentSource " content="某局"><meta name="SiteName" content="某区人民政府">
    <meta name="ColumnName" content="政府信息公开年报"></head><body>${PROSE}</body>`);
  assert.deepEqual(meta, {
    title: "某局2021年政府信息公开工作年度报告",
    published: "2022-01-08",
    publisher: "某局",
    siteName: "某区人民政府",
    columnName: "政府信息公开年报",
  });
});

test("without meta elements they come from the page: heading, header line, breadcrumb", async () => {
  const { meta, text } = await read(`<head><title>某局2021年政府信息公开工作年度报告-某区人民政府</title></head><body>
    <div class="crumbs"><a>首页</a> &gt; <a>政府信息公开</a> &gt; <a>年报</a> &gt; 正文</div><h1>某局2021年政府信息公开工作年度报告</h1>
    <div>发布时间：2022年1月8日　来源：某局　字体：大 中 小</div><div id="zoom">${PROSE}</div></body>`);
  assert.deepEqual(meta, {
    title: "某局2021年政府信息公开工作年度报告",
    published: "2022-01-08",
    publisher: "某局",
    siteName: null,
    columnName: "年报",
  });
  assert.equal(text.lines[0], meta.title);
});

test("a date that is none is not taken for one", async () => {
  const { meta } = await read(`<head><meta name="PubDate" content="2022-13-45"></head><body>${PROSE}</body>`);
  assert.equal(meta.published, null);
});

test("a cell's place names its table, row and cell", async () => {
  const { text } = await read(`<div><p>一</p>${TABLE}</div>`);
  const line = text.lines.indexOf("行政诉讼\t");
  assert.equal(text.place(0, 0), "paragraph 1");
  assert.equal(text.place(line, 1), "table 1 row 2 cell 2");
});

test("the files that the article links to and the pictures it shows are listed, those of the site around it are not", async () => {
  const html = `<body><div class="nav"><a href="/guide.pdf">办事指南.pdf</a><img src="/logo.png"></div><div id="zoom"><p>某局2023年政府信息公开工作年度报告如下。</p>
    <p><img src="./W02.jpg" alt="表一"><img src="/dot.gif" width="12"></p><p>附件：<a href="./P020240124.doc" appendix="true">年报.doc</a>
    <a href="/download.jsp?id=7">2023年年度报告.docx</a><a href="/col/index.html">更多</a><a href="javascript:print()">打印</a></p></div></body>`;
  const { linked } = await extract(Buffer.from(html), {});
  assert.deepEqual(linked, [
    { kind: "image", address: "./W02.jpg", text: "表一" },
    { kind: "attachment", address: "./P020240124.doc", text: "年报.doc" },
    { kind: "attachment", address: "/download.jsp?id=7", text: "2023年年度报告.docx" },
  ]);
});

test("a number that a style sheet or an editor raises off the line is no digit of the figure before it", async () => {
  const cell = (mark: string): string => `<table><tr><td>规章</td><td>12${mark}</td></tr></table>`;
  const word = "<style>span.MsoFootnoteReference { vertical-align: super }</style>";
  assert.deepEqual(await lines(`${word}${cell('<span class="MsoFootnoteReference">1</span>')}`), ["规章\t12¹"]);
  for (const style of [
    "vertical-align:5px",
    "vertical-align:text-top",
    "position:relative;top:-3pt;mso-text-raise:3pt",
  ])
    assert.deepEqual(await lines(cell(`<span style="${style}">1</span>`)), ["规章\t12 1"], style);
});

test("what is white on white, transparent, read out to pronounce, or hidden on a screen is no part of a figure", async () => {
  const styles =
    "<style>@media screen { .a { display: none } } @media (min-width: 768px) { .b { display: none } } @media (max-width: 600px) { .c { display: none } } @media print { .c { display: none } }</style>";
  for (const cell of [
    '<span style="color:#FFF">5</span>12',
    '<span style="color: transparent">5</span>12',
    "<ruby>12<rt>5</rt></ruby>",
    '<span class="a">5</span><span class="c">12</span>',
    '<span class="b">5</span>12',
  ])
    assert.deepEqual(await lines(`${styles}<table><tr><td>规章</td><td>${cell}</td></tr></table>`), ["规章\t12"], cell);
  const head = '<table><tr style="background:#036"><td><b style="color:white">规章</b></td><td>12</td></tr></table>';
  assert.deepEqual(await lines(head), ["规章\t12"]);
});
