import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { scopeOf } from "../../../pipeline/parser/identity/index.ts";
import { identity, PROSE } from "./document.ts";

const T = "2022年政府信息公开工作年度报告";

describe("whose report it is, from the title alone", () => {
  const cases: [title: string, name: string, division: string | null, level: string | null][] = [
    [`郑州市上街区人民政府${T}`, "郑州市上街区人民政府", "410106", "county"],
    [`河南省郑州市财政局${T}`, "郑州市财政局", "410100", "prefecture"],
    ["2021年上海市政府信息公开工作年度报告", "上海市人民政府", "310000", "province"],
    [`内蒙古自治区${T}`, "内蒙古自治区人民政府", "150000", "province"],
    [`中牟县${T}`, "中牟县人民政府", "410122", "county"],
    [`郑州市中牟县财政局${T}`, "中牟县财政局", "410122", "county"],
    [`临夏回族自治州永靖县${T}`, "永靖县人民政府", "622923", "county"],
    [`济源市人民政府${T}`, "济源市人民政府", "419001", "county"],
    [`重庆市沙坪坝区人民政府小龙坎街道办事处${T}`, "重庆市沙坪坝区小龙坎街道办事处", "500106", "township"],
    [`东莞市虎门镇${T}`, "东莞市虎门镇人民政府", "441900", "township"],
    [`锡林郭勒盟${T}`, "锡林郭勒盟行政公署", "152500", "prefecture"],
    [`张家川县龙山镇人民政府${T}`, "张家川县龙山镇人民政府", "620525", "township"],
    [`新乡市卫滨区卫健委${T}`, "新乡市卫滨区卫生健康委员会", "410703", "county"],
    [`贵州省发展改革委${T}`, "贵州省发展和改革委员会", "520000", "province"],
    [`国家税务总局芜湖市镜湖区税务局${T}`, "国家税务总局芜湖市镜湖区税务局", "340202", "county"],
    [`温州市公安局鹿城区分局${T}`, "温州市公安局鹿城区分局", "330302", "county"],
    [`赣州经济技术开发区管委会${T}`, "赣州经济技术开发区管理委员会", "360700", "prefecture"],
    [`中牟县住房和城乡建设局${T}`, "中牟县住房和城乡建设局", "410122", "county"],
    [`广西自治区教育厅${T}`, "广西自治区教育厅", "450000", "province"],
    [`徐圩新区管委会${T}`, "连云港徐圩新区管理委员会", "320700", "prefecture"],
    [`六枝特区郎岱镇人民政府${T}`, "六枝特区郎岱镇人民政府", "520203", "township"],
    [`第八师石河子市${T}`, "第八师石河子市", "659001", "county"],
    [`郑州市残联${T}`, "郑州市残疾人联合会", "410100", "prefecture"],
    [`深圳市规划和自然资源局龙华管理局${T}`, "深圳市规划和自然资源局龙华管理局", "440309", "county"],
    [`郑州市公安局金水路分局${T}`, "郑州市公安局金水路分局", "410100", "prefecture"],
    [`（中牟县财政局）${T}`, "中牟县财政局", "410122", "county"],
    [`【更正】中牟县财政局${T}`, "中牟县财政局", "410122", "county"],
    [`（更正后）中牟县财政局${T}`, "中牟县财政局", "410122", "county"],
    [`【更新版】中牟县财政局${T}`, "中牟县财政局", "410122", "county"],
    [`关于更正中牟县财政局${T}`, "中牟县财政局", "410122", "county"],
    [`更正：中牟县财政局${T}`, "中牟县财政局", "410122", "county"],
    [`中牟县财政局：${T}`, "中牟县财政局", "410122", "county"],
    [`中牟县财政局2022年政府信息公开及政务公开工作年度报告`, "中牟县财政局", "410122", "county"],
    [`[bookmark: _GoBack]中牟县财政局\u200b${T}`, "中牟县财政局", "410122", "county"],
    [`${T}-中牟县财政局`, "中牟县财政局", "410122", "county"],
    [`中牟县2022年政府信息公开工作年度报告（县政府办公室）`, "中牟县人民政府办公室", "410122", "county"],
    [`中牟县乡村振兴局${T}`, "中牟县乡村振兴局", "410122", "county"],
    [`中牟县市场监督管理局${T}`, "中牟县市场监督管理局", "410122", "county"],
    [`中牟县住房公积金管理中心${T}`, "中牟县住房公积金管理中心", "410122", "county"],
    [`重慶市渝中區人民政府辦公室2022年政府信息公開工作年度報告`, "重庆市渝中区人民政府办公室", "500103", "county"],
    [`广州市增城区教育局关于2022年政府信息公开工作的报告`, "广州市增城区教育局", "440118", "county"],
    [
      `郑州市上街区政府网2022年政府信息公开年报（郑州市上街区残疾人联合会）`,
      "郑州市上街区残疾人联合会",
      "410106",
      "county",
    ],
  ];
  for (const [title, name, division, level] of cases)
    it(`${title} → ${name}`, () => assert.deepEqual(identity(title).organ, { name, division, level }));
});

describe("an organ that names no place", () => {
  it("belongs to the county whose site it is", () => {
    const site = { siteDivision: "410106", siteOrgan: "郑州市上街区人民政府" };
    assert.equal(identity(`应急管理局${T}`, site).organ.name, "郑州市上街区应急管理局");
    assert.equal(identity(`区统计局${T}`, site).organ.name, "郑州市上街区统计局");
    assert.equal(identity(`济源路街道${T}`, site).organ.name, "郑州市上街区济源路街道");
    assert.equal(identity(`峡窝镇${T}`, site).organ.name, "郑州市上街区峡窝镇人民政府");
    assert.deepEqual(identity(`全区${T}`, site).organ.name, "郑州市上街区人民政府");
  });

  it("is not of a site of another kind of place", () => {
    const organ = identity(`县统计局${T}`, { siteDivision: "410106" }).organ;
    assert.deepEqual(organ, { name: "县统计局", division: null, level: null });
  });

  it("on a city's site is the city's, unless the document says of which county", () => {
    const site = { siteDivision: "410100" };
    assert.equal(identity(`教育局${T}`, site).organ.name, "郑州市教育局");
    assert.equal(identity(`教育局${T}`, { ...site, publisher: "中牟县教育局" }).organ.division, "410122");
    assert.equal(
      identity(`教育局${T}`, { ...site, columnName: "首页>中牟县教育局>年度报告" }).organ.division,
      "410122",
    );
    assert.equal(identity(`教育局${T}`, { ...site, publisher: "洛阳市教育局" }).organ.name, "郑州市教育局");
    const province = { siteDivision: "130000", columnName: "新华区" };
    assert.equal(identity(`教育局${T}`, province).organ.division, null, "of one of two 新华区, not of the province");
    const county = [...PROSE, "我县教育系统信息公开工作稳步推进。"];
    assert.equal(identity(`教育局${T}`, site, { body: county }).organ.division, null);
  });

  it("is completed from the same organ named in full in the text, if only one is", () => {
    const one = [...PROSE, "印发《石龙区人民政府办公室关于明确石龙区政务公开工作任务分工的通知》。"];
    const two = [...one, "转发《湛河区人民政府办公室关于政务公开的通知》。"];
    assert.equal(identity(`政府办公室${T}`, {}, { body: one }).organ.division, "410404");
    assert.equal(identity(`政府办公室${T}`, {}, { body: two }).organ.division, null);
  });

  it("is completed from the contact, and not from the first organ the preamble names", () => {
    const preamble =
      "根据郑州市人民政府办公厅要求，现将情况报告如下。如有疑问，请与新密市财政局办公室联系（地址：青屏大街）。";
    assert.equal(identity(["财政局2022年政府信息公开工作年度报告", preamble]).organ.name, "新密市财政局");
  });
});

describe("a title without an organ", () => {
  it("takes the organ on the line above into the title, however it is broken", () => {
    const title = "郑州市上街区人民政府2021年政府信息公开工作年度报告";
    assert.equal(identity(["郑州市上街区人民政府", "2021 年政府信息公开工作年度报告"]).title, title);
    assert.equal(identity(["郑州市上街区人民政府", "2021年", "政府信息公开工作", "年度报告"]).title, title);
    assert.equal(identity(["郑州市上街区人民政府２０２１年政府信息", "公开工作年度报告"]).title, title);
    assert.equal(identity(["郑州市上街区", "人民政府2021年政府信息公开", "工作年度报告"]).title, title);
    assert.equal(identity(["字号：大 中 小", "发布时间：2022-01-02", title]).title, title);
    assert.equal(identity(["打印", "郑州市上街区人民政府", "发布时间：2022-01-02", title]).title, title);
    assert.equal(identity([title, title]).title, title);
    assert.equal(identity([`首页 > 政府信息公开年报 > 2022`, "政府信息公开年报", title]).title, title);
    assert.equal(identity([`名称：\t${title}\t索引号：`, "x"]).title, title);
  });

  it("is completed by a bracket or a year on the line below", () => {
    assert.equal(identity([T, "（中牟县财政局）"]).organ.name, "中牟县财政局");
    assert.equal(identity(["中牟县财政局政府信息公开工作年度报告", "（2022年度）"]).year, 2022);
  });

  it("takes up a name that was broken in its middle, and no name of a site or column", () => {
    assert.equal(identity(["中牟县财", "政局2022年政府信息公开", "工作年度报告"]).organ.name, "中牟县财政局");
    assert.equal(identity(["中牟县政务公开", `财政局${T}`]).title, `财政局${T}`);
    assert.equal(identity(["中牟县人民政府网", `财政局${T}`]).title, `财政局${T}`);
  });

  it("takes the author it names, unless that is the office that writes for its government", () => {
    const organ = (preamble: string): string | null => identity([T, preamble]).organ.name;
    assert.equal(organ("根据郑州市人民政府要求，由中牟县教育局按照《条例》规定编制。"), "中牟县教育局");
    assert.equal(organ("现公布中牟县教育局2022年政府信息公开年度报告。"), "中牟县教育局");
    assert.equal(organ("本报告由中牟县人民政府办公室编制。"), null);
  });

  it("takes the department whose own site it is, and no government for its site", () => {
    assert.equal(identity(T, { siteName: "郑州市财政局网站" }).organ.name, "郑州市财政局");
    assert.equal(identity(T, { siteOrgan: "郑州市财政局", siteDivision: "410100" }).organ.name, "郑州市财政局");
    assert.equal(identity(T, { siteName: "郑州市人民政府网" }).organ.name, null);
    assert.equal(identity(`${T}-郑州市人民政府`).organ.name, null);
  });

  it("takes the source line, the column, the signature, in that order", () => {
    const signed = [...PROSE, "中牟县审计局", "2023年1月10日"];
    const all = { publisher: "中牟县财政局", columnName: "中牟县教育局" };
    assert.equal(identity(T, all, { body: signed }).organ.name, "中牟县财政局");
    assert.equal(identity(T, { ...all, publisher: null }, { body: signed }).organ.name, "中牟县教育局");
    assert.equal(identity(T, {}, { body: signed }).organ.name, "中牟县审计局");
  });

  it("does not take a source line that the text contradicts", () => {
    const body = [...PROSE, "我镇高度重视。"];
    const evidence = {
      publisher: "中牟县人民政府办公室",
      columnName: "首页>乡镇>官渡镇人民政府",
      siteDivision: "410122",
    };
    assert.equal(identity(T, evidence, { body }).organ.name, "中牟县官渡镇人民政府");
  });

  it("does not take a source line that names who runs the site, or the office that publishes for its government", () => {
    const organ = (publisher: string, words: string): string | null =>
      identity(T, { publisher, siteOrgan: "中牟县人民政府", siteDivision: "410122" }, { body: [...PROSE, words] }).organ
        .name;
    assert.equal(organ("中牟县融媒体中心", "全年公开信息二十条。"), null);
    assert.equal(organ("中牟县人民政府办公室", "我县公开信息二十条。"), "中牟县人民政府");
    assert.equal(organ("中牟县人民政府办公室", "我办公开信息二十条。"), "中牟县人民政府办公室");
  });

  it("takes the owner of the site only where the text speaks as a government", () => {
    const site = { siteOrgan: "中牟县人民政府", siteDivision: "410122" };
    assert.equal(identity(T, site, { body: [...PROSE, "我县共公开信息十条。"] }).organ.name, "中牟县人民政府");
    const department = identity(T, site, { body: [...PROSE, "我县要求，我单位共公开信息十条。"] });
    assert.deepEqual(department.organ, { name: null, division: "410122", level: "county" });
    assert.equal(department.problems[0]?.code, "organ.unresolved");
  });

  it("completes a bare organ from a fuller title of the same organ only", () => {
    const bare = "财政局2022年政府信息公开工作年度报告";
    assert.equal(identity(bare, { title: `中牟县${bare}-中牟县人民政府` }).organ.name, "中牟县财政局");
    assert.equal(identity(bare, { linkText: `中牟县教育局${T}` }).organ.division, null);
  });

  it("takes the link's words where the page says less", () => {
    const found = identity(T, { linkText: `中牟县水利局${T}`, siteDivision: "410122" });
    assert.equal(found.organ.name, "中牟县水利局");
    assert.equal(found.title, `中牟县水利局${T}`);
  });
});

describe("a government's report on all its organs and its office's own", () => {
  it("are told apart", () => {
    assert.equal(identity(`中牟县${T}`).scope, "aggregate");
    assert.equal(identity(`中牟县人民政府${T}`).scope, "aggregate");
    assert.equal(identity(`中牟县人民政府办公室${T}`).scope, "own");
    assert.equal(identity(`中牟县人民政府本级${T}`).scope, "own");
    assert.equal(identity(`中牟县人民政府（办公室）${T}`).organ.name, "中牟县人民政府办公室");
    for (const title of [
      `中牟县人民政府${T}（本级）`,
      `中牟县人民政府（本级）${T}`,
      `中牟县2022年政府本级信息公开工作年度报告`,
    ]) {
      const { organ, scope, title: own } = identity(title);
      assert.deepEqual([organ.name, scope, own], ["中牟县人民政府", "own", title]);
      assert.equal(scopeOf(organ, own), "own", "as the archive tells it from the title");
    }
    assert.equal(identity(`中牟县官渡镇人民政府${T}`).scope, "own");
  });
});
