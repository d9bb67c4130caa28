import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { identity, PROSE } from "./document.ts";

const T = "2022年政府信息公开工作年度报告";
const city = { siteDivision: "410100", siteOrgan: "郑州市人民政府" };

describe("a township that does not name its county", () => {
  it("is found by its name in the city that the site, the title or the source names", () => {
    const organ = { name: "郑州市上街区峡窝镇人民政府", division: "410106", level: "township" };
    assert.deepEqual(identity(`峡窝镇人民政府${T}`, city).organ, organ);
    assert.deepEqual(identity(`郑州市峡窝镇人民政府${T}`).organ, organ);
    assert.deepEqual(identity(`峡窝镇${T}`, { publisher: "郑州市人民政府" }).organ, organ);
  });

  it("is in none where the city has several of the name, or none: never in the city itself", () => {
    const several = identity(`和平街道办事处${T}`, { siteDivision: "210000" });
    assert.deepEqual(several.organ, { name: "和平街道办事处", division: null, level: "township" });
    const none = identity(`郑州市云上镇人民政府${T}`, city);
    assert.deepEqual(none.organ, { name: "郑州市云上镇人民政府", division: null, level: "township" });
    assert.equal(none.problems[0]?.code, "division.unresolved");
  });

  it("is in none without a city, however rare its name", () => {
    assert.equal(identity(`峡窝镇人民政府${T}`).organ.division, null);
  });

  it("is in none for years that the lists of townships do not cover, or that are not known", () => {
    assert.equal(identity("峡窝镇人民政府2012年政府信息公开工作年度报告", city).organ.division, null);
    assert.equal(identity("峡窝镇人民政府政府信息公开工作年度报告", city).organ.division, null);
  });

  it("is where the document itself says, before any list", () => {
    const body = [...PROSE, "如有疑问，请与新密市峡窝镇人民政府联系。"];
    assert.equal(identity(`峡窝镇人民政府${T}`, city, { body }).organ.division, "410183");
  });

  it("is its city's where the city has no counties", () => {
    assert.equal(identity(`虎门镇${T}`, { siteDivision: "441900" }).organ.division, "441900");
    assert.equal(identity(`儋州市白马井镇${T}`).organ.division, "460400");
  });
});

describe("an organ of the centre", () => {
  it("is in no division and at no level, whatever place the text names, and that is no problem", () => {
    const body = [...PROSE, "北京市政府网站转载。如有疑问，请与北京市教育委员会联系。"];
    for (const name of [
      "教育部",
      "国家林业和草原局",
      "水利部黄河水利委员会",
      "新疆生产建设兵团",
      "国家能源局华中监管局",
    ]) {
      const { organ, problems } = identity(`${name}${T}`, {}, { body });
      assert.deepEqual(organ, { name, division: null, level: null });
      assert.deepEqual(problems, []);
    }
  });

  it("is its place's where it names one", () => {
    const organ = (name: string) => identity(`${name}${T}`).organ;
    assert.equal(organ("国家统计局河南调查总队").division, "410000");
    assert.equal(organ("国家税务总局中牟县税务局").division, "410122");
    assert.equal(organ("中国人民银行郑州中心支行").level, "prefecture");
  });
});
