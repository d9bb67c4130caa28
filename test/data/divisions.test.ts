import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  asOf,
  childrenOf,
  divisionOf,
  divisionsCalled,
  divisionsNamed,
  inYear,
  parentCode,
  pathOf,
  provinceOf,
  within,
} from "../../data/divisions/index.ts";

const codes = (places: readonly { code: string }[]): string[] => places.map((place) => place.code);

describe("a code of GB/T 2260", () => {
  it("has the name that stood in the year", () => {
    assert.equal(divisionOf("410106")?.name, "上街区");
    assert.equal(divisionOf("420600", 2009)?.name, "襄樊市");
    assert.equal(divisionOf("420600", 2015)?.name, "襄阳市");
    assert.equal(divisionOf("420600")?.name, "襄阳市");
    assert.equal(divisionOf("130502", 2015)?.name, "桥东区");
    assert.equal(divisionOf("130502", 2022)?.name, "襄都区");
    assert.equal(divisionOf("999999"), null);
  });

  it("has a path, with a prefecture or without", () => {
    const path = (code: string): string =>
      pathOf(code)
        .map((place) => place.name)
        .join(">");
    assert.equal(path("410106"), "河南省>郑州市>上街区");
    assert.equal(path("110105"), "北京市>朝阳区");
    assert.equal(path("419001"), "河南省>济源市");
    assert.equal(path("659001"), "新疆维吾尔自治区>石河子市");
    assert.equal(path("500235"), "重庆市>云阳县");
    assert.equal(path("410000"), "河南省");
    assert.deepEqual(pathOf("999999"), []);
    assert.equal(provinceOf("469025"), "海南省");
    assert.equal(parentCode("441900"), "440000");
  });

  it("has the children of the year; 东莞, 中山, 儋州 and 嘉峪关 have none", () => {
    assert.deepEqual(
      codes(childrenOf("110000", 2009)).filter((c) => ["110103", "110104"].includes(c)),
      ["110103", "110104"],
    );
    assert.deepEqual(
      codes(childrenOf("110000")).filter((c) => ["110103", "110104"].includes(c)),
      [],
    );
    assert.equal(childrenOf("110000").length, 16);
    for (const code of ["441900", "442000", "460400", "620200"]) assert.deepEqual(childrenOf(code), []);
    assert.ok(codes(childrenOf("420000")).includes("429021"), "神农架 is directly under its province");
  });

  it("lies within the places above it", () => {
    assert.ok(within("410106", "410100") && within("410106", "410000") && within("410106", "410106"));
    assert.ok(!within("410100", "410106") && !within("410106", "410200"));
  });
});

describe("a name", () => {
  it("leads to every place that bore it since 2008", () => {
    assert.deepEqual(codes(divisionsNamed("崇川区")), ["320602", "320613"]);
    assert.deepEqual(codes(inYear(divisionsNamed("崇川区"), 2018)), ["320602"]);
    assert.deepEqual(codes(inYear(divisionsNamed("崇川区"), 2022)), ["320613"]);
    assert.deepEqual(codes(divisionsNamed("巢湖市")), ["340181", "341400"]);
    assert.ok(divisionsNamed("鼓楼区").length >= 4);
    assert.deepEqual(divisionsNamed("无此县"), []);
  });

  it("leads to what the place was in another year, if it was one place then", () => {
    const then = (name: string, year: number): (string | undefined)[] =>
      divisionsNamed(name).map((p) => asOf(p, year)?.code);
    assert.deepEqual(then("密云县", 2020), ["110118"]);
    assert.deepEqual(then("密云区", 2012), ["110228"]);
    assert.deepEqual(then("襄樊市", 2020), ["420600"]);
    assert.deepEqual(then("崇文区", 2015), [undefined]);
  });

  it("never leads to two codes of one province in one year", () => {
    for (const name of ["崇川区", "庐江县", "三元区", "日喀则市", "儋州市", "定州市", "钢城区"])
      for (let year = 2008; year <= 2024; year += 1) {
        const standing = divisionsNamed(name).filter((p) => p.from <= year && year <= p.to);
        assert.ok(standing.length <= 1, `${name} ${year}`);
      }
  });

  it("that no longer stands in a year still leads to its place", () => {
    assert.deepEqual(codes(inYear(divisionsNamed("莱芜市"), 2022)), ["371200"]);
  });

  it("may be short, for autonomous places with their kind", () => {
    assert.deepEqual(codes(divisionsNamed("张家川县")), ["620525"]);
    assert.deepEqual(codes(divisionsNamed("临夏州")), ["622900"]);
    assert.deepEqual(codes(divisionsCalled("郑州")), ["410100"]);
    assert.deepEqual(
      new Set(codes(divisionsCalled("海南")).filter((c) => c.endsWith("00"))),
      new Set(["460000", "632500"]),
    );
    assert.deepEqual(codes(divisionsCalled("忠")), []);
  });
});

describe("the list", () => {
  it("holds every county-level change between its revisions in order, and no heading of the standard", () => {
    for (const province of ["11", "13", "41", "44", "46", "50", "65"])
      for (const place of childrenOf(`${province}0000`)) {
        assert.match(place.code, /^\d{6}$/);
        assert.ok(place.from <= place.to, place.name);
        assert.doesNotMatch(place.name, /^(市辖区|县)$|直辖/);
        assert.ok(divisionOf(parentCode(place.code) ?? ""), place.name);
      }
    for (const heading of ["市辖区", "县", "省直辖县级行政区划"]) assert.deepEqual(divisionsNamed(heading), []);
  });
});
