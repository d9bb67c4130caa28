import type { SourceBlock } from "./blocks.ts";
import { type Printed, type StatutoryTables, statutoryTables } from "./statutory.ts";

/** A chapter of a report; `table` names the statutory table that stands under its prose. */
export type ReportSection = { heading: string; paragraphs: string[]; table?: keyof StatutoryTables };

/** What a report says, before it has a carrier. */
export type ReportTruth = {
  title: string;
  /** The paragraphs before the first chapter. */
  preamble: string[];
  /** The generation of the form its tables follow; null for a narrative report that has none. */
  format: "2019" | "2021" | null;
  sections: ReportSection[];
  printed: Printed;
};

/** The prose of a report on the form of 2019 or 2021, by the form's own chapters. */
export type Prose = { overview: string[]; problems: string[]; other: string[] };

/** The six chapters that the forms of 2019 and 2021 prescribe, in their order. */
export function statutorySections(prose: Prose): ReportSection[] {
  return [
    { heading: "一、总体情况", paragraphs: prose.overview },
    { heading: "二、主动公开政府信息情况", paragraphs: [], table: "proactive" },
    { heading: "三、收到和处理政府信息公开申请情况", paragraphs: [], table: "applications" },
    { heading: "四、政府信息公开行政复议、行政诉讼情况", paragraphs: [], table: "disputes" },
    { heading: "五、存在的主要问题及改进情况", paragraphs: prose.problems },
    { heading: "六、其他需要报告的事项", paragraphs: prose.other },
  ];
}

/** The report as blocks, in the order in which it is read. */
export function reportBlocks(truth: ReportTruth): SourceBlock[] {
  const tables = truth.format === null ? null : statutoryTables(truth.format, truth.printed);
  const paragraphs = (texts: string[]): SourceBlock[] => texts.map((text) => ({ kind: "paragraph", text }));
  return [
    { kind: "title", text: truth.title },
    ...paragraphs(truth.preamble),
    ...truth.sections.flatMap((section): SourceBlock[] => [
      { kind: "heading", text: section.heading },
      ...paragraphs(section.paragraphs),
      ...(tables !== null && section.table !== undefined
        ? [{ kind: "table" as const, rows: tables[section.table] }]
        : []),
    ]),
  ];
}
