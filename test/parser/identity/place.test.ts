import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { childrenOf, type Division, pathOf } from "../../../data/divisions/index.ts";
import { identity, PROSE } from "./document.ts";

const T = "2022年政府信息公开工作年度报告";

describe("a place is resolved by the year, or not at all", () => {
  it("takes the name and code that stood in the report's year", () => {
    assert.deepEqual(identity("襄樊市人民政府2009年政府信息公开工作年度报告").organ.division, "420600");
    assert.equal(identity("崇川区财政局2018年政府信息公开工作年度报告").organ.division, "320602");
    assert.equal(identity("崇川区财政局2022年政府信息公开工作年度报告").organ.division, "320613");
    assert.equal(identity("巢湖市人民政府2009年政府信息公开工作年度报告").organ.level, "prefecture");
    assert.equal(identity("巢湖市人民政府2019年政府信息公开工作年度报告").organ.level, "county");
  });

  it("takes the code that held at the end of the year in which the place was recoded", () => {
    const of = (title: string): string | null => identity(`${title}年政府信息公开工作年度报告`).organ.division;
    assert.deepEqual([of("崇川区财政局2019"), of("崇川区财政局2020")], ["320602", "320613"]);
    assert.deepEqual([of("安徽省庐江县财政局2010"), of("安徽省庐江县财政局2011")], ["341421", "340124"]);
    assert.deepEqual([of("三元区财政局2020"), of("三元区财政局2021")], ["350403", "350404"]);
  });

  it("takes the code of the year under a name of another year, and none where the place had become part of another", () => {
    const of = (title: string): string | null => identity(`${title}年政府信息公开工作年度报告`).organ.division;
    assert.deepEqual([of("密云区财政局2012"), of("密云县财政局2020")], ["110228", "110118"]);
    assert.deepEqual([of("沙县区财政局2015"), of("沙县财政局2022")], ["350427", "350405"]);
    assert.equal(of("襄阳市财政局2009"), "420600");
    assert.equal(of("莱芜市钢城区财政局2020"), "370117");
    assert.equal(of("北京市崇文区财政局2015"), null);
  });

  it("takes a short form for the city around a county so called, but for neither of two places apart", () => {
    assert.equal(identity(`承德财政局${T}`).organ.division, "130800");
    assert.equal(identity(`朝阳财政局${T}`).organ.division, null);
    assert.equal(identity(`朝阳财政局${T}`, { siteDivision: "110105" }).organ.division, "110105");
    assert.equal(identity(`河北通信管理局${T}`).organ.division, "130000");
  });

  it("leaves a name that several places share unresolved and names them", () => {
    const { organ, problems } = identity(`鼓楼区财政局${T}`);
    assert.equal(organ.division, null);
    assert.equal(organ.level, null);
    const [problem] = problems;
    assert.equal(problem?.code, "division.ambiguous");
    for (const code of ["320106", "320302", "350102", "410204"]) assert.match(problem?.message ?? "", new RegExp(code));
  });

  it("takes the shared name that the site, the page or the text points to", () => {
    assert.equal(identity(`鼓楼区财政局${T}`, { siteDivision: "410200" }).organ.division, "410204");
    assert.equal(identity(`鼓楼区财政局${T}`, { publisher: "徐州市鼓楼区财政局" }).organ.division, "320302");
    const body = [...PROSE, "依托福州市政务服务平台公开信息。"];
    assert.deepEqual(identity(`鼓楼区财政局${T}`, {}, { body }).organ, {
      name: "福州市鼓楼区财政局",
      division: "350102",
      level: "county",
    });
  });

  it("does not choose where the text names the cities of two of them, or only one that was visited", () => {
    const said = (words: string): string | null =>
      identity(`鼓楼区财政局${T}`, {}, { body: [...PROSE, words] }).organ.division;
    assert.equal(said("南京市、徐州市均已开通平台。"), null);
    assert.equal(said("全年共两次赴徐州市、南京市学习。"), null);
    assert.equal(said("全年共两次学习借鉴徐州市的经验。"), null);
  });

  it("takes the one that the text names with its city, whatever other cities it names", () => {
    const body = [...PROSE, "南京市已开通平台，徐州市鼓楼区财政局随后开通。"];
    assert.equal(identity(`鼓楼区财政局${T}`, {}, { body }).organ.division, "320302");
  });

  it("does not hear of a city in other words", () => {
    const body = [...PROSE, "全力做好北京冬奥会服务。"];
    assert.equal(identity(`朝阳区财政局${T}`, {}, { body }).organ.division, null);
  });

  it("never resolves a district that the code does not know to its city", () => {
    const { organ, problems } = identity(`郑州市云上区财政局${T}`);
    assert.deepEqual(organ, { name: "郑州市云上区财政局", division: null, level: null });
    assert.equal(problems[0]?.code, "division.unresolved");
    const elsewhere = identity(`郑州市云上区财政局${T}`, { siteOrgan: "郑州市人民政府", siteDivision: "410100" });
    assert.equal(elsewhere.organ.division, null);
  });

  it("takes a place founded since for what the registry calls it, on its own site only", () => {
    const own = identity(`郑州市云上区财政局${T}`, { siteOrgan: "郑州市云上区人民政府", siteDivision: "410199" });
    assert.deepEqual(own.organ, { name: "郑州市云上区财政局", division: "410199", level: "county" });
    const city = { siteOrgan: "青溪市人民政府", siteDivision: "990100" };
    assert.equal(identity(`青溪市财政局${T}`, city).organ.division, "990100");
    assert.equal(identity(`青溪市白石区财政局${T}`, city).organ.division, null);
    assert.equal(identity(`白石区财政局${T}`, { ...city, title: `白石区财政局${T}` }).organ.division, null);
    const registered = identity(`加区财政局${T}`, { siteOrgan: "加区人民政府", siteDivision: "232761" });
    assert.equal(registered.organ.division, "232761");
  });

  it("does not take a street for the district it shares a name with", () => {
    assert.equal(identity(`河东乡${T}`).organ.division, null);
    assert.equal(identity(`桥东街街道办事处${T}`, { siteDivision: "130700" }).organ.division, null);
  });

  it("does not believe a short form against the site", () => {
    const organ = identity(`北京大兴国际机场临空经济区（廊坊）管理委员会${T}`, { siteDivision: "131000" }).organ;
    assert.equal(organ.division, "131000");
  });
});

describe("every county of the code", () => {
  const provinces = Array.from({ length: 65 }, (_, i) => `${i + 1}0000`).filter((code) => pathOf(code).length > 0);
  const places = provinces.flatMap((code) => childrenOf(code)).flatMap((place) => [place, ...childrenOf(place.code)]);
  const counties = places.filter((place) => place.level === "county");
  const division = (words: string, site: string | null = null): string | null =>
    identity(`${words}${T}`, { siteDivision: site }).organ.division;
  const wrong = (found: (place: Division, parent: string) => string | null): Division[] =>
    counties.filter((place) => {
      const code = found(place, pathOf(place.code).at(-2)?.name ?? "");
      return code !== place.code && code !== null;
    });

  it("is found behind its parent's name, whatever the organ", () => {
    assert.ok(counties.length > 2800);
    for (const body of ["", "财政局", "城关镇", "城市管理局"])
      assert.deepEqual(
        counties.filter((place) => division(`${pathOf(place.code).at(-2)?.name}${place.name}${body}`) !== place.code),
        [],
      );
  });

  it("is found by its name alone or left unresolved, and never taken for another", () => {
    assert.deepEqual(
      wrong((place) => division(`${place.name}财政局`)),
      [],
    );
    assert.deepEqual(
      wrong((place) => division(`${place.name}财政局`, pathOf(place.code)[0]?.code)),
      [],
    );
  });
});
