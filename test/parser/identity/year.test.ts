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
    for (const digits of ["二〇一二", "二○一二", "二零一二", "二0一二", "二Ｏ一二"])
      assert.equal(year(`中牟县财政局${digits}年政府信息公开工作年度报告`), 2012);
    assert.equal(year("中牟县财政局政府信息公开工作年度报告（2021）"), 2021);
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

  it("is read of a period however it is written", () => {
    for (const period of [
      "自2021年1月1日至2021年12月31日止",
      "自 2021 年 1 月 1 日 起 至 2021 年 12 月 31 日 止",
      "2021.1.1-2021.12.31",
      "2021年1月至12月",
    ])
      assert.equal(
        year("中牟县财政局政府信息公开工作年度报告", {}, [`${period}。2020年，2022年。`, ...PROSE]),
        2021,
        period,
      );
    const first = "自2008年5月1日起至2008年12月31日止。2007年、2009年。";
    assert.equal(year("中牟县财政局政府信息公开工作年度报告", {}, [first, ...PROSE]), 2008);
  });

  it("is no one year where the title names two", () => {
    const found = identity("中牟县财政局2008—2009年政府信息公开工作年度报告");
    assert.equal(found.year, null);
    assert.match(found.problems[0]?.message ?? "", /2008, 2009/);
  });

  it("never comes from an address or a date of publication", () => {
    const evidence = { published: "2022-01-20", listedDate: "2022-01-20", columnName: "2022年" };
    assert.equal(
      year("中牟县财政局政府信息公开工作年度报告", evidence, [...PROSE, "中牟县财政局", "2022年1月20日"]),
      null,
    );
  });

  it("says where the link that led to it names another year, and keeps to the document", () => {
    const link = { linkText: "中牟县财政局2020年政府信息公开工作年度报告" };
    const body = ["统计期限自2021年1月1日起至2021年12月31日止。", ...PROSE];
    for (const found of [
      identity("中牟县财政局2021年政府信息公开工作年度报告", link),
      identity("中牟县财政局政府信息公开工作年度报告", link, { body }),
    ]) {
      assert.equal(found.year, 2021);
      assert.deepEqual(
        found.problems.map((p) => p.code),
        ["year.link_contradiction"],
      );
    }
    assert.deepEqual(identity("中牟县财政局2020年政府信息公开工作年度报告", link).problems, []);
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
