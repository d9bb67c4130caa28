import type { SourceBlock } from "../generate/blocks.ts";
import { reportBlocks, statutorySections } from "../generate/report.ts";

const PROSE =
  "2021年，我区认真贯彻落实《中华人民共和国政府信息公开条例》，坚持以人民为中心，深入推进政务公开，全年主动公开政府信息2231条，受理依申请公开128件，均在法定期限内办结并答复申请人。";

/** A report whose every statutory cell holds another number, after so many paragraphs that its tables meet a page's end elsewhere. */
export function numberedReport(format: "2019" | "2021", paragraphs: number): SourceBlock[] {
  let next = 100;
  return reportBlocks({
    title: "某市某区人民政府2021年政府信息公开工作年度报告",
    preamble: [],
    format,
    sections: statutorySections({
      overview: Array.from({ length: paragraphs }, () => PROSE),
      problems: ["对照要求还有差距。"],
      other: ["无其他需要报告的事项。"],
    }),
    printed: () => String(next++),
  });
}

/** The rows of all tables, as the cells a reader sees. */
export const tableLines = (lines: readonly string[]): string[] => lines.filter((line) => line.includes("\t"));
