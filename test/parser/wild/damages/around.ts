import { type Damage, type Draft, empty, numbersOf, type Part, rowsOf, type Table, tablesOf, text } from "../draft.ts";

const CHAPTERS = /^[一二三四五六]、/;
const chapter = ({ parts }: Draft, ordinal: string): number =>
  parts.findIndex((part) => typeof part === "string" && part.startsWith(`${ordinal}、`));
const METADATA = [
  "索引号\t11410000/2022-00017\t主题分类\t政务公开",
  "发布机构\t青石县人民政府办公室\t发文日期\t2022-01-28",
  "文号\t\t有效性\t有效",
];
const renumber = (parts: readonly Part[], change: (words: string) => string): Part[] =>
  parts.map((part) => (typeof part === "string" && CHAPTERS.test(part) ? change(part) : part));

/** wild.md, Layout and Arithmetic and prose: what stands around the tables, and where they stand. */
export const aroundDamages: readonly Damage[] = [
  { name: "a metadata table before", strike: ({ parts }) => void parts.unshift(...METADATA, "") },
  {
    name: "a layout table around",
    strike: (draft) => {
      for (const table of tablesOf(draft))
        for (const row of table.rows) {
          row.unshift(text(""));
          row.push(text(""));
        }
    },
  },
  {
    name: "chapters numbered twice",
    strike: (draft) => {
      const { tables } = draft;
      const prose = [chapter(draft, "二"), chapter(draft, "三"), chapter(draft, "四")].map(
        (at) => draft.parts[at] ?? "",
      );
      const end = draft.parts.splice(chapter(draft, "五"));
      draft.parts = [
        ...draft.parts.filter((part) => typeof part === "string"),
        "主动公开信息4310条，收到申请17件。",
        ...end,
        "",
        ...prose.flatMap((heading, i): Part[] => [
          String(heading).replace(/^./, "一二三".charAt(i)),
          "",
          [tables.proactive, tables.applications, tables.disputes][i] ?? "",
        ]),
      ];
    },
  },
  {
    name: "headings missing",
    strike: (draft) => {
      draft.parts = draft.parts.filter((part) => typeof part !== "string" || !/^[二三四]、/.test(part));
    },
  },
  {
    name: "headings numbered and named otherwise",
    strike: (draft, choices) => {
      const style = choices.one(["1、", "（1） ", "5、", ""]);
      draft.parts = renumber(draft.parts, (words) =>
        words.replace(CHAPTERS, style).replace("存在的主要问题及改进情况", "整改措施").replace("总体情况", "工作概述"),
      );
    },
  },
  {
    name: "tables in another order",
    strike: (draft, choices) => {
      const [a, b, c] = tablesOf(draft);
      const order = choices.one([
        [b, a, c],
        [c, b, a],
        [a, c, b],
      ] as const);
      let i = 0;
      draft.parts = draft.parts.map((part) => (typeof part === "string" ? part : (order[i++] ?? part)));
    },
  },
  {
    name: "all tables under one heading",
    strike: (draft) => {
      const tables = draft.parts.filter((part): part is Table => typeof part !== "string");
      const others = draft.parts.filter((part) => typeof part === "string");
      draft.parts = others.flatMap((part): Part[] =>
        part.startsWith("四、") ? [part, ...tables.flatMap((t): Part[] => ["", t, ""])] : [part],
      );
    },
  },
  {
    name: "a table as an image",
    strike: (draft, choices) => {
      const table = choices.one(tablesOf(draft));
      for (const cell of rowsOf(table).flatMap(numbersOf)) empty(draft, cell, ["missing"]);
      draft.parts = draft.parts.map((part) => (part === table ? "[图片]" : part));
    },
  },
  {
    name: "strays about the tables",
    strike: (draft, choices) => {
      const stray = choices.one([
        ["2022"],
        ["-3-"],
        ["保留4位小数"],
        ["单位：件"],
        ["（填报日期：2022年1月20日）"],
        ["4"],
        ["注：2021年制定规章3件"],
      ]);
      draft.parts = draft.parts.flatMap((part): Part[] =>
        typeof part === "string" ? [part] : [...stray, "", part, "", ...stray],
      );
    },
  },
  {
    name: "footnotes under the tables",
    strike: (draft, choices) => {
      const note = choices.one([
        "注：1.本表统计期限为1月1日至12月31日。2.行政许可含3件延续许可。",
        "注：①含自然失效29件。",
        "备注：行政处罚为本级数据，不含乡镇12件。",
      ]);
      draft.parts = draft.parts.flatMap((part): Part[] => (typeof part === "string" ? [part] : [part, note]));
    },
  },
  {
    name: "prose that names cells",
    strike: (draft) => {
      draft.parts.splice(
        chapter(draft, "二") + 1,
        0,
        "行政许可：全年办理1234件；行政处罚：56件；行政强制：7件。",
        `规章制发3件，废止1件，现行有效88件；行政事业性收费2500元。${draft.year}年收到政府信息公开申请95件。`,
      );
    },
  },
  {
    name: "contents before",
    strike: (draft) => {
      const headings = draft.parts.filter((part): part is string => typeof part === "string" && CHAPTERS.test(part));
      draft.parts.splice(1, 0, "目录", ...headings.map((heading, i) => `${heading}\t${i + 1}`), "");
    },
  },
  {
    name: "every table printed twice",
    strike: (draft) => {
      draft.parts = draft.parts.flatMap((part): Part[] =>
        typeof part === "string" ? [part] : [part, "", "（文字版）", part],
      );
    },
  },
  {
    name: "characters dropped from the prose",
    strike: (draft) => {
      draft.parts.splice(3, 0, `本报告所列数据的统计期限自${draft.year}11日起至${draft.year}1231日止。`);
    },
  },
];
