import type { Report } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { contextOf, parse } from "../../pipeline/parser/index.ts";
import type { SourceBlock } from "../generate/blocks.ts";
import { reportBlocks, statutorySections } from "../generate/report.ts";
import { chanceOf, consistentFigures, type Truth } from "../parser/truth.ts";

export type Example = { title: string; truth: Truth; blocks: SourceBlock[] };

const PROSE =
  "我县认真贯彻落实《中华人民共和国政府信息公开条例》，全年主动公开政府信息2231条，制发行政规范性文件7件，受理依申请公开128件，均在法定期限内办结并答复申请人，群众满意度不断提升。";

/** A report of consistent figures, the same for the same seed, after so many paragraphs that its tables meet a page's end elsewhere. */
export function exampleReport(seed: number): Example {
  const chance = chanceOf(seed);
  const format = chance.pick(["2019", "2021"] as const);
  const truth = consistentFigures(format, chance);
  const title = `青石县人民政府${format === "2021" ? 2022 : 2020}年政府信息公开工作年度报告`;
  const blocks = reportBlocks({
    title,
    preamble: [],
    format,
    sections: statutorySections({
      overview: Array.from({ length: chance.int(1, 14) }, () => PROSE),
      problems: ["公开不够及时的问题仍然存在，下一步改进。"],
      other: ["本年度未收取信息处理费。"],
    }),
    printed: (table, item, column) =>
      `${truth.get(`${table}/${item}/${column}`)}${column === "amount_10k_yuan" ? "万元" : ""}`,
  });
  return { title, truth, blocks };
}

/** The report that a document's bytes hold, all the way from its bytes. */
export async function reportIn(bytes: Uint8Array): Promise<Report> {
  const { text, mediaType } = await extract(bytes, {});
  const source = { url: null, file: null, sha256: "", mediaType, retrieved: null };
  const [report] = parse(text, contextOf(source));
  if (report === undefined) throw new Error("the document holds no report");
  return report;
}

/** Every cell that does not say what is true, with what it says. */
export function differences(report: Report, truth: Truth): string[] {
  const cells = new Map(report.cells.map((cell) => [`${cell.table}/${cell.item}/${cell.column}`, cell]));
  return [...truth].flatMap(([key, value]) => {
    const cell = cells.get(key);
    return cell?.value === value ? [] : [`${key} is ${value}, read ${cell?.value} (${cell?.status}, “${cell?.raw}”)`];
  });
}
