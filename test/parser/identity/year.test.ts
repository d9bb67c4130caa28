import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { identity, PROSE } from "./document.ts";

const year = (head: string | string[], evidence = {}, body = PROSE): number | null =>
  identity(head, evidence, { body }).year;

describe("the year a report is about", () => {
  it("is what the title says, wherever it says it", () => {
    assert.equal(year("海南省生态环境厅2022政府信息公开工作年度报告"), 2022);
    assert.equal(year("2008年度衡阳市政府信息公开工作年度报告"), 2008);
    assert.equal(year("四平市政府信息公开工作2021年年度报告"), 2021);
    assert.equal(year("中牟县财政局2022年度政府信息公开年度报告"), 2022);
    assert.equal(year("中牟县财政局二〇一二年政府信息公开工作年度报告"), 2012);
    assert.equal(year("中牟县财政局政府信息公开工作年度报告（2021年）"), 2021);
    assert.equal(year("中牟县财政局２０２１年政府信息公开工作年度报告"), 2021);
    assert.equal(year(["中牟县财政局", "2021年度", "政府信息公开工作年度报告"]), 2021);
  });

  it("is not one of the years in the body where the title says it", () => {
    const body = ["2020年预算已公开，2022年将继续。", ...PROSE];
    assert.equal(year("中牟县财政局2021年政府信息公开工作年度报告", {}, body), 2021);
  });

  it("is the period the figures cover where the title says none", () => {
    const body = ["所列数据的统计期限自2020年1月1日起至2020年12月31日止。", "2019年、2021年另有报告。", ...PROSE];
    assert.equal(year("中牟县财政局政府信息公开工作年度报告", {}, body), 2020);
    assert.equal(
      year("中牟县财政局政府信息公开工作年度报告", {}, ["统计期限为2020年1月1日—12月31日。", ...PROSE]),
      2020,
    );
  });

  it("is the only year of the opening, laws and file numbers aside", () => {
    const body = ["2021年，按照《条例》（2019年修订）和国办发〔2020〕5号要求开展工作。", ...PROSE];
    assert.equal(year("中牟县财政局政府信息公开工作年度报告", {}, body), 2021);
  });

  it("is unknown where the opening speaks of two, and a problem names them", () => {
    const body = ["2021年比2020年增加三条。", ...PROSE];
    const found = identity("中牟县财政局政府信息公开工作年度报告", {}, { body });
    assert.equal(found.year, null);
    assert.match(found.problems.map((p) => p.message).join(), /2021, 2020/);
  });

  it("does not rest on a period that lost characters, but lets it decide between years the text names", () => {
    const damaged = "统计期限自202111日起至20211231日止。";
    assert.equal(year("中牟县财政局政府信息公开工作年度报告", {}, [damaged, ...PROSE]), null);
    assert.equal(year("中牟县财政局政府信息公开工作年度报告", {}, ["2021年比2020年多。", damaged, ...PROSE]), 2021);
  });

  it("never comes from an address or a date of publication", () => {
    const evidence = { published: "2022-01-20", listedDate: "2022-01-20", columnName: "2022年" };
    assert.equal(
      year("中牟县财政局政府信息公开工作年度报告", evidence, [...PROSE, "中牟县财政局", "2022年1月20日"]),
      null,
    );
  });

  it("says where title and period disagree", () => {
    const body = ["统计期限自2020年1月1日起至2020年12月31日止。", ...PROSE];
    const found = identity("中牟县财政局2021年政府信息公开工作年度报告", {}, { body });
    assert.equal(found.year, 2021);
    assert.deepEqual(
      found.problems.map((p) => p.code),
      ["year.contradiction"],
    );
  });
});

describe("the date of publication", () => {
  const T = "中牟县财政局2021年政府信息公开工作年度报告";
  it("is the page's, else the document's own, else the listing's", () => {
    const signed = [...PROSE, "中牟县财政局", "2022年1月8日"];
    const dates = { published: "2022-01-28", listedDate: "2022-02-01" };
    assert.equal(identity(T, dates, { body: signed }).published, "2022-01-28");
    assert.equal(identity(T, { listedDate: "2022-02-01" }, { body: signed }).published, "2022-01-08");
    assert.equal(identity([T, "发布时间：2022-01-20 09:30 来源：县财政局"]).published, "2022-01-20");
    assert.equal(identity(T, { listedDate: "2022-02-01" }).published, "2022-02-01");
    assert.equal(identity(T).published, null);
  });

  it("is no epoch and no day that never was", () => {
    assert.equal(identity(T, { published: "1970-01-01", listedDate: "2022-02-30" }).published, null);
  });
});
