import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { isReportTitle, isTruncatedReportTitle } from "../../../crawlers/discover/index.ts";

const reports = [
  "青溪市人民政府2023年政府信息公开工作年度报告",
  "2022年白石区政府信息公开年度报告",
  "云台县教育局政府信息公开工作2021年年度报告",
  "云台县卫生健康局 2022年度政府信息公开工作的报告",
  "某省地震局2023年政府信息公开工作年度情况报告",
  "白石区\n城关镇2019年政府信息公开年报",
  "城关镇人民政府2023年政府信息公开工作年度报告（文字版）",
  "关于公布2022年政府信息公开工作年度报告的通知",
  "审计局2020年政府信息公开工作年度报告",
  "市综合行政执法局2023年政府信息公开工作年度报告",
  "住房公积金管理中心2023年政府信息公开工作年度报告",
  "云台县水利局政府信息公开工作年度报告",
  "某区公安局2021年政府信息公開工作年度報告",
];
const others = [
  "图解：青溪市2023年政府信息公开工作年度报告",
  "一图读懂青溪市2023年政府信息公开年度报告",
  "青溪市2023年政府信息公开工作年度报告解读",
  "关于做好2023年政府信息公开工作年度报告编制和发布工作的通知",
  "政府信息公开工作年度报告制度",
  "2023年政府信息公开工作年度报告格式",
  "住房公积金2023年年度报告",
  "2023年政府网站工作年度报表",
  "2023年法治政府建设年度报告",
  "2023年政务公开工作要点",
  "政府信息公开指南",
  "政府信息公开年报",
  "首页",
];

describe("what reads like the title of an annual report", () => {
  for (const title of reports)
    it(`is one: ${title.replace("\n", " ")}`, () => assert.equal(isReportTitle(title), true));
  for (const title of others) it(`is none: ${title}`, () => assert.equal(isReportTitle(title), false));

  it("may be cut short by the listing, so that only the page can tell", () => {
    assert.equal(isTruncatedReportTitle("小龙坎街道办事处2023年政府信息公开工…"), true);
    assert.equal(isTruncatedReportTitle("小龙坎街道办事处2023年政府信息公开..."), true);
    assert.equal(isTruncatedReportTitle("图解：2023年政府信息公开工…"), false);
    assert.equal(isTruncatedReportTitle("小龙坎街道办事处2023年预算公开…"), false);
  });

  const titles = join(import.meta.dirname, "../../../../shared/titles.tsv");
  it("are the titles of real reports", { skip: existsSync(titles) ? false : "no ../shared/titles.tsv" }, () => {
    const rows = readFileSync(titles, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t"));
    const wrong = rows.filter(([, title = "", , , source]) => isReportTitle(title) !== (source !== "n"));
    // One of them was noted down without the words after the year.
    assert.deepEqual(
      wrong.map(([, title = ""]) => title.slice(0, 8)),
      ["高岭镇_2017"],
    );
  });
});
