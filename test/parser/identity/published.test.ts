import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { identity, PROSE } from "./document.ts";

const T = "中牟县财政局2021年政府信息公开工作年度报告";
const printed = (...lines: string[]): string | null => identity([...lines, T]).published;

describe("the date of publication", () => {
  it("is the page's, else the document's own, else the listing's", () => {
    const signed = [...PROSE, "中牟县财政局", "2022年1月8日"];
    const dates = { published: "2022-01-28", listedDate: "2022-02-01" };
    assert.equal(identity(T, dates, { body: signed }).published, "2022-01-28");
    assert.equal(identity(T, { listedDate: "2022-02-01" }, { body: signed }).published, "2022-01-08");
    assert.equal(identity([T, "发布时间：2022-01-20 09:30 来源：县财政局"]).published, "2022-01-20");
    assert.equal(identity(T, { listedDate: "2022-02-01" }).published, "2022-02-01");
    assert.equal(identity(T).published, null);
  });

  it("is the day on which the page says it was published, before those on which it was written or changed", () => {
    assert.equal(printed("更新时间：2024-06-10 成文日期：2022-01-10 发布日期：2022-01-19"), "2022-01-19");
    assert.equal(printed("更新时间：2024-06-10", "成文日期：2022-01-10"), "2022-01-10");
    assert.equal(printed("发文日期\t2022年01月19日\t索引号\t1"), "2022-01-19");
    assert.equal(printed("时间：2022-01-19 10:00"), "2022-01-19");
    assert.equal(printed("2022-01-18 09:12 来源：中牟县财政局 字号：大 中 小"), "2022-01-18");
    assert.equal(identity(T, {}, { body: [...PROSE, "二〇二二年一月十八日"] }).published, "2022-01-18");
  });

  it("is no epoch, no day that never was, none before the year had all but ended, none after the page was fetched", () => {
    assert.equal(identity(T, { published: "1970-01-01", listedDate: "2022-02-30" }).published, null);
    assert.equal(identity(T, { published: "2021-05-15", listedDate: "2022-02-03" }).published, "2022-02-03");
    assert.equal(identity(T, { published: "2021-12-30" }).published, "2021-12-30");
    assert.equal(identity([T, "2019年5月15日"]).published, null);
    const fetched = { retrieved: "2022-03-01T02:00:00Z" };
    assert.equal(identity(T, { published: "2026-01-01", listedDate: "2022-02-03" }, fetched).published, "2022-02-03");
    assert.equal(identity(T, { published: "2022-03-01" }, fetched).published, "2022-03-01");
  });
});
