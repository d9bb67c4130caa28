import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextOf, type ParseContext } from "../../../pipeline/parser/context.ts";
import { identify, NOTICE } from "../../../pipeline/parser/identity/index.ts";
import { identity, PROSE } from "./document.ts";

function code(head: string | string[], tables = 0, evidence = {}): string {
  const { verdict } = identity(head, evidence, { tables });
  return verdict.accepted ? "accepted" : verdict.code;
}

describe("what is an annual report", () => {
  it("is told by its title, with tables or (before 2019) without", () => {
    for (const title of [
      "中牟县财政局2012年政府信息公开工作年度报告",
      "中牟县住房公积金管理中心2021年政府信息公开工作年度报告",
      "中牟县2012年政务信息公开年度报告",
      "中牟县2012年信息公开年报",
      "临潭县卫生健康局 2022年度政府信息公开工作的报告",
      "安徽省地震局2023年政府信息公开工作年度情况报告",
      "中牟县财政局2022年政府信息公开工作年度报告（文字版）",
      "中牟县人民政府关于公布2009年度政府信息公开工作年度报告的通知",
    ])
      assert.equal(code(title), "accepted", title);
  });

  it("is told by the statutory tables where the title is lost", () => {
    assert.equal(code("中牟县财政局", 3), "accepted");
    assert.equal(code("中牟县财政局", 0), "not_a_report");
  });
});

describe("a report of the first years, without tables", () => {
  const linkText = "中牟县水利局2010年政府信息公开工作年度报告";
  const bodies: Record<string, string[]> = {
    "with the chapters that were usual": [
      "本报告根据《中华人民共和国政府信息公开条例》要求，由本局编制，所列数据的统计期限自2010年1月1日起至12月31日止。",
      "一、概述",
      "2010年，我局继续开展政府信息公开工作，咨询、申请以及答复工作均得到了顺利开展。",
      "二、政府信息主动公开情况",
      "我局共主动公开政府信息175条，其中全文电子化率达100%。",
      "三、政府信息依申请公开情况",
      "本年度未收到政府信息公开申请。",
    ],
    "with headings of its own": [
      "牟水〔2011〕4号",
      "一、加强领导，健全机构",
      "我局成立了由局长任组长的领导小组，明确专人负责，把公开工作列入年度考核，全年在县政府网站公开信息24条。",
      "二、完善制度，规范运行",
      "制定了保密审查等制度，及时更新公开指南和目录，方便群众查阅。",
      "三、存在的不足",
      "公开的内容还不够全面，更新不够及时，今后将加以改进。",
    ],
    "with headings in brackets": [
      "（一）组织机构建设情况。完善了主动公开、依申请公开和责任追究等制度，保证了各项工作更好地推进。",
      "（二）查阅场所建设情况。加强了县档案馆、图书馆的硬件建设，全年接收文件1600多份，提供查阅服务上千人次，群众反映良好。",
    ],
    "in one paragraph": [
      "2010年我局认真贯彻落实条例，通过门户网站、公告栏等主动公开信息32条，没有收到公开政府信息的申请，没有发生行政复议和行政诉讼，没有收取任何费用，下一步将继续完善公开制度，提高公开质量。",
    ],
    "in traditional characters": [
      "一、概述",
      "二〇一〇年我辦共主動公開政府信息19條，受理政府信息公開申請6件，答覆6件，公開工作運行正常，並為此配備了兼職工作人員，設立了專門的申請受理點。",
      "二、複議、訴訟情況",
      "本年度沒有發生針對我辦的行政複議和行政訴訟，也沒有收取費用。",
    ],
  };
  for (const [name, body] of Object.entries(bodies)) {
    const verdict = (evidence: Partial<ParseContext["evidence"]>, lines: string[]) => {
      const context = contextOf({ url: null, file: null, sha256: "", mediaType: null, retrieved: null });
      return identify(lines, { ...context, evidence: { ...context.evidence, ...evidence } }, 0).verdict;
    };
    it(`is one ${name}, whether its text, its page or only the link names it`, () => {
      assert.deepEqual(verdict({ linkText }, body), { accepted: true }, "the link");
      assert.deepEqual(verdict({ title: `${linkText}-中牟县人民政府` }, body), { accepted: true }, "the page");
      assert.deepEqual(verdict({}, [linkText, ...body]), { accepted: true }, "the text");
      const general = { linkText, title: "中牟县人民政府门户网站" };
      assert.deepEqual(verdict(general, body), { accepted: true }, "the page is called as the site is");
    });
  }
  it("may be called a summary of the year's work itself", () => {
    const body = bodies["with the chapters that were usual"] ?? [];
    assert.deepEqual(code(["2010年政府信息公开工作总结", ...body], 0, { linkText }), "accepted");
  });
});

describe("what stands behind a report's link and is none", () => {
  const linkText = "中牟县水利局2022年政府信息公开工作年度报告";
  const menu =
    "首页\n政务公开\n政府信息公开指南\n政府信息公开制度\n法定主动公开内容\n政府信息公开年报\n依申请公开\n行政复议";
  const pages: Record<string, string> = {
    "a wall": "系统繁忙，请您稍后重新访问，给您带来的不便我们深表歉意，感谢您的理解与支持。\n".repeat(3),
    "a firewall":
      "您的访问被拦截\n由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。请联系网站管理员。\n".repeat(9),
    "a login page":
      "统一身份认证平台\n为保障您的账户安全，请使用实名账号登录，登录即表示同意用户协议和隐私政策。\n".repeat(9),
    "a notice of maintenance": "尊敬的用户：本网站将于近期进行系统升级维护，届时部分栏目暂停访问，敬请谅解。\n".repeat(
      9,
    ),
    "a list of news":
      "市委召开常委会会议研究部署重点工作，强调抓好落实\n我县举行项目集中开工仪式，总投资二十亿元\n".repeat(9),
    "a site's menu": `${menu}\n抱歉，您访问的页面不存在。\n`.repeat(3),
    "a stack trace": "java.lang.NullPointerException at com.trs.web.Servlet.doGet(Servlet.java:100)\n".repeat(9),
    "other news": "2022年全市生产总值同比增长百分之五，经济运行总体平稳，规模以上工业增加值同比增长。\n".repeat(9),
  };
  const read = (text: string, title: string | null = null) => {
    const context = contextOf({ url: null, file: null, sha256: "", mediaType: null, retrieved: null });
    const evidence = { ...context.evidence, linkText, title };
    return identify(text.split("\n"), { ...context, evidence }, 0).verdict;
  };
  for (const [name, text] of Object.entries(pages))
    it(`is ${name}, and the reason shows it`, () => {
      const verdict = read(text, "中牟县人民政府");
      assert.ok(!verdict.accepted);
      assert.equal(verdict.code, "not_a_report.other_text");
      assert.ok(verdict.message.includes(text.replace(/\s/g, "").slice(0, 12)), verdict.message);
      assert.ok(!read(text, linkText).accepted, "nor where the page around it keeps the title");
    });

  it("is another of the year's papers, although it writes of disclosure too", () => {
    const text =
      "一、主要举措和成效\n全面推进政务公开工作，主动公开政府信息120条，办理行政复议案件12件，依法履行职责。\n".repeat(
        6,
      );
    const code = (text: string, title: string | null) => {
      const verdict = read(text, title);
      return verdict.accepted ? "accepted" : verdict.code;
    };
    assert.equal(code(text, "中牟县2022年法治政府建设年度报告-中牟县人民政府"), "look_alike.other_report");
    assert.equal(code(`中牟县2022年法治政府建设年度报告\n${text}`, null), "look_alike.other_report");
    assert.equal(code(text, "中牟县人民政府"), "accepted", "nothing says that it is not the report");
  });
});

describe("what only looks like one", () => {
  const rejected: [string, string][] = [
    ["《中牟县2023年政府信息公开工作年度报告》解读", "look_alike.explanation"],
    ["一图读懂：中牟县2023年政府信息公开工作年度报告", "look_alike.explanation"],
    ["中牟县2023年政府信息公开工作年度报告（图解）", "look_alike.explanation"],
    ["中牟县2023年政府信息公开工作年度报告——图文解读", "look_alike.explanation"],
    ["政府信息公开工作年度报告制度", "look_alike.rule"],
    ["关于做好2023年政府信息公开工作年度报告编制发布工作的通知", "look_alike.rule"],
    ["政府信息公开工作年度报告格式", "look_alike.rule"],
    ["××局20××年政府信息公开工作年度报告", "look_alike.template"],
    ["中牟县2023年法治政府建设年度报告", "not_a_report"],
    ["中牟县住房公积金2023年年度报告", "not_a_report"],
    ["政府网站工作年度报表（2023年度）", "not_a_report"],
    ["（单位名称）20__年政府信息公开工作年度报告", "look_alike.template"],
    ["郑州大学2021-2022学年信息公开年度报告", "look_alike.other_body"],
    ["中牟县人民医院2022年信息公开年度报告", "look_alike.other_body"],
    ["中牟县2022年企业信息公开年度报告", "look_alike.other_body"],
    ["中牟县发布2022年政府信息公开工作年度报告", "look_alike.news"],
    ["中牟县2022年政府信息公开工作年度报告出炉", "look_alike.news"],
    ["关于2022年政府信息公开工作年度报告编制情况的通报", "look_alike.rule"],
    ["中牟县2023年政务公开工作总结", "not_a_report"],
    ["中牟县2022年上半年政府信息公开工作报告", "look_alike.other_period"],
    ["中牟县人民政府2022年第三季度政务公开工作情况报告", "look_alike.other_period"],
    ["中牟县人民政府2022年重大建设项目信息公开工作报告", "look_alike.other_body"],
    ["中牟县2022年重点领域政府信息公开工作报告", "look_alike.other_body"],
    ["关于中牟县2022年政府信息公开工作年度报告的补充说明", "look_alike.supplement"],
    ["关于中牟县2012年政府信息公开工作年度报告的情况说明", "look_alike.supplement"],
    ["中牟县2022年政府信息公开工作年度报告（摘要）", "look_alike.supplement"],
    ["中牟县2022年政府信息公开工作年度报告（勘误）", "look_alike.supplement"],
  ];
  for (const [title, why] of rejected) it(`${title}: ${why}`, () => assert.equal(code(title), why));

  it("is told by the page's title where the body repeats the report's", () => {
    const title = "中牟县2023年政府信息公开工作年度报告";
    assert.equal(code(title, 0, { title: `《${title}》政策解读` }), "look_alike.explanation");
    assert.equal(code("中牟县", 0, { title: "中牟县2023年法治政府建设情况年度报告" }), "look_alike.other_report");
  });

  it("is a report all the same where its three tables stand there, unless it is a form to fill in", () => {
    assert.equal(code("中牟县2023年政府信息公开工作年度报告（附图解）", 3), "accepted");
    assert.equal(code("政府信息公开工作年度报告格式", 3), "look_alike.rule");
    assert.equal(code("XX局20XX年政府信息公开工作年度报告", 3), "look_alike.template");
  });

  it("is told by any of its titles", () => {
    const title = "中牟县2022年政府信息公开工作年度报告";
    assert.equal(code(title, 0, { title: `${title}（摘要）` }), "look_alike.supplement");
    assert.equal(code(title, 0, { linkText: `${title}的补充说明` }), "look_alike.supplement");
  });

  it("is none of these for what it says besides", () => {
    for (const title of [
      "中牟县重大建设项目管理办公室2012年政府信息公开工作年度报告",
      "中牟县公共资源交易中心2012年政府信息公开工作年度报告",
      "中牟县2012年政府信息公开工作年度报告（含编制说明）",
      "中牟县2012年政府信息公开工作年度报告（更正版）",
      "中牟县2008年下半年政府信息公开工作年度报告",
    ])
      assert.equal(code(title), "accepted", title);
    assert.equal(code("中牟县2022年政府信息公开工作年度报告（勘误）", 3), "accepted", "with all its tables");
  });

  it("is not told by the column that a page's title goes on with", () => {
    const title = "中牟县财政局2012年政府信息公开工作年度报告";
    assert.equal(code(title, 0, { title: `${title}_政策解读_信息公开制度_中牟县人民政府` }), "accepted");
  });

  it("is a school's or company's report only where it is on the statutory form or goes by the Regulations' name", () => {
    assert.equal(code("郑州大学2022年信息公开年度报告", 3), "accepted");
    assert.equal(code("中牟县供水公司2022年政府信息公开年度报告"), "accepted");
    assert.equal(code("中牟县财政局2012年信息公开年报"), "accepted");
  });

  it("is no report for what comes with it", () => {
    assert.equal(code("中牟县2012年政府信息公开工作年度报告（含图解）"), "accepted");
  });

  it("is a notice that publishes a report without it", () => {
    const title = "关于发布中牟县2022年政府信息公开工作年度报告的公告";
    const lines = [title, "根据《条例》规定，现将中牟县2022年政府信息公开工作年度报告予以公布，请社会各界监督。"];
    const context = contextOf({ url: null, file: null, sha256: "", mediaType: null, retrieved: null });
    const bare = identify([...lines, ...PROSE], context, 0).verdict;
    assert.equal(bare.accepted ? null : bare.code, NOTICE);
    assert.equal(code(lines), "accepted", "a chapter follows");
  });

  it("is a list of reports", () => {
    const years = [2022, 2021, 2020].map((y) => `${y}年政府信息公开工作年度报告 ${y + 1}-01-20`);
    assert.equal(code(["政府信息公开年报", ...years]), "not_a_report.listing");
    const links = ["财政局", "教育局", "水利局"].map((o) => `中牟县${o}2022年政府信息公开工作年度报告 2023-01-20`);
    assert.equal(code(["中牟县2022年政府信息公开工作年度报告", ...links]), "not_a_report.listing");
  });

  it("says why in one line", () => {
    const { verdict } = identity("一图读懂：中牟县2023年政府信息公开工作年度报告", {}, { tables: 0 });
    assert.ok(!verdict.accepted && /解读.*一图读懂/.test(verdict.message) && !verdict.message.includes("\n"));
  });
});
