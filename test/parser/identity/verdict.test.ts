import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { identity } from "./document.ts";

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

  it("is a list of reports", () => {
    const links = ["财政局", "教育局", "水利局"].map((o) => `中牟县${o}2022年政府信息公开工作年度报告 2023-01-20`);
    assert.equal(code(["中牟县2022年政府信息公开工作年度报告", ...links]), "not_a_report.listing");
  });

  it("says why in one line", () => {
    const { verdict } = identity("一图读懂：中牟县2023年政府信息公开工作年度报告", {}, { tables: 0 });
    assert.ok(!verdict.accepted && /解读.*一图读懂/.test(verdict.message) && !verdict.message.includes("\n"));
  });
});
