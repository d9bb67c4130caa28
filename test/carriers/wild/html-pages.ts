import { escapeHtml } from "../html.ts";

/** A way in which a site puts an article on a page. */
export type PageMarkup = { name: string; write(title: string, article: string): string | Buffer };

const STYLE =
  "<style>.list li{float:left} .unseen{display:none} @media (max-width:600px){.pc{display:none}.unseen{display:block}}</style>";
const META = `<meta name="SiteName" content="青石县人民政府"><meta name="ColumnName" content="政府信息公开年报"><meta name="PubDate" content="2023-01-18 09:00">`;
const PLACES = `<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="./">政府信息公开年报</a></div>`;
const NEIGHBOURS = `<ul class="list">${Array.from({ length: 12 }, (_, i) => `<li><a href="./t${i}.html">青石县第${i}局2022年政府信息公开工作年度报告</a><span>2023-01-${i + 10}</span></li>`).join("")}</ul>`;
const METADATA = `<table class="xxgk"><tr><td>索引号</td><td>11410000/2023-00017</td><td>发布机构</td><td>青石县人民政府办公室</td></tr><tr><td>生成日期</td><td>2023-01-18</td><td>文号</td><td></td></tr></table>`;

const framed = (
  title: string,
  main: string,
  before = "",
): string => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>${META}
<meta name="ArticleTitle" content="${escapeHtml(title)}">${STYLE}</head><body>
<div class="top"><a href="/">青石县人民政府</a><a href="javascript:;">繁体</a><a href="javascript:;">无障碍</a></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>${PLACES}${before}
${main}
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div class="footer"><p>主办：青石县人民政府办公室　网站标识码：4100000001　豫ICP备05000001号　访问量：128731</p></div></body></html>`;

const inContainer = (name: string, open: string, close: string, before = ""): PageMarkup => ({
  name,
  write: (title, article) =>
    framed(
      title,
      `<h1>${escapeHtml(title)}</h1><p>发布时间：2023-01-18　来源：青石县人民政府办公室　字体：[大 中 小]</p>${open}${article}${close}`,
      before,
    ),
});

/** What ASCII needs no encoding for; the rest as the two bytes of GBK, through a table made of the decoder. */
const GBK = new Map<string, number[]>();
for (let high = 0x81; high <= 0xfe; high++)
  for (let low = 0x40; low <= 0xfe; low++) {
    const text = new TextDecoder("gb18030").decode(Uint8Array.of(high, low));
    if (text.length === 1 && text !== "\uFFFD") GBK.set(text, [high, low]);
  }
const gbk = (text: string): Buffer =>
  Buffer.from(
    [...text].flatMap((c) =>
      c < "\x80" ? [c.charCodeAt(0)] : (GBK.get(c) ?? [...`&#${c.codePointAt(0)};`].map((d) => d.charCodeAt(0))),
    ),
  );

const asString = (article: string): string => JSON.stringify(article).replaceAll("</", "<\\/");
const drawn = (title: string, script: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>${STYLE}</head><body><div id="app"></div><script>${script}</script></body></html>`;

/** How the CMS families put an article on a page; first the plainest. */
export const pageMarkups: readonly PageMarkup[] = [
  inContainer("TRS", '<div class="trs_editor_view TRS_UEDITOR trs_paper_default">', "</div>"),
  inContainer("UCAP", '<div class="pages_content" id="UCAP-CONTENT">', "</div>", NEIGHBOURS),
  inContainer(
    "Hanweb",
    '<!--ZJEG_RSS.content.begin--><div id="zoom"><meta name="ContentStart">',
    '<meta name="ContentEnd"></div>',
  ),
  inContainer("VSB", '<div id="vsb_content"><div class="v_news_content">', "</div></div>", METADATA),
  inContainer("home-grown", "<table width=100%><tr><td>", "</td></tr></table>", METADATA + NEIGHBOURS),
  { name: "bare", write: (title, article) => `${STYLE}<h1>${escapeHtml(title)}</h1>${article}` },
  {
    name: "old, in GB 2312",
    write: (title, article) =>
      gbk(framed(title, `<center>${article}</center>`).replace("utf-8", "gb2312").replace("<!DOCTYPE html>", "")),
  },
  {
    name: "GBK that calls itself UTF-8",
    write: (title, article) => gbk(framed(title, `<div class="article-content">${article}</div>`)),
  },
  {
    name: "UTF-8 that calls itself GBK",
    write: (title, article) => framed(title, `<div id="Zoom">${article}</div>`).replace("utf-8", "gbk"),
  },
  {
    name: "in a configuration",
    write: (title, article) =>
      drawn(title, `window._CONFIG = {DETAIL: {"title": ${JSON.stringify(title)}, "content": ${asString(article)}}};`),
  },
  {
    name: "escaped in a script",
    write: (title, article) =>
      drawn(title, `var content = "${escapeHtml(article).replaceAll("\r", "\\r").replaceAll("\n", "\\n")}";`),
  },
  { name: "JSON", write: (title, article) => JSON.stringify({ code: 200, data: { title, body: STYLE + article } }) },
  {
    name: "in a form of ASP.NET",
    write: (title, article) =>
      framed(
        title,
        `<form id="form1"><input type="hidden" name="__VIEWSTATE" value="dDwt"><div class="Article_content">${article}</div></form>`,
      ),
  },
];
