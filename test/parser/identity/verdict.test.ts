import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextOf } from "../../../pipeline/parser/context.ts";
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
