import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  type Context,
  contextOf,
  decode,
  Frontier,
  framesOf,
  isColumnDue,
  isDue,
  isWayDue,
  judge,
  leadOf,
  mayNameReport,
  pageFrom,
  redirectOf,
} from "../../../crawlers/discover/index.ts";

const link = (text: string, path = "/c1/") => ({ url: `http://www.a.gov.cn${path}`, text, date: null });
const score = (text: string, context: Context, path?: string): number => leadOf(link(text, path), context)?.score ?? 0;
const page = (html: string) => pageFrom("http://www.a.gov.cn/zwgk/nb/", html);

const BODY = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>";
const TITLE = "云台县2023年政府信息公开工作年度报告";

describe("the way to the annual reports", () => {
  it("goes by words: 年报 before 信息公开 before organs, and nowhere else", () => {
    assert.ok(score("政府信息公开年报", "anywhere") > score("政府信息公开", "anywhere"));
    assert.ok(score("政府信息公开", "anywhere") > score("教育局", "disclosure"));
    for (const text of ["新闻中心", "便民服务", "领导之窗", "教育局"]) assert.equal(score(text, "anywhere"), 0, text);
  });

  it("knows year and organ columns where annual reports are, and not elsewhere", () => {
    for (const text of ["2023年", "2019", "乡镇街道", "市政府部门", "城关镇"]) {
      assert.ok(score(text, "annual") > 0, text);
      assert.equal(leadOf(link(text), "annual")?.context, "annual");
    }
    assert.equal(score("2023年", "anywhere"), 0);
  });

  it("knows organs by name although their work is also a column's name", () => {
    for (const text of ["财政局", "统计局", "住房公积金管理中心", "政务服务中心"])
      assert.ok(score(text, "disclosure") > 0, text);
    for (const text of ["办事大厅", "新闻中心", "无障碍专区"]) assert.equal(score(text, "disclosure"), 0, text);
  });

  it("leaves the neighbours of the column alone", () => {
    for (const text of [
      "政府信息公开指南",
      "政府信息公开制度",
      "依申请公开",
      "政府信息公开年报解读",
      "住房公积金年度报告",
    ])
      assert.equal(score(text, "annual"), 0, text);
  });

  it("takes a directory's name for a bonus, and for a lead only where the words say nothing", () => {
    assert.ok(score("政府信息公开年报", "anywhere", "/zfxxgknb3/") > score("政府信息公开年报", "anywhere"));
    assert.ok(score("更多", "anywhere", "/zwgk/zfxxgknb_1840/") > 0);
    assert.equal(score("更多", "anywhere", "/zwgk/news/"), 0);
  });

  it("knows where a page stands by its column's name, its breadcrumb or its title", () => {
    assert.equal(contextOf(page(`<meta name="ColumnName " content="政府信息公开年报">`)), "annual");
    assert.equal(
      contextOf(page(`<div class="position">当前位置：首页 &gt; 政府信息公开 &gt; 教育局 &gt; 年度报告</div>`)),
      "annual",
    );
    assert.equal(contextOf(page("<title>政务公开</title>")), "disclosure");
    assert.equal(contextOf(page(`<title>青溪市人民政府</title><meta name=ColumnName content="要闻">`)), "anywhere");
  });
});

describe("a page's own title", () => {
  const titled = (html: string): string => page(html).title;
  it("is the one that names a report, wherever it stands, and not the site's name", () => {
    const logo = `<h1><a href="/">云台县人民政府门户网站</a></h1>`;
    assert.equal(titled(`<meta name="ArticleTitle" content="云台县人民政府"><h2>${TITLE}</h2>`), TITLE);
    assert.equal(titled(`${logo}<h2 class="bt">${TITLE}</h2>`), TITLE);
    assert.equal(titled(`<title>${TITLE}_云台县人民政府</title>${logo}`), `${TITLE}_云台县人民政府`);
  });

  it("is no row of a listing", () => {
    assert.equal(titled(`<title>政务公开</title><ul><li><h2>${TITLE}</h2></li></ul>`), "政务公开");
  });

  it("says that it is an explanation even where the window's title does not", () => {
    assert.equal(titled(`<title>${TITLE}</title><h1>图解：${TITLE}</h1>`), `图解：${TITLE}`);
  });
});

describe("links relative to a folder whose page was given without its slash", () => {
  const first = (address: string, html: string): string | undefined => pageFrom(address, html).links[0]?.url;
  const row = `<a href="./202401/t20240124_1.html">甲</a>`;
  it("mean the folder", () => {
    assert.equal(first("http://www.a.gov.cn/zwgk/nb", row), "http://www.a.gov.cn/zwgk/nb/202401/t20240124_1.html");
  });
  it("mean what a browser says everywhere else", () => {
    for (const path of ["nb/", "nb/index.html", "nb/content_2051703"])
      assert.equal(
        first(`http://www.a.gov.cn/${path}`, `<a href="./1.html">甲</a>`),
        `http://www.a.gov.cn/${path.slice(0, path.lastIndexOf("/") + 1)}1.html`,
      );
    assert.equal(first("http://www.a.gov.cn/zwgk/nb", `<a href="1.html">甲</a>`), "http://www.a.gov.cn/zwgk/1.html");
    assert.equal(
      first("http://www.a.gov.cn/zwgk/nb", `<base href="/x/">${row}`),
      "http://www.a.gov.cn/x/202401/t20240124_1.html",
    );
  });
});

describe("a row in a column of annual reports", () => {
  const may = (text: string, date: string | null = null): boolean => mayNameReport({ text, date });
  it("may be a report although its words are cut, before the year or after", () => {
    for (const text of ["临江县市场监督管理…", "临江县教育局2019年政府...", "临江县教育局2023年度报告"])
      assert.ok(may(text), text);
    assert.ok(may("2021年分层县应急管理局政府信息公", "2022-01-10"), "cut without a mark");
    assert.ok(may("分层县水利局政府信息公开工作202", "2022-01-10"));
  });
  it("is none where it is a button, a column, or another paper", () => {
    for (const text of [
      "更多…",
      "2023年度报告",
      "关于做好2023年政府信息公开年度报告编制…",
      "2023年法治政府建设年度报告…",
      "图解2023年政府信息公开年…",
    ])
      assert.ok(!may(text), text);
  });
});

describe("a page that may be a report", () => {
  const verdict = (html: string, promised = true) => {
    const { report, listing } = judge(page(html), promised);
    return [report ? "report" : "", listing ? "listing" : ""].filter(Boolean).join(" and ");
  };
  const others = `<a href="/b.html">上一篇：云台县2022年政府信息公开工作年度报告</a>`;

  it("is one by its title and its chapters, even without any meta tag", () => {
    assert.equal(verdict(`<h1>${TITLE}</h1><div>${BODY}</div>${others}`, false), "report");
  });

  it("is one without chapters where they are pictures", () => {
    assert.equal(verdict(`<h1>${TITLE}</h1><div id="zoom"><img src="1.jpg"></div>`), "report");
    assert.equal(verdict(`<meta name="ArticleTitle" content="${TITLE}"><img src="1.jpg">${others}`, false), "report");
  });

  it("is one, with its file, although it links to the ones before and after it", () => {
    const { report, attachments } = judge(
      page(`<h1>${TITLE}</h1><a href="/f/1.pdf">附件下载</a><div>${others}</div>`),
      true,
    );
    assert.deepEqual([report, attachments.length], [true, 1]);
    assert.equal(judge(page(`<h1>${TITLE}</h1><img src="1.png"><div>${others}</div>`), true).report, true);
  });

  it("is a listing where its title is a column's and it lists reports", () => {
    assert.equal(verdict(`<title>2023年政府信息公开年报</title><li>${others.replace("上一篇：", "")}</li>`), "listing");
  });

  it("is a listing where its title is a year's and it leads to organs", () => {
    const classes = `<a href="bm/">市政府部门</a><a href="xz/">乡镇（街道）</a>`;
    assert.equal(verdict(`<title>2023年政府信息公开年报</title>${classes}`), "listing");
  });

  it("is one in a report's column by its chapters alone, whatever it is called, but no explanation and no listing", () => {
    assert.equal(verdict(`<title>云台县人民政府</title><div>${TITLE}</div>${BODY}`, false), "report");
    assert.equal(verdict(`<h1>图解：${TITLE}</h1>${BODY}`, false), "");
    assert.equal(verdict(`<title>年报</title>${others}<p>一、总体情况</p><p>主动公开情况</p>`, false), "listing");
  });

  it("is taken for both where it has prose of its own and links to others: nothing is lost by guessing", () => {
    assert.equal(
      verdict(`<h1>2009年年报</h1><p>${"本年度工作扎实推进。".repeat(100)}</p>${others}`),
      "report and listing",
    );
  });

  it("is nothing where it is met by chance and says nothing of a report", () => {
    assert.equal(verdict("<h1>教育局机构职能</h1><p>负责全县教育。</p>", false), "");
    assert.equal(verdict(`<h1>通知公告</h1><p>${"本年度工作扎实推进。".repeat(100)}</p>`, false), "");
  });

  it("gives its attachments: in the body, named as such, or behind download.jsp, but not those of the site or its explanations", () => {
    const html = `<meta name="ArticleTitle" content="${TITLE}"><div class="footer"><a href="/help.pdf">使用帮助.pdf</a></div>
      <div class="TRS_Editor"><a href="./P020240124612345678901.pdf">${TITLE}</a><a href="x.html">相关</a></div>
      <p>附件【<a href="/system/_content/download.jsp?wbfileid=3">云台县2023年报告.docx</a>】已下载9次</p>
      <p><a href="j.pdf">附件2：图解${TITLE}.pdf</a></p>`;
    assert.deepEqual(
      judge(page(html), true).attachments.map(({ url, fileName }) => [
        new URL(url).pathname + new URL(url).search,
        fileName,
      ]),
      [
        ["/zwgk/nb/P020240124612345678901.pdf", null],
        ["/system/_content/download.jsp?wbfileid=3", "云台县2023年报告.docx"],
      ],
    );
  });
});

describe("a shell", () => {
  it("sends on by meta refresh or by a script on an otherwise empty page", () => {
    assert.equal(
      redirectOf(page(`<meta http-equiv="Refresh" content="0; url=./jbxx/">`)),
      "http://www.a.gov.cn/zwgk/nb/jbxx/",
    );
    assert.equal(
      redirectOf(page(`<script>window.location.href='list.html';</script>`)),
      "http://www.a.gov.cn/zwgk/nb/list.html",
    );
    assert.equal(redirectOf(page(`<a href="a.html">甲</a><script>if(mobile)location.href='/wap/'</script>`)), null);
  });

  it("holds its listing in a frame, and counters and footers in others", () => {
    const html = `<iframe src="list.html"></iframe><iframe src="/visitcount.jsp"></iframe><iframe src="/footer.html"></iframe>`;
    assert.deepEqual(framesOf(page(html)), ["http://www.a.gov.cn/zwgk/nb/list.html"]);
  });
});

describe("the frontier", () => {
  it("gives the best first, and of equals the first that came", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (scores) => {
        const frontier = new Frontier<{ score: number; order: number }>();
        for (const [order, value] of scores.entries()) frontier.push({ score: value, order });
        const given = scores.map(() => frontier.pop());
        const expected = scores
          .map((value, order) => ({ score: value, order }))
          .sort((a, b) => b.score - a.score || a.order - b.order);
        assert.deepEqual(given, expected);
        assert.equal(frontier.pop(), undefined);
      }),
    );
  });
});

describe("when a stored report is asked for again", () => {
  const day = 24 * 3600 * 1000;
  const at = (days: number): Date => new Date(Date.UTC(2024, 0, 1) + days * day);
  const known = { firstSeen: at(0).toISOString(), linkText: "甲", listedDate: "2024-01-01", isGone: false };
  const due = (asked: number, now: number, change = {}): boolean =>
    isDue(
      "http://a.gov.cn/1.html",
      { retrieved: at(asked).toISOString(), known, linkText: "甲", listedDate: "2024-01-01", ...change },
      at(now),
    );

  it("weekly while it is new", () => {
    assert.deepEqual(
      [1, 6, 7, 20].map((now) => due(0, now)),
      [false, false, true, true],
    );
  });

  it("about every 90 nights when it is old, never within 60, and not all on one night", () => {
    const nights = new Map<number, number>();
    for (let i = 0; i < 500; i++) {
      const report = { retrieved: at(400).toISOString(), known, linkText: "甲", listedDate: "2024-01-01" };
      const night = Array.from({ length: 121 }, (_, n) => n).find((n) =>
        isDue(`http://a.gov.cn/${i}.html`, report, at(400 + n)),
      );
      assert.ok(night !== undefined && night >= 60);
      nights.set(night, (nights.get(night) ?? 0) + 1);
    }
    assert.ok(Math.max(...nights.values()) < 30, "a night has too many");
  });

  it("at once when the listing says something else of it", () => {
    assert.equal(due(400, 401), false);
    assert.equal(due(400, 401, { linkText: "甲（更正）" }), true);
    assert.equal(due(400, 401, { listedDate: "2024-02-01" }), true);
  });
});

describe("a page is asked for again", () => {
  const JUNE = Date.parse("2026-06-10T01:00:00Z");
  const WINTER = Date.parse("2026-02-10T01:00:00Z");
  const after = (days: number, from: number): Date => new Date(from + days * 24 * 3600 * 1000);
  const urls = Array.from({ length: 200 }, (_, i) => `http://a.gov.cn/${i}/`);
  const firstDue = (isDueAt: (url: string, days: number) => boolean): number[] =>
    urls.map((url) => Array.from({ length: 60 }, (_, days) => days).find((days) => isDueAt(url, days)) ?? 60);
  const ways = (from: number) =>
    firstDue((url, days) => isWayDue(url, new Date(from).toISOString(), after(days, from)));
  const column = (year: number | null) =>
    firstDue((url, days) => isColumnDue(url, new Date(JUNE).toISOString(), year, after(days, JUNE)));
  const mean = (days: number[]): number => days.reduce((sum, one) => sum + one, 0) / days.length;

  it("about weekly where it only leads to reports, and twice as often from January to March, not all on one night", () => {
    const [summer, winter] = [ways(JUNE), ways(WINTER)];
    assert.ok(
      Math.min(...summer) >= 5 && Math.max(...summer) <= 10,
      `${Math.min(...summer)} to ${Math.max(...summer)}`,
    );
    assert.ok(mean(winter) < 0.6 * mean(summer));
    assert.ok(new Set(summer).size >= 4);
  });

  it("every night where reports are put up, monthly in the column of a year before last year", () => {
    assert.ok([...column(null), ...column(2025), ...column(2026)].every((days) => days === 0));
    const finished = column(2024);
    assert.ok(Math.min(...finished) >= 20 && Math.max(...finished) <= 40);
    assert.ok(new Set(finished).size >= 10);
  });
});

describe("a page's bytes", () => {
  const gbk = Uint8Array.from([0xd5, 0xfe, 0xb8, 0xae]);
  it("are read by header, meta or content", () => {
    assert.equal(decode(gbk, "text/html; charset=GB2312"), "政府");
    assert.equal(
      decode(Buffer.concat([Buffer.from("<meta charset=gbk>"), gbk]), "text/html"),
      "<meta charset=gbk>政府",
    );
    assert.equal(decode(gbk, null), "政府");
    assert.equal(decode(Buffer.from("政府"), null), "政府");
    assert.equal(decode(Buffer.from("\uFEFF政府"), "text/html; charset=gbk"), "政府");
  });
});
