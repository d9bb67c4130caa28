import assert from "node:assert/strict";
import { test } from "node:test";
import type { Section } from "../../../data/records/index.ts";
import { textTables } from "../documents.ts";
import { layouts } from "../layouts.ts";
import { read } from "../sample.ts";
import { type Chance, chanceOf, consistentFigures } from "../truth.ts";

const YEAR = 2022;
const TABLE_OF = [null, "proactive", "applications", "disputes", null, null] as const;
const WORDS = [
  ["总体情况", "概述", "工作概述", "基本情况", "总体概况"],
  ["主动公开政府信息情况", "主动公开政府信息的情况", "政府信息主动公开情况"],
  ["收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请的情况"],
  ["政府信息公开行政复议、行政诉讼情况", "政府信息公开行政复议和行政诉讼情况", "行政复议、行政诉讼情况"],
  ["存在的主要问题及改进情况", "存在的问题及改进措施", "存在问题及改进情况"],
  ["其他需要报告的事项", "需要报告的其他事项", "其他需要报告的情况"],
] as const;
const NUMBERS = ["一", "二", "三", "四", "五", "六"];

type Printed = { lines: string[]; runsOn: boolean };
type Style = { name: string; print(number: string, words: string, i: number): Printed };
const whole = (...lines: string[]): Printed => ({ lines, runsOn: false });

/** How a heading reaches the text. */
const styles: readonly Style[] = [
  { name: "as the form has it", print: (n, words) => whole(`${n}、${words}`) },
  { name: "digits", print: (_, words, i) => whole(`${i + 1}、 ${words}`) },
  { name: "digits and points", print: (_, words, i) => whole(`${i + 1}. ${words}`) },
  { name: "in parentheses", print: (n, words) => whole(`（${n}） ${words}`) },
  { name: "digits in parentheses", print: (_, words, i) => whole(`(${i + 1})${words}`) },
  { name: "without numbers", print: (_, words) => whole(words) },
  { name: "第一部分", print: (n, words) => whole(`第${n}部分 ${words}`) },
  { name: "a blank for the mark", print: (n, words) => whole(`${n} ${words}`) },
  { name: "the mark lost", print: (n, words) => whole(`${n}${words}`) },
  { name: "a number that Word counts", print: (n, words) => whole(`${n}、\t${words}`) },
  { name: "over two lines", print: (n, words) => whole(`${n}、${words.slice(0, 3)}`, words.slice(3)) },
  { name: "number on its own line", print: (n, words) => whole(`${n}、`, "", words) },
  { name: "digit on its own line", print: (_, words, i) => whole(`${i + 1}、`, words) },
  { name: "vertical", print: (n, words) => whole(...`${n}、${words}`.split("").flatMap((c) => [c, ""])) },
  { name: "spaced", print: (n, words) => whole(`${n} 、 ${words.split("").join(" ")}：`) },
  { name: "in a table's row", print: (n, words) => whole(`\t${n}、${words}\t\t\t`) },
  { name: "run on after 。", print: (n, words) => ({ lines: [`${n}、${words}。`], runsOn: true }) },
  { name: "run on after ：", print: (n, words) => ({ lines: [`${n}、${words}：`], runsOn: true }) },
  { name: "run on after a blank", print: (n, words) => ({ lines: [`${n}、${words} `], runsOn: true }) },
  { name: "run on after nothing", print: (n, words) => ({ lines: [`${n}、${words}`], runsOn: true }) },
  { name: "beside its text in a layout table", print: (n, words) => ({ lines: [`${n}、${words}\t`], runsOn: true }) },
];

/** Prose with what else could be taken for a heading, or for a row of a table. */
function paragraphs(i: number, chance: Chance): string[] {
  const mark = `甲${NUMBERS[i]}`;
  const sentence = `${YEAR}年，我县${mark}按照要求公开政府信息${chance.int(1, 900)}条，进一步做好政府信息公开工作。`;
  const others = chance.pick([
    [`（一）主动公开${mark}`, `${mark}更新信息${chance.int(1, 99)}条，做到应公开尽公开。`],
    [`一是${mark}加强领导；二是完善制度。`],
    [`一、${mark}有关做法`, `${mark}不断完善。`, `二、${mark}有关成效`, `${mark}成效明显。`],
    [],
  ]);
  return [sentence, ...others];
}

function documentOf(chance: Chance, styleOf: (i: number) => Style | null, layout: (typeof layouts)[number]) {
  const tables = textTables("2021", consistentFigures("2021", chance));
  const lines = [
    `青石县人民政府${YEAR}年政府信息公开工作年度报告`,
    "",
    "本报告根据条例要求编制，全文包括六个部分。",
    "",
  ];
  const prose: string[][] = [];
  WORDS.forEach((ways, i) => {
    const own = paragraphs(i, chance);
    const style = styleOf(i);
    const heading = style === null ? whole() : style.print(NUMBERS[i] ?? "", chance.pick<string>(ways), i);
    const table = TABLE_OF[i];
    if (heading.runsOn) lines.push(`${heading.lines[0]}${own[0]}`, ...own.slice(1));
    else lines.push(...heading.lines, "", ...own);
    if (table !== null && table !== undefined) {
      const rows = layout.print(tables[table], chance);
      const note = `注：${NUMBERS[i]}表中数据为全县各级行政机关汇总数据，统计截至年底。`;
      lines.push("", ...rows, "", note);
      own.push(note);
    }
    prose.push(own);
  });
  return { lines, prose };
}

const textsOf = (sections: readonly Section[]): string[][] => sections.map((s) => s.text.split("\n"));

for (const style of styles)
  test(`headings ${style.name}: every paragraph is in its own chapter, and no row of a table in any`, () => {
    for (const [n, layout] of layouts.entries())
      for (let seed = 1; seed <= 3; seed += 1) {
        const { lines, prose } = documentOf(chanceOf(seed * 7919 + n), () => style, layout);
        const { sections } = read(lines);
        const what = `${layout.name}, seed ${seed}`;
        assert.deepEqual(
          sections.map((s) => s.ordinal),
          [1, 2, 3, 4, 5, 6],
          what,
        );
        assert.deepEqual(textsOf(sections), prose, what);
      }
  });

test("numbered in several ways in one document, some headings missing: no paragraph is lost or there twice", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const chance = chanceOf(seed);
    const chosen = NUMBERS.map(() => (chance.one(0.2) ? null : chance.pick(styles)));
    const { lines, prose } = documentOf(chance, (i) => chosen[i] ?? null, chance.pick(layouts));
    const { sections } = read(lines);
    const first = chosen.findIndex((style) => style !== null);
    const expected: { ordinal: number; text: string[] }[] = [];
    chosen.forEach((style, i) => {
      if (style !== null) expected.push({ ordinal: i + 1, text: [...(prose[i] ?? [])] });
      else if (i > first) expected.at(-1)?.text.push(...(prose[i] ?? []));
    });
    assert.deepEqual(
      sections.map((s) => ({ ordinal: s.ordinal, text: s.text.split("\n") })),
      expected,
      `seed ${seed}: ${chosen.map((style) => style?.name).join(" | ")}`,
    );
  }
});

const headingsOf = (lines: readonly string[]) => read(lines).sections.map((s) => [s.ordinal, s.heading, s.text]);

test("a table of contents heads nothing, with or without its pages", () => {
  const chapters = NUMBERS.map((n, i) => `${n}、${WORDS[i]?.[0]}`);
  const body = chapters.flatMap((heading, i) => [heading, `${YEAR}年第${i}章的文字，做好政府信息公开工作。`]);
  const expected = chapters.map((heading, i) => [i + 1, heading, `${YEAR}年第${i}章的文字，做好政府信息公开工作。`]);
  for (const page of ["", "……3", " 3", "...........12"]) {
    const contents = chapters.map((heading) => heading + page);
    const front = ["青石县人民政府2022年政府信息公开工作年度报告", "目录", ...contents];
    assert.deepEqual(
      headingsOf([...front, "本报告根据条例编制。", ...body, ...body.slice(-1)]).slice(0, 5),
      expected.slice(0, 5),
    );
    assert.deepEqual(headingsOf([...front, ...body]), expected);
  }
});

test("chapters of prose and chapters of tables, numbered twice, are one each", () => {
  const { applications } = textTables("2021", consistentFigures("2021", chanceOf(3)));
  const sections = headingsOf([
    "青石县人民政府2022年政府信息公开工作年度报告",
    "一、总体情况",
    "2022年，我县做好公开工作。",
    "三、收到和处理政府信息公开申请的情况",
    "申请均按时答复。",
    "五、存在的主要问题及改进情况",
    "公开内容不够丰富。",
    "附表",
    "三、收到和处理政府信息公开申请情况",
    ...applications.rows.map((row) => row.join("\t")),
    "注：以上为汇总数据。",
  ]);
  assert.deepEqual(sections, [
    [1, "一、总体情况", "2022年，我县做好公开工作。"],
    [3, "三、收到和处理政府信息公开申请情况", "申请均按时答复。\n注：以上为汇总数据。"],
    [5, "五、存在的主要问题及改进情况", "公开内容不够丰富。\n附表"],
  ]);
});

test("a paragraph's heading in a chapter's words stays in the text of its chapter", () => {
  const lines = [
    "青石县人民政府2022年政府信息公开工作年度报告",
    "一、总体情况",
    "（一）基本情况",
    "2022年，我县做好公开工作。",
    "（五）存在的问题及改进措施",
    "见第五部分。",
    "三、收到和处理政府信息公开申请情况",
    "（一）总体情况",
    "申请均按时答复。",
    "五、存在的主要问题及改进情况",
    "一、存在问题",
    "公开内容不够丰富。",
    "二、改进措施",
    "加强培训。",
    "七、附件",
    "无",
  ];
  assert.deepEqual(
    headingsOf(lines).map(([ordinal, , text]) => [ordinal, String(text).split("\n").length]),
    [
      [1, 4],
      [3, 2],
      [5, 6],
    ],
  );
});

test("reports of the years up to 2018 have the chapters that they print", () => {
  const sections = headingsOf([
    "青石县人民政府2016年政府信息公开工作年度报告",
    "本报告根据条例编制，由概述等六个部分组成。",
    "一、概述",
    "2016年，我县做好政府信息公开工作，全年主动公开政府信息1200条。".repeat(4),
    "（一）加强领导",
    "一、成立了领导小组",
    "分工明确。",
    "二、主动公开政府信息的情况",
    "公开了12类信息。",
    "三、政府信息公开的收费及减免情况：全年没有收费。",
    "四、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "没有。",
    "五、存在的不足和下一步打算。我县将继续努力。",
    "六、附表",
  ]);
  assert.deepEqual(
    sections.map(([ordinal, heading]) => [ordinal, heading]),
    [
      [1, "一、概述"],
      [2, "二、主动公开政府信息的情况"],
      [3, "三、政府信息公开的收费及减免情况"],
      [4, "四、因政府信息公开申请行政复议、提起行政诉讼的情况"],
      [5, "五、存在的不足和下一步打算"],
      [6, "六、附表"],
    ],
  );
  assert.deepEqual([sections[2]?.[2], sections[4]?.[2]], ["全年没有收费。", "我县将继续努力。"]);
});
