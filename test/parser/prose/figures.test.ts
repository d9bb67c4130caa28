import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { figuresIn } from "../../../pipeline/parser/prose/index.ts";

const YEAR = 2021;
const OFFICE = { organ: "平顶山市石龙区人民政府办公室", scope: "own" } as const;
const DISTRICT = { organ: "平顶山市石龙区人民政府", scope: "aggregate" } as const;

const said = (text: string, author: Parameters<typeof figuresIn>[2] = OFFICE): Record<string, number> =>
  Object.fromEntries(figuresIn(text.split("\n"), YEAR, author));

/** What is counted, as reports word it, by the figure that it is. */
const WORDINGS: Record<string, readonly string[]> = {
  received_new: [
    "收到政府信息公开申请#件",
    "共受理政府信息公开申请#件",
    "收到依申请公开#件",
    "受理依申请公开申请#条",
    "共收到#份政府信息公开申请",
    "收到公民、法人和其他组织政府信息公开申请#件",
    "共受理政府信息公开依申请公开#件",
    "收到依申请公开政府信息申请共计#件",
    "新收政府信息公开申请#宗",
    "共收到#件依申请公开请求",
    "收到申请公开#条",
    "受理依申请公开件#件",
    "收到政府信息依申请公开办理事项#件",
    "收到和处理政府信息公开申请#件",
  ],
  review: [
    "因政府信息公开工作被申请行政复议#件",
    "发生政府信息公开行政复议案件#起",
    "政府信息公开类行政复议#件",
    "因政府信息公开引发的行政复议案件共#件",
  ],
  litigation: ["因政府信息公开工作被提起行政诉讼#件", "涉及政府信息公开的行政诉讼案件#起"],
  "normative_documents.issued": ["制发行政规范性文件#件", "出台规范性文件#个", "印发#份规范性文件"],
  "normative_documents.repealed": ["废止行政规范性文件#件", "废止了规范性文件#件"],
  "normative_documents.in_force": ["现行有效行政规范性文件#件", "行政规范性文件现行有效#件"],
  licenses: ["作出行政许可决定#件", "办理行政许可#件"],
  penalties: ["作出行政处罚决定#起", "实施行政处罚#件"],
  compulsory_measures: ["实施行政强制#件", "采取行政强制措施#起"],
  fees: ["收取行政事业性收费#万元", "行政事业性收费金额#万元"],
};
const wordings = Object.entries(WORDINGS).flatMap(([figure, words]) => words.map((word) => ({ figure, word })));
const count = fc.integer({ min: 0, max: 99_999 });
const filled = (word: string, n: number): string => word.replace("#", String(n));

/** What may be said before without changing whose the figure is and of which year. */
const PLAIN_OPENINGS = [
  "",
  "2021年，",
  "2021年度，我办",
  "２０２１年，本机关",
  "2021 年，区政府办公室",
  "石龙区政府办公室2021年",
  "区政府办公室代表区政府",
  "自2021年1月1日至2021年12月31日，我办",
  "全年",
  "2021年，我办按照区委、区政府要求，认真做好政府信息公开工作，全年",
  "2021年，比上年有所增长，我办",
  "（二）依申请公开情况。2021年，我单位",
  "2021年上半年开展了培训。2021年全年，我办",
  "各镇街认真落实。2021年，我办",
  "截至2021年12月底，公开信息74条。我办",
  "按照《2020年政务公开工作要点》要求，我办",
];
const PLAIN_ENDS = ["。", "，比2020年增长12%。", "，同比减少3件。", "；", "，均按时答复。"];

test("a figure that is plainly the report's own is taken, however it is worded", () => {
  for (const { figure, word } of wordings)
    for (const before of PLAIN_OPENINGS)
      for (const end of PLAIN_ENDS)
        assert.deepEqual(said(before + filled(word, 95) + end), { [figure]: 95 }, before + word + end);
  fc.assert(
    fc.property(fc.constantFrom(...wordings), count, ({ figure, word }, n) => {
      assert.deepEqual(said(`2021年，我办${filled(word, n)}。`), { [figure]: n });
    }),
  );
});

/** What makes it another year's, another body's, a part or a plan. */
const OTHER_OPENINGS = [
  "2020年，",
  "2020年，我办",
  "2022年，我办计划",
  "2022年，",
  "上年度",
  "2020年，全年",
  "2020年全年，我办",
  "去年，我办",
  "截至2021年6月，我办",
  "2021年上半年，",
  "2021年第三季度，我办",
  "2021年1月至6月，",
  "2021年12月，我办",
  "自条例施行以来，我办",
  "五年来，",
  "近三年来，我办共",
  "我办累计",
  "2008年以来，",
  "下一步，我办",
  "预计2022年",
  "计划",
  "各镇街",
  "全区各部门",
  "2021年，区政府组成部门和各镇（办）共",
  "各乡镇认真落实，",
  "市政府办公室2021年",
  "区教育局",
  "区公安局2021年高度重视，",
  "全区",
  "我区",
  "区本级",
  "平均每月",
  "平均",
  "日均",
  "不低于",
  "约",
  "近",
  "网上",
  "当面",
  "其中网络",
  "无",
];

test("a figure of another year, another body, a part, an average or a plan is none", () => {
  for (const { word } of wordings)
    for (const before of OTHER_OPENINGS) assert.deepEqual(said(`${before}${filled(word, 95)}。`), {}, before + word);
});

/** What follows the number and changes it. */
const OTHER_ENDS = ["以上", "余", "（含上年结转3件）", "左右", "的目标", "，占比", "次", "，其中上年结转3件"];

test("a figure that is rough, a share or holds another is none", () => {
  for (const end of OTHER_ENDS) {
    const taken = said(`2021年，我办共收到政府信息公开申请95件${end}。`);
    if (end === "，占比") assert.deepEqual(taken, { received_new: 95 });
    else assert.equal(taken.received_new, undefined, end);
  }
  assert.deepEqual(said("收到政府信息公开申请数量比上年增加95件。"), {});
  assert.deepEqual(said("收到政府信息公开申请95余件，制发规范性文件近16件，收取行政事业性收费1.5亿元。"), {});
});

test("a figure that is said twice, differently, is none", () => {
  assert.deepEqual(said("我办收到政府信息公开申请95件。\n我办2021年收到政府信息公开申请17件。"), {});
  assert.deepEqual(said("我办收到政府信息公开申请95件。\n我办2021年收到政府信息公开申请95件。"), { received_new: 95 });
});

test("a government's report counts its whole place, and no part of it", () => {
  for (const who of ["我区", "全区", "石龙区", ""])
    assert.deepEqual(said(`2021年，${who}共收到政府信息公开申请95件。`, DISTRICT), { received_new: 95 }, who);
  for (const who of ["区本级", "区政府办公室", "区政府", "全市", "我市", "各镇街", "我局", "区教育局"])
    assert.deepEqual(said(`2021年，${who}共收到政府信息公开申请17件。`, DISTRICT), {}, who);
});

test("an office is known by its own name, shortened too, and by no other's", () => {
  const bureau = { organ: "郑州市上街区科学技术和工业信息化局", scope: "own" } as const;
  for (const who of ["科工信局", "区科工信局", "上街区科工信局", "郑州市上街区科学技术和工业信息化局", "我局"])
    assert.deepEqual(said(`${who}2021年度未收到信息公开申请。`, bureau), { received_new: 0 }, who);
  for (const who of ["市科工信局", "中原区科工信局", "区教育局", "信息局下属单位", "该局"])
    assert.deepEqual(said(`${who}2021年度未收到信息公开申请。`, bureau), {}, who);
});

test("what only sounds like a figure of the tables is none", () => {
  for (const words of [
    "主动公开行政许可处理事项746件",
    "新增公开行政许可0项",
    "办理挖掘（占用）城市道路申请件77件",
    "未收到行政许可申请",
    "收到网络申请5件，信函申请5件",
    "主动公开行政规范性文件42件",
    "公开规范性文件3件",
    "无因政府信息公开工作引发举报、投诉、提起行政诉讼等情况",
    "予以公开及部分公开258件",
    "对制发的规范性文件进行清理，其中废止3件",
    "收到政府信息公开申请1.2万件",
    "因政府信息公开被申请行政复议、提起行政诉讼5件",
  ])
    assert.deepEqual(said(`2021年我办${words}。`), {}, words);
});

test("nothing received, and nothing disputed, is the number 0", () => {
  for (const words of ["未收到依申请公开", "没有收到政府信息公开申请", "未接到公民、法人和其他组织的政府信息公开申请"])
    assert.deepEqual(said(`2021年我办${words}。`), { received_new: 0 }, words);
  for (const words of [
    "无因政府信息公开工作被申请行政复议、提起行政诉讼的情况发生",
    "未发生依申请公开政府信息方面的行政复议和行政诉讼",
    "没有因政府信息公开引发的行政诉讼或行政复议案件",
  ])
    assert.deepEqual(said(`2021年我办${words}。`), { review: 0, litigation: 0 }, words);
  for (const words of ["未收到书面政府信息公开申请", "未发生行政复议败诉案件", "未收到不予公开的申请"])
    assert.deepEqual(said(`2021年我办${words}。`), {}, words);
});

test("what follows a figure is read as part of it only while the text stays with it", () => {
  const text =
    "2021年，我办收到政府信息公开申请95件，办结90件，其中予以公开40件、部分公开3件、不予公开7件，结转下年度继续办理5件。";
  assert.deepEqual(said(text), {
    received_new: 95,
    concluded_total: 90,
    disclosed: 40,
    partly_disclosed: 3,
    not_disclosed: 7,
    carried_out: 5,
  });
  assert.deepEqual(said("2021年，我办收到政府信息公开申请95件，办理建议提案30件，办结30件。"), { received_new: 95 });
  assert.deepEqual(said("我办制发行政规范性文件16件，废止3件，现行有效120件。"), {
    "normative_documents.issued": 16,
    "normative_documents.repealed": 3,
    "normative_documents.in_force": 120,
  });
  assert.deepEqual(said("因政府信息公开产生行政复议案件6件和行政诉讼案件3件。"), { review: 6, litigation: 3 });
  assert.deepEqual(said("我局办理行政复议320件，行政诉讼12件。"), {});
});

test("a stock may be said of the year's end, a sum not", () => {
  assert.deepEqual(said("截至2021年底，我办现行有效行政规范性文件120件，收到政府信息公开申请95件。"), {
    "normative_documents.in_force": 120,
  });
});

test("money is in 万元, exactly", () => {
  assert.deepEqual(said("我办收取行政事业性收费15617431元。"), { fees: 1561.7431 });
  assert.deepEqual(said("我办收取行政事业性收费39.1万元。"), { fees: 39.1 });
});

test("many megabytes of what sentences are made of are done with at once", () => {
  const before = performance.now();
  for (const piece of ["收到政府信息公开申请3件，", "申请", "9", "件", "（", "未", "行政复议、", "我办"])
    for (const cut of [1000, 1_000_000]) said(`${piece.repeat(cut)}\n`.repeat(1_000_000 / cut / piece.length));
  assert.ok(performance.now() - before < 8000, String(performance.now() - before));
});
